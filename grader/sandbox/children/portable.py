"""A lane of spawned children, for systems without fork and pidfd; imports nothing that only one system has."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import IO, Any

from grader.sandbox.children.watched import WatchedChild
from grader.sandbox.libraries.preload import WARMABLE
from grader.sandbox.protocol.frames import FrameError, FrameReader, pack
from grader.sandbox.protocol.interface import (
    LANE_SHAPES,
    Conversation,
    Ended,
    Job,
    frame_reader,
    is_ready,
    messages,
    not_started,
    request,
)
from grader.sandbox.wall.environment import Scratch, clean_environment
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Isolation, limits_only

_CHUNK = 1 << 16
_TRIES = 2


class PortableLane:
    """See `interface.Lane`. Each child is a Python of its own and imports what it needs."""

    def __init__(self, tasks: tuple[str, ...], limits: Limits) -> None:
        self.isolation: Isolation = limits_only().isolation
        self._tasks = tasks
        self._limits = limits
        self._scratch: Scratch | None = None
        self._ahead: dict[bool, SpawnedChild] = {}  # with torch or without: each waits for the next job of its sort

    def start(self, expect: Collection[str] = (), *, many: bool = False) -> None:
        """Have a child ready for the next job, and one for a job that expects torch: each imports meanwhile."""
        del many
        wanted = tuple(module for module in WARMABLE if module in expect)
        for torch in {False, "torch" in wanted}:
            if torch not in self._ahead:
                ahead = wanted if torch else tuple(module for module in wanted if module != "torch")
                self._ahead[torch] = SpawnedChild(self._tasks, self._limits, self._entered().path, ahead=ahead)

    def ahead(self, expect: Collection[str] = ()) -> None:
        self.start(expect)

    def open(self, job: Job) -> Conversation:
        scratch = self._entered()
        troubles: list[str] = []
        while len(troubles) < _TRIES:
            scratch.empty()
            torch = "torch" in job.expect
            child = self._ahead.pop(torch, None) or SpawnedChild(self._tasks, self._limits, scratch.path)
            child.begin(job, messages(job, self._limits, cwd=scratch.path, torch=torch))
            first = child.receive(child.watch(computing=self._limits.start, waiting=self._limits.start))
            if is_ready(first):
                return child
            ended = child.end()
            troubles.append(f"{ended.how} {ended.code} {ended.detail} {ended.log}".strip())
        raise not_started(job, troubles[-1])

    def close(self) -> None:
        for child in self._ahead.values():
            child.end()
        self._ahead.clear()
        if self._scratch is not None:
            self._scratch.remove()
            self._scratch = None

    def _entered(self) -> Scratch:
        if self._scratch is None:
            self._scratch = Scratch()
        return self._scratch


class SpawnedChild(WatchedChild):
    """A conversation over the three standard streams; threads read them because Windows cannot wait for pipes.

    It imports the modules `ahead` at once and then waits for its first job.
    """

    def __init__(self, tasks: tuple[str, ...], limits: Limits, scratch: str, *, ahead: Iterable[str] = ()) -> None:
        super().__init__(FrameReader(LANE_SHAPES, cap=limits.frame, total=limits.frame), limits)
        self._incoming: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._log = bytearray()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.sandbox.children.spawned", *tasks, *ahead],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(scratch),
            cwd=scratch,
            start_new_session=sys.platform != "win32",
        )
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._write_messages, self._read_frames, self._read_log)
        ]
        for thread in self._threads:
            thread.start()

    def begin(self, job: Job, told: Iterable[bytes]) -> None:
        """Give it its first job."""
        self._reader = frame_reader(job, self._limits)
        for message in told:
            self._outbox.put(message)

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, message: Mapping[str, Any]) -> None:
        self._outbox.put(pack(message))

    @property
    def log(self) -> str:
        return self._log.decode("utf-8", "replace")

    def resume(self, job: Job) -> bool:
        if self._ended is not None or self._frames or self._reader.half:
            return False
        self._reader = frame_reader(job, self._limits)
        self._log.clear()
        for message in request(job):
            self._outbox.put(message)
        prompt = self._limits.control  # enough for an import; else a new child gets all the time
        return is_ready(self.receive(self.watch(computing=prompt, waiting=prompt)))

    def _handle_what_comes(self, seconds: float) -> None:
        with contextlib.suppress(queue.Empty):
            self._take(self._incoming.get(timeout=seconds))

    def _take(self, data: bytes) -> None:
        if not data:
            self._finish(None)
            return
        try:
            for frame in self._reader.feed(data):
                self._frames.append(frame)
        except FrameError as error:
            self._finish(Ended("forged", detail=str(error)))

    def _finish(self, why: Ended | None) -> None:
        self._stop_watches()
        if why is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._limits.control)
        self._kill()
        code = self._process.wait()
        if why is None:
            half = code == 0 and self._reader.half
            why = Ended("forged", detail="half a frame") if half else Ended("signalled" if code < 0 else "exited", abs(code))
        self._outbox.put(None)
        with contextlib.suppress(queue.Empty):
            while True:  # a reader may stand before a full queue
                self._incoming.get_nowait()
        for thread in self._threads:
            thread.join(1)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                _present(stream).close()
        self._ended = replace(why, log=self.log)

    def _kill(self) -> None:
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, 9)
        self._process.kill()

    def _write_messages(self) -> None:
        descriptor = _present(self._process.stdin).fileno()
        while (message := self._outbox.get()) is not None:
            rest = memoryview(message)
            try:
                while rest:
                    rest = rest[os.write(descriptor, rest[:_CHUNK]) :]
            except OSError:
                return

    def _read_frames(self) -> None:
        for data in _chunks(self._process.stdout):
            self._incoming.put(data)
        self._incoming.put(b"")

    def _read_log(self) -> None:
        for data in _chunks(self._process.stderr):
            self._log += data[: max(0, self._limits.log - len(self._log))]


def _chunks(stream: IO[bytes] | None) -> Iterable[bytes]:
    descriptor = _present(stream).fileno()
    while True:
        try:
            data = os.read(descriptor, _CHUNK)
        except OSError:
            return
        if not data:
            return
        yield data


def _present(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream
