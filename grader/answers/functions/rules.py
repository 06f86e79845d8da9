"""What a check sees of the calls of a student's functions, and what it says of them.

Used in the key worker, and for public checks in a child behind the wall: what a student's function returned is hostile to a
rule that computes with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.answers.functions.arguments import build
from grader.model import Json

Holds = Callable[..., Any]
Troubled = Callable[[Exception], None]  # is told what a rule raised that it should not have


@dataclass(frozen=True, slots=True)
class Seen:
    """One call, as a check sees it; see `Item.check`."""

    function: str
    probe: dict[str, Any]
    returned: Any
    expected: Any
    same: bool
    changed: tuple[str, ...]
    queries: tuple[tuple[float, ...], ...]
    uses: Mapping[str, bool]


FIELDS = tuple(Seen.__dataclass_fields__)


def ask(holds: Holds, given: Mapping[str, Any], more: Mapping[str, Any]) -> Any:
    """What a rule says when it is called with those of its parameters that are known."""
    wanted = inspect.signature(holds).parameters
    return holds(**{name: value for name, value in {**given, **more}.items() if name in wanted})


def ask_on(holds: Holds, given: Mapping[str, Any], seen: Seen) -> Any:
    """What a rule says of one call."""
    return ask(holds, given, {name: getattr(seen, name) for name in FIELDS})


def sees_all(holds: Holds) -> bool:
    """Is the rule called once, with all calls?"""
    return "calls" in inspect.signature(holds).parameters


def asked_of(holds: Holds, given: Mapping[str, Any], right: Sequence[Seen]) -> tuple[int, ...]:
    """The calls on which a rule has something to say of the reference. One that sees all of them has on each that gives a
    value."""
    if sees_all(holds):
        return tuple(index for index, call in enumerate(right) if call.expected is not None)
    valued = "returned" in inspect.signature(holds).parameters
    return tuple(
        index
        for index, call in enumerate(right)
        if not (valued and call.returned is None) and ask_on(holds, given, call) is not None
    )


def says(
    holds: Holds, given: Mapping[str, Any], own: Sequence[Seen], asked: Sequence[int], troubled: Troubled
) -> tuple[bool, frozenset[int]]:
    """Does the rule pass these calls, and which of them does it refuse?"""
    if sees_all(holds):
        return _of_all(holds, given, own, asked, troubled)
    valued = "returned" in inspect.signature(holds).parameters
    refused = frozenset(
        index
        for index in asked
        if (valued and own[index].returned is None) or not _holds(lambda call=own[index]: ask_on(holds, given, call), troubled)  # type: ignore[misc]
    )
    return bool(asked) and not refused, refused


def _of_all(
    holds: Holds, given: Mapping[str, Any], own: Sequence[Seen], asked: Sequence[int], troubled: Troubled
) -> tuple[bool, frozenset[int]]:
    """A check that names the calls which it refuses refuses no other."""
    named: list[Seen] = []
    uses = own[0].uses if own else {}

    def answer() -> bool:
        found = ask(holds, given, {"calls": list(own), "uses": uses})
        if isinstance(found, list):
            named.extend(found)
            return not named
        return bool(found)

    complete = all(own[index].returned is not None for index in asked)
    if complete and _holds(answer, troubled):
        return True, frozenset()
    refused = frozenset(index for index, call in enumerate(own) if any(call is one for one in named))
    return False, refused or frozenset(range(len(own)))


def _holds(answer: Callable[[], Any], troubled: Troubled) -> bool:
    """What a check says of a student's value. `grade check` has proved that it can work with the reference's: where it
    cannot with this one, the value does not meet it. Too large a number, or none, is nothing that a teacher must know."""
    try:
        return bool(answer())
    except (OverflowError, ZeroDivisionError, ValueError):
        return False
    except Exception as error:  # noqa: BLE001 - an author's code, beside a value that nobody foresaw
        troubled(error)
        return False


def passed(source: str, given: Mapping[str, Json], calls: Sequence[Mapping[str, Json]], rules: Sequence[Json]) -> list[bool]:
    """Which of the public `rules`, each a name in `source` with the calls that it is asked about, the calls pass.

    All of it is plain data (see answers/functions/arguments.py); each rule gets values of its own, which it may change.
    """
    found = []
    for name, asked in rules:
        space: dict[str, Any] = {"__name__": "rules"}
        exec(compile(source, "<rules>", "exec"), space)
        values = {known: build(value) for known, value in given.items()}
        found.append(says(space[name], values, [_seen(call) for call in calls], asked, lambda error: None)[0])
    return found


def _seen(call: Mapping[str, Json]) -> Seen:
    return Seen(
        function=call["function"],
        probe={name: build(value) for name, value in call["probe"].items()},
        returned=build(call["returned"]),
        expected=None,
        same=call["same"],
        changed=tuple(call["changed"]),
        queries=tuple(map(tuple, call["queries"])),
        uses=call["uses"],
    )
