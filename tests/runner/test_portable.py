"""The portable executor, forced on Linux: the same observations from spawned children."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.model import Lost, Missing, Raised, Returned
from grader.runner.supervisor.frame_schema import TASKS
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.children.portable import PortableLane
from grader.sandbox.wall.limits import Limits
from tests.every import turn

from .making import PIPE, exercise, late, read, submission, value

A_AND_B = exercise("a", "b")


def test_it_is_portable(portable: LocalExecutor) -> None:
    assert isinstance(portable._all[0], PortableLane)


def test_reading_and_running(portable: LocalExecutor) -> None:
    reading = read(portable, b"a = 1", "ex10.py", {"ex10": ["a"]})
    assert reading.parts[0].cells[0].source == "a = 1"
    observations = portable.run(
        submission("a = 1\ndef f(x): return x", "import numpy as np\nb = np.float64(2)"), exercise("a", "b", asks="f")
    ).observations
    assert (observations["a"], observations["b"]) == (value(1), value(2.0))
    assert isinstance(observations["f"], Returned)


STUCK = {
    "loop": "while True: pass",
    "alarm taken away": "import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\nwhile True: pass",
    "swallows": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
}


@pytest.mark.parametrize("stuck", turn(STUCK, 3))
def test_a_stuck_cell_concerns_only_itself(portable: LocalExecutor, stuck: str) -> None:
    assert portable.run(submission(STUCK[stuck] + "\na = 1", "b = 2"), A_AND_B).observations == {"a": late(1), "b": value(2)}


def test_a_child_that_leaves(portable: LocalExecutor) -> None:
    observations = portable.run(submission("import os\nos._exit(0)\na = 1", "b = 2"), A_AND_B).observations
    assert isinstance(observations["a"], Lost)
    assert observations["b"] == value(2)


def test_forged_frames_and_floods(portable: LocalExecutor) -> None:
    observations = portable.run(submission(PIPE + "everywhere(b'\\xff' * 99)\na = 1", "b = 2"), A_AND_B).observations
    assert isinstance(observations["a"], Lost | Missing)
    assert observations["b"] == value(2)
    run = portable.run(submission("import os\nfor _ in range(300): os.write(1, b'x' * (1 << 20))\na = 1"), A_AND_B)
    assert run.observations["a"] == value(1)
    assert len(run.log) <= portable.limits.log


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited on Linux only")
def test_memory_is_limited(portable: LocalExecutor) -> None:
    observed = portable.run(submission("import numpy as np\nnp.ones(5 * 10**9)\na = 1"), A_AND_B).observations["a"]
    assert isinstance(observed, Raised)
    assert observed.type == "MemoryError"


def test_without_signals_a_thread_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.runner.child import deadline

    def loop() -> None:
        while True:
            pass

    monkeypatch.setattr(deadline, "_setitimer", None)
    with pytest.raises(deadline.Overtime):
        deadline.within(0.1, loop)
    assert deadline.within(5.0, lambda: 3) == 3


HEAVY = ("numpy", "sympy", "torch", "flint", "IPython", "nbformat", "grader.answers", "grader.runner.child.tasks")
LINUX = ("grader.sandbox.children.fork_pool", "grader.sandbox.children.zygote", "resource")


def test_the_judges_side_imports_nothing_heavy_and_nothing_of_linux() -> None:
    code = f"import sys, grader.runner.supervisor.local\nprint([m for m in {HEAVY + LINUX} if m in sys.modules])"
    environment = {"GRADER_EXECUTOR": "portable", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"


def test_a_child_that_was_started_ahead_takes_the_next_job(portable: LocalExecutor) -> None:
    lane = portable._all[0]
    assert isinstance(lane, PortableLane)
    portable.start(["sympy", "numpy"])
    (ahead,) = lane._ahead.values()
    source = "import os, sys\na = os.getpid()\nb = 'sympy' in sys.modules and 'torch' not in sys.modules"
    observations = portable.run(submission(source), A_AND_B).observations
    assert observations["a"] == value(ahead.pid)
    assert not lane._ahead
    portable.start(["sympy"])
    (ahead,) = lane._ahead.values()
    ahead._process.kill()
    assert portable.run(submission("a = 1"), exercise("a")).observations == {"a": value(1)}, "one that died costs nothing"


def test_a_child_ahead_ends_with_its_lane() -> None:
    lane = PortableLane(TASKS, Limits())
    lane.start(["sympy"])
    (ahead,) = lane._ahead.values()
    lane.close()
    assert ahead._process.poll() is not None
