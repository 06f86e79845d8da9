"""Half-spaces and polyhedra: Fourier–Motzkin elimination over Q says exactly whether a system has a solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from grader.algebra.conditions.regions import Always, Atom, Both, Region
from grader.algebra.kernels.field import NoProof, Poly, fraction

ROWS, CONJUNCTIONS, SYSTEMS = 400, 200, 300


Slopes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """coefficients · x + rest ≤ 0, or < 0 if strict; coprime whole numbers, so that equal half-spaces are equal rows."""

    coefficients: Slopes
    rest: int
    strict: bool

    def holds(self, point: list[Fraction]) -> bool:
        value = sum((a * x for a, x in zip(self.coefficients, point, strict=True) if a), Fraction(self.rest))
        return value < 0 or (value == 0 and not self.strict)


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
    for exponents, c in poly.to_dict().items():
        used = [i for i, e in enumerate(exponents) if e]
        if not used:
            rest = fraction(c)
        else:
            coefficients[places.index(used[0])] = fraction(c)
    return coefficients, rest


def rows_of(atom: Atom, places: list[int]) -> Iterator[Row]:
    coefficients, rest = row_of(atom.poly, places)
    if atom.op in ("<", "<=", "="):
        yield row(coefficients, rest, atom.op == "<")
    if atom.op in (">", ">=", "="):
        yield row([-c for c in coefficients], -rest, atom.op == ">")


class Search:
    """A depth-first search for a point, cutting off every branch whose inequalities already contradict each other."""

    def __init__(self, places: list[int]) -> None:
        self.places, self.left = places, SYSTEMS
        self.known_rows: dict[int, tuple[Atom, list[Row]]] = {}

    def point(self, pending: list[Region], rows: dict[Row, None], known: list[Fraction]) -> list[Fraction] | None:
        """A point in all of the pending regions that satisfies the rows, or None if there is certainly none.

        `known` is a point that satisfies the rows.
        """
        choices: list[tuple[Region, ...]] = []
        todo, new = list(pending), dict[Row, None]()
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
                    new.update((row, None) for row in self.rows_of(atom) if row not in rows)
        rows = {**rows, **new}
        found: list[Fraction] | None = known
        self.left -= 1
        if self.left < 0:
            raise NoProof("too many cases")
        if not all(row.holds(known) for row in new):
            found = solution(list(rows))
        if found is None or not choices:
            return found
        choices.sort(key=len)
        rest: list[Region] = [Both("or", parts) for parts in choices[1:]]
        for part in choices[0]:
            deeper = self.point([part, *rest], rows, found)
            if deeper is not None:
                return deeper
        return None

    def rows_of(self, atom: Atom) -> list[Row]:
        if id(atom) not in self.known_rows:
            self.known_rows[id(atom)] = (atom, list(rows_of(atom, self.places)))  # the atom is kept, so no other gets its id
        return self.known_rows[id(atom)][1]


def point_in(region: Region, places: list[int]) -> list[Fraction] | None:
    """A point of a region with linear atoms, or None if it is empty."""
    return Search(places).point([region], {}, [Fraction(0)] * len(places))
