"""The claim itself, tried at points: whatever the proof says, at no point may only one side hold, or the values differ.

It needs the two trees as typed and nothing of the prover's. Where a formula has no value a condition does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain

from grader.algebra.syntax.proof import Claim
from grader.algebra.syntax.tree import (
    FORMULA,
    And,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    Node,
    Not,
    Or,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    walk,
)
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import (
    COARSE,
    NoRealValue,
    NoValue,
    Value,
    Values,
    alike,
    exactly,
    infinite,
    precise,
    value,
)
from grader.proofcheck.values.findings import Contradicted
from grader.proofcheck.values.points import Point, names_of, on_equations, random_points, simple_points

RANDOM = 6
SETS = (Rel, And, Or, Not, Truth, FiniteSet, Interval, Union, Intersection, Minus)


def try_claim(claim: Claim, budget: Budget) -> None:
    """Raises Contradicted at the first point that shows it false."""
    with precise(COARSE):
        _try(claim.left, claim.right, claim, budget)


def _try(left: Node, right: Node, claim: Claim, budget: Budget) -> None:
    if isinstance(left, Seq) and isinstance(right, Seq) and len(left.args) == len(right.args):
        for a, b in zip(left.args, right.args, strict=True):
            _try(a, b, claim, budget)
    elif isinstance(left, FORMULA) and isinstance(right, FORMULA):
        _try_formulas(left, right, claim, budget)
    elif isinstance(left, SETS) and isinstance(right, SETS) and not any(_of_lists(side) for side in (left, right)):
        _try_sets(left, right, claim, budget)


def has_values(node: Node, claim: Claim, budget: Budget) -> bool:
    """Has every formula in it that is not part of a condition a value somewhere? NaN is not even equal to itself."""
    if isinstance(node, Seq | FiniteSet):
        return all(has_values(part, claim, budget) for part in node.args)
    if not isinstance(node, FORMULA):
        return isinstance(node, SETS)
    names = names_of(node)
    with precise(COARSE):
        for point in _points((node, node), names, claim):
            budget.spend()
            try:
                value(node, {name: exactly(number) for name, number in point.items()})
            except NoValue:
                continue
            return True
    return infinite(node) is not None


def _of_lists(node: Node) -> bool:
    return any(isinstance(part, Seq) for part in walk(node))


def _points(sides: tuple[Node, Node], names: list[str], claim: Claim) -> Iterator[Point]:
    if not names:
        return iter([{}])
    return chain(
        simple_points(names, claim.ranges),
        on_equations(sides, names, claim.ranges),
        random_points(names, claim.ranges, RANDOM),
    )


def _try_formulas(left: Node, right: Node, claim: Claim, budget: Budget) -> None:
    if infinite(left) is not None or infinite(right) is not None:
        return
    names = names_of(left, right)
    for point in _points((left, right), names, claim):
        budget.spend()
        at = {name: exactly(number) for name, number in point.items()}
        try:
            x, y = value(left, at), value(right, at)
        except NoValue:
            continue
        if alike(x, y) is False and assumed(claim, at):
            raise Contradicted(f"the two differ{_where(point)}")


def _try_sets(left: Node, right: Node, claim: Claim, budget: Budget) -> None:
    names = names_of(left, right) or [claim.variable]
    if claim.variable not in names and any(isinstance(part, FiniteSet | Interval) for part in (*walk(left), *walk(right))):
        names = sorted([*names, claim.variable])
    for point in _points((left, right), names, claim):
        budget.spend()
        at = {name: exactly(number) for name, number in point.items()}
        inside = [member(side, at, claim.variable) for side in (left, right)]
        if None not in inside and inside[0] != inside[1] and assumed(claim, at):
            raise Contradicted(f"only one of the two holds{_where(point)}")


def _where(point: dict[str, Fraction]) -> str:
    return " at " + ", ".join(f"{name} = {number}" for name, number in sorted(point.items())) if point else ""


def assumed(claim: Claim, at: Values) -> bool:
    """Does everything that the claim presupposes certainly hold at a point?"""
    return all(member(condition, at, claim.variable) is True for condition in claim.assuming)


def member(node: Node, at: Values, variable: str) -> bool | None:
    """Is the point in the set? None where it cannot be told."""
    match node:
        case Truth(truth):
            return truth
        case And(args) | Intersection(args):
            return _all(member(arg, at, variable) for arg in args)
        case Or(args) | Union(args):
            return _not(_all(_not(member(arg, at, variable)) for arg in args))
        case Not(arg):
            return _not(member(arg, at, variable))
        case Minus(left, right):
            return _all((member(left, at, variable), _not(member(right, at, variable))))
        case FiniteSet(args):
            conditions = (arg if isinstance(arg, Rel | And | Or) else Rel("=", Sym(variable), arg) for arg in args)
            return _not(_all(_not(member(condition, at, variable)) for condition in conditions))
        case Interval(low, high, low_open, high_open):
            above = _related(">" if low_open else ">=", Sym(variable), low, at)
            return _all((above, _related("<" if high_open else "<=", Sym(variable), high, at)))
        case Rel(op, left, right):
            return _related(op, left, right, at)
        case _:
            return None


def _related(op: str, left: Node, right: Node, at: Values) -> bool | None:
    far = [infinite(left), infinite(right)]
    if far != [None, None]:
        return HOLDS[op]((far[0] or 0) - (far[1] or 0))
    try:
        x, y = _here(left, at), _here(right, at)
    except NoValue:
        return None
    if x is None or y is None:
        return False
    if not isinstance(x, Value) or not (x > y or x < y or x == y):
        return None
    return HOLDS[op]((x > y) - (x < y))


def _here(node: Node, at: Values) -> Value | None:
    try:
        return value(node, at)
    except NoRealValue:
        return None


HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda s: s == 0,
    "!=": lambda s: s != 0,
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
}


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part
