"""Exercise 19 as its text states it."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("derivative", "exp(-x)/(1 + exp(-x))**2"),
    ("derivative", "diff(1/(1 + exp(-x)), x)"),
    ("derivative", "simplify(diff(1/(1 + exp(-x)), x))"),
    ("derivative", "1/(exp(x) + 2 + exp(-x))"),
    ("derivative", "exp(x)/(1 + exp(x))**2"),
    ("derivative", "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))"),
    ("derivative", "1/(4*cosh(x/2)**2)"),
    ("derivative", "(1 - tanh(x/2)**2)/4"),
    ("derivative", "'e^-x/(1+e^-x)²'"),
    ("derivative", r"r'\frac{e^{-x}}{\left(1+e^{-x}\right)^2}'"),
    ("slope_in_s", "s*(1 - s)"),
    ("slope_in_s", "s - s**2"),
    ("slope_in_s", "Rational(1, 4) - (s - Rational(1, 2))**2"),
    ("slope_in_s", "'s(1−s)'"),
    ("slope_in_s", "0.25 - (s - 0.5)**2"),
    ("steepest", "[0, 1/4]"),
    ("steepest", "(0, 0.25)"),
    ("steepest", "'x = 0; 1/4'"),
    ("steepest", "__import__('numpy').array([0.0, 0.25], dtype='float32')"),
    ("slope_values", "Interval.Lopen(0, Rational(1, 4))"),
    ("slope_values", "Interval(0, 0.25, True, False)"),
    ("slope_values", "'(0, 1/4]'"),
    ("slope_values", "']0; 0,25]'"),
    ("slope_values", "'0 < x <= 1/4'"),
    ("values_at_log", "[3/4, 3/16]"),
    ("values_at_log", "[0.75, 0.188]"),
    ("values_at_log", "[1/(1 + exp(-log(3))), Rational(3, 16)]"),
    ("values_at_log", "'0,75; 0,1875'"),
    ("second_derivative", "s*(1 - s)*(1 - 2*s)"),
    ("second_derivative", "s - 3*s**2 + 2*s**3"),
    ("second_derivative", "expand(s*(1 - s)*(1 - 2*s))"),
    ("second_derivative", "'(s−s²)(1−2s)'"),
    ("tanh_steepest", "1"),
    ("tanh_steepest", "diff(tanh(x), x).subs(x, 0)"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex19", item, answer)


MISTAKES = [
    ("derivative", "-exp(-x)/(1 + exp(-x))**2", "M1"),
    ("derivative", "'-1/(2 + e^x + e^-x)'", "M1"),
    ("slope_in_s", "1 - s**2", "M2"),
    ("slope_in_s", "(1 - s)*(1 + s)", "M2"),
    ("steepest", "[0, 1/2]", "M3"),
    ("steepest", "[0, 1]", "M4"),
    ("values_at_log", "[0.25, 0.1875]", "M6"),  # the slope is right for this value: half
    ("slope_values", "Interval(0, S(1)/4)", "M5"),  # right ends: half
    ("slope_values", "'[0; 0,25]'", "M5"),
    ("second_derivative", "1 - 2*s", "M7"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex19", item, answer, mistake)


NEAR = [
    ("derivative", "exp(-x)/(1 + exp(-x))", "wrong"),
    ("derivative", "exp(-2*x)/(1 + exp(-x))**2", "wrong"),
    ("derivative", "s*(1 - s)", "invalid"),  # in x, please
    ("slope_in_s", "x*(1 - x)", "invalid"),
    ("slope_in_s", "s*(s - 1)", "wrong"),
    ("steepest", "[1/4, 0]", "wrong"),
    ("steepest", "[0, 0.2500001]", "wrong"),
    ("steepest", "1/4", "invalid"),
    ("slope_values", "Interval(0, 1)", "wrong"),
    ("slope_values", "{0, 1/4}", "wrong"),
    ("values_at_log", "[0.26, 0.19]", "wrong"),
    ("values_at_log", "[1, 0]", "wrong"),  # 1*(1 - 1) would be nothing to calculate
    ("second_derivative", "s*(1 - s)*(2*s - 1)", "wrong"),
    ("tanh_steepest", "0.25", "wrong"),
]


@pytest.mark.parametrize(("item", "answer", "outcome"), NEAR)
def test_near_misses(grade_code: GradeCode, item: str, answer: str, outcome: str) -> None:
    assert_outcome(grade_code, "ex19", {item: answer}, item, outcome, "0")


FOLLOWS = [
    ("1 - s**2", "[0, 3/4]", "follow_through", "1"),
    ("s**2*(1 - s)", "[0, 1/8]", "follow_through", "1"),
    ("1 - s**2", "[1, 3/4]", "wrong", "0"),  # the place does not depend on it
    ("S(1)/3", "[0, 1/3]", "wrong", "0"),  # a constant: nothing was inserted
    ("1/(2*s - 1)", "[0, oo]", "wrong", "0"),
]


@pytest.mark.parametrize(("slope", "steepest", "outcome", "points"), FOLLOWS)
def test_the_steepest_slope_follows_from_the_own_formula(
    grade_code: GradeCode, slope: str, steepest: str, outcome: str, points: str
) -> None:
    assert_outcome(grade_code, "ex19", {"slope_in_s": slope, "steepest": steepest}, "steepest", outcome, points)


HALVES = [
    ("[0.75, 0.19]", "1/2"),
    ("[0.25, 0.1875]", "1/2"),
    ("[0.6, 0.24]", "1/2"),
    ("['3/5', '6/25']", "1/2"),
    ("[0.75, 0.1875]", "1"),
    ("[2, -2]", "0"),  # no value of the sigmoid
]


@pytest.mark.parametrize(("answer", "points"), HALVES)
def test_the_slope_at_a_place_is_judged_from_the_own_value(grade_code: GradeCode, answer: str, points: str) -> None:
    assert grade_code("ex19", {"values_at_log": answer}).points("values_at_log") == points
