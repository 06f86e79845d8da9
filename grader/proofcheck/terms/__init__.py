"""Formulas rearranged without any value: fractions of polynomials, cases, derivatives, signs."""
