"""The judge's conversation with a forked child: every read has a deadline, every buffer a cap. Linux only."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.children.watched import WatchedChild
from grader.sandbox.children.zygote_client import Forked, Zygote, ZygoteLost, kill_child
from grader.sandbox.protocol.frames import FrameError, FrameReader, pack
from grader.sandbox.protocol.interface import Ended, Job, frame_reader, is_ready, request
from grader.sandbox.wall.limits import Limits

_CHUNK = 1 << 16


class ForkedChild(WatchedChild):
    """A conversation; see `interface.Conversation`."""

    def __init__(self, zygote: Zygote, messages: Iterable[bytes], reader: FrameReader, limits: Limits) -> None:
        super().__init__(reader, limits)
        self._zygote = zygote
        self._child: Forked = zygote.fork()
        self._outbox = deque(memoryview(message) for message in messages)
        self._log = bytearray()
        self._dead = False
        self._poll = select.poll()
        for descriptor in (self._child.frames, self._child.log, self._child.process.handle):
            self._poll.register(descriptor, select.POLLIN)
        self._poll.register(self._child.job, select.POLLOUT)

    @property
    def pid(self) -> int:
        return self._child.process.pid

    def send(self, message: Mapping[str, Any]) -> None:
        self._queue([pack(message)])

    @property
    def log(self) -> str:
        if self._ended is None:
            self._drain_log()
        return self._log.decode("utf-8", "replace")

    def resume(self, job: Job) -> bool:
        if self._ended is not None or self._frames or self._reader.half:
            return False
        self._drain_log()
        self._log.clear()
        self._reader = frame_reader(job, self._limits)
        self._queue(request(job))
        prompt = self._limits.soft + self._limits.grace
        return is_ready(self.receive(self.watch(computing=prompt, waiting=prompt)))

    def _handle_what_comes(self, seconds: float) -> None:
        for descriptor, _ in self._poll.poll(seconds * 1000 + 1):
            self._handle(descriptor)
            if self._ended is not None:
                break

    def _queue(self, messages: Iterable[bytes]) -> None:
        if self._ended is None:
            if not self._outbox:
                self._poll.register(self._child.job, select.POLLOUT)
            self._outbox.extend(memoryview(message) for message in messages)

    def _handle(self, descriptor: int) -> None:
        if descriptor == self._child.job:
            self._feed()
        elif descriptor == self._child.log:
            self._take_log()
        elif descriptor == self._child.frames:
            self._take_frames()
        else:
            self._dead = True
            while self._ended is None and self._take_frames():
                pass
            if self._ended is None:
                self._finish(None)

    def _feed(self) -> None:
        try:
            sent = os.write(self._child.job, self._outbox[0][:_CHUNK])
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._outbox.clear()
        else:
            self._outbox[0] = self._outbox[0][sent:]
            if not self._outbox[0]:
                self._outbox.popleft()
        if not self._outbox:
            self._poll.unregister(self._child.job)  # it stays open: probes follow

    def _take_frames(self) -> bool:
        """Read once; False if there is nothing to read (now, or any more)."""
        data = self._read(self._child.frames)
        if not data:
            return False
        try:
            for frame in self._reader.feed(data):
                self._frames.append(frame)
        except FrameError as error:
            self._finish(Ended("forged", detail=str(error)))
        return True

    def _take_log(self) -> bool:
        data = self._read(self._child.log)
        self._log += data[: self._limits.log - len(self._log)]
        return bool(data)

    def _read(self, descriptor: int) -> bytes:
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return b""
        if not data and not self._dead:
            with contextlib.suppress(KeyError):  # known already
                self._poll.unregister(descriptor)
        return data

    def _finish(self, why: Ended | None) -> None:
        """Kill, reap, close; `why` is None if the child ended by itself."""
        kill_child(self._child)
        self._stop_watches()
        try:
            status = self._reap()
            how = self._describe(status) if why is None else why
        except ZygoteLost as error:
            how = Ended("lost", detail=str(error)) if why is None else why
        self._dead = True
        self._drain_log()
        for descriptor in (self._child.frames, self._child.log, self._child.job, self._child.process.handle):
            os.close(descriptor)
        self._outbox.clear()
        self._ended = replace(how, log=self._log.decode("utf-8", "replace"))

    def _drain_log(self) -> None:
        for _ in range(self._limits.log // _CHUNK + 1):  # a pipe holds no more
            if not self._take_log():
                break

    def _reap(self) -> int:
        if not self._child.process.has_ended(self._limits.control):
            raise ZygoteLost("a killed child does not end")
        return self._zygote.reap(self._child.process.pid)

    def _describe(self, status: int) -> Ended:
        code = os.waitstatus_to_exitcode(status)
        if code < 0:
            return Ended("signalled", -code)
        if code == 0 and self._reader.half:
            return Ended("forged", detail="half a frame")
        return Ended("exited", code)
