"""The executor of this machine: lanes that read and run hand-ins, in children behind the wall."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from types import TracebackType
from typing import Self

from grader.errors import SandboxError
from grader.executors.attempt import Running
from grader.executors.run import Run
from grader.executors.shapes import READ_HAND_IN, READ_SHAPES, TASKS
from grader.model import Exercise, Submission, Text
from grader.records import RecordError, load
from grader.sandbox.door import Ended, Job, Lane, open_lane
from grader.sandbox.limits import Limits
from grader.sandbox.wall import Isolation, level
from grader.submissions.handin import Reading

_READING = 32 << 20  # the cells of one file, as a frame


class LocalExecutor:
    """Reads and runs hand-ins on `lanes` lanes. Constructing it starts nothing; a lane starts with its first job.

    `read` and `run` may be called from several threads; a call waits for a free lane.
    """

    def __init__(self, *, lanes: int = 1, limits: Limits | None = None) -> None:
        if lanes < 1:
            raise ValueError(f"lanes must be at least 1, got {lanes}")
        self.isolation: Isolation = level()
        self.lanes = lanes
        self.limits = limits or Limits()
        self._all: list[Lane] = [open_lane(TASKS, self.limits) for _ in range(lanes)]
        self._free: queue.LifoQueue[Lane] = queue.LifoQueue()  # the lane that was used last is the warm one
        for lane in reversed(self._all):
            self._free.put(lane)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all processes. The executor may be used again; it starts anew."""
        for lane in self._all:
            lane.close()

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
                    return Reading(problem=_unread(name))
                try:
                    return load(Reading, frame["reading"])
                except RecordError:
                    return Reading(problem=_unread(name))
        raise SandboxError(f"{name} could not be read: the child's zygote was lost twice. Run it again; report it if it stays.")

    def run(self, submission: Submission, exercise: Exercise) -> Run:
        """The observations of all items of `exercise` in `submission`.

        Raises:
            SandboxError: no child could be started, or its zygote was lost twice.
        """
        with self._lane() as lane:
            return Running(lane, submission, exercise, self.limits).run()

    def run_all(self, jobs: Iterable[tuple[Submission, Exercise]]) -> Iterator[tuple[Submission, Run | SandboxError]]:
        """Each submission with its run, or with our own trouble, in the order in which they end.

        Jobs are drawn as lanes become free, so a class of any size needs no more memory than its results.
        """
        source = iter(jobs)
        with ThreadPoolExecutor(self.lanes, thread_name_prefix="lane") as threads:
            pending: dict[Future[Run], Submission] = {}
            try:
                while True:
                    for submission, exercise in islice(source, 2 * self.lanes - len(pending)):
                        pending[threads.submit(self.run, submission, exercise)] = submission
                    if not pending:
                        return
                    done, _ = wait(pending, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield pending.pop(future), _outcome(future)
            finally:
                for future in pending:
                    future.cancel()

    @contextmanager
    def _lane(self) -> Iterator[Lane]:
        lane = self._free.get()
        try:
            yield lane
        finally:
            self._free.put(lane)


def _outcome(future: Future[Run]) -> Run | SandboxError:
    try:
        return future.result()
    except SandboxError as error:
        return error


def _unread(name: str) -> Text:
    return Text(
        de=f"{name} lässt sich nicht lesen: zu groß oder beschädigt. Lösche die Ausgaben und gib noch einmal ab.",
        en=f"{name} cannot be read: too large or damaged. Clear the outputs and hand it in again.",
    )
