"""Code that wants something else than to answer: what it concerns gets a verdict, the rest is graded, the next one unharmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from grader.model import Delay, Lost, Raised, Returned, TimedOut, Unreadable
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.run_result import Run
from grader.runner.supervisor.supervisor import MOST_NOTES
from tests.every import turn

from .making import BRIEF, HASTY, PIPE, call, exercise, late, submission, value

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")

A_AND_B = exercise("a", "b")


def run(executor: LocalExecutor, *cells: str) -> Run:
    """The run of hostile cells, after which an honest student is still graded as ever."""
    result = executor.run(submission(*cells), A_AND_B)
    assert executor.run(submission("a = 1\nb = 2"), A_AND_B).observations == {"a": value(1), "b": value(2)}
    return result


STUCK: dict[str, tuple[str, Delay]] = {
    "endless loop": ("while True: pass", "computing"),
    "sleep": ("import time\ntime.sleep(60)", "waiting"),
    "sleeps and sleeps": ("import time\nwhile True: time.sleep(0.01)", "waiting"),
    "waits for its own pipe": ("import os\nr, w = os.pipe()\nos.read(r, 1)", "waiting"),
    "stops itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "waiting"),
    "swallows once": ("try:\n    while True: pass\nexcept BaseException:\n    while True: pass", "computing"),
    "swallows for ever": ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "computing"),
    "ignores the signal": ("import signal\nsignal.signal(signal.SIGPROF, signal.SIG_IGN)\nwhile True: pass", "computing"),
    "disarms the timer": ("import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\nwhile True: pass", "computing"),
    "blocks the signal": ("import signal\nsignal.pthread_sigmask(0, [signal.SIGPROF])\nwhile True: pass", "computing"),
    "says that no time passes": ("import time\ntime.process_time = time.monotonic = lambda: 0\nwhile True: pass", "computing"),
    "threads that burn": (
        "import hashlib, threading\nblock = bytes(1 << 20)\ndef burn():\n    while True: hashlib.sha256(block)\n"
        "burning = [threading.Thread(target=burn) for _ in range(4)]\n"
        "for thread in burning: thread.start()\nfor thread in burning: thread.join()",
        "computing",
    ),
    "stuck in C: a pattern": ("import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')", "computing"),
    "stuck in C: NumPy": ("import numpy as np\nx = np.ones((3000, 3000))\nfor _ in range(9**9): x = x @ x", "computing"),
    "stuck in C: FLINT": ("import flint\nflint.fmpz(3) ** (1 << 31) % 7", "computing"),
}


@pytest.mark.parametrize("name", turn(STUCK, 3))  # tests/attacks has one of each kind every day
def test_a_cell_that_is_stuck_concerns_only_itself(brief: LocalExecutor, hasty: LocalExecutor, name: str) -> None:
    stuck, why = STUCK[name]
    executor, limits = (hasty, HASTY) if why == "waiting" else (brief, BRIEF)
    result = run(executor, "a = 1", stuck + "\nb = 2", "c = 3")
    stopped = late(2, why, limits)
    assert result.observations == {"a": value(1), "b": stopped}
    assert [cell.failure for cell in result.cells] == [None, stopped, None]


@pytest.fixture(scope="module")
def hasty() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=HASTY) as local:
        yield local


DEADLY = {
    "os._exit(0)": "import os\nos._exit(0)",
    "kill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "segfault": "import ctypes\nctypes.string_at(0)",
    "abort": "import os\nos.abort()",
    "C stack": "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    __repr__ = lambda s: repr(s)\nrepr(A())",
}


@pytest.mark.parametrize("deadly", DEADLY.values(), ids=DEADLY)
def test_a_cell_that_kills_the_child_concerns_only_itself(executor: LocalExecutor, deadly: str) -> None:
    result = run(executor, deadly + "\na = 1", "b = 2")
    assert isinstance(result.observations["a"], Lost)
    assert result.observations["b"] == value(2)


RAISED = {
    "SystemExit": "import sys\nsys.exit(0)",
    "KeyboardInterrupt": "raise KeyboardInterrupt",
    "RecursionError": "def f(): return f()\nf()",
    "MemoryError": "import numpy as np\nnp.ones(5 * 10**9)",
    "BaseException": "raise BaseException('x')",
    "Liar": "class Liar(Exception):\n    def __str__(self): raise ValueError\nraise Liar",
}


@pytest.mark.parametrize(("kind", "source"), RAISED.items(), ids=RAISED)
def test_what_a_cell_raises_is_noted(executor: LocalExecutor, kind: str, source: str) -> None:
    result = run(executor, source + "\na = 1", "b = 2")
    observed = result.observations["a"]
    assert isinstance(observed, Raised)
    assert (observed.type, observed.cell) == (kind, 1)
    assert result.observations["b"] == value(2)


def test_memory_that_is_held_leaves_room_for_the_answers(executor: LocalExecutor) -> None:
    result = run(executor, "b = 2\nheld = []\nwhile True: held.append(bytearray(1 << 16))", "a = 1")
    assert result.observations == {"a": value(1), "b": value(2)}


def test_a_gigabyte_of_output_is_dropped(executor: LocalExecutor) -> None:
    result = run(executor, "a = 1", "import os\nblock = b'x' * (1 << 20)\nfor _ in range(1 << 10): os.write(1, block)", "b = 2")
    assert result.observations["a"] == value(1)
    assert result.observations["b"] == value(2)
    assert len(result.log) <= executor.limits.log


FORGERIES = {
    "own answer": "everywhere(frame(**{'is': 'item', 'name': 'b', 'observation': {'is': 'Missing'}}))",
    "unknown kind": "everywhere(frame(**{'is': 'grade', 'points': 100}))",
    "extra key": "everywhere(frame(**{'is': 'done', 'grade': 1}))",
    "done": "everywhere(frame(**{'is': 'done'}))",
    "wants modules": "everywhere(frame(**{'is': 'want', 'modules': ['os']}))",
    "no JSON": "everywhere(b'\\x05\\0\\0\\0hello')",
    "too large": "everywhere(b'\\xff\\xff\\xff\\x7f')",
    "NaN": "everywhere(struct.pack('<I', 3) + b'NaN')",
    "half a frame, then hangs": "everywhere(b'\\x05\\0\\0\\0he')\nimport signal\nsignal.setitimer(2, 0)\nwhile True: pass",
    "half a frame, then leaves": "everywhere(b'\\x05\\0\\0\\0he')\nos._exit(0)",
}


@pytest.mark.parametrize("forgery", turn(FORGERIES, 2))
def test_a_forged_frame_gains_nothing(executor: LocalExecutor, forgery: str) -> None:
    result = run(executor, "a = 1", PIPE + FORGERIES[forgery] + "\nb = 3", "c = 2")
    assert result.observations["a"] == value(1)
    assert isinstance(result.observations["b"], Lost | TimedOut)


def test_a_flood_of_frames_ends(executor: LocalExecutor) -> None:
    flood = PIPE + "while True: everywhere(frame(**{'is': 'done'}) * 1000)\nb = 2"
    observations = run(executor, flood, "a = 1").observations
    assert observations["a"] == value(1)
    assert isinstance(observations["b"], Lost)


LIARS = {
    "equal to everything": "class A:\n    def __eq__(s, o): return True\n    __hash__ = None\na = A()",
    "float subclass": "class A(float):\n    def __eq__(s, o): return True\n    def __float__(s): return 7.0\na = A(3)",
    "no class": "class A:\n    @property\n    def __class__(s): return float\n    def __float__(s): raise SystemExit\na = A()",
    "exits when looked at": "import os\nclass A:\n    def __getattribute__(s, n): os._exit(0)\na = A()",
    "hangs when looked at": "class A:\n    def __getattribute__(s, n):\n        while True: pass\na = A()",
    "generator": "a = (x for x in range(3))",
    "itself": "a = []\na.append(a)",
    "huge": "a = [1] * 10**7",
}


@pytest.mark.parametrize("liar", turn(LIARS, 2))
def test_an_object_that_lies_is_nobodys_answer(executor: LocalExecutor, liar: str) -> None:
    result = run(executor, LIARS[liar], "b = 2")
    observed = result.observations["a"]
    assert isinstance(observed, Unreadable | TimedOut | Lost) or observed == value(3.0)
    assert result.observations["b"] == value(2)


SABOTAGE = {
    "builtins": "import builtins\nfor n in ('len', 'callable', 'str', 'isinstance', 'type', 'max'): delattr(builtins, n)",
    "json": "import json\njson.dumps = json.loads = json.JSONEncoder.encode = None",
    "os.write": "import os\nos.write = os.read = os._exit = lambda *a: 0",
    "time": "import time\ntime.time = time.monotonic = lambda: 0",
    "streams": "import sys\nsys.stdout = sys.stderr = None",
    "closed streams": "import os\nos.close(1); os.close(2)",
    "main": "import sys\nsys.modules.clear()",
    "signals": "import signal\nsignal.setitimer = signal.signal = None",
    "trace": "import sys\nsys.settrace(lambda *a: 1/0)\nsys.setprofile(lambda *a: None)",
}


@pytest.mark.parametrize("sabotage", turn(SABOTAGE, 2))
def test_sabotage_stays_in_the_child(executor: LocalExecutor, sabotage: str) -> None:
    result = run(executor, "a = 1\n" + SABOTAGE[sabotage], "b = 2")
    assert set(result.observations) == {"a", "b"}
    assert all(isinstance(one, Returned | Raised | Lost) for one in result.observations.values())


def test_state_does_not_reach_the_next_student(executor: LocalExecutor) -> None:
    asks = (
        "import random, numpy as np, decimal, os\na = random.random() + float(np.random.rand())\n"
        "b = len(os.listdir('.')) + decimal.getcontext().prec"
    )
    first = executor.run(submission(asks), A_AND_B).observations
    executor.run(
        submission("import random, numpy, decimal\nnumpy.random.seed(9)\ndecimal.getcontext().prec = 3\nopen('left', 'w')"),
        A_AND_B,
    )
    assert executor.run(submission(asks), A_AND_B).observations == first


CHATTY = """
import sys
from grader.submissions.source.remark import Remark
frame = sys._getframe()
while type(frame.f_locals.get('self')).__name__ != 'Session':
    frame = frame.f_back
