"""What somebody has written, as numbers that are equal where the same was written.

A fragment is a line of code, or six words in a row of a longer text. What stands in the sheet as it was given out is left
out, blanks do not count, names that somebody chose are all one name: who renames variables has copied all the same.
Nothing is parsed: this looks at characters only, once.
"""

from __future__ import annotations

import builtins
import hashlib
import keyword
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

MOST_CHARACTERS = 100_000  # of one hand-in: beyond lies no exercise
MOST_FRAGMENTS = 1_000
SHORTEST = 4  # characters of a line: `x`, `)`, `]` tell nothing
WORDS = 6  # in a row of a text

_TOKEN = re.compile(r"[^\W\d]\w*|\d+(?:[.,]\d+)*|\S")
_NAME = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TEXT = re.compile(r"""#(?P<comment>[^\n]*)|"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'""")
_LIBRARIES = ("np", "sp", "torch", "math", "numpy", "sympy", "pi", "E", "I", "oo", "nan", "inf", "lambda_")
_COMMON = frozenset([*dir(builtins), *keyword.kwlist, *keyword.softkwlist, *_LIBRARIES])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What everybody was given: its lines, and the names in it."""

    lines: frozenset[str]
    names: frozenset[str]


def sheet(texts: Iterable[str]) -> Sheet:
    """All forms in which an exercise was given out are one."""
    lines = [line for text in texts for line in text.splitlines()]
    names = {name for line in lines for name in _NAME.findall(line)}
    return Sheet(frozenset(map(_squeezed, lines)), frozenset(names) | _COMMON)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment as somebody wrote it, and the `number` that all who wrote the same have; `shape` is the same for all who wrote
    it with whatever numbers: sheets may have different ones."""

    text: str
    number: int
    shape: int


def fragments(sources: Iterable[str], given: Sheet) -> tuple[Fragment, ...]:
    """Each fragment once, in the order of the text."""
    found: dict[str, Fragment] = {}
    left = MOST_CHARACTERS
    for source in sources:
        for text, normal in _in(source[:left], given):
            if normal not in found:
                found[normal] = Fragment(text, _digest(normal), _digest(_NUMBER.sub("0", normal)))
            if len(found) == MOST_FRAGMENTS:
                return tuple(found.values())
        left = max(0, left - len(source))
    return tuple(found.values())


def _digest(normal: str) -> int:
    return int.from_bytes(hashlib.blake2b(normal.encode("utf-8", "replace"), digest_size=4).digest())


def _in(source: str, given: Sheet) -> Iterator[tuple[str, str]]:
    for line in source.splitlines():
        squeezed = _squeezed(line)
        if squeezed in given.lines:
            continue
        code = _squeezed(_TEXT.sub(_without_comment, line))
        normal = " ".join(_normal(token, given.names) for token in _TOKEN.findall(code))
        if len(normal.replace(" ", "")) >= SHORTEST:
            yield squeezed, normal
        for text in _TEXT.finditer(line):
            words = re.findall(r"\w+", (text["comment"] or text["double"] or text["single"] or "").casefold())
            for start in range(len(words) - WORDS + 1):
                yield squeezed, " ".join(words[start : start + WORDS])


def _without_comment(text: re.Match[str]) -> str:
    return " " if text["comment"] is not None else text[0]


def _normal(token: str, known: Collection[str]) -> str:
    return "v" if _NAME.fullmatch(token) and token not in known else token


def _squeezed(line: str) -> str:
    return " ".join(line.split())
