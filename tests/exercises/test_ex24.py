"""Exercise 24 as its text states it."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("factor_q", "1 - 4*eta"),
    ("factor_q", "-4*eta + 1"),
    ("factor_q", "'1 − 4η'"),
    ("factor_q", "'1 - 4*eta'"),
    ("factor_q", r"r'1-4\eta'"),
    ("factor_q", "4*(0.25 - eta)"),
    ("converging", "Interval.open(0, Rational(1, 2))"),
    ("converging", "Interval.open(0, 0.5)"),
    ("converging", "'(0, 1/2)'"),
    ("converging", "']0; 0,5['"),
    ("converging", "'0 < eta < 1/2'"),
    ("converging", "And(eta > 0, eta < 0.5)"),
    ("not_overshooting", "Interval.Lopen(0, Rational(1, 4))"),
    ("not_overshooting", "'(0, 0.25]'"),
    ("not_overshooting", "'0 < eta <= 1/4'"),
    ("fastest", "1/4"),
    ("fastest", "'0,25'"),
    ("first_iterates", "[3, 1, -1, -3, -5]"),
    ("first_iterates", "[5 - e*4*(5 - 1) for e in (1/8, 1/4, 3/8, 1/2, 5/8)]"),
    ("first_iterates", "__import__('numpy').array([3., 1., -1., -3., -5.])"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle', 'diverge']"),
    ("behaviours", "'monoton, one step, Zickzack, Zyklus, divergent'"),
    ("behaviours", "('MONOTONE', 'One_Step', 'zigzag', 'cycle', 'diverge')"),
    ("patience", "147"),
    ("patience", "ceiling(log(400)/-log(0.96))"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex24", item, answer)


MISTAKES = [
    ("converging", "Interval.open(0, 1)", "M1"),
    ("converging", "'0 < eta < 1'", "M1"),
    ("fastest", "0.5", "M3"),
    ("first_iterates", "[4, 3, 2, 1, 0]", "M4"),
    ("patience", "25", "M5"),
    ("patience", "146", "M6"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex24", item, answer, mistake)


NEAR = [
    ("factor_q", "1 - 2*eta", "wrong"),
    ("factor_q", "4*eta - 1", "wrong"),
    ("factor_q", "1 - 4*w", "crashed"),
    ("factor_q", "'1 - 4*h'", "invalid"),
    ("converging", "Interval.open(0, 2)", "wrong"),
    ("converging", "0.5", "invalid"),
    ("fastest", "0.2501", "wrong"),
    ("first_iterates", "[3, 1, -1, -3]", "wrong"),
    ("first_iterates", "[-5, -3, -1, 1, 3]", "wrong"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle']", "wrong"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle', 'explodes']", "invalid"),
    ("patience", "148", "wrong"),
    ("patience", "146.77", "wrong"),
]


@pytest.mark.parametrize(("item", "answer", "outcome"), NEAR)
def test_near_misses(grade_code: GradeCode, item: str, answer: str, outcome: str) -> None:
    assert_outcome(grade_code, "ex24", {item: answer}, item, outcome, "0")


FOLLOWS = [
    # own q, item, answer, outcome, points
    ("1 - 2*eta", "converging", "Interval.open(0, 1)", "follow_through", "1"),
    ("1 - 2*eta", "not_overshooting", "Interval.Lopen(0, 0.5)", "follow_through", "1"),
    ("1 - 2*eta", "fastest", "0.5", "follow_through", "1"),
    ("1 - 2*eta", "first_iterates", "[4, 3, 2, 1, 0]", "follow_through", "2"),
    ("1 - 2*eta", "patience", "297", "follow_through", "1"),
    ("1 - 2*eta", "converging", "Interval.open(0, 2)", "wrong", "0"),
    ("2 - 4*eta", "converging", "Interval.open(0.25, 0.75)", "follow_through", "1"),
    ("2 - 4*eta", "not_overshooting", "Interval.Lopen(0.25, 0.5)", "follow_through", "1"),
    ("4*eta", "converging", "Interval.open(0, 0.25)", "follow_through", "1"),
    ("4*eta", "fastest", "0", "wrong", "0"),  # no eta > 0
    ("1 + 4*eta", "converging", "S.EmptySet", "wrong", "0"),
    ("1 - 4*eta**2", "fastest", "0.5", "wrong", "0"),  # not affine
    ("S(1)/2", "patience", "10", "wrong", "0"),  # eta does not matter
    ("1 + 4*eta", "patience", "0", "wrong", "0"),  # moves away
]


@pytest.mark.parametrize(("factor", "item", "answer", "outcome", "points"), FOLLOWS)
def test_what_follows_from_the_own_factor(
    grade_code: GradeCode, factor: str, item: str, answer: str, outcome: str, points: str
) -> None:
    assert_outcome(grade_code, "ex24", {"factor_q": factor, item: answer}, item, outcome, points)


BEHAVIOURS = [
    ("['monotone', 'one-step', 'zigzag', 'cycle', 'cycle']", "8/5"),
    ("['monotone', 'monotone', 'zigzag', 'diverge', 'diverge']", "6/5"),
    ("['monotone']*5", "2/5"),
    ("['diverge', 'cycle', 'monotone', 'zigzag', 'one-step']", "0"),
]


@pytest.mark.parametrize(("answer", "points"), BEHAVIOURS)
def test_every_behaviour_counts(grade_code: GradeCode, answer: str, points: str) -> None:
    assert grade_code("ex24", {"behaviours": answer}).points("behaviours") == points


BOUNDARIES = [
    # the ends are right, whether they belong to it is not: half
    ("converging", "Interval.Lopen(0, 0.5)", "M2"),
    ("converging", "Interval(0, 0.5)", None),
    ("not_overshooting", "Interval.open(0, 0.25)", "M7"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), BOUNDARIES)
def test_right_ends_with_the_wrong_boundary_earn_half(
    grade_code: GradeCode, item: str, answer: str, mistake: str | None
) -> None:
    verdict = grade_code("ex24", {item: answer})[item]
    assert (str(verdict.points), verdict.mistake) == ("1/2", mistake)


CLASSIFY = """
def classify_lr(a, eta):
    q = 1 - 2*a*eta
    if q == 0: return 'one-step'
    if abs(q) == 1: return 'cycle'
    if abs(q) > 1: return 'diverge'
    return 'monotone' if q > 0 else 'zigzag'
