"""Points with one algebraic coordinate: a certified real root on one curve that lies off another for certain."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import arb, fmpq, fmpq_poly

from grader.algebra.conditions.regions import Atom, Region, lies_in
from grader.algebra.kernels.factors import factored
from grader.algebra.kernels.field import NoProof, Poly, q
from grader.algebra.kernels.terms import degree_in, key, terms_of
from grader.algebra.solving.fourier_motzkin import alternatives
from grader.algebra.solving.surfaces import TRIES, VALUES
from grader.algebra.values.evaluation import precision
from grader.algebra.values.exact import written

BITS, DEGREE = 128, 12
Point = dict[int, Any]  # balls by generator


def root_apart(a: Region, b: Region, places: list[int], tries: int = TRIES) -> dict[int, str] | None:
    """A point of `a` that is certainly not in `b`, as text by generator, or None."""
    with precision(BITS):
        try:
            for factor, point, shown in _points(a, places, tries):
                if _inside(a, factor, point) and _inside(b, factor, point) is False:
                    return shown
        except NoProof:
            return None
    return None


def _points(region: Region, places: list[int], tries: int) -> Iterator[tuple[Poly, Point, dict[int, str]]]:
    tried: set[str] = set()  # each curve once, though many alternatives may lie on it
    for conjunction in alternatives(region)[:10]:
        for atom in [atom for atom in conjunction if atom.op == "="][:1]:
            for factor, _ in factored(atom.poly)[1]:
                if key(factor) in tried:
                    continue
                tried.add(key(factor))
                for place in (p for p in places if 2 <= degree_in(factor, p) <= DEGREE):
                    for step in range(tries):
                        others = {p: VALUES[(3 * i + step) % len(VALUES)] for i, p in enumerate(places) if p != place}
                        yield from _roots(factor, place, others)


def _roots(factor: Poly, place: int, others: dict[int, Fraction]) -> Iterator[tuple[Poly, Point, dict[int, str]]]:
    numbers = {p: q(value) for p, value in others.items()}
    coefficients = [fmpq(0)] * (degree_in(factor, place) + 1)
    for term, powers in terms_of(factor):
        degree = 0
        for p, e in powers:
            if p == place:
                degree = e
            else:
                term = term * numbers[p] ** e
        coefficients[degree] += term
    whole: Any = fmpq_poly(coefficients).numer()
    if whole.degree() < 1:
        return
    fixed = {p: arb(number) for p, number in numbers.items()}
    for root, _ in whole.complex_roots():
        if root.imag == 0:
            shown = {p: written(value) for p, value in others.items()}
            yield factor, {**fixed, place: root.real}, {**shown, place: root.real.str(8, radius=False)}


def _inside(region: Region, factor: Poly, point: Point) -> bool | None:
    """Does a zero of the factor lie in the region? None if a ball is too wide to say."""

    def sign(atom: Atom) -> int | None:
        ball = _value(atom, point)
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
        return 0 if atom.poly.gcd(factor) == factor else None

    return lies_in(region, sign)


def _value(atom: Atom, point: Point) -> Any:
    total = arb(0)
    for c, used in atom.terms:
        term = arb(c)
        for place, e in used:
            if place not in point:
                raise NoProof("a symbol without a value")
            term = term * point[place] ** e
        total = total + term
    return total
