"""A root under a root: p = A + B·√q as a square."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from grader.algebra.kernels.field import GENERATORS, GENS, ONE, Field, Frac, Poly, constant, product
from grader.algebra.kernels.terms import degree_in, generators_in


def as_square(field: Field, poly: Poly, place: int) -> Frac | None:
    """s with s² = p wherever q ≥ 0, for q linear in a symbol v: v is written in terms of r = √q first, r being free then."""
    radicand, r = field.kernels[place].arg, GENS[place]
    for v, kernel in enumerate(field.kernels):
        if kernel.kind != "symbol" or degree_in(radicand, v) != 1:
            continue
        slope = radicand.derivative(v)
        if not slope.is_constant() or radicand.total_degree() != 1:
            continue
        solved = GENS[v] + (r**2 - radicand) / slope.leading_coefficient()
        inside = [i for i in generators_in(poly) if field.kernels[i].kind not in ("symbol", "pi")]
        if inside != [place] or degree_in(solved, v) > 0 or poly.total_degree() > 8:
            continue
        free = poly.compose(*(solved if i == v else GENS[i] for i in range(GENERATORS)))
        root = _root_of(field, free)
        if root is not None:
            return Frac(field.reduced(root))
    return None


def two_roots(field: Field, poly: Poly, places: list[int]) -> tuple[Frac, Frac, int] | None:
    """(A+d)/2, (A-d)/2 and the sign of B, where p = A + B·√q, d² = A² - B²q, d > 0.

    √p is the root of the first plus (minus) that of the second; √q may be a product of the roots at `places`.
    """
    radical, radicand = ONE, ONE
    for place in places:
        radical, radicand = radical * GENS[place], product(radicand, field.kernels[place].arg)
    rest = poly
    for place in places:
        rest = rest.subs({f"k{place}": 0})
    slope, remainder = divmod(poly - rest, radical)
    if not remainder.is_zero() or any(degree_in(slope, place) > 0 for place in places):
        return None
    sign = 1 if field.positive(slope) else -1 if field.negative(slope) else 0
    norm = field.reduced(rest * rest - product(slope * slope, radicand))
    root = _root_of(field, norm) if sign and not norm.is_zero() else None
    if root is None or not (field.positive(root) or field.negative(root)):
        return None
    if not field.positive(root):
        root = -root
    half = Fraction(1, 2)
    return field.scale(Frac(rest + root), half), field.scale(Frac(rest - root), half), sign


def _root_of(field: Field, poly: Poly) -> Poly | None:
    """A polynomial whose square it is, as polynomials in free generators."""
    if len(poly) > 60:
        return None
    lead, factors = field.factors(Frac(poly))
    top, bottom = isqrt(max(lead.numerator, 0)), isqrt(lead.denominator)
    if top * top != lead.numerator or bottom * bottom != lead.denominator or any(n % 2 for _, n in factors):
        return None
    root = constant(Fraction(top, bottom)).top
    for factor, n in factors:
        root = root * factor ** (n // 2)
    return root
