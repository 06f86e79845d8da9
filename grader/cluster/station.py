"""What a worker does: it keeps a course for the time of one class, proves its wall, and grades one student after the other.

Hand-ins run where they always do, in children behind the wall; in the worker's own process there is the judge. Bytes of JSON
come in, bytes of JSON go out.
"""

from __future__ import annotations

import asyncio
import atexit
import hashlib
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.answer_key.process.caching_client import CachingKey
from grader.answer_key.process.client import LOG
from grader.cluster.course_files import unpack
from grader.cluster.documents import (
    AloneSent,
    CourseSent,
    Declined,
    FileSent,
    Ready,
    Reply,
    ResultSent,
    StudentGraded,
    StudentSent,
    Unprepared,
    of_bytes,
    to_bytes,
)
from grader.course.catalogue import sources
from grader.errors import GraderError, SandboxError
from grader.grading.grade_class import grade_student, own_slip
from grader.grading.grade_submission import Executor, GradedSubmission, grade_in_class
from grader.model import Result, Submission, Text
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.non_dumpable import keep_memory_private
from grader.storage.cache import Cache
from grader.storage.owned_tempdir import TemporaryFolder
from grader.storage.result_spool import pack
from grader.submissions.files.files import Bytes
from grader.submissions.files.handin import HandIn, Taken
from grader.submissions.files.which_counts import take

_FORGOTTEN = 1800.0  # seconds without a student after which a class is over whose teacher never said so


class Station:
    """One course at one worker, for as many students at a time as it has `lanes`. No child can open what is `secret`.

    Raises:
        SandboxError: this machine has no wall that holds.
        GraderError: there is no place for temporary files.
    """

    def __init__(self, course: CourseSent, lanes: int, secret: Sequence[Path]) -> None:
        wall = choose_wall()
        if not wall.encloses:
            raise SandboxError("this machine has no wall", de="dieser Rechner kann nicht abschotten")
        keep_memory_private()
        self._course = course
        self._lock = threading.Lock()
        self._users, self._ended, self.used = 0, False, time.monotonic()
        self._folder = TemporaryFolder()
        root = Path(self._folder.path, "course")
        self._cache = Cache(Path(self._folder.path, "cache"), seed=course.seed)
        self._key = CachingKey(root, self._cache, lanes=lanes)
        self._executor = LocalExecutor(lanes=lanes, wall=wall)
        self.isolation = self._executor.isolation
        try:
            unpack(course.files, root)
            self._key.start()
            self._executor.start(many=course.many)
            self._executor.preflight([root, *(source.path for source in sources(root)), *secret])
        except BaseException:  # whatever ends the worker: its processes and its copy of the course go first
            self._close()
            raise

    def student(self, sent: StudentSent) -> StudentGraded:
        """Read and grade all that one student has handed in."""
        content = {Path(str(number)): file for number, file in enumerate(sent.files)}
        with self._in_use(), self._executor.session() as session, self._key.for_one_student(), _lines() as log:
            hand_ins = [HandIn(sent.student, path, file.name) for path, file in content.items()]
            read = (session.read_file(one, self._course.names, lambda path: _opened(content[path])) for one in hand_ins)
            taken = take(read, self._course.slugs, self._course.only)
            graded = {
                submission.exercise: self._graded(_with_numbers(submission, sent.numbers), session, crowded=True)
                for submission in taken.submissions
            }
            return StudentGraded(taken.submissions, taken.problems, graded, tuple(log))

    def alone(self, submission: Submission) -> StudentGraded:
        """Grade what had no processor before, with more patience."""
        with self._in_use(), _lines() as log:
            graded = {submission.exercise: self._graded(submission, self._executor, crowded=False)}
            return StudentGraded((submission,), (), graded, tuple(log))

    def end(self) -> None:
        """The class is over, or broken off: children end now, the rest as soon as nobody is busy with it."""
        with self._lock:
            self._ended, idle = True, not self._users
        self._executor.close()
        if idle:
            self._close()

    @property
    def is_forgotten(self) -> bool:
        return not self._users and time.monotonic() - self.used > _FORGOTTEN

    def _graded(self, submission: Submission, by: Executor, *, crowded: bool) -> ResultSent:
        found: list[GradedSubmission] = []

        def grade(one: Submission) -> Result:
            if self._ended:
                raise SandboxError("the class was broken off", de="die Klasse wurde abgebrochen")
            seed = self._course.seed
            found.append(grade_in_class(one, self._key, by, seed, illustrated=True, crowded=crowded))
            return found[0].result

        told = grade_student(Taken((submission,), ()), grade)
        if found:
            return ResultSent(pack(found[0].result), found[0].lasts)
        return ResultSent(later=True) if told.later else ResultSent(failed=told.problems[0])

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._lock:
            if self._ended:
                raise SandboxError("the class was broken off", de="die Klasse wurde abgebrochen")
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users, self.used = self._users - 1, time.monotonic()
                last = self._ended and not self._users
            if last:
                self._close()

    def _close(self) -> None:
        self._executor.close()
        self._key.close()
        self._cache.close()
        self._folder.remove()


