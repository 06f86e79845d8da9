"""A vector in every form of the school: a row, a column, `(1 | 2)` as a point, LaTeX's pmatrix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.algebra.reading.lexer import LONGEST
from grader.algebra.syntax.tree import Node, Seq
from grader.answers.reading.everyday import without_example
from grader.answers.reading.labelled import plain_list

MATRIX = re.compile(r"^\s*\$*\s*\\begin\{([pb]?matrix)\}(?P<inside>.*)\\end\{\1\}\s*\$*\s*$", re.DOTALL)
POINT = re.compile(r"^\s*(?:(?:\w+|\([\w\s,;|]*\))\s*=?\s*)?\((?P<inside>[^()]*)\)\s*$")
ROW = re.compile(r"[\[(][^\[\]();]*[\])]")  # innermost brackets: there a comma between the entries of a row separates


def one_list(text: str, reading: Mapping[str, Any]) -> str:
    """The text as `[…; …]` if it is a point of the length that is asked for or a LaTeX row or column; any other as it
    is, but with `;` between entries where names, words or line ends told them apart."""
    length, width = reading["length"], reading.get("width")
    if len(text) > LONGEST:  # the parser says so
        return text
    matrix = MATRIX.match(text)
    if matrix and not ("&" in matrix["inside"] and r"\\" in matrix["inside"].strip().removesuffix(r"\\")):
        return _listed(re.split(r"&|\\\\", matrix["inside"].strip().removesuffix(r"\\")))
    if width:
        return ROW.sub(lambda row: row[0].replace(",", ";") if row[0].count(",") == width - 1 else row[0], text)
    point = POINT.match(without_example(text))
    if point and point["inside"].count("|") == length - 1 > 0:
        return _listed(point["inside"].split("|"))
    return plain_list(text, reading) if length > 1 else text


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
