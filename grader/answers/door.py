"""Reading answers, whatever their kind: `observe` and `call` are what a child needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.answers.functions import calls as _calls
from grader.answers.functions.arguments import Ask
from grader.answers.reading.values import Unread, is_blank
from grader.answers.registry import READERS
from grader.measures import LONGEST_SHOWN
from grader.model import Json, Missing, Observation, Returned, Unreadable


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
        return Unreadable(error.why, _shown(value), error.mistake)


def call(
    reading: Mapping[str, Any], function: Callable[..., object], probe: Mapping[str, Json], ask: Ask | None = None
) -> dict[str, Json]:
    """One call of a student's function on one probe, as plain data; `ask` answers the calls of an Oracle."""
    functions = reading["functions"]
    return _calls.call(function, probe, lambda name, value: read(functions[name]["returns"], value), ask)


def _shown(value: object) -> str:
    """A short echo of simple values only: repr() of a foreign object would run its code."""
    return repr(value)[:LONGEST_SHOWN] if type(value) in (int, float, bool, str) else ""
