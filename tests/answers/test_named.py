"""Entries that say what they are called: only what nobody can read otherwise is put in order."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Eq, FiniteSet, symbols

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.door import read
from grader.answers.kinds.entries import entries, show_entries
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.answers.reading.values import Unread
from tests.conftest import GradeCode
from tests.every import each
from tests.unread import sentence_of

w1, w2, t = symbols("w1 w2 t")
PLAIN = {**Vector(2).reading(), "called": ["w1", "w2", "t"]}
NAMED = Vector(2, through="4*w1 + 7*w2 - 20").with_given({}).reading()
FORMULAS = Vector(2, within=None, symbols=("w1", "w2")).reading()

READ: list[tuple[dict[str, Any], Any, Any]] = [
    (PLAIN, {w1: 5, w2: 0}, [5, 0]),
    (PLAIN, {w2: 0, w1: 5}, [5, 0]),
    (PLAIN, {"w_1": 5, "w_2": "0"}, [5, 0]),
    (PLAIN, FiniteSet(Eq(w2, 0), Eq(w1, 5)), [5, 0]),
    (PLAIN, ["w2 = 0", "w1 = 5"], [0, 5]),  # a list has an order: perhaps it was asked for like that
    (NAMED, ["w2 = 0", "w1 = 5"], [5, 0]),
    (NAMED, "y = 0 und x = 5", [0, 5]),
    (NAMED, "w = [1,5; 2]", ["1,5", 2]),
    (FORMULAS, "w1: 2, w2: 2", [2, 2]),
]


@each(("reading", "value", "plain"), READ)
def test_named_entries_are_the_same_as_a_plain_list(reading: dict[str, Any], value: Any, plain: list[Any]) -> None:
    assert show_entries(entries(read(reading, value)), "de") == show_entries(entries(read(reading, plain)), "de")


REFUSED: list[tuple[dict[str, Any], Any, str]] = [
    (NAMED, {w1: 5 - 7 * w2 / 4}, "nur etwas über w1; gefragt sind 2 Zahlen (w1, w2)"),
    (NAMED, {"x": 5, "y": 1.5}, "nur die Werte, in der Reihenfolge der Aufgabe: [5, 1.5]"),
    (NAMED, {1: "1,5", 2: 3}, "[1,5; 3]"),
    (NAMED, {1: len, 2: 3}, "in der Reihenfolge der Aufgabe."),
    (NAMED, [{w1: 5, w2: 0}, {w1: 1, w2: 2}], "2 Listen"),
    (FORMULAS, "w1:2, w2:2", "Heißt der Doppelpunkt hier „geteilt durch“?"),
    (NAMED, "4w1 + 7w2 = 20", "Schreibe die Einträge in eckige Klammern, z. B. [7/8, 0.3]"),
]


@each(("reading", "value", "said"), REFUSED)
def test_what_cannot_be_put_in_order_is_told_with_the_students_own_values(
    reading: dict[str, Any], value: Any, said: str
) -> None:
    with pytest.raises(Unread) as caught:
        read(reading, value)
    assert said in sentence_of(caught.value.why, reading).de


LONG = [
    " " * 200_000 + "x",
    "keine" + " " * 200_000 + "x",
    "5" + " " * 200_000 + "und",
    "," * 100_000,
    "1 bis" + " " * 200_000,
    "(" * 100_000,
]


@each("text", LONG)
@each("kind", [Vector(2), Value(), SolutionSet(symbols=("x",))])
def test_a_long_text_costs_no_time_and_gets_a_sentence(kind: AnswerKind, text: str) -> None:
    with pytest.raises(Unread):
        read(kind.reading(), text)


def test_what_solve_gives_is_an_answer(grade_code: GradeCode) -> None:
    found = grade_code(
        "ex04",
        {
            "one_minimiser": "solve([4*w1 + 7*w2 - 20, w2], [w1, w2])",
            "all_minimisers": "solve(4*w1 + 7*w2 - 20, [w1, w2], dict=True)",
            "lowest_value": "solve(t, dict=True)",
            "second_derivatives": "'[[32,56],[56,98]]'",
            "closest_minimiser": "{w1: Rational(16, 13), w2: Rational(28, 13)}",
        },
    )
    for name in ("one_minimiser", "all_minimisers", "lowest_value", "second_derivatives", "closest_minimiser"):
        assert found.outcome(name) == "correct", name
