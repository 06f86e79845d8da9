"""Lanes: several at once, zygotes that die or hang, and a judge that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import SandboxError
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.run_result import Run
from grader.runner.supervisor.supervisor import Running
from grader.sandbox.wall.wall import limits_only
from tests.conftest import ROOT

from .making import SHORT, exercise, read, submission, value

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")

A = exercise("a")
PATIENCE = 120  # seconds; only a failing test waits so long
LANE = replace(SHORT, control=3.0)


def zygote_of(executor: LocalExecutor) -> int:
    (pid,) = executor._all[0].zygote_pids  # type: ignore[attr-defined]
    return int(pid)


@pytest.fixture
def own() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=LANE, wall=limits_only()) as executor:  # without the wall, so that zygotes can be harmed
        executor.run(submission("a = 1"), A)
        yield executor


def test_constructing_starts_nothing() -> None:
    executor = LocalExecutor(lanes=4)
    assert executor._all[0].zygote_pids == ()  # type: ignore[attr-defined]
    executor.close()


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_dead_or_stuck_zygote_is_replaced(own: LocalExecutor, blow: int) -> None:
    before = zygote_of(own)
    os.kill(before, blow)
    assert own.run(submission("a = 1"), A).observations == {"a": value(1)}
    assert zygote_of(own) != before


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_dead_or_stuck_ancestor_is_replaced_when_it_is_needed(own: LocalExecutor, blow: int) -> None:
    zygote = zygote_of(own)
    ancestor = parent_of(zygote)
    os.kill(ancestor, blow)
    assert own.run(submission("a = 1"), A).observations == {"a": value(1)}
    assert zygote_of(own) == zygote, "it is not harmed"
    os.kill(zygote, signal.SIGKILL)
    assert own.run(submission("a = 2"), A).observations == {"a": value(2)}
    assert parent_of(zygote_of(own)) != ancestor


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_lanes_have_zygotes_of_their_own_and_import_once(own: LocalExecutor) -> None:
    with LocalExecutor(limits=LANE, wall=limits_only()) as other:
        for executor in (other, own):
            executor.run(submission("import torch\na = 1"), A)
        (mine, others) = (set(executor._all[0].zygote_pids) for executor in (own, other))  # type: ignore[attr-defined]
        assert not mine & others
        assert set(map(parent_of, others)) <= set(map(parent_of, mine))


def test_a_child_that_kills_its_zygote_is_our_trouble_and_not_its_zero_points(own: LocalExecutor) -> None:
    with pytest.raises(SandboxError):
        own.run(submission("import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(9)"), A)
    assert own.run(submission("a = 1"), A).observations == {"a": value(1)}


def test_a_child_that_stops_its_zygote_keeps_what_it_answered(own: LocalExecutor) -> None:
    run = own.run(submission("import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\na = 1"), A)
    assert run.observations == {"a": value(1)}
    assert own.run(submission("a = 2"), A).observations == {"a": value(2)}


def test_students_sit_on_several_lanes_and_a_bad_one_stops_nobody() -> None:
    cells = [
        "a = 1",
        "while True: pass",
        "import os, time; os.kill(os.getppid(), 9); time.sleep(9)",
        "import os; os._exit(0)",
        "1/0",
    ]

    def run(number: int) -> Run | SandboxError:
        try:
            return executor.run(submission(cells[number % 5], f"a = {number}", student=str(number)), A)
        except SandboxError as error:
            return error

    with LocalExecutor(lanes=2, limits=LANE, wall=limits_only()) as executor, ThreadPoolExecutor(5) as threads:
        runs = list(threads.map(run, range(10)))
    for number, one in enumerate(runs):
        if number % 5 == 2:
            assert isinstance(one, SandboxError)
        else:
            assert isinstance(one, Run)
            assert one.observations == {"a": value(number)}


def test_an_interrupted_conversation_spoils_no_later_one(own: LocalExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Running, "_take", interrupt)
        with pytest.raises(KeyboardInterrupt):
            own.run(submission("a = 1"), A)
    assert own.run(submission("a = 2"), A).observations == {"a": value(2)}


JUDGE = """
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.limits import Limits
from tests.runner.making import exercise, submission
with LocalExecutor(limits=Limits(soft=60, hard=60)) as executor:
    executor.run(submission("a = 1"), exercise("a"))
    print(*executor._all[0].zygote_pids, flush=True)
    executor.run(submission("import os\\nwhile True: pass"), exercise("a"))
"""


def test_a_killed_judge_leaves_no_process() -> None:
    judge = subprocess.Popen([sys.executable, "-c", JUDGE], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert judge.stdout is not None
    zygote = int(judge.stdout.readline())
    deadline = time.monotonic() + PATIENCE
    while not (children := children_of(zygote)):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    judge.kill()
    judge.wait()
    judge.stdout.close()
    while any(Path(f"/proc/{pid}").exists() and not is_zombie(pid) for pid in (zygote, *children)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_zombie(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_the_zygote_is_single_threaded_and_holds_no_hand_in(own: LocalExecutor) -> None:
    own.run(submission("marker = 'aardvark-' + 'xylophone'\na = 1", "import numpy, sympy, torch"), A)
    for _ in range(15):  # a class: primed by now
        own.run(submission("import torch\na = 1"), A)
        own.run(submission("import numpy, sympy\na = 1"), A)
    read(own, b"# aardvark-zither\na = 1", "ex10.py", {"ex10": ["a"]})
    for pid in own._all[0].zygote_pids:  # type: ignore[attr-defined]
        assert len(os.listdir(f"/proc/{pid}/task")) == 1
        memory = memory_of(pid)
        assert b"OMP_NUM_THREADS" in memory  # the scan sees what is there
        assert b"aardvark-" not in memory


def memory_of(pid: int) -> bytes:
    parts = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
        for line in maps:
            where, rights, _, _, inode, *name = line.split()
            if "rw" not in rights or inode != "0" or name == ["[vvar]"]:
                continue
            start, end = (int(part, 16) for part in where.split("-"))
            memory.seek(start)
            try:
                parts.append(memory.read(end - start))
            except OSError:
                continue
    return b"".join(parts)
