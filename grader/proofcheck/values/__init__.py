"""What formulas are worth: at points, on intervals, as numbers to any digit, and where they have no value."""
