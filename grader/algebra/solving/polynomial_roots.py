"""Real roots of polynomials in one variable as certified balls; linear and quadratic ones may hold constants such as ln 2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.algebra.kernels.balls import poly_ball
from grader.algebra.kernels.field import ZERO, Field, Frac, NoProof, Poly, polynomial
from grader.algebra.kernels.terms import degree_in, generators_in, in_one_variable, terms_of

DEGREE = 60


@dataclass(slots=True)
class Root:
    """A real root: the factors that vanish here, and its exact value if a linear factor gives one."""

    ball: Any
    factors: set[int]
    value: Frac | None = None


def rational_roots(poly: Poly, place: int) -> list[Any]:
    """Balls around the real roots of a polynomial in the variable. Raises NoProof: something else stands in it, too."""
    if generators_in(poly) != [place]:
        raise NoProof("more than the variable")
    if degree_in(poly, place) > DEGREE:
        raise NoProof("a high degree")
    whole: Any = in_one_variable(poly, place).numer()
    return [z.real for z, _ in whole.complex_roots() if z.imag == 0]


def real_roots(algebra: Field, poly: Poly, factor: int, place: int) -> list[Root]:
    """The real roots of an irreducible polynomial in the variable, its coefficients being constants."""
    degree = degree_in(poly, place)
    coefficients: list[Poly] = [coefficient(poly, place, n) for n in range(degree + 1)]
    ratio = algebra.frac(-coefficients[0], coefficients[1]) if degree == 1 else None
    if generators_in(poly) == [place]:
        return [Root(ball, {factor}, ratio) for ball in rational_roots(poly, place)]
    balls = [poly_ball(algebra, c, {}) for c in coefficients]
    if balls[-1].contains(0):
        raise NoProof("a leading coefficient near zero")
    if degree == 1:
        return [Root(-balls[0] / balls[1], {factor}, ratio)]
    if degree == 2:
        return _quadratic(balls, factor)
    raise NoProof("constants in a high degree")


def _quadratic(balls: list[Any], factor: int) -> list[Root]:
    c, b, a = balls
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    if not discriminant > 0:
        raise NoProof("a discriminant near zero")
    return [Root((-b + side * discriminant.sqrt()) / (2 * a), {factor}) for side in (1, -1)]


def coefficient(poly: Poly, place: int, n: int) -> Poly:
    """What stands beside the n-th power of a generator."""
    if degree_in(poly, place) == 0:
        return poly if n == 0 else ZERO
    terms = ((c, powers, dict(powers).get(place, 0)) for c, powers in terms_of(poly))
    return polynomial((c, tuple(each for each in powers if each[0] != place)) for c, powers, e in terms if e == n)
