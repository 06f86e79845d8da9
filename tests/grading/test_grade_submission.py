"""The way of an answer: each step on plain data, options by their own letters, and what is run or asked once more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answer_key.process.key_worker import TooLong
from grader.course.stubs import model_submission
from grader.errors import GraderError
from grader.grading import grade_submission
from grader.grading.follow_through import Followed, follow
from grader.grading.selfcheck import script
from grader.model import (
    Continuation,
    Exercise,
    Follow,
    Isolation,
    Item,
    Json,
    KeyKind,
    Match,
    Missing,
    Observation,
    Outcome,
    Picture,
    Returned,
    Submission,
    Text,
    TimedOut,
)
from grader.option_order import as_shown, order, shuffled
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.run_result import Run
from grader.storage.cache import Cache
from tests.runner.making import SHORT


@dataclass
class Shared:
    """An executor whose first child has always run something else before, and may have suffered from it."""

    executor: LocalExecutor
    spoilt: str = ""
    asked: list[bool] = field(default_factory=list)

    @property
    def isolation(self) -> Isolation:
        return self.executor.isolation

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
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


@pytest.fixture(scope="module")
def short() -> Iterator[LocalExecutor]:
    with LocalExecutor(limits=SHORT) as executor:
        yield executor


@pytest.mark.parametrize("code", ["import os\nos.environ['x'] = 'y'", "1/0", "while True: pass"])
def test_one_students_exercises_are_judged_as_if_alone(key: LiveKey, short: LocalExecutor, code: str) -> None:
    """Three hand-ins, the second of them odd: each gets what it gets by itself."""
    submission = right(key)
    odd = replace(submission, cells=(replace(submission.cells[0], source=code), *submission.cells[1:]))
    alone = [grade_submission.grade(one, key, short, seed=0).verdicts for one in (submission, odd)]
    with short.session() as session:
        in_class = [grade_submission.grade(one, key, session, seed=0).verdicts for one in (submission, odd, submission)]
    assert in_class == [alone[0], alone[1], alone[0]]
    assert alone[1][0].outcome is not Outcome.GRADER_ERROR


QUESTION = Text(de="Welche?", en="Which one?")
WHICH = Item(
    "ex42.a",
    "which",
    "choice",
    Fraction(1),
    False,
    QUESTION,
    options=tuple((letter, Text(de=f"{letter} deutsch", en=f"{letter} English")) for letter in "ABCD"),
    reading={"kind": "choice", "letters": [*"ABCD"]},
)
NEXT = Item("ex42.b", "next_one", "value", Fraction(1), False, QUESTION, follows=(Follow("rule", ("which",), Fraction(1)),))
CHOICES = Exercise("ex42", "choices", QUESTION, QUESTION, 0, 1, (WHICH, NEXT))
MIXED = Submission("anna", "ex42", 0, (), "", "", shuffle=7)


@dataclass
class Answers:
    """An executor whose students have answered already; it keeps which exercise they saw."""

    answers: dict[str, Observation]
    seen: Exercise = CHOICES
    isolation: Isolation = "none"

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run:
        self.seen = exercise
        return Run(self.answers)


@dataclass
class Asked:
    """A key that writes down what it is asked; C is right, and nothing else."""

    asked: list[Json] = field(default_factory=list)
    trouble: GraderError | None = None
    kind: KeyKind = "live"

    def exercise(self, exercise: str, variant: int, seed: int) -> Exercise:
        return CHOICES

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        pass

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        assert isinstance(observation, Returned)
        self.asked.append(["match", item.name, observation.raw])
        return Match("reference" if observation.raw == "C" else "none")

    def follow(self, exercise: Exercise, item: Item, rule: Follow, own: Mapping[str, Observation]) -> Continuation | None:
        self.asked.append(["follow", {name: seen.raw for name, seen in own.items() if isinstance(seen, Returned)}])
        if self.trouble is not None:
            raise self.trouble
        return Continuation(rule.name, Fraction(1, 2), QUESTION)

    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        self.asked.append(["pictures", {name: seen.raw for name, seen in own.items() if isinstance(seen, Returned)}, [*right]])
        if self.trouble is not None:
            raise self.trouble
        return ()

    def worked(self, exercise: Exercise) -> Text | None:
        return None

    def version(self, exercise: str) -> str:
        return "1"


def shown(own: str) -> str:
    """The letter under which anna sees an option."""
    return "ABCD"[order(WHICH, MIXED.shuffle).index(own)]


def test_a_shuffled_option_has_its_own_letter_in_every_step() -> None:
    executor, key = Answers({"which": Returned(shown("B")), "next_one": Returned(1)}), Asked()
    result = grade_submission.grade(MIXED, key, executor, illustrated=True)
    assert shown("B") != "B"
    assert executor.seen == shuffled(CHOICES, MIXED.shuffle), "a child reads the words behind the letters of the stub"
    assert key.asked == [
        ["match", "which", "B"],
        ["match", "next_one", 1],
        ["follow", {"which": "B", "next_one": 1}],
        ["pictures", {"which": "B", "next_one": 1}, []],
    ]
    assert result.exercise == CHOICES
    assert result.verdicts[0].option == "B"
    understood = as_shown(result, result.verdicts[0])
    assert understood == Text(de=f"{shown('B')} – B deutsch", en=f"{shown('B')} – B English")


def test_each_step_can_be_taken_alone() -> None:
    observations = grade_submission.observe(MIXED, CHOICES, Answers({"which": Returned(shown("C")), "next_one": Missing()}))
    assert observations.observations == {"which": Returned("C"), "next_one": Missing()}
    matches = grade_submission.match(CHOICES, observations.observations, Asked())
    assert matches == {"which": Match("reference")}, "what gave no answer behaves like nobody"
    wrong = {"which": Returned("A"), "next_one": Returned(1)}
    found = follow(CHOICES, wrong, {"which": Match("none"), "next_one": Match("none")}, Asked())
    assert found == Followed({"next_one": (Continuation("rule", Fraction(1, 2), QUESTION),)})


@pytest.mark.parametrize(
    ("trouble", "kept"),
    [(None, True), (GraderError("no such rule", de="keine solche Regel"), True), (TooLong("too long", de="zu lange"), False)],
)
@pytest.mark.parametrize("right", [True, False], ids=["picture", "rule"])
def test_what_the_clock_has_touched_is_not_kept(tmp_path: Path, right: bool, trouble: GraderError | None, kept: bool) -> None:
    key = Asked(trouble=trouble)
    executor = Answers({"which": Returned(shown("C" if right else "A")), "next_one": Returned(1)})
    with closing(Cache(tmp_path)) as cache:
        for _ in range(2):
            result = grade_submission.grade_once(MIXED, key, executor, cache, illustrated=right)  # type: ignore[arg-type]
            assert result.reproducible is (kept or right), "a picture that took too long changes no verdict"
    times = sum(question[0] == "match" and question[1] == "which" for question in key.asked)
    assert times == (1 if kept else 2)


def test_what_ran_too_long_may_be_judged_otherwise_another_time() -> None:
    late = Answers({"which": TimedOut(1, "computing", 2.0), "next_one": Returned(1)})
    assert not grade_submission.grade(MIXED, Asked(), late).reproducible
    assert grade_submission.grade(MIXED, Asked(), Answers({"which": Missing(), "next_one": Returned(1)})).reproducible
