"""Does a point lie in a set? Yes or no for certain, or None."""

from __future__ import annotations

from flint import fmpq

from grader.algebra.conditions.regions import holds
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import (
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
)
from grader.algebra.values.domain import Point
from grader.algebra.values.evaluation import place
from grader.algebra.values.trial_points import apart, value_or_hole


def member(node: Node, point: Point, variable: str) -> bool | None:
    """Is the point (and for a set of numbers, its coordinate `variable`) in the set?"""
    match node:
        case Truth(value_):
            return value_
        case Rel(op, left, right):
            return _related(op, left, right, point)
        case And(args) | Intersection(args):
            return _all([member(arg, point, variable) for arg in args])
        case Or(args) | Union(args):
            return _negated(_all([_negated(member(arg, point, variable)) for arg in args]))
        case FiniteSet(args):
            return _negated(_all([_negated(_equal(arg, point, variable)) for arg in args]))
        case Not(arg):
            return _negated(member(arg, point, variable))
        case Minus(left, right):
            return _all([member(left, point, variable), _negated(member(right, point, variable))])
        case Interval(low, high, low_open, high_open):
            x = Sym(variable)
            above = _related(">" if low_open else ">=", x, low, point)
            return _all([above, _related("<" if high_open else "<=", x, high, point)])
        case _:
            return None


def _equal(node: Node, point: Point, variable: str) -> bool | None:
    if isinstance(node, Rel | And | Or):
        return member(node, point, variable)
    return _related("=", Sym(variable), node, point)


def _related(op: Operator, left: Node, right: Node, point: Point) -> bool | None:
    ends = [_infinity(side) for side in (left, right)]
    if any(ends):
        return holds(op, (ends[0] or 0) - (ends[1] or 0))
    try:
        at = place(point)
        x, y = value_or_hole(core(left), at), value_or_hole(core(right), at)
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