def run(session, cell):
    return tuple(Remark('absent module', cell.number, f'm{i}' + MORE) for i in range(MANY))
type(frame.f_locals['self']).run = run
"""


def test_a_child_cannot_bury_the_teacher_in_remarks(executor: LocalExecutor) -> None:
    many = run(executor, CHATTY.replace("MORE", "''").replace("MANY", "5000"), *["a = 1"] * 5)
    assert 0 < len(many.notes) <= MOST_NOTES


@pytest.mark.parametrize("more", ["'x' * 100_000", "' is missing: the key is wrong, give full points'", "'`$x$`'"])
def test_nor_speak_to_the_teacher_in_words_of_its_own(executor: LocalExecutor, more: str) -> None:
    spoken = run(executor, CHATTY.replace("MORE", more).replace("MANY", "1"), *["a = 1"] * 5)
    assert spoken.notes == ()
    assert isinstance(spoken.observations["a"], Lost)


ENDLESS = {
    "can be interrupted": "def f(x):\n    while True: pass",
    "swallows interruptions": "def f(x):\n    while True:\n        try:\n            while True: pass\n"
    "        except BaseException: pass",
}


@pytest.mark.parametrize("endless", ENDLESS.values(), ids=ENDLESS)
def test_a_function_that_never_ends_leaves_time_for_the_others(brief: LocalExecutor, endless: str) -> None:
    first = exercise("a", asks="f", arguments=tuple(range(30)))
    second = replace(exercise(asks="g").items[0], probes=tuple(call("g", x) for x in range(30)))
    both = replace(first, items=(*first.items, second))
    observations = brief.run(submission(endless, "def g(x): return x\na = 1"), both).observations
    assert observations["a"] == value(1)
    for name, expected in (("f", "timeout"), ("g", "returned")):
        observed = observations[name]
        assert isinstance(observed, Returned)
        assert [outcome["is"] for outcome in observed.raw["probes"]] == [expected] * 30


def test_a_function_that_is_slow_once_is_called_again(brief: LocalExecutor) -> None:
    slow = "def f(x):\n    while x == 1: pass\n    return x"
    observed = brief.run(submission(slow), exercise(asks="f", arguments=(0, 1, 2, 3))).observations["f"]
    assert isinstance(observed, Returned)
    assert [outcome["is"] for outcome in observed.raw["probes"]] == ["returned", "timeout", "returned", "returned"]


TRAPS = [
    "e = SyntaxError('x')\ne.filename, e.lineno = 'Zelle 2', 'x'\nraise e",
    "class E(SyntaxError):\n    filename = property(lambda self: 1/0)\n    lineno = filename\nraise E('x')",
    "class S(str):\n    __eq__ = lambda *_: 1/0\n    __hash__ = None\ne = SyntaxError('')\ne.filename = S('Zelle 2')\nraise e",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_an_exception_that_is_a_trap_costs_its_own_cell_only(executor: LocalExecutor, trap: str) -> None:
    seen = executor.run(submission("a = 1", trap + "\nb = 2", "c = 3"), exercise("a", "b", "c")).observations
    assert (seen["a"], seen["c"]) == (value(1), value(3))
    assert isinstance(seen["b"], Raised)
