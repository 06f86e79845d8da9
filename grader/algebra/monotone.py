"""A condition on e^u, ln u or √u as a condition on u: e^u - v has the sign of u - ln v."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from grader.algebra.balls import depends, poly_ball
from grader.algebra.elementary import exp, log
from grader.algebra.evaluate import precision
from grader.algebra.field import GENERATORS, GENS, ONE, RING, Field, Frac, Kernel, Poly, product

BITS = 128


def unwrapped(field: Field, poly: Poly) -> Poly | None:
    """A polynomial of the same sign without its one exponential, logarithm or root, or None."""
    names = {kernel.arg for kernel in field.kernels if kernel.kind == "symbol"}
    degrees = poly.degrees()
    places = [i for i, degree in enumerate(degrees) if degree > 0 and depends(field, GENS[i], names)]
    if len(places) != 1 or degrees[places[0]] != 1:
        return None
    place = places[0]
    kernel = field.kernels[place]
    if kernel.kind not in ("exp", "log", "root"):
        return None
    slope, rest = _parts(poly, place)
    with precision(BITS):
        ball = poly_ball(field, slope, {})
        turned = 1 if ball > 0 else -1 if ball < 0 else 0
        bound_ball = -poly_ball(field, rest, {}) / ball if turned else None
    if bound_ball is None:
        return None
    bound = field.frac(-rest, slope)
    if kernel.kind == "log":
        return turned * _absolute_minus(field, kernel, exp(field, bound))
    if bound_ball < 0:
        return RING.constant(turned)  # e^u and √u lie above every negative number
    if kernel.kind == "root":
        known = bound_ball > 0 or bound.top.is_zero()
        return turned * _absolute_minus(field, kernel, field.whole_power(bound, kernel.parts)) if known else None
    if not bound_ball > 0:
        return None
    return turned * _numerator(field, field.add(field.scale(kernel.arg, _part(kernel)), field.scale(log(field, bound), -1)))


def _part(kernel: Kernel) -> Fraction:
    return Fraction(1, kernel.parts)


def _absolute_minus(field: Field, kernel: Kernel, bound: Frac) -> Poly:
    """|p| - bound, p being what stands in the logarithm or root."""
    inner = kernel.arg if field.positive(kernel.arg) else product(kernel.arg, field.sign(kernel.arg))
    return _numerator(field, field.add(Frac(inner), field.scale(bound, -1)))


def _numerator(field: Field, value: Frac) -> Poly:
    """A polynomial of the same sign as the fraction."""
    return value.top if value.bottom == ONE else product(value.top, value.bottom)


def _parts(poly: Poly, place: int) -> tuple[Poly, Poly]:
    """slope and rest of a polynomial that is linear in one generator."""
    parts: tuple[dict[tuple[int, ...], Any], dict[tuple[int, ...], Any]] = ({}, {})
    for exponents, c in poly.to_dict().items():
        parts[0 if exponents[place] else 1][tuple(0 if i == place else exponents[i] for i in range(GENERATORS))] = c
    return RING.from_dict(parts[0]), RING.from_dict(parts[1])
