"""What sums of sines and cosines can be at most: sin x = 2 never, cos x > 1 never, cos x = 1 somewhere."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.kernels.field import Field, Poly, fraction
from grader.algebra.kernels.terms import generators_in, terms_of


def bounds(field: Field, poly: Poly) -> tuple[Fraction, Fraction] | None:
    """Rational numbers between which a polynomial in sines and cosines lies, None if there are none or other generators."""
    used = generators_in(poly)
    if not used or any(field.kernels[i].kind not in ("cos", "sin") for i in used):
        return None
    middle, reach = Fraction(0), Fraction(0)
    for raw, powers in terms_of(poly):
        c = fraction(raw)
        if not powers:
            middle += c
        elif all(e % 2 == 0 for _, e in powers):  # between 0 and c
            middle, reach = middle + c / 2, reach + abs(c) / 2
        else:
            reach += abs(c)
    return middle - reach, middle + reach
