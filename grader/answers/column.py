"""A vector in every form of the school: a row, a column, `(1 | 2)` as a point, LaTeX's pmatrix."""

from __future__ import annotations

import re

from grader.algebra.tree import Node, Seq

MATRIX = re.compile(r"^\s*\$*\s*\\begin\{([pb]?matrix)\}(?P<inside>.*)\\end\{\1\}\s*\$*\s*$", re.DOTALL)
POINT = re.compile(r"^\s*(?:\w+\s*=?\s*)?\((?P<inside>[^()]*)\)\s*$")


def one_list(text: str, length: int) -> str:
    """The text as `[…; …]` if it is a point with `length` coordinates or a LaTeX row or column; any other as it is."""
    matrix = MATRIX.match(text)
    if matrix and not ("&" in matrix["inside"] and r"\\" in matrix["inside"].strip().removesuffix(r"\\")):
        return _listed(re.split(r"&|\\\\", matrix["inside"].strip().removesuffix(r"\\")))
    point = POINT.match(text)
    if point and point["inside"].count("|") == length - 1 > 0:
        return _listed(point["inside"].split("|"))
    return text


def _listed(parts: list[str]) -> str:
    return f"[{'; '.join(part.strip() for part in parts)}]"


def flat(node: Seq, length: int) -> Seq:
    """A column [[1], [2]] or a row [[1, 2]], as NumPy and torch make them, is the vector [1, 2]; all else stays."""
    rows = node.args
    if length > 1 and len(rows) == 1 and _is_row(rows[0], length):
        return rows[0]  # type: ignore[return-value]
    if length > 1 and len(rows) == length and all(_is_row(row, 1) for row in rows):
        return Seq(tuple(row.args[0] for row in rows if isinstance(row, Seq)))
    return node


def _is_row(node: Node, length: int) -> bool:
    return isinstance(node, Seq) and len(node.args) == length and not any(isinstance(part, Seq) for part in node.args)