"""
FUNCTIONS = [
    (CLASSIFY, "2"),
    (CLASSIFY.replace("'one-step'", "'One-Step'"), "2"),
    (CLASSIFY.replace("abs(q) == 1", "abs(abs(q) - 1) < 1e-12").replace("q == 0", "abs(q) < 1e-12"), "2"),
    (CLASSIFY.replace("    if q == 0: return 'one-step'\n", ""), "1"),
    (CLASSIFY.replace("abs(q) > 1", "abs(q) >= 1").replace("    if abs(q) == 1: return 'cycle'\n", ""), "1"),
    (CLASSIFY.replace("abs(q) == 1", "abs(abs(q) - 1) < 0.01"), "1"),
    (CLASSIFY.replace("'zigzag'", "'monotone'"), "1"),
    (CLASSIFY.replace("1 - 2*a*eta", "1 - 4*eta"), "0"),  # only for a = 2
    (CLASSIFY.replace("'cycle'", "'chaos'"), "1"),
    ("def classify_lr(a, eta): return 'cycle'", "0"),
]


@pytest.mark.parametrize(("code", "points"), FUNCTIONS)
def test_borders_and_what_lies_between_them_have_points_of_their_own(grade_code: GradeCode, code: str, points: str) -> None:
    verdict = grade_code("ex24", cells=[code])["classify_lr"]
    assert str(verdict.points) == points, verdict.feedback
