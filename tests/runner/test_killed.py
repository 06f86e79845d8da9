"""A SIGKILL that the judge did not send is nobody's answer: once more, and then it is put in front of the teacher."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.answer_key.process.caching_client import CachingKey
from grader.errors import SandboxError
from grader.grading import grade_submission
from grader.model import Outcome
from grader.runner.supervisor.exit_messages import KILLED
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.cache import Cache
from tests.attacks.attack import row

from .making import exercise, read, submission, value

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")
A_AND_B = exercise("a", "b")
BUSY = "import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass\n"
LARGE = b"steps = 1\n" + b"# x\n" * (1 << 18)  # computes for half a second


def children(executor: LocalExecutor) -> set[int]:
    found: set[int] = set()
    for zygote in executor._all[0].zygote_pids:  # type: ignore[attr-defined]
        found |= {int(pid) for pid in Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()}
    return found


@contextmanager
def killer(executor: LocalExecutor, blow: signal.Signals, blows: int) -> Iterator[None]:
    """Kills so many children, each as soon as it computes."""
    done = threading.Event()

    def kill() -> None:
        struck: set[int] = set()
        while len(struck) < blows and not done.is_set():
            for pid in children(executor) - struck:
                if _computes(pid):
                    os.kill(pid, blow)
                    struck.add(pid)
                    break
            time.sleep(0.005)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _computes(pid: int) -> bool:
    try:
        return time.clock_gettime(~pid << 3 | 2) > 0.1
    except OSError:
        return False


@pytest.fixture
def own(executor: LocalExecutor) -> LocalExecutor:
    executor.run(submission("a = 1"), A_AND_B)  # its zygote is there
    return executor


def test_once_costs_nothing(own: LocalExecutor) -> None:
    with killer(own, signal.SIGKILL, 1):
        run = own.run(submission(BUSY + "a = 1", "b = 2"), A_AND_B)
    assert run.observations == {"a": value(1), "b": value(2)}
    assert (run.open, run.lasts) == (None, False)


@row(
    13,
    "a child that something else kills, twice",
    "only a signal that the code itself can have caused is its own end; every other is run again",
    "undecided and listed, never 0, and not remembered",
)
def test_twice_is_nobodys_answer(own: LocalExecutor) -> None:
    with killer(own, signal.SIGKILL, 2):
        run = own.run(submission("b = 2", BUSY + "a = 1"), A_AND_B)
    assert run.observations["b"] == value(2)
    assert (run.open, run.lasts) == (KILLED, False)


@pytest.mark.parametrize("blow", [signal.SIGTERM, signal.SIGUSR1])
def test_nothing_lasts_that_rests_on_a_signal_from_outside(own: LocalExecutor, blow: signal.Signals) -> None:
    with killer(own, blow, 1):
        assert not own.run(submission(BUSY + "a = 1"), A_AND_B).lasts
    assert own.run(submission(BUSY + "a = 1"), A_AND_B).lasts


def test_a_crash_of_its_own_lasts(own: LocalExecutor) -> None:
    assert own.run(submission("import os\nos.abort()\na = 1"), A_AND_B).lasts


def test_a_file_that_is_being_read_is_read_again(own: LocalExecutor) -> None:
    with killer(own, signal.SIGKILL, 1):
        assert read(own, LARGE, "ex10.py", {"ex10": ("steps",)}).problem is None
    with killer(own, signal.SIGKILL, 2), pytest.raises(SandboxError, match="SIGKILL"):
        read(own, LARGE, "ex10.py", {"ex10": ("steps",)})


COURSE = """
from grader.authoring import *
T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T, given=Given())

@exercise.item(Value(), points=1, prompt=T)
def one(): return 1

@exercise.item(Value(), points=1, prompt=T)
def two(): return 2
"""


def test_the_teacher_hears_of_it_and_nobody_else_suffers(own: LocalExecutor, tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex10_course.py").write_text(COURSE)
    handed_in = submission("two = 2", BUSY + "one = 1")
    cache = Cache(tmp_path / "cache")
    with CachingKey(tmp_path, cache) as key:
        with killer(own, signal.SIGKILL, 2):
            result = grade_submission.grade_once(handed_in, key, own, cache, illustrated=False)
        assert [verdict.outcome for verdict in result.verdicts] == [Outcome.UNDECIDED, Outcome.CORRECT]
        assert KILLED in result.notes
        again = grade_submission.grade_once(handed_in, key, own, cache, illustrated=False)
        assert [verdict.outcome for verdict in again.verdicts] == [Outcome.CORRECT] * 2
    cache.close()
