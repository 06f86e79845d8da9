"""Answer kinds: one per file. `observe` and `call` are what a child needs of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.answers import calls as _calls
from grader.answers.arguments import Ask
from grader.answers.base import AnswerKind
from grader.answers.choice import Choice
from grader.answers.expression import Expression
from grader.answers.family import Family
from grader.answers.formula import Formula, Oracle
from grader.answers.function import Function
from grader.answers.labels import Labels, Names, Truths
from grader.answers.plain import Unread, is_blank
from grader.answers.prose import Prose
from grader.answers.region import Region
from grader.answers.relation import EXACT, HAND, REL3, Tolerance
from grader.answers.returned import Numbers, Word
from grader.answers.seen import Through, direction, line_of
from grader.answers.sequence import Sequence
from grader.answers.signature import Call
from grader.answers.value import Value
from grader.answers.vector import Vector
from grader.model import Json, Missing, Observation, Returned, Unreadable

__all__ = [
    "EXACT",
    "HAND",
    "KINDS",
    "REL3",
    "AnswerKind",
    "Ask",
    "Call",
    "Choice",
    "Expression",
    "Family",
    "Formula",
    "Function",
    "Labels",
    "Names",
    "Numbers",
    "Oracle",
    "Prose",
    "Region",
    "Sequence",
    "Through",
    "Tolerance",
    "Truths",
    "Unread",
    "Value",
    "Vector",
    "Word",
    "call",
    "direction",
    "line_of",
    "observe",
    "read",
]

KINDS: dict[str, type[AnswerKind]] = {
    **{str(kind.kind): kind for kind in (Value, Expression, Vector, Sequence, Region, Function, Choice, Prose)},
    **{"labels": Labels, "names": Names, "family": Family},  # vectors and sets of words, lines
}
READERS: dict[str, type[AnswerKind]] = {**KINDS, "numbers": Numbers, "word": Word}  # the last two: what functions return


def read(reading: Mapping[str, Any], value: object) -> Json:
    """The canonical form of a live value, by the public part of its item. Raises Unread."""
    return READERS[reading["kind"]].read(reading, value)


def observe(reading: Mapping[str, Any], value: object) -> Observation:
    """What a child sees in a student's value; None, Ellipsis and an empty text mean: not attempted yet."""
    if is_blank(value) or (type(value) in (list, tuple) and value and all(map(is_blank, value))):  # type: ignore[call-overload]
        return Missing()
    try:
        return Returned(read(reading, value))
    except Unread as error:
        return Unreadable(error.reason, _shown(value), error.mistake)


def call(
    reading: Mapping[str, Any], function: Callable[..., object], probe: Mapping[str, Json], ask: Ask | None = None
) -> dict[str, Json]:
    """One call of a student's function on one probe, as plain data; `ask` answers the calls of an Oracle."""
    return _calls.call(reading, function, probe, read, ask)


def _shown(value: object) -> str:
    """A short echo of simple values only: repr() of a foreign object would run its code."""
    return repr(value)[:200] if type(value) in (int, float, bool, str) else ""
