"""Formulas as fractions of polynomials over Q in kernels (e^u, ln u, roots, signs …), and what is known of them."""
