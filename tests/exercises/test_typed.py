"""Answers as learners type them, each through the whole pipeline: judged rightly, or asked back with a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.answer_key.process.client import LiveKey
from grader.model import Outcome, Verdict
from tests.conftest import GradeCode
from tests.every import every, turn

from .table import Row, hand_ins
from .typed import TYPED

ASKED = (Outcome.INVALID, Outcome.CRASHED)  # with what is missing: quotation marks, an import, a bracket
EXPECTED = {
    "R": (Outcome.CORRECT, *ASKED),
    "W": (Outcome.WRONG, Outcome.PARTIAL, *ASKED),
    "A": ASKED,
    "C": (Outcome.WRONG, Outcome.PARTIAL),
}


@pytest.mark.parametrize("exercise", TYPED)
def test_what_learners_type_is_judged_rightly_or_asked_back(grade_code: GradeCode, key: LiveKey, exercise: str) -> None:
    needs = {item.name: {name for rule in item.follows for name in rule.needs} for item in key.exercise(exercise).items}
    rows = [
        Row({item: line[2:]}, "", item, {"outcome": line[0]})
        for item, lines in TYPED[exercise].items()
        for line in lines.strip().splitlines()
    ]

    def judged() -> Iterator[tuple[Verdict, Row]]:
        for together in turn(hand_ins(rows, needs), 4):
            graded = grade_code(exercise, {name: answer for row in together for name, answer in row.answers.items()})
            yield from ((graded[row.item], row) for row in together)

    def promise(pair: tuple[Verdict, Row]) -> None:
        verdict, row = pair
        assert verdict.outcome in EXPECTED[row.expected["outcome"] or ""], verdict.feedback
        assert row.expected["outcome"] != "C" or (verdict.feedback and "too coarse" in verdict.feedback.en), verdict.feedback

    every(judged(), promise, lambda pair: (pair[1].item, pair[1].answers[pair[1].item], pair[1].expected["outcome"]))