_STATIONS: dict[str, Station] = {}
_CHANGING = threading.Lock()


async def prepare(data: bytes, dask_worker: Any = None) -> bytes:
    """Called once at each worker, before its first hand-in: a `Ready` or `Declined`."""
    key = str(dask_worker.security.tls_worker_key or "")
    secret = [Path(key)] if key and "\n" not in key else []  # it may be the key itself
    return await asyncio.to_thread(_prepared, data, dask_worker.state.nthreads, secret)


def _prepared(data: bytes, lanes: int, secret: Sequence[Path] = ()) -> bytes:
    name = hashlib.sha256(data).hexdigest()
    with _CHANGING:
        for forgotten in [other for other, station in _STATIONS.items() if station.is_forgotten]:
            _STATIONS.pop(forgotten).end()
        try:
            if name not in _STATIONS:
                _STATIONS[name] = Station(of_bytes(CourseSent, data), lanes, secret)
        except Exception as error:  # noqa: BLE001 - whatever it is, this worker is not fit, and no exception is sent
            return to_bytes(Declined(_said(error)))
        return to_bytes(Ready(_STATIONS[name].isolation))


def grade(data: bytes) -> bytes:
    """Called for each student, and for what had no processor: a `Reply`. Exceptions do not cross: they would be pickled."""
    try:
        return to_bytes(_reply(of_bytes(StudentSent | AloneSent, data)))
    except Exception as error:  # noqa: BLE001 - a slip of ours is told with its place
        return to_bytes(Declined(_said(error)))


def leave(course: str) -> bytes:
    """The class is over: nothing of the course of that digest stays."""
    with _CHANGING:
        station = _STATIONS.pop(course, None)
    if station is not None:
        station.end()
    return b""


def _reply(sent: StudentSent | AloneSent) -> Reply:
    station = _STATIONS.get(sent.course)
    if station is None:
        from distributed import get_worker

        return Unprepared(get_worker().address)
    return station.student(sent) if isinstance(sent, StudentSent) else station.alone(sent.submission)


def _said(error: Exception) -> Text:
    return Text(de=error.in_("de"), en=str(error)) if isinstance(error, GraderError) else own_slip(error)


def _opened(file: FileSent) -> Bytes | Text:
    return file.refused or Bytes(file.data, file.digest)


def _with_numbers(submission: Submission, numbers: Mapping[str, tuple[int, int]]) -> Submission:
    variant, shuffle = numbers.get(submission.exercise, (submission.variant, submission.shuffle))
    return replace(submission, variant=variant, shuffle=shuffle)


class _ByThread(logging.Handler):
    """Keeps what is said to the teacher, for whoever grades in the same thread."""

    def __init__(self) -> None:
        super().__init__()
        self.now = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        lines: list[str] | None = getattr(self.now, "lines", None)
        if lines is not None:
            lines.append(record.getMessage())


_SAID = _ByThread()
LOG.addHandler(_SAID)


@contextmanager
def _lines() -> Iterator[list[str]]:
    lines: list[str] = []
    _SAID.now.lines = lines
    try:
        yield lines
    finally:
        _SAID.now.lines = None


@atexit.register
def _end_all() -> None:
    for name in list(_STATIONS):
        leave(name)
