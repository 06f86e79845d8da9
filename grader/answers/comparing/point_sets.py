"""Sets of points, as people write them: {(0, 0), (1, 2)}, a list of pairs, one pair, what `solve(…, dict=True)` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from grader.algebra.syntax.tree import And, FiniteSet, Interval, Node, Or, Seq
from grader.answers.base.trees import is_scalar
from grader.answers.reading.labelled import key_of
from grader.answers.reading.values import Unread

_INNERMOST = re.compile(r"\(([^()\[\]{}]*)\)")


def with_separators(text: str, dimension: int) -> str:
    """The points `(1 | 2)` in a text as `(1 ; 2)`, every letter at its place; bars around an empty place are no separators."""

    def separated(point: re.Match[str]) -> str:
        parts = point[1].split("|")
        return f"({';'.join(parts)})" if len(parts) == dimension > 1 and all(map(str.strip, parts)) else point[0]

    return _INNERMOST.sub(separated, text)


def without_names(value: Any, names: Sequence[str]) -> Any:
    """`{x: 0, y: 1}` is the point (0, 1), alone or in a list; everything else stays as it is."""
    if type(value) is list:
        return [without_names(entry, names) for entry in value]
    if type(value) is not dict:
        return value
    named = {key_of(key): entry for key, entry in value.items()}
    return tuple(named[name] for name in names) if set(named) == set(names) else value


def _as_point(node: Node) -> Node:
    """Where points are asked for, the texts "(1, 2)" and "[1, 2]" are no intervals."""
    return Seq((node.low, node.high)) if isinstance(node, Interval) and node.low_open == node.high_open else node


def set_of_points(node: Node, dimension: int) -> Node:
    """A list of points, or points joined by `und`, count as the set of them, one point as the set of it alone.

    Raises:
        Unread: an element is no point, or has another number of coordinates.
    """
    node = _as_point(node)
    if isinstance(node, And | Or):
        node = type(node)(tuple(map(_as_point, node.args)))
    if isinstance(node, Seq) and len(node.args) == dimension and all(map(is_scalar, node.args)):
        return FiniteSet((node,))
    if isinstance(node, Seq) or (isinstance(node, And | Or) and all(isinstance(part, Seq) for part in node.args)):
        node = FiniteSet(node.args)
    if isinstance(node, FiniteSet):
        for point in node.args:
            if not isinstance(point, Seq) or len(point.args) != dimension or not all(map(is_scalar, point.args)):
                raise Unread("no points")
    return node
