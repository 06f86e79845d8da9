"""Nothing of the judge's and nothing of another hand-in is in the memory of a zygote or of its children."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.supervisor import Running
from grader.sandbox.children.fork_pool import ForkLane
from grader.sandbox.protocol.interface import Ended
from grader.sandbox.wall.limits import Limits
from tests.attacks.attack import row
from tests.runner.making import exercise, submission, value

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")


def parts(pid: int) -> Iterator[bytes]:
    """The readable memory of a process, range by range."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            start, end = (int(word, 16) for word in span.split("-"))
            if rights.startswith("r") and "[v" not in line:  # vvar and vsyscall are the kernel's
                memory.seek(start)
                try:
                    yield memory.read(end - start)
                except OSError:  # a range that may not be read, such as a device
                    continue


def hits(pid: int, marker: bytes) -> int:
    return sum(part.count(marker) for part in parts(pid))


def looked_into(pid: int) -> bool:
    return os.access(f"/proc/{pid}/mem", os.R_OK)


@row(
    92,
    "look through a zygote for what the judge knows",
    "zygotes descend from an exec and get nothing",
    "it is not there",
)
@row(93, "look through it for another hand-in", "the child reads its job after the fork", "it is not there")
def test_a_zygote_and_its_children_hold_no_secret() -> None:
    judges, of_another, own = (f"{kind}-{secrets.token_hex(16)}" for kind in ("judge", "handin", "own"))
    with LocalExecutor() as executor:
        lane = executor._all[0]
        assert isinstance(lane, ForkLane)
        solved_by = submission(f"marker = '{of_another}'", "import sympy\na = 1")
        solved = executor.run(solved_by, exercise("a"))
        assert solved.observations["a"] == value(1)
        (zygote,) = lane.zygote_pids
        with open(f"/proc/{zygote}/task/{zygote}/children") as children:
            assert children.read() == ""
        for _ in range(2):  # the zygote goes on from one student to the next
            with executor.session() as session:
                for name in ("ex10.py", "ex11.py"):
                    source = f"# {of_another}\nb = '{of_another}'\na = 1"
                    read = session.read(source.encode(), name, {"ex10": ["a"], "ex11": ["a"]})
                    assert of_another in read.parts[0].cells[0].source
                    run = session.run(replace(solved_by, cells=read.parts[0].cells), exercise("a"))
                    assert run.observations["a"] == value(1)
                assert run.shared
        waits = submission(f"marker = '{own}'", "import time\ntime.sleep(60)")
        running = Running(waits, exercise("a"), Limits(soft=60, hard=60, waiting=60))
        conversation = lane.open(running.job())
        while not isinstance(frame := conversation.receive(running._turn(conversation)), Ended) and frame["is"] != "ran":
            pass
        (child,) = (int(pid) for pid in Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split())
        try:
            for marker in (judges, of_another):
                assert hits(zygote, marker.encode()) == 0
                if looked_into(child):  # as an ordinary user nobody looks into a child: it is not dumpable
                    assert hits(child, marker.encode()) == 0
            if looked_into(child):
                assert hits(child, own.encode()) > 0  # the scan finds what is there
            assert hits(zygote, own.encode()) == 0
            assert hits(zygote, b"numpy") + hits(zygote, b"sympy") > 0
            assert hits(os.getpid(), judges.encode()) > 0
        finally:
            conversation.end()
