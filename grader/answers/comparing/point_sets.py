"""Sets of points, as people write them: {(0, 0), (1, 2)}, a list of pairs, P(1|2), `x = 0, y = 1`, what `solve` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.algebra.reading.tokens.lexer import LONGEST
from grader.algebra.syntax.tree import And, FiniteSet, Interval, Node, Or, Seq
from grader.answers.base.trees import is_scalar
from grader.answers.reading.together import by_turns, solved_for
from grader.answers.reading.values import Unread

JOINED = re.compile(r"\s+(?:und|and|sowie|oder|or)\s+")
LABEL = re.compile(r"(?<![\w\\])[A-Z](?:_?\d|_\{\d\}|[₀-₉])?\s*=?\s*(?=\()")
SLASHED = re.compile(r"\(([^()\[\]{};|]*/[^()\[\]{};|]*)\)")


def points_in_words(text: str, dimension: int) -> str:
    """`P(1|2) und S_1 = (0/0)` without the names of the points, with semicolons between them and their coordinates."""
    if len(text) > LONGEST:  # the parser says so
        return text
    text = JOINED.sub("; ", LABEL.sub(lambda label: " " * len(label[0]), text))
    return SLASHED.sub(lambda point: _coordinates(point, dimension), text)


def _coordinates(point: re.Match[str], dimension: int) -> str:
    """The coordinates of (0/0) or (-1/12 / 1/6), told apart by as many slashes as there must be."""
    for sign in (r"\s+/\s+", "/"):
        parts = re.split(sign, point[1])
        if len(parts) == dimension and all(part.strip() for part in parts):
            return f"({'; '.join(parts)})"
    return point[0]


def _as_point(node: Node) -> Node:
    """Where points are asked for, the texts "(1, 2)" and "[1, 2]" are no intervals."""
    return Seq((node.low, node.high)) if isinstance(node, Interval) and node.low_open == node.high_open else node


def set_of_points(node: Node, names: Sequence[str]) -> Node:
    """A list of points, or points joined by `und`, count as the set of them, one point as the set of it alone.

    Raises:
        Unread: an element is no point, or has another number of coordinates.
    """
    node = _as_point(node)
    parts = list(node.args) if isinstance(node, And | Or | Seq | FiniteSet) else [node]
    if isinstance(node, Seq) and len(parts) == len(names) and all(map(is_scalar, parts)):
        return FiniteSet((node,))
    points = _named_points(parts, names) or [_as_point(part) for part in parts]
    if isinstance(node, And | Or) and not all(isinstance(point, Seq) for point in points):
        return node
    if not isinstance(node, And | Or | Seq | FiniteSet) and not isinstance(points[0], Seq):
        return node
    for point in points:
        if not isinstance(point, Seq) or len(point.args) != len(names) or not all(map(is_scalar, point.args)):
            raise Unread("no points")
    return FiniteSet(tuple(points))


def _named_points(parts: Sequence[Node], names: Sequence[str]) -> list[Node] | None:
    """The points of `x = 0, y = 1; x = 2, y = 3`, one after the other or each for itself; None if these are none."""
    flat = [inner for part in parts for inner in (part.args if isinstance(part, And) else (part,))]
    groups = by_turns(flat, names)
    if not groups or any(len(group) != len(names) for group in groups):
        return None
    named = [dict(pair for part in group if (pair := solved_for(part))) for group in groups]
    values = [
        {name: next((v for key, v in point.items() if key == name or key[:-1] == name), None) for name in names}
        for point in named
    ]
    if any(value is None for point in values for value in point.values()):
        return None
    return [Seq(tuple(value for value in point.values() if value is not None)) for point in values]
