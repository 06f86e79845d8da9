"""The live key: a worker that is killed and replaced, and that no malformed answer can confuse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answer_key.process.key_worker import WHY, TooLong
from grader.answers.door import observe
from grader.answers.kinds.sequence import Sequence
from grader.errors import AuthorError, GraderError, UnknownExercise
from grader.model import Delay, Returned
from grader.time_limits import sentence_on_delay
from tests.attacks.machine import is_gone
from tests.conftest import ROOT
from tests.every import each

SLOW = """
import os, time
from grader.authoring import *
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T, given=Given(m=3))

@exercise.item(Sequence(2), points=2, prompt=T)
def path(m):
    return [m, m]

@path.from_previous()
def step(previous, m):
    if previous == 5:
        while True: pass
    if previous == 6:
        time.sleep(60)
    if previous == 7:
        return [0] * 10**12
    if previous == 8:
        os._exit(3)
    if previous == 9:
        print("not a reply")
        return 1/0
    return m
"""


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKey]:
    """One for all: each test leaves it as good as new, or the next one shows it."""
    root = tmp_path_factory.mktemp("slow")
    (root / "solutions").mkdir()
    (root / "solutions" / "ex42_slow.py").write_text(SLOW)
    with LiveKey(root, patience=0.5) as live:
        yield live


@pytest.mark.parametrize("number", [5, 6])
def test_a_comparison_that_does_not_end_is_undecided_and_the_next_one_works(slow: LiveKey, number: int) -> None:
    reading = Sequence(2).reading()
    exercise = slow.exercise("ex42")
    slow.match(exercise, exercise.items[0], observe(reading, [3, 3]))
    found = slow.match(exercise, exercise.items[0], observe(reading, [number, 1]))
    assert (found.kind, found.fault, found.timed_out) == ("cannot_tell", False, True)
    assert slow.match(exercise, exercise.items[0], observe(reading, [3, 3])).kind == "reference"


@pytest.mark.parametrize(("number", "de", "en"), [(5, "rechnet zu lange", "takes too long to compute"), (6, "wartet", "waits")])
def test_what_took_too_long_is_said_with_its_reason(slow: LiveKey, number: int, de: str, en: str) -> None:
    raw = observe(Sequence(2).reading(), [number, 1])
    assert isinstance(raw, Returned)
    with slow, pytest.raises(TooLong) as caught:
        slow.ask("match", exercise="ex42", variant=0, seed=0, item="path", raw=raw.raw)
    assert de in caught.value.in_("de")
    assert en in caught.value.in_("en")


def test_where_the_reason_cannot_be_known_that_is_said() -> None:
    assert set(WHY) == set(get_args(Delay))
    assert "nicht feststellen" in WHY["unclear"].de
    assert "nicht feststellen" in sentence_on_delay("unclear", 10.0).de


@pytest.mark.parametrize("number", [7, 9])
def test_a_rule_that_cannot_work_with_an_answer_does_not_apply(
    slow: LiveKey, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    reading = Sequence(2).reading()
    exercise = slow.exercise("ex42")
    found = slow.match(exercise, exercise.items[0], observe(reading, [number, 1]))
    assert (found.kind, found.credit, found.fault) == ("none", 0, False)
    assert slow.match(exercise, exercise.items[0], observe(reading, [3, 3])).kind == "reference"
    assert "from_previous of item path does not apply" in caplog.text  # the teacher's log


@pytest.mark.parametrize("number", [8])
def test_trouble_of_the_authors_code_is_our_fault_not_the_students(slow: LiveKey, number: int) -> None:
    reading = Sequence(2).reading()
    exercise = slow.exercise("ex42")
    found = slow.match(exercise, exercise.items[0], observe(reading, [number, 1]))
    assert (found.kind, found.fault) == ("cannot_tell", True)
    assert slow.match(exercise, exercise.items[0], observe(reading, [3, 3])).kind == "reference"


def test_a_worker_that_was_killed_is_replaced(key: LiveKey) -> None:
    key.exercise("ex10")
    os.kill(key.pids[0], signal.SIGKILL)
    exercise = key.exercise("ex10", 1)
    assert exercise.variant == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_is_killed_or_stopped_in_the_middle_is_asked_once_more(slow: LiveKey, blow: signal.Signals) -> None:
    reading = Sequence(2).reading()
    exercise = slow.exercise("ex42")
    slow.match(exercise, exercise.items[0], observe(reading, [3, 3]))
    (first,) = slow.pids
    os.kill(first, signal.SIGSTOP)  # so that the question is on its way when the blow falls
    if blow == signal.SIGKILL:
        threading.Timer(0.1, os.kill, (first, blow)).start()
    found = slow.match(exercise, exercise.items[0], observe(reading, [3, 3]))
    assert (found.kind, slow.pids != [first]) == ("reference", True)


FORGED = [
    None,
    3,
    "x",
    [],
    {},
    {"node": 3},
    {"node": ["num", "1/0"]},
    {"probes": []},
    {"node": ["seq"] * 9},
    {"node": [[[]]]},
    {"node": ["num", "1234567"]},
    {"node": ["seq", ["num", "3"]]},
    {"node": ["seq", ["seq"], ["seq"]]},
    {"node": ["seq", ["true"], ["nan"]]},
    {"labels": 3},
    {"labels": [3]},
    {"labels": ["True"] * 99},
]


@each("forged", FORGED)
def test_no_forged_answer_is_worth_anything(key: LiveKey, forged: object) -> None:
    for exercise_id in ("ex02", "ex04", "ex05", "ex06", "ex10"):
        exercise = key.exercise(exercise_id)
        for item in exercise.items:
            if item.marks:  # a teacher reads whatever stands there
                continue
            found = key.match(exercise, item, Returned(forged))
            assert found.kind == "none", item.name
            assert not found.credit


def test_unknown_exercises_and_slips_are_said(key: LiveKey, tmp_path: Path) -> None:
    with pytest.raises(UnknownExercise, match="ex99"):
        key.exercise("ex99")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_broken.py").write_text("1/0")
    with LiveKey(tmp_path) as broken, pytest.raises(AuthorError, match=r"ex42_broken.py:1: the code raises ZeroDivisionError"):
        broken.exercise("ex42")


def test_closing_leaves_no_process() -> None:
    with LiveKey(ROOT) as live:
        live.exercise("ex10")
        (pid,) = live.pids
    assert is_gone(pid)


FUNCTIONS = """
import time
from pathlib import Path
from grader.authoring import *
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T)

