"""Open powers of negative bases: a behaviour for which two conditions clearly differ need not be proved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from grader.algebra.conditions.open_powers import Behaviour
from grader.algebra.deciding.point_set.membership import crossings, inside, spread
from grader.algebra.syntax.tree import MINUS_ONE, Mul, NaN, Node, Pow, neg, rebuild
from grader.algebra.values.domain import REAL, Domain, Point
from grader.algebra.values.evaluation import evaluate, place, precision

VALUES = [Fraction(value) for value in (-2, 3, -1)]  # whole, so that powers stay exact
POINTS, TRIED, BITS = 300, 4, 128


def differ_below_zero(sides: tuple[Node, Node], behaviour: Behaviour, names: list[str], domain: Domain, variable: str) -> bool:
    """Does a point say that only one side holds, all bases being negative and the powers what the behaviour says?

    The sides are in core functions.
    """
    there = (_behaving(sides[0], behaviour), _behaving(sides[1], behaviour))
    with precision(BITS):
        for point in _with_crossings(there, behaviour, names, domain):
            at = place(point)
            holding = [inside(side, at, variable) for side in there]
            if None not in holding and holding[0] != holding[1] and _all_negative(behaviour, point):
                return True
    return False


def _with_crossings(sides: tuple[Node, Node], behaviour: Behaviour, names: list[str], domain: Domain) -> Iterator[Point]:
    """A few points at which all bases are negative, and points on the equations beside them."""
    axes = {name: [value for value in VALUES if domain.get(name, REAL).holds(value)] for name in names}
    tried = list(islice((point for point in spread(axes, POINTS) if _all_negative(behaviour, point)), TRIED))
    yield from tried
    yield from crossings(sides, lambda name: tried, domain)


def _all_negative(behaviour: Behaviour, point: Point) -> bool:
    try:
        return all(evaluate(power.base, point) < 0 for power in behaviour)
    except ArithmeticError:
        return False


def _behaving(node: Node, behaviour: Behaviour) -> Node:
    """The condition with ±|a|^b, or nothing, for each of the powers."""
    sign = behaviour.get(node) if isinstance(node, Pow) else None
    if sign == 0:
        return NaN()
    changed = rebuild(node, lambda part: _behaving(part, behaviour))
    if not isinstance(changed, Pow) or sign is None:
        return changed
    size = Pow(neg(changed.base), changed.exponent)
    return size if sign > 0 else Mul((MINUS_ONE, size))
