"""What an exception tells a beginner: one table of sentences, for every place that reports one.

A sentence says what Python stumbled over and what to look at, never what the answer is; Python's own words, which are
English, stand beside it.
"""

from __future__ import annotations

import builtins
import re

from grader.exception_help.arithmetic import ARITHMETIC
from grader.exception_help.libraries import LIBRARIES
from grader.exception_help.names import NAMES
from grader.exception_help.row import ExceptionRow
from grader.exception_help.syntax import SYNTAX
from grader.exception_help.tensors import TENSORS
from grader.measures import LONGEST_KIND, LONGEST_MESSAGE, LONGEST_OWN
from grader.model import Text
from grader.own_words import flat, own_words, unmarked

# counted from the start of a cell, where reports say the place; and a child's own mark
LINES = re.compile(r" on line \d+| \(detected at line \d+\)| \(no quotation marks\)$")
_NAMES = re.compile(r"[\w.<>]{1,40}|\S|(?:'[^']{0,40}'|\d{1,9}|and|from|to|[, ])+|")
TABLE = (*SYNTAX, *TENSORS, *NAMES, *LIBRARIES, *ARITHMETIC)  # the first row that fits speaks: particular before general


def explain(kind: str, message: str) -> Text | None:
    """The sentence on an exception, by its type and its words; None for what no row knows."""
    row, parts = _row(kind, message)
    if row is None:
        return None
    parts = [own_words(part, LONGEST_OWN) for part in parts]
    de, en = ([_quoted(part, *signs) for part in parts] for signs in ("„“", "“”"))
    return Text(de=row.says.de.format(*de), en=row.says.en.format(*en))


def _row(kind: str, message: str) -> tuple[ExceptionRow | None, list[str]]:
    """The first row that fits, and what its groups found."""
    kind, message = kind[:LONGEST_KIND], message[:LONGEST_MESSAGE]  # whoever asks: patterns never see more
    for row in TABLE:
        found = re.search(row.pattern, message) if kind in row.kinds else None
        if found:
            return row, [part or "" for part in found.groups()]
    return None, []


def _quoted(part: str, before: str, after: str) -> str:
    """A piece of an exception's words inside our sentence: code can raise anything, so only names go without quotation."""
    return part if _NAMES.fullmatch(part) else f"{before}{part}{after}"


def sentence_on(kind: str, message: str) -> Text:
    """The sentence, and Python's own words in the line below it; these alone where there is no sentence."""
    words = LINES.sub("", f"{kind[:LONGEST_KIND]}: {message[:LONGEST_MESSAGE]}").removesuffix(": ")
    words = unmarked(flat(words, len(words)))
    sentence = explain(kind, message)
    if sentence is None:
        return Text(de=f"Python sagt: {words}", en=f"Python says: {words}")
    return Text(de=f"{sentence.de}\nPython sagt: {words}", en=f"{sentence.en}\nPython says: {words}")


def sentence_without_words(kind: str, message: str) -> Text:
    """The same without a word that the code chose: which of our sentences it is, and which of Python's own exceptions."""
    known = kind if isinstance(getattr(builtins, kind, None), type) else "Exception"
    row, parts = _row(kind, message)
    if row is None or parts:  # a sentence with holes would need the words
        return Text(de=f"Python sagt: {known}", en=f"Python says: {known}")
    return Text(de=f"{row.says.de}\nPython sagt: {known}", en=f"{row.says.en}\nPython says: {known}")
