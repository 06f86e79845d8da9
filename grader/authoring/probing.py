"""Function items: which calls are made, and what reference and known mistakes do on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.answers.door import read as read_value
from grader.answers.functions.calls import call as call_once
from grader.answers.functions.signature import shown_call
from grader.answers.functions.symbolic_function import answer
from grader.answers.kinds.function import Function
from grader.errors import AuthorError
from grader.model import Json


def written(kind: Function, drawn: Any, item: str) -> tuple[Json, ...]:
    """Drawn probes as plain data. Raises AuthorError if they fit no signature."""
    if isinstance(drawn, Mapping) or not hasattr(drawn, "__iter__"):
        raise AuthorError(f"the probes of {item} must be a list of probes, got {drawn!r}")
    return tuple(kind.written(probe) for probe in drawn)


def behaviour(kind: Function, calls: tuple[Json, ...], value: Any) -> Json:
    """What a function, a tuple of them, or a value that is returned every time gives on the calls.

    Raises:
        AuthorError: neither.
        Unread: a returned value that is no such answer.
    """
    functions = _functions(kind, value)
    if functions is None:
        return {"probes": [_always(kind, call, value) for call in calls], "uses": list(kind.uses), "always": True}
    reading = kind.reading()
    return {
        "probes": [{**_outcome(reading, functions[call["function"]], call), **_label(call)} for call in calls],
        "uses": list(kind.uses),
    }


def _functions(kind: Function, value: Any) -> dict[str, Callable[..., Any]] | None:
    if len(kind.names) == 1 and callable(value):
        return {kind.names[0]: value}
    if isinstance(value, tuple) and len(value) == len(kind.names) and all(map(callable, value)):
        return dict(zip(kind.names, value, strict=True))
    if len(kind.names) > 1:
        raise AuthorError(f"return the functions {', '.join(kind.names)} as a tuple, in this order; got {value!r}")
    return None


def _outcome(reading: Mapping[str, Any], function: Callable[..., Any], call: Json) -> dict[str, Json]:
    asked: list[list[float]] = []

    def ask(formula: Json, point: list[float]) -> tuple[float, list[float]]:
        asked.append(point)
        return answer(formula, point)

    outcome = call_once(reading, function, call, read_value, ask)
    return {**outcome, "queries": asked} if asked else outcome


def _always(kind: Function, call: Json, value: Any) -> dict[str, Json]:
    read = read_value(kind.returns[call["function"]].reading(), value)
    return {"is": "returned", "value": read, **_label(call)}


def _label(call: Json) -> dict[str, Json]:
    """What a comparison and its message need to know of the call."""
    return {"function": call["function"], "call": shown_call(call)}
