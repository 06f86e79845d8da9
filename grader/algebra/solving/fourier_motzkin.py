"""Half-spaces and polyhedra: Fourier–Motzkin elimination over Q says exactly whether a system has a solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from operator import mul
from typing import NamedTuple

from grader.algebra.conditions.regions import OPPOSITE, Always, Atom, Both, Region
from grader.algebra.kernels.field import NoProof, Poly, fraction
from grader.algebra.kernels.terms import terms_of
from grader.algebra.syntax.tree import Operator

ROWS, CONJUNCTIONS, SYSTEMS = 400, 200, 300


Slopes = tuple[int, ...]


class Row(NamedTuple):
    """coefficients · x + rest ≤ 0, or < 0 if strict; coprime whole numbers, so that equal half-spaces are equal rows."""

    coefficients: Slopes
    rest: int
    strict: bool

    def holds(self, point: WholePoint) -> bool:
        value = sum(map(mul, self.coefficients, point.counts), self.rest * point.parts)
        return value < 0 or (value == 0 and not self.strict)


class WholePoint:
    """A point with rational coordinates, all of them counted in equal parts: looked at again and again."""

    def __init__(self, coordinates: list[Fraction]) -> None:
        self.coordinates = coordinates
        self.parts = lcm(*(x.denominator for x in coordinates))
        self.counts = [x.numerator * (self.parts // x.denominator) for x in coordinates]


def row(coefficients: Sequence[Fraction], rest: Fraction, strict: bool) -> Row:
    """A row with rational numbers."""
    scale = lcm(*(c.denominator for c in coefficients), rest.denominator)
    return _coprime(tuple(int(c * scale) for c in coefficients), int(rest * scale), strict)


def _coprime(coefficients: Slopes, rest: int, strict: bool) -> Row:
    common = gcd(*coefficients, rest)
    if common > 1:
        coefficients, rest = tuple(c // common for c in coefficients), rest // common
    return Row(coefficients, rest, strict)


def solution(rows: Sequence[Row]) -> list[Fraction] | None:
    """A point that satisfies all rows, or None if there is certainly none.

    Raises:
        NoProof: the elimination grows too large.
    """
    size = len(rows[0].coefficients) if rows else 0
    levels: list[Sequence[Row]] = []
    for variable in range(size):
        levels.append(rows)
        rows = _eliminate(rows, variable)
    if any(row.rest > 0 or (row.rest == 0 and row.strict) for row in rows):
        return None
    point = [Fraction(0)] * size
    for variable in reversed(range(size)):
        point[variable] = _choose(levels[variable], variable, point)
    return point


def _eliminate(rows: Sequence[Row], variable: int) -> Sequence[Row]:
    above = [row for row in rows if row.coefficients[variable] > 0]
    below = [row for row in rows if row.coefficients[variable] < 0]
    if not above and not below:
        return rows
    if len(above) * len(below) > ROWS:
        raise NoProof("too many inequalities")
    rest = {row for row in rows if not row.coefficients[variable]}
    for up in above:
        for down in below:
            a, b = -down.coefficients[variable], up.coefficients[variable]
            mixed = tuple(a * x + b * y for x, y in zip(up.coefficients, down.coefficients, strict=True))
            rest.add(_coprime(mixed, a * up.rest + b * down.rest, up.strict or down.strict))
    if len(rest) > ROWS:
        raise NoProof("too many inequalities")
    return list(rest)


def _choose(rows: Sequence[Row], variable: int, point: list[Fraction]) -> Fraction:
    """A value for one variable, the later ones being fixed: the simplest inside its bounds."""
    low: tuple[Fraction, bool] | None = None
    high: tuple[Fraction, bool] | None = None
    for row in rows:
        c = row.coefficients[variable]
        if not c:
            continue
        others = sum((a * x for i, (a, x) in enumerate(zip(row.coefficients, point, strict=True)) if a and i > variable), 0)
        bound = Fraction(-row.rest - others) / c
        if c > 0 and (high is None or (bound, not row.strict) < (high[0], not high[1])):
            high = (bound, row.strict)
        if c < 0 and (low is None or (bound, row.strict) > low):
            low = (bound, row.strict)
    if low is None or high is None:
        return low[0] + 1 if low else high[0] - 1 if high else Fraction(0)
    return low[0] if low[0] == high[0] else (low[0] + high[0]) / 2


def alternatives(region: Region) -> list[list[Atom]]:
    """The region as a union of conjunctions of atoms."""
    match region:
        case Always(value):
            return [[]] if value else []
        case Atom("!=", poly):
            return [[Atom("<", poly)], [Atom(">", poly)]]
        case Atom():
            return [[region]]
        case Both("or", parts):
            return [conjunction for part in parts for conjunction in alternatives(part)]
        case Both(_, parts):
            found: list[list[Atom]] = [[]]
            for part in parts:
                found = [left + right for left in found for right in alternatives(part)]
                if len(found) > CONJUNCTIONS:
                    raise NoProof("too many cases")
            return found


def row_of(poly: Poly, places: list[int]) -> tuple[list[Fraction], Fraction]:
    coefficients, rest = [Fraction(0)] * len(places), Fraction(0)
    for c, powers in terms_of(poly):
        if powers:
            coefficients[places.index(powers[0][0])] = fraction(c)
        else:
            rest = fraction(c)
    return coefficients, rest


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows that say of a linear polynomial that it is < 0, ≤ 0, > 0 and ≥ 0."""

    below: Row
    up_to: Row
    above: Row
    from_on: Row

    def rows(self, op: Operator) -> list[Row]:
        match op:
            case "=":
                return [self.up_to, self.from_on]
            case "<":
                return [self.below]
            case "<=":
                return [self.up_to]
            case ">":
                return [self.above]
            case _:
                return [self.from_on]

    def said(self, op: Operator, rows: Mapping[Row, None]) -> bool:
        """Is p ∘ 0 one of the rows, or does it follow from one?"""
        match op:
            case "=":
                return self.up_to in rows and self.from_on in rows
            case "!=":
                return self.below in rows or self.above in rows
            case "<":
                return self.below in rows
            case "<=":
                return self.up_to in rows or self.below in rows
            case ">":
                return self.above in rows
            case _:
                return self.from_on in rows or self.above in rows


