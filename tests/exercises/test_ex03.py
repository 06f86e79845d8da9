"""Exercise 3 as its text states it."""

from __future__ import annotations

import random

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("probabilities", "(Rational(1, 8), Rational(1, 4), Rational(5, 8))"),
    ("probabilities", "[0.125, 0.25, 0.625]"),
    ("probabilities", "'1/8; 1/4; 5/8'"),
    ("probabilities", "[exp(z)/(exp(0) + exp(log(2)) + exp(log(5))) for z in (0, log(2), log(5))]"),
    ("output_range", "Interval.open(0, 1)"),
    ("output_range", "'(0, 1)'"),
    ("output_range", "'(0,1)'"),
    ("output_range", "']0; 1['"),
    ("output_range", "'0 < x < 1'"),
    ("log_range", "Interval.open(-oo, 0)"),
    ("log_range", "'x < 0'"),
    ("log_range", "']-∞, 0['"),
    ("log_of_first", "z1 - log(exp(z1) + exp(z2) + exp(z3))"),
    ("log_of_first", "-log(1 + exp(z2 - z1) + exp(z3 - z1))"),
    ("log_of_first", "log(exp(z1)/(exp(z1) + exp(z2) + exp(z3)))"),
    ("log_of_first", "'ln(e^z1/(e^z1 + e^z2 + e^z3))'"),
    ("log_of_first", r"r'z_1-\ln\left(e^{z_1}+e^{z_2}+e^{z_3}\right)'"),
    ("first_vanished", "746"),
    ("what_follows", "'C'"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex03", item, answer)


MISTAKES = [
    ("probabilities", "(0, log(2)/log(10), log(5)/log(10))", "M1"),
    ("probabilities", "(0, 0.301, 0.699)", "M1"),
    ("probabilities", "(0, 2/7, 5/7)", "M2"),
    ("probabilities", "(1, 2, 5)", "M3"),
    ("output_range", "Interval(0, 1)", "M4"),
    ("log_of_first", "log(z1/(z1 + z2 + z3))", "M5"),
    ("first_vanished", "710", "M8"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex03", item, answer, mistake)


OTHERS = [
    ({"probabilities": "[0.25, 0.125, 0.625]"}, "probabilities", "wrong", "0"),
    ({"probabilities": "[0.13, 0.25, 0.62]"}, "probabilities", "wrong", "0"),
    ({"output_range": "'[0, 1)'"}, "output_range", "partial", "1/2"),
    ({"output_range": "'x > 0'"}, "output_range", "wrong", "0"),
    ({"output_range": "{0, 1}"}, "output_range", "wrong", "0"),
    ({"log_range": "'(-oo, 0]'"}, "log_range", "partial", "1/2"),
    ({"log_range": "S.Reals"}, "log_range", "wrong", "0"),
    ({"log_of_first": "z2 - log(exp(z1) + exp(z2) + exp(z3))"}, "log_of_first", "wrong", "0"),
    ({"log_of_first": "exp(z1)/(exp(z1) + exp(z2) + exp(z3))"}, "log_of_first", "wrong", "0"),
    ({"first_vanished": "745"}, "first_vanished", "wrong", "0"),
    ({"first_vanished": "104"}, "first_vanished", "wrong", "0"),  # float32
    ({"what_follows": "'B'"}, "what_follows", "wrong", "0"),
    ({"why_allowed": "'e^z > 0'"}, "why_allowed", "pending", "0"),
]
FOLLOWS = [
    ({"output_range": "Interval(0, 1)", "log_range": "'(-oo, 0]'"}, "log_range", "follow_through", "1"),
    ({"output_range": "'0 <= x <= 1'", "log_range": "'x <= 0'"}, "log_range", "follow_through", "1"),
    ({"output_range": "'(0, 1/2)'", "log_range": "Interval.open(-oo, log(1/2))"}, "log_range", "follow_through", "1"),
    ({"output_range": "'[0.2, 1)'", "log_range": "Interval.Ropen(log(Rational(1, 5)), 0)"}, "log_range", "follow_through", "1"),
    ({"output_range": "'x > 0'", "log_range": "S.Reals"}, "log_range", "wrong", "0"),  # no part of [0, 1]
    ({"output_range": "{1}", "log_range": "{0}"}, "log_range", "wrong", "0"),
]


@pytest.mark.parametrize(("answers", "item", "outcome", "points"), OTHERS + FOLLOWS)
def test_other_answers_and_follow_through(
    grade_code: GradeCode, answers: dict[str, str], item: str, outcome: str, points: str
) -> None:
    assert_outcome(grade_code, "ex03", answers, item, outcome, points)


SHIFTED = """
import numpy as np
def log_softmax(z):
    z = np.asarray(z, dtype=float)
    z = z - z.max()
    return z - np.log(np.exp(z).sum())
"""
NAIVE = """
import numpy as np
def log_softmax(z):
    e = np.exp(np.array(z, dtype=float))
    return np.log(e/e.sum())
"""
ROUNDED = NAIVE.replace("dtype=float)", "dtype=float) - max(z)")
FUNCTIONS = [
    (SHIFTED, "correct", "2", None),
    (SHIFTED.replace("sum())\n", "sum()).tolist()\n"), "correct", "2", None),
    (SHIFTED.replace("return z", "return list(z") + ")", "correct", "2", None),
    (NAIVE, "partial", "1", "M6"),
    (ROUNDED, "partial", "1", "M7"),
    (SHIFTED.replace("np.log", "np.log10"), "wrong", "0", None),
    ("def log_softmax(z):\n    return [0.0, -1000.0, -2000.0]", "wrong", "0", None),
    ("def log_softmax(z):\n    raise NotImplementedError", "missing", "0", None),
]


@pytest.mark.parametrize(("code", "outcome", "points", "mistake"), FUNCTIONS)
def test_functions_are_judged_by_behaviour(
    grade_code: GradeCode, code: str, outcome: str, points: str, mistake: str | None
) -> None:
    verdict = grade_code("ex03", cells=[code])["log_softmax"]
    assert (str(verdict.outcome), str(verdict.points), verdict.mistake) == (outcome, points, mistake), verdict.feedback


def test_the_reference_is_what_torch_computes() -> None:
    import torch

    from solutions.ex03_softmax_domain import log_softmax

    ours = log_softmax.make()
    rng = random.Random(3)
    for count in (2, 3, 5, 10) * 5:
        z = [rng.uniform(-9, 9) for _ in range(count)]
        assert ours(z) == pytest.approx(torch.log_softmax(torch.tensor(z, dtype=torch.float64), 0).tolist(), rel=1e-9)
    assert ours([1000, 0, -1000]) == [0, -1000, -2000]
