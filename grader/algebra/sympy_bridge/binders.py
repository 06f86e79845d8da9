"""Sets with a bound symbol: {x ∈ base | condition}, {a + b·t | t ∈ base} and "x is an element of"."""

from __future__ import annotations

from grader.algebra.syntax.tree import (
    REALS,
    And,
    FiniteSet,
    Inf,
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
    substitute,
    symbols,
)


class NotCovered(Exception):
    """A base or an image that the judge has no method for."""


def element_of(x: Node, base: Node) -> Node:
    """The condition that x lies in a set of numbers.

    Raises:
        NotCovered: the set is none of numbers.
    """
    match base:
        case Truth():
            return base
        case FiniteSet(args):
            return Or(tuple(Rel("=", x, arg) for arg in args)) if args else Truth(False)
        case Interval(low, high, low_open, high_open):
            ends: list[Node] = [] if isinstance(low, Inf) else [Rel(">" if low_open else ">=", x, low)]
            ends += [] if isinstance(high, Inf) else [Rel("<" if high_open else "<=", x, high)]
            return And(tuple(ends)) if ends else Rel("=", x, x)
        case Union(args):
            return Or(tuple(element_of(x, arg) for arg in args))
        case Intersection(args):
            return And(tuple(element_of(x, arg) for arg in args))
        case Minus(left, right):
            return And((element_of(x, left), Not(element_of(x, right))))
        case _:
            raise NotCovered


def condition_set(bound: list[str], condition: Node, bases: list[Node]) -> Node:
    """The points of the bases that satisfy the condition, as one condition."""
    if len(bound) != len(bases):
        raise NotCovered
    limits = [element_of(Sym(x), base) for x, base in zip(bound, bases, strict=True) if base not in (REALS, Truth(True))]
    return And((condition, *limits)) if limits else condition


def image(bound: list[str], value: Node, bases: list[Node]) -> Node:
    """All values while the bound symbols run through their bases: of a finite set, or affine over the reals."""
    if isinstance(value, Seq):
        if all(base == REALS for base in bases) and symbols(value) <= set(bound):
            _line(value.args, bound)
            return value
        raise NotCovered
    if len(bases) != 1 or len(bound) != 1:
        raise NotCovered
    base = bases[0]
    if isinstance(base, FiniteSet):
        return FiniteSet(tuple(substitute(value, {bound[0]: element}) for element in base.args))
    slope = _line((value,), bound)[0]
    if not isinstance(base, Interval) or slope == 0:
        raise NotCovered
    low, high = (_moved(end, value, bound[0], slope > 0) for end in (base.low, base.high))
    if slope > 0:
        return Interval(low, high, base.low_open, base.high_open)
    return Interval(high, low, base.high_open, base.low_open)


def _moved(end: Node, value: Node, name: str, rising: bool) -> Node:
    if isinstance(end, Inf):
        return end if rising else Inf(-end.sign)
    return substitute(value, {name: end})


def _line(entries: tuple[Node, ...], names: list[str]) -> list[int]:
    """The sign of the first symbol's coefficient in every entry, if all are affine."""
    from grader.algebra.kernels.field import Finer, NoProof
    from grader.algebra.solving.affine import (  # with FLINT below them; rare in an answer, and every child would wait
        NotAffine,
        linear,
    )

    try:
        slopes = [linear(entry, names)[0][0] for entry in entries]
    except (NotAffine, NoProof, Finer, ArithmeticError):
        raise NotCovered from None
    return [(slope > 0) - (slope < 0) for slope in slopes]
