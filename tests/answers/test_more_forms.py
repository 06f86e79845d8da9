"""Forms that some items need: lists without an order, sets of points, a number where a list is asked for."""

from __future__ import annotations

from typing import Any

from sympy import FiniteSet, Rational, symbols

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.tolerance import HAND
from grader.answers.door import read
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.vector import Vector
from tests.answers.verdicts import verdict
from tests.every import each

x, y = symbols("x y")

BAG = Sequence(4, ordered=False)
POINTS = SolutionSet(symbols=("x", "y"), points=True, within=HAND)
CORNERS = FiniteSet((0, 0), (Rational(-1, 12), Rational(1, 6)))

EXAMPLES: list[tuple[AnswerKind, Any, Any, str, str]] = [
    (BAG, [3, 1, 1, 2], [1, 1, 2, 3], "same", "any order"),
    (BAG, [1, 2, 2, 3], [1, 1, 2, 3], "other", "as often as it occurs"),
    (BAG, [1, 2, 3], [1, 1, 2, 3], "other", "not all"),
    (BAG, {1, 2, 3}, [1, 1, 2, 3], "unread", "a set does not say how often"),
    (BAG, [float("nan")] * 4, [1, 1, 2, 3], "other", "nan is nothing"),
    (POINTS, {(0, 0), (-1 / 12, 1 / 6)}, CORNERS, "same", "floats"),
    (POINTS, [(-0.083, 0.167), (0, 0)], CORNERS, "same", "a list, rounded"),
    (POINTS, "{(0; 0); (-1/12; 1/6)}", CORNERS, "same", "text"),
    (POINTS, "{(0|0); (-1/12|1/6)}", CORNERS, "same", "points as the school writes them"),
    (POINTS, "{(0 | 0); (-0,083 | 0,167)}", CORNERS, "same", "decimal commas between bars"),
    (POINTS, "{(|0|), (-1/12, 1/6)}", CORNERS, "unread", "an absolute value is no point"),
    (POINTS, "{(|0|; 0), (-1/12; |-1/6|)}", CORNERS, "same", "absolute values in points"),
    (POINTS, [(-0.08, 0.17), (0, 0)], CORNERS, "other", "rounded too early"),
    (POINTS, (0, 0), CORNERS, "other", "one point"),
    (POINTS, (0, 0), FiniteSet((0, 0)), "same", "one point is the set of it"),
    (POINTS, [0, 0, 0], CORNERS, "unread", "no points"),
    (POINTS, {(0, 0, 0)}, CORNERS, "unread", "a coordinate too many"),
    (POINTS, set(), CORNERS, "other", "empty"),
    (POINTS, "(0, 0) und (-1/12, 1/6)", CORNERS, "same", "in words"),
    (POINTS, [{x: 0, y: 0}, {x: Rational(-1, 12), y: Rational(1, 6)}], CORNERS, "same", "solve(…, dict=True)"),
    (POINTS, [{x: Rational(1, 6), y: Rational(-1, 12)}, {x: 0, y: 0}], CORNERS, "other", "the coordinates swapped"),
    (POINTS, [{x: 0}], CORNERS, "unread", "half a point"),
    (POINTS, "(-1/12, 1/6)", FiniteSet((Rational(-1, 12), Rational(1, 6))), "same", "no interval"),
    (POINTS, "[0, 1]", CORNERS, "other", "another point, in square brackets"),
    (Vector(2), 7, [3, 4], "unread", "a number is no list"),
    (Vector(2, or_number=True), 7, [3, 4], "other", "read, so that it can be a known mistake"),
    (Vector(2, or_number=True), x > 0, [3, 4], "unread", "no number either"),
]


@each(("kind", "student", "reference", "expected", "why"), EXAMPLES)
def test_more_forms(kind: AnswerKind, student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(kind, student, reference) == expected, why


def test_a_number_is_told_from_other_numbers() -> None:
    kind = Vector(2, or_number=True)
    seven, eight = (read(kind.reading(), number) for number in (7, 8))
    assert kind.same(seven, seven).verdict == "proved"
    assert kind.same(seven, eight).verdict == "refuted"


def test_stubs_say_that_the_order_does_not_count_and_show_a_point() -> None:
    assert "die Reihenfolge nicht" in BAG.form.de
    assert "(7, 3)" in POINTS.form.en


def test_two_numbers_in_brackets_are_told_from_an_interval() -> None:
    kind = SolutionSet(symbols=("x",))
    answer, interval, pair = (read(kind.reading(), value) for value in ([2, 3], "[2, 3]", "{1, 2}"))
    note = kind.note(answer, interval)
    assert note is not None
    assert "Interval(3, 7)" in note.de
    other = kind.note(answer, pair)
    assert other is not None
    assert "Interval" not in other.de  # where single elements are asked for, the hint would lead astray
