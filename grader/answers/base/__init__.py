"""What every answer kind can do; tolerances; numbers of the variant inside formulas."""
