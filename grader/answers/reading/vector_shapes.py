"""A vector in every form of the school: a row, a column, `(1 | 2)` as a point, LaTeX's pmatrix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.algebra.reading.layouts import one_line
from grader.algebra.reading.tokens.lexer import LONGEST
from grader.algebra.syntax.tree import Node, Seq
from grader.answers.reading.everyday import unquoted
from grader.answers.reading.labelled import plain_list
from grader.answers.reading.printed import printed

# ⟨4; 7⟩ and <4, 7>
ANGLED = re.compile(
    r"(?:\\left\s*)?(?:⟨|\\langle\b)([^⟨⟩]*?)(?:\\right\s*)?(?:⟩|\\rangle\b)|(?<![\w)\]])<([^<>=]*[,;|][^<>=]*)>"
)
PLAIN = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
ROW = re.compile(r"[\[(][^\[\]();]*[\])]")  # innermost brackets: there a comma between the entries of a row separates


def one_list(text: str, reading: Mapping[str, Any]) -> str:
    """The text as `[…; …]` if it is a LaTeX row or column; any other as it is, but with `;` between entries where names,
    words or line ends told them apart, and without the names of Python's types."""
    length, width = reading["length"], reading.get("width")
    if len(text) > LONGEST:  # the parser says so
        return text
    text = printed(unquoted(one_line(ANGLED.sub(lambda match: f"({match[1] or match[2]})", text))))
    if width:
        table = [line.split() for line in text.strip().splitlines()]
        if len(table) == length and all(len(row) == width and all(PLAIN.fullmatch(part) for part in row) for row in table):
            return _listed([_listed(row) for row in table])
        return ROW.sub(lambda row: row[0].replace(",", ";") if row[0].count(",") == width - 1 else row[0], text)
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