def note(word):
    with Path(__file__).with_suffix(".log").open("a") as log:
        log.write(word + " ")

@exercise.item(Function("twice(x)", returns=Numbers(), probes=[dict(x=1.0)]), points=2, prompt=T)
def twice():
    def twice(x):
        note("twice")
        return 2 * x
    return twice

@exercise.item(Function("halved(x)", returns=Numbers(), probes=[dict(x=1.0)]), points=2, prompt=T)
def halved():
    def halved(x):
        note("halved")
        time.sleep(60)
    return halved
"""


def test_references_run_before_anybody_asks_and_end_with_the_key(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_functions.py").write_text(FUNCTIONS)
    log = tmp_path / "solutions" / "ex42_functions.log"
    with LiveKey(tmp_path) as live:
        exercise = live.exercise("ex42")
        assert not log.exists()
        live.expect(exercise, {})
        until = time.monotonic() + 60
        while not (log.exists() and "halved" in log.read_text()):  # the second is at it, so the first is done
            assert time.monotonic() < until
            time.sleep(0.01)
        assert log.read_text().split() == ["twice", "twice", "halved"]  # a reference says the same the second time
        (pid,) = live.pids
    assert is_gone(pid)  # though somebody still waits for it
    assert not live.pids


JUDGE = """
import sys
from pathlib import Path
from typing import get_args
from grader.answer_key.process.client import LiveKey
from grader.answers.door import observe
from grader.answers.kinds.sequence import Sequence
with LiveKey(Path(sys.argv[1]), patience=60) as key:
    exercise = key.exercise("ex42")
    key.match(exercise, exercise.items[0], observe(Sequence(2).reading(), [3, 3]))
    print(key.pids[0], flush=True)
    key.match(exercise, exercise.items[0], observe(Sequence(2).reading(), [5, 1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_lost_in_thought_does_not_outlive_a_killed_judge(slow: LiveKey) -> None:
    judge = subprocess.Popen([sys.executable, "-c", JUDGE, str(slow.root)], stdout=subprocess.PIPE, text=True)
    assert judge.stdout is not None
    status = Path(f"/proc/{int(judge.stdout.readline())}/stat")
    before = processor_time(status)
    deadline = time.monotonic() + 120
    while processor_time(status) < before + 10:  # ticks: it is at work on what never ends
        assert time.monotonic() < deadline
        time.sleep(0.02)
    judge.kill()
    judge.communicate()
    while processor_time(status) >= 0:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def processor_time(status: Path) -> int:
    """In ticks; -1 for a process that has ended."""
    try:
        fields = status.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return -1
    return -1 if fields[0] == "Z" else int(fields[11])


def test_too_long_is_a_grader_error() -> None:
    assert issubclass(TooLong, GraderError)
