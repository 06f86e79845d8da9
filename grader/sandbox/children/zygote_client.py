"""The judge's handle on one zygote process. Linux only."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from collections.abc import Collection
from dataclasses import dataclass

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.client import Descendant
from grader.sandbox.libraries.preload import WARMABLE
from grader.sandbox.libraries.warm_up import MANY
from grader.sandbox.protocol.control import REPLY, REQUEST
from grader.sandbox.wall.limits import Limits


class ZygoteLost(Exception):
    """The zygote or its ancestor is dead, or stuck past its deadline; the lane replaces it."""


@dataclass(frozen=True, slots=True)
class Forked:
    """A fresh child, and our ends of its pipes."""

    process: Descendant
    job: int
    frames: int
    log: int


class Zygote:
    """A running zygote.

    It ends when its control socket closes, so a judge that is killed leaves none, and clears up behind it.
    (PR_SET_PDEATHSIG would fire when the *thread* that started it ends, and lanes live in threads.)
    """

    def __init__(self, process: Descendant, control: socket.socket, limits: Limits, warm: Collection[str]) -> None:
        """`warm` are the modules that its ancestor had imported."""
        self._process = process
        self._control = control
        self._warm = set(warm)
        self._forks = 0
        self._primed = False
        self._alive = 0
        self._limits = limits

    @property
    def pid(self) -> int:
        return self._process.pid

    def fork(self) -> Forked:
        """A new child.

        Raises:
            ZygoteLost
        """
        self._forks += 1
        if self._forks == MANY:  # it is a class
            self.prime()
        self._control.settimeout(self._limits.control)
        job_theirs, job = os.pipe()
        frames, frames_theirs = os.pipe()
        log, log_theirs = os.pipe()
        theirs = [job_theirs, frames_theirs, log_theirs]
        try:
            socket.send_fds(self._control, [REQUEST.pack(b"f", 0)], theirs)
            message, descriptors, _, _ = socket.recv_fds(self._control, REPLY.size, 1)
            if len(message) != REPLY.size or len(descriptors) != 1:
                raise ZygoteLost("it closed its socket")
        except (OSError, ZygoteLost) as error:
            for descriptor in (job, frames, log):
                os.close(descriptor)
            raise ZygoteLost(str(error)) from error
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (job, frames, log):
            os.set_blocking(descriptor, False)
        self._alive += 1
        return Forked(Descendant(REPLY.unpack(message)[0], descriptors[0]), job, frames, log)

    def prime(self) -> None:
        """Have done once what its children would each do first, unless it is done.

        Raises:
            ZygoteLost
        """
        if not self._primed:
            self._ask(b"p", 0, self._limits.start)
            self._primed = True

    def reap(self, pid: int) -> int:
        """The wait status of a child that has ended.

        Raises:
            ZygoteLost
        """
        status, _ = self._ask(b"r", pid)
        self._alive -= 1
        return status

    def can_go_for(self, modules: tuple[str, ...]) -> bool:
        """It lacks some of `modules`, and has no child: a new one from its ancestor is as good, and so is the next lane's."""
        return not self._alive and not self._warm.issuperset(modules)

    def warm(self, modules: tuple[str, ...]) -> None:
        """Import `modules`, for all children to come.

        Raises:
            ZygoteLost
        """
        for module in modules:
            if module not in self._warm:
                self._ask(b"w", WARMABLE.index(module), self._limits.start)
                self._warm.add(module)
                self._forks, self._primed = 0, False  # primed again, with the new one

    def kill(self) -> None:
        self._process.kill()
        self._control.close()  # not before: it would take us for dead
        self._process.end()

    def close(self) -> None:
        """Let it end by itself; kill it if it does not."""
        with contextlib.suppress(OSError):
            self._control.send(REQUEST.pack(b"q", 0))
        self._process.end()
        self._control.close()

    def _ask(self, what: bytes, argument: int, patience: float | None = None) -> tuple[int, int]:
        try:
            self._control.settimeout(patience or self._limits.control)
            self._control.send(REQUEST.pack(what, argument))
        except OSError as error:  # also where the lane has killed it, and a child of it is left
            raise ZygoteLost(str(error)) from error
        return self._receive()

    def _receive(self) -> tuple[int, int]:
        try:
            message = self._control.recv(REPLY.size)
        except OSError as error:  # a timeout is one
            raise ZygoteLost(str(error)) from error
        if len(message) != REPLY.size:
            raise ZygoteLost("it closed its socket")
        first, second = REPLY.unpack(message)
        return first, second


def kill_child(child: Forked) -> None:
    """Kill the child and what it may have started in its own process group."""
    child.process.kill()
    if child.process.pid > 1:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
