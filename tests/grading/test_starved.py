"""A class on a busy machine, from hand-ins to gradebook: whom it left no processor is graded once more, alone, and nothing
that the clock touched is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from grader.grading.grade_class import grade_class, grade_student
from grader.grading.grade_submission import grade_once
from grader.model import (
    Cell,
    Delay,
    Exercise,
    Gradebook,
    Isolation,
    Item,
    Match,
    Observation,
    Outcome,
    Result,
    Returned,
    Submission,
    TimedOut,
)
from grader.runner.supervisor.run_result import Run
from grader.storage.cache import Cache
from grader.submissions.files.handin import Taken
from tests.attacks.attack import row
from tests.grading.test_grade_submission import Asked

STUDENTS = ("anna", "ben", "cem")
RIGHT: Mapping[str, Observation] = {"which": Returned("C"), "next_one": Returned("C")}


@dataclass
class Machine:
    """An executor on which ben's code is stopped, `why`, as often as said; it notes whose code ran, and how."""

    stops: int
    why: Delay = "starved"
    ran: list[tuple[str, bool, bool]] = field(default_factory=list)
    isolation: Isolation = "none"

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        self.ran.append((str(submission.student), alone, patient))
        if submission.student == "ben" and self.stops > 0:
            self.stops -= 1
            return Run({**RIGHT, "next_one": TimedOut(1, self.why, 10.0)})
        return Run(RIGHT)


def graded(machine: Machine, cache: Cache, key: Asked) -> Gradebook:
    """The class as `grade class` grades it."""

    def once(submission: Submission, crowded: bool) -> Result:
        return grade_once(submission, key, machine, cache, illustrated=False, crowded=crowded)  # type: ignore[arg-type]

    jobs = [Taken((Submission(name, "ex42", 0, (Cell(1, name),), name, f"{name}.py"),), ()) for name in STUDENTS]
    return grade_class(
        (grade_student(taken, lambda one: once(one, crowded=True)) for taken in jobs),
        STUDENTS,
        (),
        isolation="none",
        alone=lambda one: once(one, crowded=False),
    )


def points(book: Gradebook) -> dict[str | None, Fraction]:
    return {result.submission.student: result.points for result in book.results}


def test_who_was_starved_is_graded_once_more_alone_when_all_others_are_done(tmp_path: Path) -> None:
    machine = Machine(stops=1)
    with closing(Cache(tmp_path)) as cache:
        book = graded(machine, cache, Asked())
        assert points(book) == dict.fromkeys(STUDENTS, Fraction(2))
        assert [name for name, _, _ in machine.ran] == ["anna", "ben", "cem", "ben"]
        assert points(graded(machine, cache, Asked())) == points(book)
    assert len(machine.ran) == 4, "what no clock touched is remembered"


def test_who_is_starved_again_gets_more_patience_then_is_listed_and_is_not_remembered(tmp_path: Path) -> None:
    machine = Machine(stops=3)
    with closing(Cache(tmp_path)) as cache:
        book = graded(machine, cache, Asked())
        assert machine.ran[3:] == [("ben", False, False), ("ben", True, True)]
        (ben,) = [result for result in book.results if result.submission.student == "ben"]
        assert [verdict.outcome for verdict in ben.verdicts] == [Outcome.CORRECT, Outcome.UNDECIDED]
        assert points(graded(machine, cache, Asked())) == dict.fromkeys(STUDENTS, Fraction(2)), "a quiet machine decides"
    assert [name for name, _, _ in machine.ran[5:]] == ["ben"], "only ben is run again"


@row(
    34,
    "a class on a machine that stops code, rules or comparisons by the clock",
    "whatever the clock has touched is never remembered",
    "the next run decides it anew; the others' results are found again",
)
@pytest.mark.parametrize("why", ["computing", "together", "waiting", "unclear"])
def test_who_was_stopped_for_another_reason_is_not_run_again_and_not_remembered(tmp_path: Path, why: Delay) -> None:
    machine = Machine(stops=1, why=why)
    with closing(Cache(tmp_path)) as cache:
        assert points(graded(machine, cache, Asked()))["ben"] == 1
        assert [name for name, _, _ in machine.ran] == [*STUDENTS]
        assert points(graded(machine, cache, Asked()))["ben"] == 2
    assert [name for name, _, _ in machine.ran[3:]] == ["ben"]


class Slow(Asked):
    """A key whose comparisons are stopped by the clock."""

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        pass

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        return Match("cannot_tell", timed_out=True)


def test_an_answer_whose_comparison_was_stopped_is_not_remembered(tmp_path: Path) -> None:
    machine = Machine(stops=0)
    with closing(Cache(tmp_path)) as cache:
        assert points(graded(machine, cache, Slow()))["anna"] < 2
        assert points(graded(machine, cache, Asked()))["anna"] == 2
    assert len(machine.ran) == 6
