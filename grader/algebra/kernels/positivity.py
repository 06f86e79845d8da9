"""Signs that need more than a look at the coefficients: of constants, and of √q ± s where q is larger than s²."""

from __future__ import annotations

from grader.algebra.kernels.balls import places_of, poly_ball, symbols_of
from grader.algebra.kernels.field import GENS, ONE, Field, Frac, NoProof, Poly
from grader.algebra.kernels.terms import degree_in, generators_in
from grader.algebra.values.evaluation import precision

BITS = 128


def known_sign(field: Field, poly: Poly) -> Poly:
    """±1 if the sign of a monic polynomial is known, else its sign as a generator."""
    if field.positive(poly) or field.negative(poly) or all(field.kernels[i].kind == "symbol" for i in _used(poly)):
        return field.sign(poly)
    sign = _constant(field, poly) or _beside_root(field, poly)
    return ONE * sign if sign else _monotone(field, poly)


def sign_of(field: Field, value: Frac) -> Poly:
    """The sign of a fraction that is not zero: that of its factors."""
    lead, factors = field.factors(value)
    result = ONE if lead > 0 else -ONE
    for poly, n in factors:
        result = field.reduced(result * known_sign(field, poly) ** abs(n))
    return result


def _monotone(field: Field, poly: Poly) -> Poly:
    """e^u - 1, ln p and arctan u have the signs of u, p - 1 and u."""
    grown, kernel = field.alone(poly + ONE), field.alone(poly)
    if grown is not None and grown.kind == "exp":
        return sign_of(field, grown.arg)
    if kernel is not None and kernel.kind == "opaque" and kernel.more in ("atan", "asin"):
        return sign_of(field, kernel.arg)
    if kernel is not None and kernel.kind == "log" and not isinstance(kernel.arg, int) and field.positive(kernel.arg):
        return sign_of(field, Frac(kernel.arg - ONE))
    return field.sign(poly)


def _used(poly: Poly) -> list[int]:
    return generators_in(poly)


def _constant(field: Field, poly: Poly) -> int:
    if symbols_of(field, places_of([poly])):
        return 0
    try:
        with precision(BITS):
            ball = poly_ball(field, poly, {})
    except NoProof:
        return 0
    return 1 if ball > 0 else -1 if ball < 0 else 0


def _beside_root(field: Field, poly: Poly) -> int:
    """c·√q + s has the sign of c if c²q > s²."""
    for place in _used(poly):
        kernel = field.kernels[place]
        if kernel.kind != "root" or kernel.parts != 2 or isinstance(kernel.arg, int) or degree_in(poly, place) != 1:
            continue
        rest = poly.subs({f"k{place}": 0})
        slope = (poly - rest) / GENS[place]
        if slope.is_constant() and field.positive(kernel.arg):
            gap = field.reduced(slope**2 * kernel.arg - rest * rest)
            if not gap.is_zero() and field.positive(gap):
                return 1 if slope.leading_coefficient() > 0 else -1
    return 0
