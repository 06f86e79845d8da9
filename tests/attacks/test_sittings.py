"""Hostile and honest exercises of a student, mixed at random: each is judged as if it were alone."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading import grade_submission
from grader.model import Cell, Outcome, Submission
from grader.runner.supervisor.local import LocalExecutor
from tests.attacks.attack import row
from tests.attacks.grading import COURSE, SHORT, SQUARE
from tests.attacks.sittings import SEAMS, SEEN, SILENT
from tests.runner.making import exercise, submission

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")
HONEST = ("one = 1", "two = 2", SQUARE)
WRONG = ("one = 1", "two = 3", "def squared(x): return 2 * x")


@pytest.fixture(scope="module")
def key() -> Iterator[LiveKey]:
    with LiveKey(COURSE) as live:
        yield live


@pytest.fixture(scope="module")
def executor() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=SHORT) as local:
        yield local


def of(*cells: str) -> Submission:
    return Submission("anna", "ex90", 0, tuple(Cell(n, source) for n, source in enumerate(cells, 1)), "0", "ex90.py")


def drawn(rng: random.Random, *, silent: bool) -> tuple[str, ...]:
    """An exercise: honest or wrong, and more often than not with something hostile in it."""
    cells = list(rng.choice((HONEST, WRONG)))
    if rng.random() < 0.6:
        hostile = (*SEAMS.values(), *SEEN.values(), *(SILENT.values() if silent else ()))
        cells.insert(rng.randrange(len(cells) + 1), rng.choice(hostile))
    return tuple(cells)


def odd(key: LiveKey, executor: LocalExecutor, draws: int, *, seed: int, silent: bool = False) -> list[str]:
    """What went otherwise than alone in as many sittings of three exercises each."""
    found, rng = [], random.Random(seed)
    alone = {cells: grade_submission.grade(of(*cells), key, executor, seed=0).verdicts for cells in (HONEST, WRONG)}
    for _ in range(draws):
        exercises = [drawn(rng, silent=silent) for _ in range(3)]
        with executor.session() as session:
            together = [grade_submission.grade(of(*cells), key, session, seed=0).verdicts for cells in exercises]
        for number, (cells, verdicts) in enumerate(zip(exercises, together, strict=True)):
            if verdicts != alone.get(cells, verdicts) or any(one.outcome is Outcome.GRADER_ERROR for one in verdicts):
                found.append(f"{number}: {[one.outcome for one in verdicts]} in {exercises}")
    return found


@row(
    32,
    "one exercise changes the process, speaks or falls silent after it is done, and another of the same student follows",
    "traces are seen before code runs; what is odd ends the child; what is not right runs once more alone",
    "each as if it were alone",
)
@pytest.mark.parametrize(("draws", "seed"), [(6, 20), pytest.param(80, 21, marks=pytest.mark.nightly)])
def test_whatever_one_exercise_does_the_others_are_judged_as_if_alone(
    key: LiveKey, executor: LocalExecutor, draws: int, seed: int
) -> None:
    assert odd(key, executor, draws, seed=seed) == []


@pytest.mark.parametrize("hostile", SILENT.values(), ids=SILENT)
def test_who_does_not_answer_any_more_costs_the_next_exercise_nothing(
    key: LiveKey, executor: LocalExecutor, hostile: str
) -> None:
    alone = grade_submission.grade(of(*HONEST), key, executor, seed=0).verdicts
    with executor.session() as session:
        graded = [
            grade_submission.grade(of(*cells), key, session, seed=0).verdicts for cells in ((hostile, *HONEST), HONEST, HONEST)
        ]
    assert graded == [alone] * 3


def test_seams_are_reached(executor: LocalExecutor) -> None:
    """The control: what is said there is heard, or it would prove nothing."""
    with executor.session() as session:
        session.run(submission("import sympy\na = 1"), exercise("a"))
        assert session.run(submission(SEAMS["no more words, when_done"], "a = 1"), exercise("a")).shared
        silenced = session.run(submission("print('a')\na = 1"), exercise("a"))
        assert silenced.shared
        assert not silenced.log
        session.run(submission(SEAMS["ready, when_done"], "a = 1"), exercise("a"))
        assert not session.run(submission("a = 2"), exercise("a")).shared
