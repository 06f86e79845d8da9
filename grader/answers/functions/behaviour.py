"""What an author's functions do on the calls of an item, in the form in which a child sends what a student's do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.answers.functions.calls import Read, call
from grader.answers.functions.signature import shown_call
from grader.answers.functions.symbolic_function import answer
from grader.errors import AuthorError
from grader.model import Json


def behaviour(names: tuple[str, ...], uses: tuple[str, ...], calls: tuple[Json, ...], value: Any, read: Read) -> Json:
    """What a function, a tuple of them, or a value that is returned every time gives on the calls.

    Raises:
        AuthorError: neither.
        Unread: a returned value that is no such answer.
    """
    functions = _functions(names, value)
    if functions is None:
        always = [{"is": "returned", "value": read(one["function"], value), **_label(one)} for one in calls]
        return {"probes": always, "uses": list(uses), "always": True}
    return {"probes": [{**_outcome(functions, one, read), **_label(one)} for one in calls], "uses": list(uses)}


def _functions(names: tuple[str, ...], value: Any) -> Mapping[str, Callable[..., Any]] | None:
    if len(names) == 1 and callable(value):
        return {names[0]: value}
    if isinstance(value, tuple) and len(value) == len(names) and all(map(callable, value)):
        return dict(zip(names, value, strict=True))
    if len(names) > 1:
        listed = ", ".join(names)
        raise AuthorError(
            f"return the functions {listed} as a tuple, in this order; got {value!r}",
            de=f"gib die Funktionen {listed} als Tupel in dieser Reihenfolge zurück, nicht {value!r}",
        )
    return None


def _outcome(functions: Mapping[str, Callable[..., Any]], probe: Json, read: Read) -> dict[str, Json]:
    asked: list[list[float]] = []

    def ask(formula: Json, point: list[float]) -> tuple[float, list[float]]:
        asked.append(point)
        return answer(formula, point)

    outcome = call(functions[probe["function"]], probe, read, ask)
    return {**outcome, "queries": asked} if asked else outcome


def _label(probe: Json) -> dict[str, Json]:
    """What a comparison and its message need to know of the call."""
    drawn = {"drawn": True} if probe.get("drawn") else {}
    return {"function": probe["function"], "call": shown_call(probe), **drawn}
