"""Answers of every form to the exercises, each through the whole pipeline: what is right, what is a known mistake, what is neither."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest

from grader.answer_key.process.client import LiveKey
from grader.model import Verdict
from tests.conftest import GradeCode
from tests.every import every, turn

from .table import Row, hand_ins, keeps


@pytest.mark.parametrize("exercise", [f"ex{number:02}" for number in range(1, 26)])
def test_each_answer_gets_what_its_row_states(grade_code: GradeCode, key: LiveKey, exercise: str) -> None:
    rows: list[Row] = importlib.import_module(f"tests.exercises.tables.{exercise}").ANSWERS
    needs = {item.name: {name for rule in item.follows for name in rule.needs} for item in key.exercise(exercise).items}

    def judged() -> Iterator[tuple[Verdict, Row]]:
        for together in turn(hand_ins(rows, needs), 8):
            answers = {name: answer for row in together for name, answer in row.answers.items()}
            graded = grade_code(exercise, answers, cells=[row.code for row in together if row.code])
            yield from ((graded[row.item], row) for row in together)

    every(judged(), lambda pair: keeps(*pair), lambda pair: pair[1])
