"""The judge's handle on an ancestor and on those whom it forks. Linux only."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.server import BORN

if TYPE_CHECKING:
    from grader.model import Json  # a student waits for this module, and not for the nouns

_ENDING = 1.0  # seconds
_DYING = 10.0  # once it was killed


class AncestorLost(Exception):
    """It is dead, or stuck past its deadline."""


@dataclass(frozen=True, slots=True)
class Descendant:
    """A process that an ancestor or a zygote has forked; `handle` is a descriptor that never means another process."""

    pid: int
    handle: int

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def has_ended(self, seconds: float = 0.0) -> bool:
        """Within so many seconds."""
        watch = select.poll()
        watch.register(self.handle, select.POLLIN)
        return bool(watch.poll(seconds * 1000))

    def end(self) -> None:
        """Kill it if it has not ended by itself a moment later, and see it gone."""
        if not self.has_ended(_ENDING):
            self.kill()
            self.has_ended(_DYING)
        os.close(self.handle)


class Process(Protocol):
    """What an ancestor runs in."""

    def kill(self) -> None: ...

    def wait(self, seconds: float) -> None:
        """At most so long for its end."""


class Executed:
    """Started by exec."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def kill(self) -> None:
        self._process.kill()

    def wait(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)


@dataclass(frozen=True, slots=True)
class Birth:
    """What becomes of a process that is forked from a root: the ancestor that `module` is."""

    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str | None = None
    speaks: bool = False  # on standard error, which else leads nowhere

    def executed(self, *, patience: float) -> Ancestor:
        """Such an ancestor, started by exec. Nothing is waited for; `patience` is for what it imports."""
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # -P: a file named random.py or numpy.py in the working directory must not be imported
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", self.module, str(theirs.fileno()), *self.arguments],
            pass_fds=[theirs.fileno()],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if self.speaks else subprocess.DEVNULL,
            cwd=self.folder,
            start_new_session=True,  # Ctrl-C is for the judge, which then closes what it has opened
        )
        theirs.close()
        return Ancestor(control, Executed(process), patience=patience)

    def told(self) -> int:
        """A file with all of it, which only the one who opens it can read."""
        known = {
            "module": self.module,
            "arguments": self.arguments,
            "environment": dict(self.environment),
            "folder": self.folder,
        }
        descriptor = os.memfd_create("birth")
        with open(descriptor, "w", encoding="utf-8", closefd=False) as file:
            json.dump(known, file)
        os.lseek(descriptor, 0, os.SEEK_SET)
        return descriptor


class Ancestor:
    """A process that runs `server.serve`. Not for two threads at once.

    It ends when its socket closes, so a judge that is killed leaves none.
    """

    def __init__(self, control: socket.socket, process: Process, *, patience: float) -> None:
        self._control = control
        self._process = process
        # replies that nobody has waited for yet, and whom they are for: first of all, that it is there
        self._owed: deque[Callable[[bytes, list[int]], None]] = deque([_ignored])
        self._patience = patience

    def begin_to_warm(self, module: str) -> None:
        """Have `module` imported for all descendants to come; the next one waits for it."""
        with suppress(OSError):  # it is dead already: who asks for a descendant will hear of it
            self._control.send(json.dumps({"warm": module}).encode())
        self._owed.append(_ignored)

    def fork(self, letter: Mapping[str, Json], descriptors: Sequence[int], *, patience: float) -> Descendant:
        """A new descendant, which gets these descriptors.

        Raises:
            AncestorLost
        """
        try:
            self._settle(self._patience)
            self._control.settimeout(patience)
            socket.send_fds(self._control, [json.dumps(letter).encode()], list(descriptors))
            message, handles = self._receive()
        except OSError as error:  # a timeout is one
            raise AncestorLost(str(error)) from error
        if not handles:
            raise AncestorLost("a descendant ended at once")
        return Descendant(_pid(message), handles[0])

    def bear(self, birth: Birth, born: Callable[[Descendant], None]) -> socket.socket:
        """Begin to fork another ancestor: its control. Nothing is waited for; `born` is told which it is once somebody asks.

        Raises:
            AncestorLost
        """
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        told = birth.told()
        try:
            socket.send_fds(self._control, [b"{}"], [theirs.fileno(), told, *([2] if birth.speaks and _is_open(2) else [])])
        except OSError as error:
            control.close()
            raise AncestorLost(str(error)) from error
        finally:
            theirs.close()
            os.close(told)
        self._owed.append(lambda message, handles: born(Descendant(_pid(message), handles[0])) if handles else None)
        return control

    def settle(self) -> None:
        """Take the replies that are there by now."""
        with suppress(OSError):
            self._settle(0.0)

    def kill(self) -> None:
        self._process.kill()
        self._control.close()  # not before: it would take us for dead
        self._process.wait(_DYING)

    def close(self) -> None:
        """Let it end by itself; kill it if it does not, or if nobody has waited for what it is still importing."""
        self.settle()
        if not self._owed:
            with suppress(OSError):
                self._control.send(json.dumps({"end": True}).encode())
                self._process.wait(_ENDING)
        self.kill()

    def _settle(self, patience: float) -> None:
        self._control.settimeout(patience)
        while self._owed:
            reply = self._receive()
            self._owed.popleft()(*reply)

    def _receive(self) -> tuple[bytes, list[int]]:
        message, handles, _, _ = socket.recv_fds(self._control, BORN.size, 1)
        if len(message) != BORN.size:
            raise ConnectionError("it closed its socket")
        return message, handles


def _ignored(_: bytes, handles: list[int]) -> None:
    for handle in handles:
        os.close(handle)


def _pid(message: bytes) -> int:
    (pid,) = BORN.unpack(message)
    return int(pid)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
