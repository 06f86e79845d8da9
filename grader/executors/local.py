"""The executor of this machine: lanes that read and run hand-ins, in children behind the wall."""

from __future__ import annotations

import queue
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from grader.errors import SandboxError
from grader.executors.attempt import Running
from grader.executors.endings import lost_twice
from grader.executors.run import Run
from grader.executors.shapes import READ_HAND_IN, READ_SHAPES, TASKS
from grader.model import Exercise, Submission, Text
from grader.records import RecordError, load
from grader.sandbox.choice import choose_wall, open_lane
from grader.sandbox.door import Ended, Job, Lane
from grader.sandbox.limits import Limits
from grader.sandbox.preflight import preflight
from grader.sandbox.wall import Isolation, Wall
from grader.submissions.files import read_file
from grader.submissions.handin import HandIn, ReadHandIn, Reading
from grader.submissions.names import printable

J = TypeVar("J")
R = TypeVar("R")

_READING = 32 << 20  # the cells of one file, as a frame


class LocalExecutor:
    """Reads and runs hand-ins on `lanes` lanes. Constructing it starts nothing; a lane starts with its first job.

    `read` and `run` may be called from several threads; a call waits for a free lane. `wall` is the strongest of this
    system unless given.
    """

    def __init__(self, *, lanes: int = 1, limits: Limits | None = None, wall: Wall | None = None) -> None:
        if lanes < 1:
            raise ValueError(f"lanes must be at least 1, got {lanes}")
        wall = wall or choose_wall()
        self.isolation: Isolation = wall.isolation
        self.lanes = lanes
        self.limits = limits or Limits()
        self._all: list[Lane] = [open_lane(TASKS, self.limits, wall) for _ in range(lanes)]
        self._free: queue.LifoQueue[Lane] = queue.LifoQueue()  # the lane that was used last is the warm one
        for lane in reversed(self._all):
            self._free.put(lane)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self, expect: Collection[str] = ()) -> None:
        """Begin to start one lane and to import what hand-ins will `expect`, without waiting for it."""
        self._all[0].start(expect)

    def close(self) -> None:
        """End all processes. The executor may be used again; it starts anew."""
        for lane in self._all:
            lane.close()

    def preflight(self, secret: Iterable[Path]) -> None:
        """Prove that children cannot do harm and cannot open `secret` files and folders.

        Raises:
            SandboxError: they can; or no child could be started.
        """
        with self._lane() as lane:
            preflight(lane, secret)

    def read(self, data: bytes, name: str, catalogue: Mapping[str, Sequence[str]]) -> Reading:
        """What the file `name` with content `data` hands in; `catalogue` maps exercises to their item names.

        Raises:
            SandboxError: no child could be started, or its zygote was lost twice.
        """
        plain = {exercise: list(names) for exercise, names in catalogue.items()}
        job = Job(READ_HAND_IN, {"name": name, "catalogue": plain}, READ_SHAPES, blob=data, frame=_READING)
        with self._lane() as lane:
            for _ in range(2):
                conversation = lane.open(job)
                frame = conversation.receive(self.limits.hard)
                conversation.end()
                if isinstance(frame, Ended) and frame.how == "lost":
                    continue
                if isinstance(frame, Ended) or frame["is"] != "reading":
                    return Reading(problem=_unread(printable(name)))
                try:
                    return load(Reading, frame["reading"])
                except RecordError:
                    return Reading(problem=_unread(printable(name)))
        raise lost_twice(name)

    def run(self, submission: Submission, exercise: Exercise) -> Run:
        """The observations of all items of `exercise` in `submission`.

        Raises:
            SandboxError: no child could be started, or its zygote was lost twice.
        """
        with self._lane() as lane:
            return Running(lane, submission, exercise, self.limits).run()

    def read_all(self, hand_ins: Iterable[HandIn], catalogue: Mapping[str, Sequence[str]]) -> Iterator[ReadHandIn]:
        """Open and read files on all lanes, in the order in which they end; trouble of any kind is a problem of that file."""
        for _, read in self._each(lambda hand_in: self._read_file(hand_in, catalogue), hand_ins):
            yield read

    def run_all(self, jobs: Iterable[tuple[Submission, Exercise]]) -> Iterator[tuple[Submission, Run | SandboxError]]:
        """Each submission with its run, or with our own trouble, in the order in which they end."""
        for (submission, _), run in self._each(self._run_or_trouble, jobs):
            yield submission, run

    def _each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[tuple[J, R]]:
        """Jobs are drawn as lanes become free, so a class of any size needs no more memory than its results."""
        source = iter(jobs)
        with ThreadPoolExecutor(self.lanes, thread_name_prefix="lane") as threads:
            pending: dict[Future[R], J] = {}
            try:
                while True:
                    for job in islice(source, 2 * self.lanes - len(pending)):
                        pending[threads.submit(work, job)] = job
                    if not pending:
                        return
                    for future in wait(pending, return_when=FIRST_COMPLETED).done:
                        yield pending.pop(future), future.result()
            finally:
                for future in pending:
                    future.cancel()

    def _read_file(self, hand_in: HandIn, catalogue: Mapping[str, Sequence[str]]) -> ReadHandIn:
        content = read_file(hand_in.path)
        if isinstance(content, Text):
            return ReadHandIn(hand_in, "", Reading(problem=content))
        try:
            return ReadHandIn(hand_in, content.digest, self.read(content.data, hand_in.path.name, catalogue))
        except SandboxError as error:
            trouble = Text(de=f"nicht gelesen: {error.in_('de')}", en=f"not read: {error}")
            return ReadHandIn(hand_in, content.digest, Reading(problem=trouble))

    def _run_or_trouble(self, job: tuple[Submission, Exercise]) -> Run | SandboxError:
        try:
            return self.run(*job)
        except SandboxError as error:
            return error

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


def _unread(name: str) -> Text:
    return Text(
        de=f"{name} lässt sich nicht lesen: zu groß oder beschädigt. Lösche die Ausgaben und gib noch einmal ab.",
        en=f"{name} cannot be read: too large or damaged. Clear the outputs and hand it in again.",
    )
