"""The judge's handle on an ancestor and on those whom it forks. Linux only."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.model import Json
from grader.sandbox.ancestors.server import BORN

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


class Ancestor:
    """The process of `module`, which runs `server.serve`. Not for two threads at once.

    It ends when its socket closes, so a judge that is killed leaves none.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        *,
        environment: Mapping[str, str],
        folder: str | None = None,
        patience: float,
        says: int | None = subprocess.DEVNULL,
    ) -> None:
        """`patience` is for what it imports, `says` where its words go. Nothing is waited for."""
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # -P: a file named random.py or numpy.py in the working directory must not be imported
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, str(theirs.fileno()), *arguments],
            pass_fds=[theirs.fileno()],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=says,
            cwd=folder,
            start_new_session=True,  # Ctrl-C is for the judge, which then closes what it has opened
        )
        theirs.close()
        self._owed = 1  # replies that nobody has waited for yet: that it is there, and then imports
        self._patience = patience

    def begin_to_warm(self, module: str) -> None:
        """Have `module` imported for all descendants to come; the next one waits for it."""
        with suppress(OSError):  # it is dead already: who asks for a descendant will hear of it
            self._control.send(json.dumps({"warm": module}).encode())
        self._owed += 1

    def fork(self, letter: Mapping[str, Json], descriptors: Sequence[int], *, patience: float) -> Descendant:
        """A new descendant, which gets these descriptors.

        Raises:
            AncestorLost
        """
        try:
            self._control.settimeout(self._patience)
            while self._owed:
                self._receive()
                self._owed -= 1
            self._control.settimeout(patience)
            socket.send_fds(self._control, [json.dumps(letter).encode()], list(descriptors))
            message, handles = self._receive()
        except OSError as error:  # a timeout is one
            raise AncestorLost(str(error)) from error
        if not handles:
            raise AncestorLost("a descendant ended at once")
        (pid,) = BORN.unpack(message)
        return Descendant(pid, handles[0])

    def kill(self) -> None:
        self._process.kill()
        self._control.close()
        self._process.wait()

    def close(self) -> None:
        """Let it end by itself; kill it if it does not, or if nobody has waited for what it is still importing."""
        if not self._owed:
            with suppress(OSError, subprocess.TimeoutExpired):
                self._control.send(json.dumps({"end": True}).encode())
                self._process.wait(_ENDING)
        self.kill()

    def _receive(self) -> tuple[bytes, list[int]]:
        message, handles, _, _ = socket.recv_fds(self._control, BORN.size, 1)
        if len(message) != BORN.size:
            raise ConnectionError("it closed its socket")
        return message, handles
