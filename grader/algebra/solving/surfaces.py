"""Curved sets in several variables: alike if their square-free equations are, different at a rational point on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq

from grader.algebra.conditions.regions import Atom, Both, Region, lies_in
from grader.algebra.kernels.field import GENERATORS, ONE, NoProof, Poly, fraction, key, q
from grader.algebra.solving.fourier_motzkin import alternatives
from grader.algebra.values.domain import PLAIN, SPECIAL

TRIES = 8
NOWHERE = fmpq(0)
VALUES = [*PLAIN[:4], *SPECIAL[:4]]


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
    return all(_apart(factor, poly) for factor, _ in part.poly.factor()[1])


def _apart(factor: Poly, poly: Poly) -> bool:
    for place, degree in enumerate(factor.degrees()):
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
    _, factors = poly.factor()
    return sorted(str(factor / factor.leading_coefficient()) for factor, _ in factors)


def rational_points(region: Region, places: list[int]) -> Iterator[dict[int, Fraction]]:
    """Points near or on the region: on an equation that is linear in one variable, or anywhere."""
    tried: set[str] = set()  # each curve once, though many alternatives may lie on it
    for conjunction in alternatives(region)[:20]:
        equations = [atom.poly for atom in conjunction if atom.op == "="]
        if not equations and "" not in tried:
            tried.add("")
            for step in range(TRIES):
                yield {place: VALUES[(3 * i + step) % len(VALUES)] for i, place in enumerate(places)}
        for poly in equations[:1]:
            if key(poly) in tried:
                continue
            tried.add(key(poly))
            for factor, _ in poly.factor()[1]:
                yield from _on(factor, places)


def _on(poly: Poly, places: list[int]) -> Iterator[dict[int, Fraction]]:
    degrees = poly.degrees()
    for place in places:
        if degrees[place] != 1:
            continue
        for step in range(TRIES):
            point = {p: VALUES[(3 * i + step) % len(VALUES)] for i, p in enumerate(places)}
            at_zero, at_one = (value_at(poly, {**point, place: Fraction(v)}) for v in (0, 1))
            if at_zero != at_one:
                yield {**point, place: at_zero / (at_zero - at_one)}


def value_at(poly: Poly, point: dict[int, Fraction]) -> Fraction:
    """The exact value; every variable of the polynomial must be in `point`."""
    return fraction(fmpq(poly(*_coordinates(point))))


def _coordinates(point: dict[int, Fraction]) -> list[fmpq]:
    return [q(point[place]) if place in point else NOWHERE for place in range(GENERATORS)]


def inside(region: Region, point: dict[int, Fraction]) -> bool:
    values = _coordinates(point)

    def sign(atom: Atom) -> int:
        value = fmpq(atom.poly(*values))
        return (value > 0) - (value < 0)

    return lies_in(region, sign) is True


def point_apart(a: Region, b: Region, places: list[int]) -> dict[int, Fraction] | None:
    """A rational point of `a` that is not in `b`."""
    try:
        return next((point for point in rational_points(a, places) if inside(a, point) and not inside(b, point)), None)
    except NoProof:
        return None
