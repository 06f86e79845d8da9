"""What is not fully right in a child that has run other exercises is run once more, alone, and only that counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.stubs import model_submission
from grader.grading import grade_submission
from grader.grading.selfcheck import script
from grader.model import Exercise, Missing, Outcome, Submission
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.run_result import Run
from grader.sandbox.wall.wall import Isolation


@dataclass
class Shared:
    """An executor whose first child has always run something else before, and may have suffered from it."""

    executor: LocalExecutor
    spoilt: str = ""
    asked: list[bool] = field(default_factory=list)

    @property
    def isolation(self) -> Isolation:
        return self.executor.isolation

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False) -> Run:
        self.asked.append(alone)
        run = self.executor.run(submission, exercise)
        if alone:
            return run
        observations = {**run.observations, **({self.spoilt: Missing()} if self.spoilt else {})}
        return replace(run, observations=observations, shared=True)


def right(key: LiveKey) -> Submission:
    exercise = key.exercise("ex10")
    return script(exercise, model_submission(exercise, key.solution(exercise), form="py"))


def test_what_is_right_in_a_shared_child_stands(key: LiveKey, executor: LocalExecutor) -> None:
    shared = Shared(executor)
    assert grade_submission.grade(right(key), key, shared, seed=0).solved
    assert shared.asked == [False]


def test_what_a_shared_child_spoilt_does_not_count(key: LiveKey, executor: LocalExecutor) -> None:
    shared = Shared(executor, spoilt="steps")
    assert grade_submission.grade(right(key), key, shared, seed=0).solved
    assert shared.asked == [False, True]


def test_what_is_wrong_is_asked_once_more_and_no_more(key: LiveKey, executor: LocalExecutor) -> None:
    shared = Shared(executor)
    submission = right(key)
    wrong = replace(submission, cells=submission.cells[:-1])
    result = grade_submission.grade(wrong, key, shared, seed=0)
    assert not result.solved
    assert shared.asked == [False, True]


@pytest.mark.parametrize("code", ["import os\nos.environ['x'] = 'y'", "1/0", "while True: pass"])
def test_one_students_exercises_are_judged_as_if_alone(key: LiveKey, executor: LocalExecutor, code: str) -> None:
    """Three hand-ins, the second of them odd: each gets what it gets by itself."""
    submission = right(key)
    odd = replace(submission, cells=(replace(submission.cells[0], source=code), *submission.cells[1:]))
    alone = [grade_submission.grade(one, key, executor, seed=0).verdicts for one in (submission, odd)]
    with executor.session() as session:
        in_class = [grade_submission.grade(one, key, session, seed=0).verdicts for one in (submission, odd, submission)]
    assert in_class == [alone[0], alone[1], alone[0]]
    assert alone[1][0].outcome is not Outcome.GRADER_ERROR
