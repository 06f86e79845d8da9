"""Sets and conditions as combinations of signs of such polynomials, made simpler until they can be decided."""
