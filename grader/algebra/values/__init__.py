"""What a formula is worth: exactly, in certified balls, at trial points; verdicts with their sentences."""