def sides_of(poly: Poly, places: list[int]) -> Sides:
    coefficients, rest = row_of(poly, places)
    up = row(coefficients, rest, False)
    down = Row(tuple(-c for c in up.coefficients), -up.rest, False)
    return Sides(up._replace(strict=True), up, down._replace(strict=True), down)


class Search:
    """A depth-first search for a point, cutting off every branch whose inequalities already contradict each other."""

    def __init__(self, places: list[int]) -> None:
        self.places, self.left = places, SYSTEMS
        self.known_sides: dict[int, tuple[Poly, Sides]] = {}

    def point(self, pending: list[Region], rows: dict[Row, None], known: WholePoint) -> WholePoint | None:
        """A point in all of the pending regions that satisfies the rows, or None if there is certainly none.

        `known` is a point that satisfies the rows.
        """
        choices: list[tuple[Region, ...]] = []
        todo, rows, new = list(pending), dict(rows), dict[Row, None]()
        while todo:
            while todo:
                match todo.pop():
                    case Always(False):
                        return None
                    case Always():
                        pass
                    case Both("and", parts):
                        todo.extend(parts)
                    case Both(_, parts):
                        choices.append(parts)
                    case Atom("!=", poly):
                        choices.append((Atom("<", poly), Atom(">", poly)))
                    case Atom() as atom:
                        new.update((row, None) for row in self.sides(atom.poly).rows(atom.op) if row not in rows)
            rows.update(new)
            # What the rows say is no choice any more, and a choice of one is a condition, which may say more.
            still = [self.open_parts(parts, rows) for parts in choices]
            todo = [part for parts in still if parts is not None and len(parts) < 2 for part in parts or (Always(False),)]
            choices = [parts for parts in still if parts is not None and len(parts) > 1]
        self.left -= 1
        if self.left < 0:
            raise NoProof("too many cases")
        found: WholePoint | None = known
        if not all(row.holds(known) for row in new):
            coordinates = solution(list(rows))
            found = None if coordinates is None else WholePoint(coordinates)
        if found is None or not choices:
            return found
        choices.sort(key=len)
        rest: list[Region] = [Both("or", parts) for parts in choices[1:]]
        for part in choices[0]:
            deeper = self.point([part, *rest], rows, found)
            if deeper is not None:
                return deeper
        return None

    def open_parts(self, parts: tuple[Region, ...], rows: dict[Row, None]) -> tuple[Region, ...] | None:
        """The parts of which one has to hold, without those that the rows deny; None if the rows say one of them."""
        told = [self.told(part, rows) for part in parts]
        return None if True in told else tuple(part for part, no in zip(parts, told, strict=True) if no is None)

    def told(self, region: Region, rows: dict[Row, None]) -> bool | None:
        """Do the rows, taken one by one, say that the region holds, or that it does not?"""
        match region:
            case Atom(op, poly):
                sides = self.sides(poly)
                return True if sides.said(op, rows) else False if sides.said(OPPOSITE[op], rows) else None
            case Both(how, parts):
                told = {self.told(part, rows) for part in parts}
                deciding = how == "or"
                return deciding if deciding in told else None if None in told else not deciding
            case _:
                return region.value

    def sides(self, poly: Poly) -> Sides:
        if id(poly) not in self.known_sides:
            self.known_sides[id(poly)] = (poly, sides_of(poly, self.places))  # it is kept, so no other gets its id
        return self.known_sides[id(poly)][1]


def point_in(region: Region, places: list[int]) -> list[Fraction] | None:
    """A point of a region with linear atoms, or None if it is empty."""
    found = Search(places).point([region], {}, WholePoint([Fraction(0)] * len(places)))
    return None if found is None else found.coordinates
