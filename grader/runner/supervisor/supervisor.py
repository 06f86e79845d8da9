"""The judge's side of a run: children are started until each item has its observation, or enough of them have died."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.answers.functions.clues import POSSIBLE
from grader.answers.functions.handed_over import handed_over
from grader.model import Cell, Exercise, Item, Lost, Missing, Observation, Returned, Submission, Text, TimedOut, Unreadable
from grader.runner.child.import_scan import names_torch
from grader.runner.supervisor.exit_messages import delay_behind, is_killed, is_own_crash, lost_twice, why_lost
from grader.runner.supervisor.frame_schema import RUN_CELLS, RUN_SHAPES
from grader.runner.supervisor.in_range import expect_names, expect_observation, expect_outcome
from grader.runner.supervisor.protocol_state import ProtocolState
from grader.runner.supervisor.remarks import sentence_on_remark
from grader.runner.supervisor.run_result import CellReport, Run
from grader.runner.supervisor.share import Share
from grader.sandbox.clock.stopwatch import Stopwatch
from grader.sandbox.protocol.interface import Conversation, Ended, Job, Lane
from grader.sandbox.wall.limits import Limits
from grader.storage.codec import RecordError, dump, load
from grader.submissions.source.remark import Remark
from grader.time_limits import OPEN

MOST_NOTES = 200  # that a run keeps


@dataclass(slots=True)
class Running:
    """A submission on its way through one or more children. What arrived before a child died counts.

    When all is there, `child` is the last of them, alive: `traces` says whether another exercise may follow in it.
    """

    submission: Submission
    exercise: Exercise
    limits: Limits
    allowed: Share = field(default_factory=lambda: Share.of(Limits()))
    cells: dict[int, CellReport] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    outcomes: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    callables: set[str] = field(default_factory=set)  # names of functions that are there
    uses: dict[str, Any] = field(default_factory=dict)
    clues: dict[str, list[str]] = field(default_factory=dict)  # by function
    skip: dict[int, Observation] = field(default_factory=dict)
    notes: dict[Text, None] = field(default_factory=dict)
    child: Conversation | None = None
    traces: bool = False
    log: str = ""
    kills: int = 0  # by somebody else than the judge
    steady: bool = True  # nothing ended by what another run need not meet
    computed: float = 0.0  # seconds, by all children so far
    waited: float = 0.0
    _sources: dict[int, Cell] = field(init=False)
    overdrawn: bool = False  # ended because it was more than its student may send

    def __post_init__(self) -> None:
        self._sources = {cell.number: cell for cell in self.submission.cells}  # once: every frame is looked up in it

    def run(self, lane: Lane, first: Conversation | None = None) -> Run:
        """In as many new children of `lane` as it takes; `first` is one that has been given `job()` already.

        Raises:
            SandboxError: a zygote was lost twice; that is nobody's answer.
        """
        lost = restarts = 0
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
            unclear = ended.how == "deadline" and ended.why in OPEN
            if self.overdrawn or restarts > self.limits.restarts or self._used_up or unclear:
                break
        return self._result(ended)

    @property
    def _used_up(self) -> bool:
        return self.computed >= self.limits.rounds * self.limits.hard or self.waited >= self.limits.whole_waiting

    def share(self, child: Conversation) -> Run | None:
        """In a child that has run other exercises and was given `job()`; None if it did not get through all of it."""
        ended = self._attempt(child)
        return replace(self._result(None), shared=True) if ended is None else None

    # ------------------------------------------------------------ one child

    def _attempt(self, conversation: Conversation) -> Ended | None:
        """None if everything has arrived."""
        left = max(self.limits.whole_waiting - self.waited, 0.0)
        whole = conversation.watch(computing=self.limits.hard, waiting=left, starving=self.limits.starving)
        try:
            return self._converse(conversation, whole)
        finally:
            self.computed += whole.computed()
            self.waited += whole.waited()
            self.allowed.sent -= conversation.received

    def _converse(self, conversation: Conversation, whole: Stopwatch) -> Ended | None:
        state = ProtocolState()
        self.child = None
        turn = self._turn(conversation)
        while True:
            with self.allowed.judged():
                event = conversation.receive(turn, whole)
            if isinstance(event, Ended):
                self.log = event.log
                if state.complete:  # only the goodbye is missing
                    return None
                if event.how == "deadline" and event.why == "computing" and whole.computed() >= whole.computing:
                    event = replace(event, why="together")
                self._blame(state, event)
                return event
            if self.allowed.judging <= 0 or self.allowed.sent <= conversation.received:
                self.overdrawn = True
                return conversation.end()
            try:
                with self.allowed.judged():
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
            if event["is"] == "query":
                turn.wait_anew()  # what it waited for was our answer
            elif event["is"] != "traces":
                turn = self._turn(conversation)

    def _turn(self, conversation: Conversation) -> Stopwatch:
        """For one cell, call or look at an answer."""
        limits = self.limits
        return conversation.watch(computing=limits.soft + limits.grace, waiting=limits.waiting, starving=limits.starving)

    def job(self) -> Job:
        """What is left to be observed."""
        cells = [[cell.number, cell.source] for cell in self.submission.cells]
        items = [{"name": item.name, "reading": dict(item.reading)} for item in self._open_items()]
        data = {
            "cells": cells,
            "texts": [[text.cell, list(text.names)] for text in self.submission.texts],
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

    def _take(self, state: ProtocolState, frame: Mapping[str, Any], conversation: Conversation) -> None:
        """Believe a frame, or raise: each kind may come only when it is expected."""
        kind = frame["is"]
        if kind == "cell":
            if frame["number"] not in self._sources:
                raise ValueError("a cell that is not there")
            state.begin_cell(frame["number"])
        elif kind == "ran":
            failure = self._seen(frame["failure"]) if frame["failure"] else None
            if isinstance(failure, Returned | Missing | Unreadable):
                raise ValueError("a failure that is none")
            remarks: tuple[Remark, ...] = load(tuple[Remark, ...], frame["notes"])
            notes = [sentence_on_remark(remark, self._sources) for remark in remarks]
            state.end_cell(frame["number"])
            self.cells[frame["number"]] = CellReport(frame["number"], failure)
            self.notes |= dict.fromkeys(notes[: MOST_NOTES - len(self.notes)])  # which a teacher will read one by one
        elif kind == "traces":  # said before the code runs that could deny it
            state.leave_traces()
            self.traces = True
        elif kind == "uses":
            state.expect_start()
            watched = {item.name: item.reading["uses"] for item in self._open_items() if item.reading.get("uses")}
            expect_names(list(frame["found"]), watched)
            for name, found in frame["found"].items():
                expect_names(found, watched[name])
            self.uses = frame["found"]
        elif kind == "loaded":
            expect_names(frame["callables"], [name for item in self._open_items() for name in item.functions])
            expect_names(list(frame["clues"]), frame["callables"])
            for found in frame["clues"].values():
                expect_names(found, POSSIBLE)
            self.callables |= set(frame["callables"])
            self.clues |= frame["clues"]
            probes = [
                (item.name, index)
                for item in self._open_items()
                for index, probe in enumerate(item.probes)
                if probe["function"] in self.callables
                and index not in self.outcomes.get(item.name, {})
                and not self._given_up(item, probe["function"])
            ]
            plain = [(item.name, -1) for item in self._open_items() if not self._is_function(item)]
            state.load([*plain, *probes])
            state.calls = bool(frame["callables"])
            self._hand_over(state, conversation)
        elif kind == "query":
            self._answer(state, frame["point"], conversation)
        elif kind == "item":
            state.expect((frame["name"], -1))
            self.observations[frame["name"]] = self._seen(frame["observation"])
            state.settle()
            self._hand_over(state, conversation)
        elif kind == "probe":
            state.expect((frame["name"], frame["index"]))
            expect_outcome(frame["outcome"], self.exercise.item(frame["name"]).probes[frame["index"]])
            self.outcomes.setdefault(frame["name"], {})[frame["index"]] = self._noted(state, frame["outcome"])
            state.settle()
            self._hand_over(state, conversation)
        elif kind != "done" or not state.complete:
            raise ValueError(f"{kind} out of turn")

    def _hand_over(self, state: ProtocolState, conversation: Conversation) -> None:
        """The next probe, if one is due: no code sees what another call will be asked. After the last one there is none."""
        name, index = state.due[0] if state.due else ("", -1)
        if index >= 0:
            conversation.send({"probe": [name, index, handed_over(self.exercise.item(name).probes[index])]})
        elif not state.due and state.calls:
            conversation.send({"probe": None})

    def _seen(self, document: dict[str, Any]) -> Observation:
        """An observation of a child, once it has been found in range."""
        seen = self._measured(load(Observation, document))
        expect_observation(seen, self._sources, self.skip.values())
        return seen

    def _measured(self, observation: Observation) -> Observation:
        """A child only ever stops what computes; what else it says about time is not believed."""
        if not isinstance(observation, TimedOut):
            return observation
        known = self.skip.get(observation.cell)
        return known if isinstance(known, TimedOut) else self._late(observation.cell)

    def _late(self, cell: int = 0, ended: Ended | None = None) -> TimedOut:
        why = "computing" if ended is None else delay_behind(ended) or "computing"
        limits = self.limits
        return TimedOut(cell, why, {"computing": limits.soft, "together": limits.hard}.get(why, limits.waiting))

    def _failed(self, ended: Ended, cell: int = 0) -> TimedOut | Lost:
        return Lost(why_lost(ended)) if delay_behind(ended) is None else self._late(cell, ended)

    def _late_call(self, late: TimedOut) -> dict[str, Any]:
        return {"is": "timeout", "why": late.why, "limit": late.limit}

    def _untried(self, item: Item, function: str) -> dict[str, Any]:
        if function not in self.callables:
            return {"is": "missing"}
        return self._timeouts(item, function)[-1] if self._given_up(item, function) else {"is": "lost"}

    def _given_up(self, item: Item, function: str) -> bool:
        """It has run out of time so often that it is not called again."""
        return len(self._timeouts(item, function)) >= self.limits.late

    def _timeouts(self, item: Item, function: str) -> list[dict[str, Any]]:
        found = self.outcomes.get(item.name, {})
        calls = [found.get(index, {}) for index, probe in enumerate(item.probes) if probe["function"] == function]
        return [call for call in calls if call.get("is") == "timeout"]

    def _is_function(self, item: Item) -> bool:
        """A function item of which at least one function is there."""
        return any(name in self.callables for name in item.functions)

    def _answer(self, state: ProtocolState, point: list[Any], conversation: Conversation) -> None:
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

    def _noted(self, state: ProtocolState, outcome: dict[str, Any]) -> dict[str, Any]:
        """The outcome of a probe with our own notes; what the child says in their place does not count."""
        asked, state.queries = state.queries, []
        kept = {key: value for key, value in outcome.items() if key != "queries"}
        if kept["is"] == "timeout":
            kept = self._late_call(self._late())
        return {**kept, "queries": asked} if asked else kept

    def _blame(self, state: ProtocolState, ended: Ended) -> None:
        """Note what the child was at when it died, so that the next one leaves it out."""
        if ended.how == "lost":
            return
        if ended.how == "signalled" and not is_own_crash(ended):
            self.steady = False
        if is_killed(ended):
            self.kills += 1
            if self.kills == 1:  # nobody's answer: once more with everything
                return
        if ended.how == "deadline" and ended.why == "together":
            # Cells that ran out of time one by one have used up all of it: the next child leaves them out. What had only
            # begun when it was gone is not to blame.
            slow = {number: report.failure for number, report in self.cells.items() if isinstance(report.failure, TimedOut)}
            if slow.keys() - self.skip.keys():
                self.skip |= slow
                return
        if state.cell:
            failure = self._failed(ended, state.cell)
            self.skip[state.cell] = failure
            self.cells[state.cell] = CellReport(state.cell, failure)
        elif state.due:
            name, index = state.due[0]
            failed = self._failed(ended)
            if index < 0:
                self.observations[name] = failed
            else:
                late = self._late_call(failed) if isinstance(failed, TimedOut) else {"is": "lost"}
                self.outcomes.setdefault(name, {})[index] = late

    # ------------------------------------------------------------ the whole

    def _result(self, ended: Ended | None) -> Run:
        rest: Observation = Missing() if ended is None else self._failed(ended)  # of a complete run nothing is left
        observations: dict[str, Observation] = {}
        for item in self.exercise.items:
            if item.name in self.observations:
                observations[item.name] = self.observations[item.name]
            elif self._is_function(item) and (self.outcomes.get(item.name) or not item.probes or ended is None):
                observations[item.name] = self._of_probes(item)
            else:
                observations[item.name] = rest
        cells = tuple(self.cells[number] for number in sorted(self.cells))
        notes, steady = tuple(self.notes), self.steady and not self.kills
        return Run(observations, cells, notes, self.log, remarks=notes, killed=self.kills > 1, steady=steady)

    def _of_probes(self, item: Item) -> Observation:
        """The outcomes of all probes."""
        found = self.outcomes.get(item.name, {})
        given = [found.get(index) or self._untried(item, probe["function"]) for index, probe in enumerate(item.probes)]
        uses = self.uses.get(item.name, [])
        clues = {name: self.clues[name] for name in item.functions if name in self.clues}
        return Returned({"probes": given, "uses": uses if type(uses) is list else [], **({"clues": clues} if clues else {})})
