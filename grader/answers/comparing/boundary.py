"""Ends of sets: decimals that stand for one, and sets that differ only in whether their ends belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from grader.algebra.syntax.tree import (
    And,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Node,
    Num,
    Or,
    Rel,
    Seq,
    Union,
    rebuild,
    symbols,
)
from grader.answers.base.tolerance import Tolerance


def snapped(answer: Node, reference: Node, within: Tolerance) -> Node:
    """The answer with every typed decimal that lies near a number of the reference's replaced by that number."""
    targets = list(numbers(reference))

    def near(node: Node) -> Node:
        if isinstance(node, Num) and node.text is not None and any(point in node.text for point in ".,"):
            return next((target for target in targets if within.same(node, target).verdict == "proved"), node)
        return rebuild(node, near)

    return near(answer)


def numbers(node: Node) -> Iterator[Node]:
    """The elements and ends of a set that are numbers."""
    match node:
        case FiniteSet(args) | Seq(args) | Union(args) | Intersection(args) | And(args) | Or(args):
            for part in args:
                yield from numbers(part)
        case Interval(left, right) | Minus(left, right) | Rel(_, left, right):
            yield from numbers(left)
            yield from numbers(right)
        case _ if not symbols(node) and not isinstance(node, Inf):
            yield node


def closed(node: Node) -> Node:
    """The set together with its boundary: ≤ for <, […] for (…)."""
    match node:
        case Rel("<", left, right):
            return Rel("<=", left, right)
        case Rel(">", left, right):
            return Rel(">=", left, right)
        case Interval(low, high):
            return Interval(low, high, isinstance(low, Inf), isinstance(high, Inf))
        case And() | Or() | Union() | Intersection():
            return rebuild(node, closed)
        case _:
            return node


def other_ends(node: Node) -> Iterator[Node]:
    """The same set with some of its finite ends taken in or left out."""
    if not has_boundary(node):
        return
    count = _ends(node)
    for chosen in islice(product((False, True), repeat=count), 2**MOST_ENDS):
        changed = _with_ends(node, iter(chosen))
        if changed != node:
            yield changed


MOST_ENDS = 4


def _ends(node: Node) -> int:
    match node:
        case Rel():
            return 1
        case Interval(low, high):
            return sum(not isinstance(end, Inf) for end in (low, high))
        case And(args) | Or(args) | Union(args) | Intersection(args):
            return sum(map(_ends, args))
    return 0


def _with_ends(node: Node, is_open: Iterator[bool]) -> Node:
    match node:
        case Rel(op, left, right):
            return Rel(op[0] + ("" if next(is_open) else "="), left, right)  # type: ignore[arg-type]  # < <= > >=
        case Interval(low, high):
            low_open, high_open = (isinstance(end, Inf) or next(is_open) for end in (low, high))
            return Interval(low, high, low_open, high_open)
    return rebuild(node, lambda part: _with_ends(part, is_open))


def has_boundary(node: Node) -> bool:
    """Is it made of intervals or inequalities, so that ends may belong to it or not?"""
    match node:
        case Interval():
            return True
        case Rel(op):
            return op != "=" and op != "!="
        case And(args) | Or(args) | Union(args) | Intersection(args):
            return all(map(has_boundary, args))
        case _:
            return False
