"""The judge's handle on one zygote process. Linux only."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.children.environment import clean_environment
from grader.sandbox.libraries.preload import WARMABLE
from grader.sandbox.protocol.control import REPLY, REQUEST
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Wall

_ZYGOTE = "grader.sandbox.children.zygote"
# From this child on it is a class: priming takes 0.3 s, and saves as much for every ten hand-ins.
_PRIME_AT = 12


class ZygoteLost(Exception):
    """The zygote is dead, or stuck past its deadline; the lane replaces it."""


@dataclass(frozen=True, slots=True)
class Forked:
    """A fresh child: its process id, a descriptor that never means another process, and our ends of its pipes."""

    pid: int
    pidfd: int
    job: int
    frames: int
    log: int


class Zygote:
    """A running zygote.

    It ends when its control socket closes, so a judge that is killed leaves none, and clears up behind it.
    (PR_SET_PDEATHSIG would fire when the *thread* that started it ends, and lanes live in threads.)
    """

    def __init__(self, tasks: tuple[str, ...], limits: Limits, wall: Wall, scratch: str) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(limits.start)
        self._warm: set[str] = set()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _ZYGOTE, str(theirs.fileno()), wall.isolation, str(wall.abi), *tasks],
            pass_fds=[theirs.fileno()],
            env=clean_environment(scratch),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=scratch,
            start_new_session=True,  # Ctrl-C is for the judge, which then closes its lanes
        )
        theirs.close()
        self._owed = 1  # replies that nobody has waited for yet: that it has started, and then imports
        self._forks = 0
        self._limits = limits

    @property
    def pid(self) -> int:
        return self._process.pid

    def fork(self) -> Forked:
        """A new child.

        Raises:
            ZygoteLost
        """
        self._settle()
        self._forks += 1
        if self._forks == _PRIME_AT:
            self._ask(b"p", 0, self._limits.start)
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
        return Forked(REPLY.unpack(message)[0], descriptors[0], job, frames, log)

    def reap(self, pid: int) -> int:
        """The wait status of a child that has ended.

        Raises:
            ZygoteLost
        """
        status, _ = self._ask(b"r", pid)
        return status

    def begin_to_warm(self, modules: tuple[str, ...]) -> None:
        """Ask for the import of `modules`, for all children to come; the next fork waits for it."""
        for module in modules:
            if module not in self._warm:
                with contextlib.suppress(OSError):  # it is dead already: that fork will say so
                    self._control.send(REQUEST.pack(b"w", WARMABLE.index(module)))
                self._owed += 1
                self._warm.add(module)
                self._forks = 0  # primed again, with the new one

    def warm(self, modules: tuple[str, ...]) -> None:
        """Import `modules` in the zygote.

        Raises:
            ZygoteLost
        """
        self.begin_to_warm(modules)
        self._settle()

    def kill(self) -> None:
        self._process.kill()
        self._control.close()  # not before: it would take us for dead
        self._process.wait()

    def close(self) -> None:
        """Let it end by itself; kill it if it does not, or if nobody has waited for what it is still importing."""
        if self._owed:
            self.kill()
            return
        with contextlib.suppress(OSError):
            self._control.settimeout(1)
            self._control.send(REQUEST.pack(b"q", 0))
            self._control.recv(1)  # its end closes with it, a little earlier than wait() looks again
        self._control.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()

    def _settle(self) -> None:
        """Wait for what was begun."""
        while self._owed:
            self._control.settimeout(self._limits.start)
            self._receive()
            self._owed -= 1
        self._control.settimeout(self._limits.control)

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

    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
    if child.pid > 1:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
