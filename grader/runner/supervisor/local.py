"""The executor of this machine: lanes that read and run hand-ins, in children behind the wall.

A lane should start as early as can be; what is not needed for that is imported afterwards.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from grader.runner.supervisor.frame_schema import TASKS
from grader.sandbox.protocol.interface import Lane
from grader.sandbox.select import choose_wall, open_lane
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation, Wall

if TYPE_CHECKING:
    from grader.model import Exercise, Json, Submission
    from grader.runner.supervisor.run_result import Run
    from grader.runner.supervisor.student_session import StudentSession


class LocalExecutor:
    """Reads and runs hand-ins on `lanes` lanes. Constructing it starts nothing; a lane starts with its first job.

    It may be used from several threads; each waits for a free lane. `wall` is the strongest of this system unless given.
    """

    def __init__(self, *, lanes: int = 1, limits: Limits | None = None, wall: Wall | None = None) -> None:
        if lanes < 1:
            raise ValueError(f"lanes must be at least 1, got {lanes}")
        wall = wall or choose_wall()
        self.isolation: Isolation = wall.isolation
        self.lanes = lanes
        self.limits = limits or Limits()
        self._all: list[Lane] = [open_lane(TASKS, self.limits, wall) for _ in range(lanes)]
        self._rules: Lane | None = None  # for public checks, once there are some
        self._aside, self._wall = threading.Lock(), wall
        self._free: queue.LifoQueue[Lane] = queue.LifoQueue()  # the lane that was used last is the warm one
        for lane in reversed(self._all):
            self._free.put(lane)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self, expect: Collection[str] = (), *, many: bool = False) -> None:
        """Begin to start one lane and to import what hand-ins will `expect`, without waiting for it; `many` are to come."""
        self._all[0].start(expect, many=many)

    def ahead(self, expect: Collection[str] = ()) -> None:
        """Do what makes the next jobs quicker while nobody waits for one; hand-ins will `expect` these modules."""
        with self._lane() as lane:
            lane.ahead(expect)

    def close(self) -> None:
        """End all processes. The executor may be used again; it starts anew."""
        for lane in (*self._all, *filter(None, (self._rules,))):
            lane.close()
        self._rules = None

    def preflight(self, secret: Iterable[Path]) -> None:
        """Prove that children cannot do harm and cannot open `secret` files and folders.

        Raises:
            SandboxError: they can; or no child could be started.
        """
        from grader.sandbox.preflight import preflight

        with self._lane() as lane:
            preflight(lane, secret)

    @contextmanager
    def session(self) -> Iterator[StudentSession]:
        """A lane for one student, as soon as one is free."""
        from grader.runner.supervisor.student_session import StudentSession

        with self._lane() as lane, closing(StudentSession(lane, self.limits)) as session:
            yield session

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        """A session for one submission only; see `StudentSession.run`."""
        with self.session() as session:
            return session.run(submission, exercise, alone=alone, patient=patient)

    def run_rules(
        self, source: str, given: Mapping[str, Json], calls: Sequence[Json], rules: Sequence[Json]
    ) -> list[bool] | None:
        """Which public checks the calls of a function item pass, on a lane beside those of students; None where no child
        could say it.

        Raises:
            SandboxError: no child could be started.
        """
        from grader.runner.supervisor.public_rules import run_rules

        with self._aside:
            if self._rules is None:
                self._rules = open_lane(TASKS, self.limits, self._wall)
            return run_rules(self._rules, self.limits, source, given, calls, rules)

    @contextmanager
    def _lane(self) -> Iterator[Lane]:
        lane = self._free.get()
        finished = False
        try:
            yield lane
            finished = True
        finally:
            if not finished:
                lane.close()  # interrupted in the middle of a conversation: no later job may find its other half
            self._free.put(lane)
