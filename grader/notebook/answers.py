"""Answers as they stand in a kernel just now, read by the same code as in a child; what it says is not believed either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.answers.door import observe
from grader.measures import trouble
from grader.model import Missing, Observation, Unreadable
from grader.runner.child.misread import misread
from grader.runner.child.source_slips import slips, with_slip
from grader.sandbox.protocol.frames import pack
from grader.storage.codec import dump
from grader.submissions.source.unquoted import behind

LARGEST_ANSWER = 1 << 20  # bytes, as a child may send


def live_answers(namespace: Mapping[str, Any], items: Sequence[Mapping[str, Any]], cells: Sequence[str]) -> dict[str, Any]:
    """An observation for each item that is a value; functions are called in a child only."""
    found = slips(cells)
    answers: dict[str, Any] = {}
    for item in items:
        name, reading = item["name"], item["reading"]
        if not reading.get("functions"):
            seen = _looked_at(namespace, name, reading, cells)
            answers[name] = _fitting(with_slip(seen, found[name]) if name in found else seen)
    return answers


def _looked_at(namespace: Mapping[str, Any], name: str, reading: Mapping[str, Any], cells: Sequence[str]) -> Observation:
    if name not in namespace:
        return Missing()
    source = next((cell for cell in reversed(cells) if behind(name, cell)), "")
    try:
        return misread(name, namespace[name], source, reading) or observe(reading, namespace[name])
    except (Exception, SystemExit):  # noqa: BLE001 - as at the wall: looking at a student's object runs the student's code
        return Unreadable(trouble("looking failed"))


def _fitting(seen: Observation) -> Any:
    try:
        if len(pack(dump(seen))) <= LARGEST_ANSWER:
            return dump(seen)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return dump(Unreadable(trouble("looking failed")))
    return dump(Unreadable(trouble("large answer")))
