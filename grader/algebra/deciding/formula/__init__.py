"""Are two formulas the same? The ways to prove it, the cheapest first."""
