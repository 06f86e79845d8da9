"""A condition on one value of e^u, ln u, √u, W(u), atan u or asin u as a condition on u: e^u - v has the sign of u - ln v."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from grader.algebra.conditions.squares import never_negative
from grader.algebra.kernels.balls import names_in, poly_ball
from grader.algebra.kernels.elementary import exp, log
from grader.algebra.kernels.field import GENS, ONE, RING, ZERO, Field, Frac, Kernel, Poly, polynomial, product
from grader.algebra.kernels.terms import Term, degree_in, generators_in, terms_of
from grader.algebra.kernels.trigonometry import cosine_and_sine
from grader.algebra.values.evaluation import precision

BITS = 128


def in_functions(field: Field, poly: Poly) -> list[int]:
    """The generators of a polynomial in which symbols occur."""
    places = generators_in(poly)
    if all(field.kernels[i].kind == "symbol" for i in places):
        return places
    inside = [names_in(field, i) for i in places]
    return [i for i, names in zip(places, inside, strict=True) if names is None or names]


def unwrapped(field: Field, poly: Poly, place: int) -> Poly | None:
    """A polynomial of the same sign as slope·f + rest with constants slope and rest, without its one function f; or None."""
    kernel = field.kernels[place]
    if kernel.kind not in ("exp", "log", "root", "lambert") and kernel.more not in ("atan", "asin"):
        return None
    slope, rest = parts(poly, place)
    if degree_in(slope, place) > 0:
        return None
    with precision(BITS):
        ball = poly_ball(field, slope, {})
        turned = 1 if ball > 0 else -1 if ball < 0 else 0
        value = -poly_ball(field, rest, {}) / ball if turned else None
    if value is None:
        return None
    bound = field.frac(-rest, slope)
    if kernel.kind == "log":
        return turned * numerator(field.add(Frac(absolute(field, kernel.arg)), field.scale(exp(field, bound), -1)))
    low, high = _range(kernel)
    if low is not None and value < low:
        return RING.constant(turned)
    if high is not None and value > high:
        return RING.constant(-turned)
    if kernel.kind == "root":
        known = value > 0 or bound.top.is_zero()
        inner = field.add(Frac(absolute(field, kernel.arg)), field.scale(field.whole_power(bound, kernel.parts), -1))
        return turned * numerator(inner) if known else None
    inside = (low is None or value > low) and (high is None or value < high)
    if not inside and not (kernel.more == "asin" and _at_end(field, bound)):
        return None
    if kernel.kind == "exp":
        inner = field.add(field.scale(kernel.arg, Fraction(1, kernel.parts)), field.scale(log(field, bound), -1))
    else:
        inner = field.add(kernel.arg, field.scale(_inverse(field, kernel, bound), -1))
    return turned * numerator(inner)


def _range(kernel: Kernel) -> tuple[Any, Any]:
    """Balls around the ends of the function's values, None where there is no end."""
    with precision(BITS):
        match kernel.kind:
            case "lambert":
                return arb(-1), None
            case "opaque":
                half = arb.pi() / 2
                return -half, half
            case _:
                return arb(0), None


def _at_end(field: Field, bound: Frac) -> bool:
    """Is it ±π/2 exactly? asin takes these values, too."""
    place = field.index.get(("pi",), -1)
    return place >= 0 and bound.bottom == ONE and bool(2 * bound.top in (GENS[place], -GENS[place]))


def _inverse(field: Field, kernel: Kernel, value: Frac) -> Frac:
    """The one u with f(u) = value."""
    if kernel.kind == "lambert":
        return field.mul(value, exp(field, value))
    cosine, sine = cosine_and_sine(field, value)
    return sine if kernel.more == "asin" else field.mul(sine, field.inverse(cosine))


def absolute(field: Field, arg: Poly) -> Poly:
    """|p|, p being what stands in a logarithm or root."""
    return arg if field.positive(arg) or never_negative(field, arg) else product(arg, field.sign(arg))


def numerator(value: Frac) -> Poly:
    """A polynomial of the same sign as the fraction."""
    return value.top if value.bottom == ONE else product(value.top, value.bottom)


def parts(poly: Poly, place: int) -> tuple[Poly, Poly]:
    """slope and rest: poly = slope·generator + rest; the slope holds the generator if the polynomial is not linear in it."""
    if degree_in(poly, place) == 0:
        return ZERO, poly
    slope, rest = list[Term](), list[Term]()
    for c, powers in terms_of(poly):
        if all(i != place for i, _ in powers):
            rest.append((c, powers))
        else:
            slope.append((c, tuple((i, e - (i == place)) for i, e in powers)))
    return polynomial(slope), polynomial(rest)
