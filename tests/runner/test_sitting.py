"""One student's exercises share a child where they can, and never notice."""

from __future__ import annotations

import importlib.util
import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.student_session import StudentSession
from grader.runner.supervisor.supervisor import Running
from grader.sandbox.protocol.interface import Conversation, Ended, Job, Lane
from grader.sandbox.wall.limits import Limits
from tests.every import turn

from .leftovers import LEFT
from .making import SHORT, exercise, late, submission, value

A = exercise("a")


class Counting:
    """A lane that keeps in mind which children it opened."""

    def __init__(self, lane: Lane) -> None:
        self.isolation = lane.isolation
        self._lane = lane
        self.children: list[Conversation] = []

    @property
    def opened(self) -> int:
        return len(self.children)

    def open(self, job: Job) -> Conversation:
        self.children.append(self._lane.open(job))
        return self.children[-1]

    def start(self) -> None: ...

    def close(self) -> None: ...


@contextmanager
def counted(executor: LocalExecutor, limits: Limits | None = None) -> Iterator[tuple[StudentSession, Counting]]:
    with executor._lane() as lane:
        counting = Counting(lane)
        with closing(StudentSession(counting, limits or executor.limits)) as session:
            yield session, counting


PLAIN = [
    ("a = 1", "b = a = 2"),
    ("import math\na = len({1, 2} | set([math.sqrt(4)]))",),
    ("import sympy as sp\nx = sp.symbols('x')\na = sp.solve(sp.diff((x - 3)**2, x), x)[0]",),
    ("from sympy import *\nx, y = symbols('x y', real=True)\na = str(hessian(x**2 + x*y, (x, y)))",),
    ("import numpy as np\nA = np.zeros((2, 2))\nA[0, 1] = 3\na = float(A.sum())",),
    ("from fractions import Fraction\nsteps = []\nfor k in range(3):\n    steps.append(Fraction(1, k + 1))\na = steps[-1]",),
    ("def f(x):\n    return x**2\nif __name__ == '__main__':\n    a = f(3)", "1/0"),
    ("class Oops(ValueError):\n    pass\ntry:\n    raise Oops\nexcept Oops:\n    a = 1",),
    ("a = nonsense", "a = 3"),
    ("a = = 3",),
]
if importlib.util.find_spec("matplotlib"):
    PLAIN.append(("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nax.set_xlabel('x')\na = 1",))


@pytest.mark.parametrize("which", ["executor", "portable"])
def test_plain_code_shares_one_child(which: str, request: pytest.FixtureRequest) -> None:
    executor = request.getfixturevalue(which)
    plain = PLAIN if which == "executor" else PLAIN[:3]  # each of its children imports SymPy for itself
    alone = [executor.run(submission(*cells), A).observations for cells in plain]
    with counted(executor) as (session, lane):
        for _ in range(3):
            session.read(b"a = 1", "ex10.py", {"ex10": ["a"]})
        runs = [session.run(submission(*cells), A) for cells in plain]
        again = [session.run(submission(*cells), A) for cells in plain[1:]]
    assert [run.observations for run in runs] == alone
    assert [run.observations for run in again] == alone[1:]
    # A child may have to be opened again when a library is asked for the first time.
    assert lane.opened <= 3
    assert not runs[0].shared, "only files had been read"
    assert all(run.shared for run in again[1:])


def test_functions_are_probed_in_a_shared_child(executor: LocalExecutor) -> None:
    asks = exercise(asks="f")
    first, second = "def f(x): return x + 1", "def f(x): return x * 2"
    with executor.session() as session:
        runs = [session.run(submission(source), asks) for source in (first, second)]
    assert [run.shared for run in runs] == [False, True]
    assert [run.observations for run in runs] == [executor.run(submission(s), asks).observations for s in (first, second)]


@pytest.mark.parametrize("what", turn(LEFT, 3))
def test_what_an_exercise_leaves_behind_reaches_no_other(executor: LocalExecutor, what: str) -> None:
    *first, second = LEFT[what]
    alone = executor.run(submission(second), A).observations
    with executor.session() as session:
        session.run(submission("import torch\na = 1" if "torch" in second else "a = 1"), A)
        session.run(submission(*first, "a = 1"), A)
        assert session.run(submission(second), A).observations == alone


