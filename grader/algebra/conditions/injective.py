"""Equal powers have equal exponents: e^u - e^v has the sign of u - v, ln u + ln v that of u·v - 1, and so on."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from grader.algebra.conditions import monotone
from grader.algebra.conditions.monotone import absolute, in_functions, numerator, parts
from grader.algebra.kernels.elementary import exp, log
from grader.algebra.kernels.field import GENS, Field, Frac, NoProof, Poly, constant, fraction
from grader.algebra.kernels.terms import degree_in, degrees_of, terms_of

POWER = 12  # the largest power of what stands in a logarithm that is written out
MONOTONE = ("lambert", "atan", "asin")


def unwrapped(field: Field, poly: Poly) -> Poly | None:
    """A polynomial of the same sign without its exponentials, logarithms, W … , or None."""
    places = in_functions(field, poly)
    kinds = {field.kernels[i].kind for i in places}
    if not kinds or kinds <= {"symbol", "sign"}:
        return None
    if kinds == {"exp"} and len(poly) == 2:
        return _two_powers(field, poly, places)
    if "log" in kinds and (len(places) > 1 or degree_in(poly, places[0]) == 1):
        found = _logarithms(field, poly, places)
        if found is not None:
            return found
    if len(places) == 1:
        return monotone.unwrapped(field, poly, places[0])
    return _one_function_twice(field, poly, places) if len(places) == 2 and len(poly) == 2 else None


def _two_powers(field: Field, poly: Poly, places: list[int]) -> Poly | None:
    """a·e^u - b·e^v with positive a and b has the sign of ln a + u - ln b - v."""
    (a, first), (b, second) = terms_of(poly)
    if (a > 0) == (b > 0):
        return None
    total = log(field, constant(-fraction(a) / fraction(b)))
    above, below = dict(first), dict(second)
    for place in degrees_of(poly):
        e, f = above.get(place, 0), below.get(place, 0)
        if e == f:
            continue
        kernel = field.kernels[place]
        if place in places:
            total = field.add(total, field.scale(kernel.arg, Fraction(e - f, kernel.parts)))
        elif kernel.positive:
            total = field.add(total, field.scale(log(field, Frac(GENS[place])), e - f))
        else:
            return None
    return numerator(total) * (1 if a > 0 else -1)


def _logarithms(field: Field, poly: Poly, places: list[int]) -> Poly | None:
    """Σ n·ln|p| + r has the sign of Π |p|^n · e^r - 1, for rational n."""
    slopes: dict[int, Fraction] = {}
    rest = poly
    for place in (i for i in places if field.kernels[i].kind == "log"):
        slope, rest = parts(rest, place)
        if not slope.is_constant():
            return None
        slopes[place] = fraction(slope.leading_coefficient())
    scale = lcm(*(slope.denominator for slope in slopes.values()))
    if any(abs(slope * scale) > POWER for slope in slopes.values()):
        return None
    try:
        result = exp(field, Frac(rest * scale))
    except NoProof:
        return None
    for place, slope in slopes.items():
        inner = Frac(absolute(field, field.kernels[place].arg))
        result = field.mul(result, field.whole_power(inner, int(slope * scale)))
    return numerator(field.add(result, constant(-1)))


def _one_function_twice(field: Field, poly: Poly, places: list[int]) -> Poly | None:
    """c·f(u) - c·f(v) for an increasing f."""
    f, g = (field.kernels[place] for place in places)
    name = f.more if f.kind == "opaque" else f.kind
    if name not in MONOTONE or (g.kind, g.more) != (f.kind, f.more):
        return None
    lead = parts(poly, places[0])[0].leading_coefficient()
    if poly != lead * (GENS[places[0]] - GENS[places[1]]):
        return None
    return numerator(field.add(f.arg, field.scale(g.arg, -1))) * (1 if lead > 0 else -1)
