"""Trees of formulas, sets and conditions; the steps of a proof; trees as text and as JSON."""
