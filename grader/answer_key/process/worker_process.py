"""A key worker as a process, started by exec: what every system has."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from grader.sandbox.forks import has_zygotes

WORKER = "grader.answer_key.process.worker"
EVERY_ITEM = "*"  # in place of the name of one
START = 60.0  # seconds until a new one answers: SymPy and the exercise are imported


class WorkerProcess(Protocol):
    """Requests go in line by line, and so come the replies."""

    pid: int
    requests: IO[str]
    replies: IO[str]

    def is_stopped(self) -> bool:
        """By a signal from outside."""

    def has_ended(self) -> bool: ...

    def kill(self) -> None:
        """End it; whoever listens to its replies reads their end."""


class WorkerSource(Protocol):
    """Where the workers of one course come from."""

    apart: bool  # several workers cost little more than one

    def begin(self, *, torch: bool) -> None:
        """Do what takes long, without waiting for it; `torch` for a worker that has imported it."""

    def worker(self, *, torch: bool) -> WorkerProcess:
        """A new one. Raises SandboxError if it cannot be started."""

    def close(self) -> None: ...


def source(root: Path) -> WorkerSource:
    """The best of this system."""
    if sys.platform == "linux" and has_zygotes():
        from grader.answer_key.process.forked_worker import ForkedWorkers

        return ForkedWorkers(root)
    return ExecutedWorkers(root)


def environment() -> dict[str, str]:
    """What the course's code finds: that of the judge, and the same order of sets in every run."""
    return {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}


class ExecutedWorkers:
    """Each imports for itself, torch when it needs it."""

    apart = False

    def __init__(self, root: Path) -> None:
        self._root = root
        self._spare: ExecutedWorker | None = None

    def begin(self, *, torch: bool) -> None:
        del torch
        self._spare = self._spare or ExecutedWorker(self._root)

    def worker(self, *, torch: bool) -> WorkerProcess:
        del torch
        spare, self._spare = self._spare, None
        return spare or ExecutedWorker(self._root)

    def close(self) -> None:
        if self._spare is not None:
            self._spare.kill()
            self._spare = None


class ExecutedWorker:
    """See WorkerProcess."""

    def __init__(self, root: Path) -> None:
        # -P: a file named random.py or numpy.py in the working directory must not be imported
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
            start_new_session=sys.platform != "win32",  # Ctrl-C is for the judge, also while the worker still imports
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.pid = self._process.pid
        self.requests: IO[str] = self._process.stdin
        self.replies: IO[str] = self._process.stdout

    def is_stopped(self) -> bool:
        if sys.platform == "win32":  # has no such signals
            return False
        with suppress(ChildProcessError):  # it has ended, and was reaped
            _, status = os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)
            return os.WIFSTOPPED(status)
        return False

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # a request that could not be written any more
            self.requests.close()
