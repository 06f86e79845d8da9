"""`grade` in this process, with key workers and lanes that stay warm: for tests of what it says, not of how it starts.

All that grades is real: children behind the wall, the key worker in its own process, the cache. What a process of its
own is for – signals, encodings of a console, memory that is private, times – is tested with `tests.conftest.run_grade`.
"""

from __future__ import annotations

import gc
import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.answer_key.process import caching_client
from grader.answer_key.process.caching_client import CachingKey
from grader.answer_key.process.key_worker import KeyWorker
from grader.cli.main import main
from grader.cli.shared import context
from grader.cli.student import grade as student
from grader.runner.supervisor import local
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.wall import Wall


class _KeptExecutor(LocalExecutor):
    """Its lanes are closed at the end of the session, not of the command."""

    def __exit__(self, *_: object) -> None:
        return


@dataclass
class Warm:
    """What commands leave for the next one. Workers of `courses` are kept: what lies there does not change."""

    courses: frozenset[Path]
    executors: dict[tuple[int, Wall, str | None], LocalExecutor] = field(default_factory=dict)
    workers: dict[tuple[Path, int, bool], KeyWorker] = field(default_factory=dict)

    def executor(self, *, lanes: int = 1, wall: Wall | None = None) -> LocalExecutor:
        kept = (lanes, wall or choose_wall(), os.environ.get("GRADER_EXECUTOR"))
        if kept not in self.executors:
            self.executors[kept] = _KeptExecutor(lanes=lanes, wall=kept[1])
        return self.executors[kept]

    def close(self) -> None:
        for executor in self.executors.values():
            executor.close()
        for worker in self.workers.values():
            worker.close()

    def key(self) -> type[CachingKey]:
        """The class of keys whose worker comes from the last command, and goes to the next."""
        workers, courses = self.workers, self.courses

        class KeptKey(CachingKey):
            def _worker(self, number: int, *, torch: bool) -> KeyWorker:
                kept = workers.pop((self.root, number, torch), None)
                if kept is not None and (number, torch) not in self._workers:
                    self._workers[number, torch] = kept
                return super()._worker(number, torch=torch)

            def close(self) -> None:
                for place, worker in list(self._workers.items()):
                    if self.root in courses and (self.root, *place) not in workers:
                        workers[self.root, *place] = worker
                        del self._workers[place]
                super().close()

        return KeptKey


@contextmanager
def _a_process_of_its_own(cwd: Path, environment: dict[str, str], warm: Warm) -> Iterator[None]:
    """What a process has for itself: folder, environment, signals; and what here would last longer than the command."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        for name in [name for name in os.environ if name.startswith(("LC_", "GRADER_"))]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(student, "LocalExecutor", warm.executor)
        patch.setattr(local, "LocalExecutor", warm.executor)
        patch.setattr(caching_client, "CachingKey", warm.key())
        patch.setattr(context, "keep_memory_private", lambda: None)
        patch.setattr(gc, "freeze", lambda: None)  # this process goes on
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)


def run_warm(arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], warm: Warm) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    with (
        _a_process_of_its_own(cwd, environment, warm),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main(list(arguments))
    said = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    return int(ended.value.code or 0), said[0], said[1]