ENDS = {
    "leaves": "import os\nos._exit(0)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "never ends": "while True: pass",
    "swallows every interruption": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "fills the memory": "x = []\nwhile True: x.append(bytearray(1 << 20))",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_child_that_dies_takes_no_other_exercise_along(brief: LocalExecutor, end: str) -> None:
    alone = brief.run(submission(end, "a = 1"), A).observations
    with brief.session() as session:
        session.run(submission("a = 0"), A)
        assert session.run(submission(end, "a = 1"), A).observations == alone
        assert session.run(submission("a = 2"), A).observations == {"a": value(2)}


def test_memory_is_given_back(executor: LocalExecutor) -> None:
    """Each of these needs more than half of what there is."""
    with LocalExecutor(limits=replace(executor.limits, memory=100 << 20)) as small, small.session() as session:
        holds = (
            "import numpy as np\nheld = np.zeros(60 << 20, dtype='u1')\na = "  # not touched: a busy machine takes long for that
        )
        runs = [session.run(submission(f"{holds}{number}"), A) for number in range(4)]
    assert [run.observations for run in runs] == [{"a": value(number)} for number in range(4)]
    assert runs[3].shared


def test_who_used_up_the_time_gets_short_attempts_and_hears_of_it(executor: LocalExecutor) -> None:
    limits = replace(executor.limits, whole=0.7)
    slow = submission("import time\nend = time.process_time() + 0.25\nwhile time.process_time() < end: pass\na = 1")
    endless = submission("while True: pass\na = 1", "while True: pass", "b = 2")
    with counted(executor, limits) as (session, lane):
        assert [session.run(slow, A).notes for _ in range(3)] == [(), (), ()]
        before = lane.opened
        stuck = session.run(endless, exercise("a", "b"))
        assert lane.opened <= before + 2
        assert session.run(submission("a = 2"), A).observations == {"a": value(2)}
    assert stuck.observations == {"a": late(1), "b": value(2)}
    (note,) = stuck.notes
    assert note.en.startswith("The whole hand-in has used up its 0.7 seconds of computing.")


def test_an_exercise_that_writes_files_has_its_own_child(executor: LocalExecutor) -> None:
    writes = replace(A, writes_files=True)
    keeps = "import numpy as np\nnp.save('x.npy', 3)\na = int(np.load('x.npy'))"
    looks = "import numpy as np\na = int(np.load('x.npy'))"
    alone = executor.run(submission(looks), writes).observations
    with executor.session() as session:
        assert session.run(submission(keeps), writes).observations == {"a": value(3)}
        assert session.run(submission(looks), writes).observations == alone
        assert not session.run(submission("a = 1"), A).shared


@pytest.mark.skipif("sys.platform != 'linux'")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGSTOP"])
@pytest.mark.parametrize("who", ["child", "zygote"])
def test_what_dies_between_two_exercises_takes_none_along(who: str, how: str) -> None:
    limits = replace(SHORT, control=3.0)
    with LocalExecutor(limits=limits) as executor, executor.session() as session:
        session.run(submission("a = 1"), A)
        (zygote,) = executor._all[0].zygote_pids  # type: ignore[attr-defined]
        children = Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()
        for process in children if who == "child" else [zygote]:
            os.kill(int(process), getattr(signal, how))
        runs = [session.run(submission(f"a = {number}"), A, alone=number == 1) for number in range(4)]
    assert [run.observations for run in runs] == [{"a": value(number)} for number in range(4)]


def test_a_slip_of_ours_leaves_no_child_behind(executor: LocalExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_: object) -> None:
        raise ZeroDivisionError

    with counted(executor) as (session, lane):
        with monkeypatch.context() as patch:
            patch.setattr(Running, "_take", slip)
            with pytest.raises(ZeroDivisionError):
                session.run(submission("while True: pass"), A)
        assert lane.children[-1].receive() == Ended("exited")
        assert session.run(submission("a = 1"), A).observations == {"a": value(1)}
