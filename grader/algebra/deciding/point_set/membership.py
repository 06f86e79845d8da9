"""Does a point lie in a set? Yes or no for certain, or None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import gcd, prod

from flint import fmpq

from grader.algebra.conditions.regions import holds
from grader.algebra.syntax.functions import TooLarge, core
from grader.algebra.syntax.tree import (
    FORMULA,
    And,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Mul,
    Node,
    Not,
    Num,
    Operator,
    Or,
    Rel,
    Sym,
    Truth,
    Union,
    children,
    linear_in,
    rebuild,
    sub,
    symbols,
    walk,
)
from grader.algebra.values.domain import REAL, SPECIAL, Domain, Point
from grader.algebra.values.evaluation import Place, place, precision
from grader.algebra.values.trial_points import apart, value_or_hole, zero_of

BITS = 128
GRID, CROSSED = 220, 40  # points of small numbers; those from which a point on an equation is looked for, for each symbol


def member(node: Node, point: Point, variable: str) -> bool | None:
    """Is the point (and for a set of numbers, its coordinate `variable`) in the set?"""
    return inside(in_core(node), place(point), variable)


def in_core(node: Node) -> Node:
    """The set with its formulas in core functions; one that grows too large stays, and nobody can say its value."""
    if not isinstance(node, FORMULA):
        return rebuild(node, in_core)
    try:
        return core(node)
    except TooLarge:
        return node


def inside(node: Node, at: Place, variable: str) -> bool | None:
    """As `member`, for a set in core functions."""
    match node:
        case Truth(value_):
            return value_
        case Rel(op, left, right):
            return _related(op, left, right, at)
        case And(args) | Intersection(args):
            return _all([inside(arg, at, variable) for arg in args])
        case Or(args) | Union(args):
            return _negated(_all([_negated(inside(arg, at, variable)) for arg in args]))
        case FiniteSet(args):
            return _negated(_all([_negated(_equal(arg, at, variable)) for arg in args]))
        case Not(arg):
            return _negated(inside(arg, at, variable))
        case Minus(left, right):
            return _all([inside(left, at, variable), _negated(inside(right, at, variable))])
        case Interval(low, high, low_open, high_open):
            x = Sym(variable)
            above = _related(">" if low_open else ">=", x, low, at)
            return _all([above, _related("<" if high_open else "<=", x, high, at)])
        case _:
            return None


def point_where_defined(sides: tuple[Node, Node], points: Iterable[Point], variable: str) -> Point | None:
    """The first of the points at which all formulas have a value and only one side holds; the sides are in core functions."""
    with precision(BITS):
        for point in points:
            at = place(point)
            holding = [inside(side, at, variable) for side in sides]
            if None not in holding and holding[0] != holding[1] and all(_defined(side, at) for side in sides):
                return point
    return None


def likely_points(sides: tuple[Node, Node], names: list[str], domain: Domain) -> Iterator[Point]:
    """Points of small numbers, then points on the equations of two sets in core functions, each once.

    Where there are only equations that can be solved, the latter alone: beside all curves neither side holds.
    """
    axes = {name: [value for value in SPECIAL if domain.get(name, REAL).holds(value)] or [Fraction(1)] for name in names}
    if not _only_solvable_equations(sides):
        yield from spread(axes, GRID)
    met: set[tuple[Fraction, ...]] = set()
    for found in crossings(sides, lambda name: spread({**axes, name: axes[name][-1:]}, CROSSED), domain):
        if (at := tuple(found[name] for name in names)) not in met:
            met.add(at)
            yield found


def spread(axes: Mapping[str, list[Fraction]], most: int) -> Iterator[Point]:
    """The combinations of the values, or about so many of them, evenly spread and varied in each coordinate."""
    total = prod(map(len, axes.values()))
    step = max(1, -(-total // most))
    while any(gcd(step, len(values)) > 1 for values in axes.values()):
        step += 1
    for index in range(0, total, step):
        point = {}
        for name, values in axes.items():
            index, which = divmod(index, len(values))
            point[name] = values[which]
        yield point


def crossings(sides: tuple[Node, Node], points: Callable[[str], Iterable[Point]], domain: Domain) -> Iterator[Point]:
    """Points on the equations of two sets in core functions: `points(name)`, with another number for that symbol."""
    for relation in (part for side in sides for part in walk(side) if isinstance(part, Rel)):
        if isinstance(relation.left, FORMULA) and isinstance(relation.right, FORMULA):
            difference = sub(relation.left, relation.right)
            for name in _linear(difference) or sorted(symbols(difference)):  # it may be linear at some points
                met = (zero_of(difference, name, point, domain) for point in points(name))
                yield from (found for found in met if found is not None)


def _linear(formula: Node) -> list[str]:
    """The symbols in which it is linear by its form."""
    return [name for name in sorted(symbols(formula)) if linear_in(formula, name)]


def _only_solvable_equations(sides: tuple[Node, Node]) -> bool:
    """Is each side a combination of equations that are linear in a symbol?"""
    for part in (part for side in sides for part in walk(side) if not isinstance(part, FORMULA)):
        if not isinstance(part, And | Or | Intersection | Union | Rel):
            return False
        if isinstance(part, Rel):
            formulas = isinstance(part.left, FORMULA) and isinstance(part.right, FORMULA)
            if part.op != "=" or not formulas or not _linear(sub(part.left, part.right)):
                return False
    return True


def _defined(node: Node, at: Place) -> bool:
    if not isinstance(node, FORMULA):
        return all(_defined(part, at) for part in children(node))
    if _infinity(node) is not None:
        return True
    try:
        return value_or_hole(node, at) is not None
    except ArithmeticError:
        return False


def _equal(node: Node, at: Place, variable: str) -> bool | None:
    if isinstance(node, Rel | And | Or):
        return inside(node, at, variable)
    return _related("=", Sym(variable), node, at)


def _related(op: Operator, left: Node, right: Node, at: Place) -> bool | None:
    ends = [_infinity(side) for side in (left, right)]
    if any(ends):
        return holds(op, (ends[0] or 0) - (ends[1] or 0))
    try:
        x, y = value_or_hole(left, at), value_or_hole(right, at)
    except ArithmeticError:  # too large, too wide: nobody can say
        return None
    if x is None or y is None:
        return False
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return holds(op, (x > y) - (x < y))
    if apart(x, y):
        return holds(op, 1 if x > y else -1)
    return None


def _infinity(node: Node) -> int | None:
    match node:
        case Inf(sign):
            return sign
        case Mul((Num(factor), Inf(sign))) if factor:
            return sign if factor > 0 else -sign
        case _:
            return None


def _all(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _negated(part: bool | None) -> bool | None:
    return None if part is None else not part
