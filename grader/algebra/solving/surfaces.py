"""Curved sets in several variables: alike if their square-free equations are, different at a rational point on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq

from grader.algebra.conditions.regions import Atom, Both, Region, lies_in
from grader.algebra.kernels.factors import factored
from grader.algebra.kernels.field import GENERATORS, ONE, NoProof, Poly, fraction, q
from grader.algebra.kernels.terms import degree_in, degrees_of, key, terms_of
from grader.algebra.solving.fourier_motzkin import alternatives
from grader.algebra.values.domain import PLAIN, SPECIAL

TRIES = 8
NOWHERE = fmpq(0)
VALUES = [*PLAIN[:4], *SPECIAL[:4]]
NUMBERS = [q(value) for value in VALUES]


def equation(region: Region) -> Poly | None:
    """The one polynomial whose zeros the region is, if it is a union of equations."""
    match region:
        case Atom("=", poly):
            return poly
        case Both("and", parts):
            equations = [part for part in parts if isinstance(part, Atom) and part.op == "="]
            rest = [part for part in parts if part not in equations]
            implied = len(equations) == 1 and all(_never_zero(part, equations[0].poly) for part in rest)
            return equations[0].poly if implied else None
        case Both("or", parts):
            product = ONE
            for part in parts:
                poly = equation(part)
                if poly is None:
                    return None
                product = product * poly
            return product
        case _:
            return None


def _never_zero(part: Region, poly: Poly) -> bool:
    """Is it p ≠ 0 with p nowhere zero where the polynomial is? x·y = 1 says x ≠ 0 by itself."""
    if not isinstance(part, Atom) or part.op != "!=":
        return False
    return all(_apart(factor, poly) for factor, _ in factored(part.poly)[1])


def _apart(factor: Poly, poly: Poly) -> bool:
    for place, degree in degrees_of(factor).items():
        if degree == 1 and factor.derivative(place).is_constant():
            # c·v + r has the one zero v = -r/c, so the resultant is the polynomial there (up to a constant factor).
            left = poly.resultant(factor, place)
            return bool(left.is_constant() and not left.is_zero())
    return False


def same_surface(a: Region, b: Region) -> bool:
    """Do both describe the zeros of one square-free polynomial?"""
    p, r = equation(a), equation(b)
    return p is not None and r is not None and _square_free(p) == _square_free(r)


def _square_free(poly: Poly) -> list[str]:
    return sorted(key(factor) for factor, _ in factored(poly)[1])


def rational_points(region: Region, places: list[int]) -> Iterator[list[fmpq]]:
    """Points near or on the region: on an equation that is linear in one variable, or anywhere."""
    tried: set[str] = set()  # each curve once, though many alternatives may lie on it
    for conjunction in alternatives(region)[:20]:
        equations = [atom for atom in conjunction if atom.op == "="]
        if not equations and "" not in tried:
            tried.add("")
            yield from (_somewhere(places, step) for step in range(TRIES))
        for equation in equations[:1]:
            if equation.name in tried:
                continue
            tried.add(equation.name)
            for factor, _ in factored(equation.poly)[1]:
                yield from _on(factor, places)


def _somewhere(places: list[int], step: int) -> list[fmpq]:
    """All coordinates of a point, by generator."""
    point = [NOWHERE] * GENERATORS
    for i, place in enumerate(places):
        point[place] = NUMBERS[(3 * i + step) % len(NUMBERS)]
    return point


def _on(poly: Poly, places: list[int]) -> Iterator[list[fmpq]]:
    for place in (place for place in places if degree_in(poly, place) == 1):
        slope = poly.derivative(place)  # the variable itself is not in it
        for step in range(TRIES):
            point = _somewhere(places, step)
            point[place] = NOWHERE
            rise = _at(slope, point)
            if rise != 0:
                point[place] = -_at(poly, point) / rise
                yield point


def _at(poly: Poly, point: list[fmpq]) -> fmpq:
    value = NOWHERE
    for term, powers in terms_of(poly):
        for place, e in powers:
            term = term * point[place] ** e
        value = value + term
    return value


def inside(region: Region, point: list[fmpq]) -> bool:
    def sign(atom: Atom) -> int:
        value = _at(atom.poly, point)
        return 1 if value > 0 else -1 if value < 0 else 0

    return lies_in(region, sign) is True


def point_apart(a: Region, b: Region, places: list[int]) -> dict[int, Fraction] | None:
    """A rational point of `a` that is not in `b`."""
    try:
        for point in rational_points(a, places):
            if inside(a, point) and not inside(b, point):
                return {place: fraction(point[place]) for place in places}
    except NoProof:
        pass
    return None
