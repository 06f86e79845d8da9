"""Answers that the key tries out, and steps judged from all own entries before them."""

from __future__ import annotations

import pytest

from grader.answer_key.process.client import LiveKey
from grader.grading.grade_submission import grade
from grader.model import Cell, Submission
from grader.runner.supervisor.local import LocalExecutor
from tests.every import each

SOURCE = """
from sympy import Rational
from grader.authoring import Exercise, Given, Sequence, Text, Value

T = Text(de="Aufgabe", en="Task")
exercise = Exercise(title=T, statement=T, given=Given(top=10))


@exercise.item(Value(), points=1, prompt=T)
def divisor(top):
    return top


@divisor.judged_by
def divides(own, top):
    return bool(own.is_integer) and own != 0 and top % own == 0


@divisor.mistake("M1", Text(de="3 geht nicht.", en="3 does not divide."))
def took_three():
    return 3


@exercise.item(Sequence(4), points=4, prompt=T)
def sums():
    return [1, 1, 2, 4]


@sums.from_previous()
def sum_of_all_before(before):
    return sum(before)
"""


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> LiveKey:
    root = tmp_path_factory.mktemp("course")
    (root / "solutions").mkdir()
    (root / "solutions" / "ex42_tried.py").write_text(SOURCE, encoding="utf-8")
    return LiveKey(root)


DIVISORS = [
    ("5", "correct", None),
    ("-2", "correct", None),
    ("2.0", "correct", None),
    ("'10'", "correct", None),
    ("3", "wrong", "M1"),
    ("4", "wrong", None),
    ("0", "wrong", None),
    ("5/2", "wrong", None),
    ("float('nan')", "wrong", "G5"),
    ("float('inf')", "wrong", None),
]

SUMS = [
    ("[1, 1, 2, 4]", "4"),
    ("[2, 2, 4, 8]", "3"),  # all but the first, given the own first
    ("[1, 3, 4, 8]", "3"),
    ("[1, 3, 4, 7]", "2"),
    ("[1, float('inf'), 2, 4]", "3"),  # nothing follows from infinity, but an entry may be right by itself
    ("[1, float('inf'), 3, 5]", "1"),
]


def verdict(key: LiveKey, executor: LocalExecutor, name: str, code: str) -> tuple[str, str, str | None]:
    submission = Submission(None, "ex42", 0, (Cell(1, f"{name} = {code}"),), "", "ex42.py")
    found = next(one for one in grade(submission, key, executor, seed=0).verdicts if one.item.name == name)
    return str(found.outcome), str(found.points), found.mistake


@each(("code", "outcome", "mistake"), DIVISORS)
def test_an_answer_is_tried_out(key: LiveKey, executor: LocalExecutor, code: str, outcome: str, mistake: str | None) -> None:
    got = verdict(key, executor, "divisor", code)
    assert got[0] == outcome
    assert got[2] == mistake or mistake == "G5"


@each(("code", "points"), SUMS)
def test_a_step_may_follow_from_all_own_entries(key: LiveKey, executor: LocalExecutor, code: str, points: str) -> None:
    assert verdict(key, executor, "sums", code)[1] == points
