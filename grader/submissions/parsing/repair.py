"""JSON that tools and hands have damaged in ways that can be undone: conflict marks of git, commas too many."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+(?:"|\\?\Z))|,(?=\s*(?:[\]},]|\Z))', re.DOTALL)
_MOST = 3  # places that are told


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON value, and what had to be done to read it: the first lines (from 1) of conflict marks, and of commas left out.

    `theirs` is the value of the other side of the conflicts; None if there are none, or that side cannot be read.
    """

    value: Any
    conflicts: tuple[int, ...] = ()
    theirs: Any = None
    commas: tuple[int, ...] = ()


def load(text: str) -> Document | None:
    """The JSON value at the start of the text (what follows it is ignored), mended where that is possible; else None."""
    text = text.lstrip()
    value = _value(text)
    if value is not None:
        return Document(value)
    ours, theirs, conflicts = _sides(text)
    value, commas = _without_commas(ours)
    other = _without_commas(theirs)[0] if conflicts else None
    if value is None:
        value, other = other, None
    return None if value is None else Document(value, conflicts[:_MOST], other, commas)


def opening_marks(text: str) -> tuple[int, ...]:
    """The first lines that begin a conflict, whether or not it is whole."""
    found = (number for number, line in enumerate(text.split("\n"), start=1) if line.startswith("<<<<<<< "))
    return tuple(islice(found, _MOST))


def _sides(text: str) -> tuple[str, str, tuple[int, ...]]:
    """Both sides of every conflict, and the lines where conflicts begin.

    A raw line end cannot stand inside a JSON string, so a line that begins with a mark is git's and nobody's code.
    """
    ours: list[str] = []
    theirs: list[str] = []
    begun: list[int] = []
    inside = "both"
    for number, line in enumerate(text.split("\n"), start=1):
        mark = line[:7]
        if mark == "<<<<<<<" and inside == "both":
            inside = "ours"
            begun.append(number)
        elif mark == "|||||||" and inside == "ours":
            inside = "base"  # what both sides began with, in diff3's style
        elif line.rstrip("\r") == "=======" and inside in ("ours", "base"):
            inside = "theirs"
        elif mark == ">>>>>>>" and inside == "theirs":
            inside = "both"
        else:
            if inside in ("both", "ours"):
                ours.append(line)
            if inside in ("both", "theirs"):
                theirs.append(line)
    return "\n".join(ours), "\n".join(theirs), tuple(begun)


def _value(text: str) -> Any:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _without_commas(text: str) -> tuple[Any, tuple[int, ...]]:
    """The value of a text that may have commas too many, and the first lines where they had to be left out."""
    value = _value(text)
    if value is not None:
        return value, ()
    commas = (found.start() for found in _STRING_OR_COMMA.finditer(text) if found[1] is None)
    lines = tuple(text.count("\n", 0, start) + 1 for start in islice(commas, _MOST))
    return (_value(_STRING_OR_COMMA.sub(r"\1", text)), lines) if lines else (None, ())
