"""What forked and spawned children have in common: frames are waited for, and budgets are looked at meanwhile."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections import deque

from grader.sandbox.clock.stopwatch import STARVING, Stopwatch, first_overdue
from grader.sandbox.protocol.frames import Frame, FrameReader
from grader.sandbox.protocol.interface import Ended
from grader.sandbox.wall.limits import Limits


class WatchedChild(ABC):
    """The part of `interface.Conversation` that has to do with time."""

    def __init__(self, reader: FrameReader, limits: Limits) -> None:
        self._reader = reader
        self._limits = limits
        self._frames: deque[Frame] = deque()
        self._ended: Ended | None = None
        self._watches: tuple[Stopwatch, ...] = ()

    @property
    @abstractmethod
    def pid(self) -> int: ...

    @abstractmethod
    def _handle_what_comes(self, seconds: float) -> None:
        """Take what is there, or comes within that time."""

    @abstractmethod
    def _finish(self, why: Ended | None) -> None:
        """Kill, reap, close; `why` is None if the child ended by itself."""

    @property
    def received(self) -> int:
        return self._reader.taken

    def watch(self, *, computing: float, waiting: float, starving: float = STARVING) -> Stopwatch:
        return Stopwatch(self.pid, computing=computing, waiting=waiting, starving=starving)

    def receive(self, *watches: Stopwatch) -> Frame | Ended:
        self._watches = watches
        while not self._frames:
            if self._ended is not None:
                return self._ended
            due = time.monotonic() + min(watch.next_look() for watch in watches)
            while self._silent and (left := due - time.monotonic()) > 0:
                self._handle_what_comes(left)
            if self._silent and (why := first_overdue(watches, overslept=time.monotonic() - due)) is not None:
                self._finish(Ended("deadline", why=why))
        return self._frames.popleft()

    def end(self) -> Ended:
        if self._ended is None:
            self._finish(Ended("exited"))
        assert self._ended is not None
        return self._ended

    @property
    def _silent(self) -> bool:
        return not self._frames and self._ended is None

    def _stop_watches(self) -> None:
        """Before the process is reaped, after which nobody knows what it has used."""
        for watch in self._watches:
            watch.stop()
