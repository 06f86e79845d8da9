"""Polynomials that never change their sign: sums of squares, and forms in two variables without a real root.

Every generator is taken for a free real number, so what is found here holds for kernels, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpq_poly

from grader.algebra.kernels.field import GENS, UNIT, Field, Frac, Poly
from grader.algebra.kernels.terms import generators_in, terms_of

DEGREE = 12


@dataclass(frozen=True, slots=True)
class Squares:
    """± a sum of squares; `zeros` are the polynomials that are all zero exactly where it is, None if it never is."""

    negative: bool
    zeros: tuple[Poly, ...] | None


def zeros_of_squares(field: Field, poly: Poly) -> Squares | None:
    """How a polynomial that never changes its sign vanishes, or None if it is not known to be one."""
    degree = poly.total_degree()
    if degree % 2 or not 2 <= degree <= DEGREE:
        return None
    return _even(field, poly) or (_completed(poly) if degree == 2 else _form(poly))


def _even(field: Field, poly: Poly) -> Squares | None:
    """Σ c·m² with coefficients of one sign."""
    terms = terms_of(poly)
    signs = {c > 0 for c, _ in terms}
    if len(signs) != 1 or any(e % 2 for _, powers in terms for _, e in powers):
        return None
    roots = []
    for _, powers in terms:
        root = UNIT
        for place, _ in powers:
            root = field.mul(root, Frac(GENS[place]))
        roots.append(root.top)
    return Squares(False in signs, None if any(root.is_constant() for root in roots) else tuple(roots))


def _completed(poly: Poly) -> Squares | None:
    """Lagrange: a·g² + b·g + r = a·(g + b/2a)² + r - b²/4a, one generator after the other."""
    forms, signs = [], set()
    while not poly.is_constant():
        place, a = next(((powers[0][0], c) for c, powers in terms_of(poly) if powers and powers[0][1] == 2), (-1, None))
        if a is None:
            return None
        b = poly.derivative(place) - 2 * a * GENS[place]
        form = GENS[place] + b / (2 * a)
        forms.append(form)
        signs.add(a > 0)
        poly = poly - a * form**2
    rest = poly.leading_coefficient() if not poly.is_zero() else fmpq(0)
    if rest != 0:
        signs.add(rest > 0)
    if len(signs) != 1:
        return None
    return Squares(False in signs, tuple(forms) if rest == 0 else None)


def _form(poly: Poly) -> Squares | None:
    """A form in two generators without a real root is zero only where both are: x² + xy + y² and its like."""
    degree, used = poly.total_degree(), generators_in(poly)
    if len(used) != 2 or any(sum(e for _, e in powers) != degree for _, powers in terms_of(poly)):
        return None
    coefficients = [fmpq(0)] * (degree + 1)
    for c, powers in terms_of(poly):
        coefficients[dict(powers).get(used[0], 0)] = c
    whole: Any = fmpq_poly(coefficients).numer()
    if whole.degree() != degree or coefficients[0] == 0 or any(z.imag == 0 for z, _ in whole.complex_roots()):
        return None
    return Squares(bool(coefficients[-1] < 0), tuple(GENS[i] for i in used))


def never_negative(field: Field, poly: Poly) -> bool:
    """Is it certainly ≥ 0 for all real values of its generators?"""
    squares = zeros_of_squares(field, poly)
    return squares is not None and not squares.negative
