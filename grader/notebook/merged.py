"""Answers of a kernel beside those of the same cells in a child: what stands in the notebook counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from grader.model import Exercise, Isolation, Missing, Observation, Returned, Submission, Text
from grader.runner.supervisor.in_range import expect_observation
from grader.runner.supervisor.run_result import Run
from grader.storage.codec import load

Ask = Callable[[Exercise, Submission], Mapping[str, Any]]


class Runner(Protocol):
    """Runs cells in a child."""

    @property
    def isolation(self) -> Isolation: ...

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run: ...


class LiveExecutor:
    """Runs the cells in a child, for functions and for what became of an item without a value, and asks the notebook for
    the values that it has. Both are a student's, so neither is believed unread."""

    def __init__(self, runner: Runner, ask: Ask) -> None:
        self._runner, self._ask = runner, ask

    @property
    def isolation(self) -> Isolation:
        return self._runner.isolation

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        ran = self._runner.run(submission, exercise, alone=alone, patient=patient)
        live = _believed(self._ask(exercise, submission), submission, exercise)
        merged: dict[str, Observation] = {}
        stale: list[str] = []
        for item in exercise.items:
            again, now = ran.observations[item.name], live.get(item.name, Missing())
            same = isinstance(again, Returned) and isinstance(now, Returned) and again.raw == now.raw
            merged[item.name] = again if same or isinstance(now, Missing) else now  # a child also sees slips in the source
            if isinstance(again, Returned) and isinstance(now, Returned) and not same:
                stale.append(item.id)
        notes = (*ran.notes, _stale(stale)) if stale else ran.notes
        return replace(ran, observations=merged, notes=notes)


def _believed(said: Mapping[str, Any], submission: Submission, exercise: Exercise) -> dict[str, Observation]:
    """What the notebook says its values are. Raises ValueError for what no reading code of ours would send."""
    cells = {cell.number: cell for cell in submission.cells}
    asked = [item.name for item in exercise.items if not item.functions]
    live: dict[str, Observation] = {name: load(Observation, said[name]) for name in asked if name in said}
    for seen in live.values():
        if not isinstance(seen, Missing):
            expect_observation(seen, cells)
    return live


def _stale(ids: list[str]) -> Text:
    listed = ", ".join(ids)
    return Text(
        de=f"{listed}: Jetzt steht da ein anderer Wert, als deine Zellen von oben nach unten ergeben. Starte vor der Abgabe "
        "den Kernel neu und führe alle Zellen aus.",
        en=f"{listed}: the value is another one now than your cells give from top to bottom. Before you hand in, restart the "
        "kernel and run all cells.",
    )
