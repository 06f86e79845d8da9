"""Polynomials that never change their sign: sums of squares, and forms in two variables without a real root.

Every generator is taken for a free real number, so what is found here holds for kernels, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_poly

from grader.algebra.kernels.field import GENERATORS, GENS, Field, Frac, Poly, fraction, q

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
    terms = poly.to_dict()
    signs = {c > 0 for c in terms.values()}
    if len(signs) != 1 or any(e % 2 for exponents in terms for e in exponents):
        return None
    roots = []
    for exponents in terms:
        root = Frac(GENS[0] ** 0)
        for place, e in enumerate(exponents):
            root = field.mul(root, Frac(GENS[place])) if e else root
        roots.append(root.top)
    return Squares(False in signs, None if any(root.is_constant() for root in roots) else tuple(roots))


def _completed(poly: Poly) -> Squares | None:
    """Lagrange: a·g² + b·g + r = a·(g + b/2a)² + r - b²/4a, one generator after the other."""
    forms, signs = [], set()
    while not poly.is_constant():
        terms = poly.to_dict()
        place = next((i for exponents in terms for i, e in enumerate(exponents) if e == 2), None)
        if place is None:
            return None
        square = tuple(2 * (i == place) for i in range(GENERATORS))
        a = fmpq(terms[square])
        b = (poly - poly.subs({f"k{place}": 0}) - a * GENS[place] ** 2) / GENS[place]
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
    degree, used = poly.total_degree(), [i for i, e in enumerate(poly.degrees()) if e > 0]
    terms = poly.to_dict()
    if len(used) != 2 or any(sum(exponents) != degree for exponents in terms):
        return None
    coefficients = [Fraction(0)] * (degree + 1)
    for exponents, c in terms.items():
        coefficients[exponents[used[0]]] = fraction(c)
    whole: Any = fmpq_poly([q(c) for c in coefficients]).numer()
    if whole.degree() != degree or coefficients[0] == 0 or any(z.imag == 0 for z, _ in whole.complex_roots()):
        return None
    return Squares(bool(coefficients[-1] < 0), tuple(GENS[i] for i in used))


def never_negative(field: Field, poly: Poly) -> bool:
    """Is it certainly ≥ 0 for all real values of its generators?"""
    squares = zeros_of_squares(field, poly)
    return squares is not None and not squares.negative
