"""The judge's side of a run: children are started until each item has its observation, or enough of them have died."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.model import Exercise, Item, Lost, Missing, Observation, Returned, Submission, Text, TimedOut
from grader.runner.child.import_scan import names_torch
from grader.runner.supervisor.exit_messages import ended_by_time, lost_twice, why_lost
from grader.runner.supervisor.frame_schema import RUN_CELLS, RUN_SHAPES
from grader.runner.supervisor.protocol_state import Progress
from grader.runner.supervisor.run_result import CellReport, Run
from grader.sandbox.protocol.interface import Conversation, Ended, Job, Lane
from grader.sandbox.wall.limits import Limits
from grader.storage.codec import RecordError, dump, load

MOST_NOTES = 200  # that a run keeps
_LONGEST_NOTE = 2000  # characters
_OUTCOMES = ("returned", "raised", "timeout", "unreadable")


@dataclass(slots=True)
class Running:
    """A submission on its way through one or more children. What arrived before a child died counts.

    When all is there, `child` is the last of them, alive: `traces` says whether another exercise may follow in it.
    """

    submission: Submission
    exercise: Exercise
    limits: Limits
    cells: dict[int, CellReport] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    outcomes: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    callables: set[str] = field(default_factory=set)  # names of functions that are there
    uses: dict[str, Any] = field(default_factory=dict)
    skip: dict[int, Observation] = field(default_factory=dict)
    notes: dict[Text, None] = field(default_factory=dict)
    child: Conversation | None = None
    traces: bool = False
    log: str = ""

    def run(self, lane: Lane, first: Conversation | None = None) -> Run:
        """In as many new children of `lane` as it takes; `first` is one that has been given `job()` already.

        Raises:
            SandboxError: a zygote was lost twice; that is nobody's answer.
        """
        lost = restarts = 0
        end = time.monotonic() + self.limits.rounds * self.limits.hard
        while True:
            ended = self._attempt(first or lane.open(self.job()))
            first = None
            if ended is None:
                break
            if ended.how == "lost":
                lost += 1
                if lost == 2:
                    raise lost_twice(self.submission.file)
                continue
            restarts += 1
            if restarts > self.limits.restarts or time.monotonic() >= end:
                break
        return self._result(ended)

    def share(self, child: Conversation) -> Run | None:
        """In a child that has run other exercises and was given `job()`; None if it did not get through all of it."""
        ended = self._attempt(child)
        return replace(self._result(None), shared=True) if ended is None else None

    # ------------------------------------------------------------ one child

    def _attempt(self, conversation: Conversation) -> Ended | None:
        """None if everything has arrived."""
        state = Progress(time.monotonic() + self.limits.hard)
        self.child = None
        while True:
            patience = min(self.limits.soft + self.limits.grace, state.end - time.monotonic())
            event = conversation.receive(max(patience, 0.0))
            if isinstance(event, Ended):
                self.log = event.log
                if state.complete:  # only the goodbye is missing
                    return None
                if event.how == "deadline" and time.monotonic() >= state.end:
                    event = Ended("deadline", detail="hard")
                self._blame(state, event)
                return event
            try:
                self._take(state, event, conversation)
            except (RecordError, KeyError, ValueError, TypeError) as error:
                self.log = conversation.end().log
                forged = Ended("forged", detail=str(error)[:200])
                self._blame(state, forged)
                return forged
            except BaseException:  # ours: nobody would end this child, which may be busy for ever
                conversation.end()
                raise
            if event["is"] == "done":
                self.child, self.log = conversation, conversation.log
                return None

    def job(self) -> Job:
        """What is left to be observed."""
        cells = [[cell.number, cell.source] for cell in self.submission.cells]
        items = [{"name": item.name, "reading": dict(item.reading)} for item in self._open_items()]
        data = {
            "cells": cells,
            "items": items,
            "soft": self.limits.soft,
            "late": self.limits.late,
            "frame": self.limits.frame,
            "skip": {str(number): dump(failure) for number, failure in self.skip.items()},
        }
        return Job(RUN_CELLS, data, RUN_SHAPES, expect=self._expected(), writes=self.exercise.writes_files)

    def _expected(self) -> tuple[str, ...]:
        """Spares a fork where torch will be wanted; a look at the words, the child decides."""
        needed = {module for item in self._open_items() for module in item.reading.get("modules", ())}
        if any(names_torch(cell.source) for cell in self.submission.cells):
            needed.add("torch")
        return tuple(sorted(needed))

    def _open_items(self) -> list[Item]:
        return [item for item in self.exercise.items if item.name not in self.observations]

    def _take(self, state: Progress, frame: Mapping[str, Any], conversation: Conversation) -> None:
        """Believe a frame, or raise: each kind may come only when it is expected."""
        kind = frame["is"]
        if kind == "cell":
            state.begin_cell(frame["number"])
        elif kind == "ran":
            state.end_cell(frame["number"])
            failure = load(Observation, frame["failure"]) if frame["failure"] else None
            self.cells[frame["number"]] = CellReport(frame["number"], failure)
            self._note(load(tuple[Text, ...], frame["notes"]))
        elif kind == "traces":  # said before the code runs that could deny it
            state.leave_traces()
            self.traces = True
        elif kind == "uses":
            state.expect_start()
            self.uses = frame["found"]
        elif kind == "loaded":
            self.callables |= set(frame["callables"])
            probes = [
                (item.name, index, probe)
                for item in self._open_items()
                for index, probe in enumerate(item.probes)
                if probe["function"] in self.callables
                and index not in self.outcomes.get(item.name, {})
                and not self._given_up(item, probe["function"])
            ]
            plain = [(item.name, -1) for item in self._open_items() if not self._is_function(item)]
            state.load([*plain, *((name, index) for name, index, _ in probes)])
            if frame["callables"]:
                conversation.send({"probes": [list(entry) for entry in probes]})
        elif kind == "query":
            self._answer(state, frame["point"], conversation)
        elif kind == "item":
            state.expect((frame["name"], -1))
            self.observations[frame["name"]] = load(Observation, frame["observation"])
        elif kind == "probe":
            state.expect((frame["name"], frame["index"]))
            if frame["outcome"].get("is") not in _OUTCOMES:
                raise ValueError("an outcome of no known kind")
            self.outcomes.setdefault(frame["name"], {})[frame["index"]] = self._noted(state, frame["outcome"])
        elif kind != "done" or not state.complete:
            raise ValueError(f"{kind} out of turn")

    def _note(self, notes: tuple[Text, ...]) -> None:
        """Keep remarks about a cell, which a teacher will read one by one."""
        if any(len(said) > _LONGEST_NOTE for note in notes for said in (note.de, note.en)):
            raise ValueError("a remark that is none of ours")
        self.notes |= dict.fromkeys(notes[: MOST_NOTES - len(self.notes)])

    def _untried(self, item: Item, function: str) -> str:
        if function not in self.callables:
            return "missing"
        return "timeout" if self._given_up(item, function) else "lost"

    def _given_up(self, item: Item, function: str) -> bool:
        """It has run out of time so often that it is not called again."""
        found = self.outcomes.get(item.name, {})
        calls = [found.get(index, {}) for index, probe in enumerate(item.probes) if probe["function"] == function]
        return len([call for call in calls if call.get("is") == "timeout"]) >= self.limits.late

    def _is_function(self, item: Item) -> bool:
        """A function item of which at least one function is there."""
        return any(name in self.callables for name in item.reading.get("functions", ()))

    def _answer(self, state: Progress, point: list[Any], conversation: Conversation) -> None:
        """Answer the call of an Oracle that the current probe holds, and note where it was asked."""
        from grader.answers.functions import symbolic_function  # the judge otherwise has no use for formulas
        from grader.answers.functions.arguments import oracle_of

        name, index = state.due[0] if state.due else ("", -1)
        if index < 0 or len(state.queries) >= self.limits.queries or not all(type(x) is str and len(x) < 40 for x in point):
            raise ValueError("a question out of turn")
        where = [float(x) for x in point]
        value, gradient = symbolic_function.answer(oracle_of(self.exercise.item(name).probes[index]), where)
        state.queries.append(where)
        conversation.send({"value": repr(value), "gradient": [repr(slope) for slope in gradient]})

    def _noted(self, state: Progress, outcome: dict[str, Any]) -> dict[str, Any]:
        """The outcome of a probe with our own notes; what the child says in their place does not count."""
        asked, state.queries = state.queries, []
        kept = {key: value for key, value in outcome.items() if key != "queries"}
        return {**kept, "queries": asked} if asked else kept

    def _blame(self, state: Progress, ended: Ended) -> None:
        """Note what the child was at when it died, so that the next one leaves it out."""
        if ended.how == "lost":
            return
        timed_out = ended_by_time(ended)
        if ended.detail == "hard":
            # Cells that ran out of time one by one have used up all of it: the next child leaves them out. What had only
            # begun when it was gone is not to blame.
            slow = {number: report.failure for number, report in self.cells.items() if isinstance(report.failure, TimedOut)}
            if slow.keys() - self.skip.keys():
                self.skip |= slow
                return
        if state.cell:
            failure: Observation = TimedOut(state.cell) if timed_out else Lost(why_lost(ended))
            self.skip[state.cell] = failure
            self.cells[state.cell] = CellReport(state.cell, failure)
        elif state.due:
            name, index = state.due[0]
            if index < 0:
                self.observations[name] = TimedOut() if timed_out else Lost(why_lost(ended))
            else:
                self.outcomes.setdefault(name, {})[index] = {"is": "timeout" if timed_out else "lost"}

    # ------------------------------------------------------------ the whole

    def _result(self, ended: Ended | None) -> Run:
        rest: Observation = Missing()  # of a complete run nothing is left
        if ended is not None:
            rest = TimedOut() if ended_by_time(ended) else Lost(why_lost(ended))
        observations: dict[str, Observation] = {}
        for item in self.exercise.items:
            if item.name in self.observations:
                observations[item.name] = self.observations[item.name]
            elif self._is_function(item) and (self.outcomes.get(item.name) or not item.probes or ended is None):
                observations[item.name] = self._of_probes(item)
            else:
                observations[item.name] = rest
        cells = tuple(self.cells[number] for number in sorted(self.cells))
        return Run(observations, cells, tuple(self.notes), self.log)

    def _of_probes(self, item: Item) -> Observation:
        """The outcomes of all probes, or Missing if every function still is as the template gave it."""
        found = self.outcomes.get(item.name, {})
        given = [found.get(index) or {"is": self._untried(item, probe["function"])} for index, probe in enumerate(item.probes)]
        if given and all(one["is"] == "missing" or one.get("type") == "NotImplementedError" for one in given):
            return Missing()
        uses = self.uses.get(item.name, [])
        return Returned({"probes": given, "uses": uses if type(uses) is list else []})
