"""The command in a process of its own, to be killed; and what is left of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.attacks.grading import COURSE

T = TypeVar("T")
PATIENCE = 120  # seconds; only a failing test waits so long


@contextmanager
def grading(place: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`grade class` in the folder `place`, in a session of its own, with a cache and temporary files there, too."""
    (place / "tmp").mkdir(exist_ok=True)
    own = {"GRADER_HOME": str(COURSE), "GRADER_CACHE": str(place / "cache"), "TMPDIR": str(place / "tmp")}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "grader.cli", "class", "class", "--lang", "en", "--jobs", "2", *arguments],
        cwd=place,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def descendants(pid: int) -> dict[int, str]:
    """All processes below, with their command lines. Zygotes and children are sessions of their own, but have parents."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it has gone
                continue
    found: dict[int, str] = {}
    pending = [pid]
    while pending:
        parent = pending.pop()
        for child in [child for child, of in parents.items() if of == parent]:
            found[child] = command_line(child)
            pending.append(child)
    return found


def command_line(pid: int) -> str:
    """Empty for a process that has ended, whether or not somebody has noticed."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def zygotes(pid: int) -> list[int]:
    """Those of its lanes."""
    return [child for child in descendants(pid) if name(child) == "zygote of lane"]


def name(pid: int) -> str:
    """What a process calls itself; empty for one that has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def at_work(pid: int) -> set[int]:
    """Children that run a hand-in: what is read, and the proof of the wall, is done in less than half a second."""
    before = _children(pid)
    time.sleep(0.5)
    return before & _children(pid)


def _children(pid: int) -> set[int]:
    return {child for zygote in zygotes(pid) for child in descendants(zygote)}


def wait_for(ask: Callable[[], T]) -> T:
    """What `ask` says as soon as it says something."""
    end = time.monotonic() + PATIENCE
    while not (said := ask()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return said


def is_gone(process: int) -> bool:
    """A moment after it was killed, whoever has to take notice of it."""
    for _ in range(500):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False
