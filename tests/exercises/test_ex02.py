"""Exercise 2 as its text states it: sets in every spelling, an entropy in any form, a probability vector."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("zeros_for_one", "{1}"),
    ("zeros_for_one", "[1]"),
    ("zeros_for_one", "{1.0}"),
    ("zeros_for_one", "FiniteSet(1)"),
    ("zeros_for_one", "'{1}'"),
    ("zeros_for_one", "'yhat = 1'"),
    ("zeros_for_one", "Eq(yhat, 1)"),
    ("zeros_for_one", "solveset(log(yhat), yhat)"),
    ("zeros_for_one", "Interval(1, 1)"),
    ("zeros_for_one", "solve(-log(yhat), yhat)"),
    ("zeros_for_zero", "{0}"),
    ("zeros_for_zero", "[0]"),
    ("zeros_for_zero", "(0,)"),
    ("zeros_for_zero", "FiniteSet(0)"),
    ("zeros_for_zero", "'{0}'"),
    ("zeros_for_zero", "'yhat = 0'"),
    ("zeros_for_zero", "__import__('numpy').array([0.0])"),
    ("zeros_for_zero", "solveset(log(1 - yhat), yhat)"),
    ("certain_prediction", "(0, 1, 0, 0)"),
    ("certain_prediction", "[0.0, 1.0, 0.0, 0.0]"),
    ("certain_prediction", "'(0; 1; 0; 0)'"),
    ("certain_prediction", "'(0,1,0,0)'"),
    ("certain_prediction", "'[0, 1, 0, 0]'"),
    ("certain_prediction", "Matrix([0, 1, 0, 0])"),
    ("certain_prediction", "__import__('numpy').eye(4)[1]"),
    ("certain_prediction", "['0', '1', '0', '0']"),
    ("mean_is_zero", "'A'"),
    ("reached_by_sigmoid", "'c'"),
    ("lowest_bce", "-y*log(y) - (1-y)*log(1-y)"),
    ("lowest_bce", "-(y*log(y) + (1-y)*log(1-y))"),
    ("lowest_bce", "y*log(1/y) + (1-y)*log(1/(1-y))"),
    ("lowest_bce", "log(1/(y**y*(1-y)**(1-y)))"),
    ("lowest_bce", "(y-1)*log(1-y) - y*log(y)"),
    ("lowest_bce", "-log(1-y) - y*log(y/(1-y))"),
    ("lowest_bce", "-y*ln(y) + y*ln(1-y) - ln(1-y)"),
    ("lowest_bce", "'-y ln y - (1-y) ln(1-y)'"),
    ("lowest_bce", "'-[y*log(y) + (1-y)*log(1-y)]'"),
    ("lowest_bce", r"r'-y\ln y-(1-y)\ln(1-y)'"),
    ("lowest_bce", "log(2)*(-y*log(y, 2) - (1-y)*log(1-y, 2))"),
    ("lowest_for_soft", "0.5623"),
    ("lowest_for_soft", "0.562"),
    ("lowest_for_soft", "'0,5623'"),
    ("lowest_for_soft", "2*log(2) - 3*log(3)/4"),
    ("lowest_for_soft", "log(4)/4 + 3*log(Rational(4, 3))/4"),
    ("lowest_for_soft", "'ln(4) - 3/4 ln(3)'"),
    ("zeros_for_soft", "set()"),
    ("zeros_for_soft", "[]"),
    ("zeros_for_soft", "{}"),
    ("zeros_for_soft", "EmptySet"),
    ("zeros_for_soft", "'∅'"),
    ("zeros_for_soft", "'keine'"),
    ("zeros_for_soft", "'leere Menge'"),
    ("zeros_for_soft", "FiniteSet()"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex02", item, answer)


MISTAKES = [
    ("zeros_for_zero", "{1}", "M1"),
    ("zeros_for_zero", "'yhat = 1'", "M1"),
    ("zeros_for_zero", "{0, 1}", "M2"),
    ("zeros_for_zero", "'0 und 1'", "M2"),
    ("certain_prediction", "[0.25, 0.25, 0.25, 0.25]", "M3"),
    ("certain_prediction", "[Rational(1, 4)]*4", "M3"),
    ("certain_prediction", "(1, 1, 1, 1)", "M4"),
    ("lowest_for_soft", "0", "M5"),
    ("lowest_for_soft", "log(2)/2", "M6"),
    ("lowest_for_soft", "0.3466", "M6"),
    ("lowest_for_soft", "0.8113", "M7"),
    ("zeros_for_soft", "{0.25}", "M8"),
    ("zeros_for_soft", "'yhat = 1/4'", "M8"),
    ("mean_is_zero", "'D'", "M9"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex02", item, answer, mistake)


OTHER = [
    ("zeros_for_one", "1", "invalid"),
    ("zeros_for_one", "set()", "wrong"),
    ("zeros_for_one", "{0, 1}", "wrong"),
    ("zeros_for_one", "Interval(0, 1)", "wrong"),
    ("zeros_for_one", "'y = 1'", "invalid"),
    ("zeros_for_one", "True", "invalid"),
    ("certain_prediction", "[0, 1, 0]", "wrong"),
    ("certain_prediction", "1", "invalid"),
    ("certain_prediction", "{0, 1}", "invalid"),
    ("certain_prediction", "[0, 0.999, 0.001, 0]", "wrong"),
    ("certain_prediction", "[False, True, False, False]", "wrong"),
    ("mean_is_zero", "'B'", "wrong"),
    ("mean_is_zero", "'A und C'", "invalid"),
    ("lowest_bce", "0", "wrong"),
    ("lowest_bce", "-y*log(y)", "wrong"),
    ("lowest_bce", "'-p*log(p)'", "invalid"),
    ("lowest_bce", "y*log(y) + (1-y)*log(1-y)", "wrong"),
    ("lowest_for_soft", "0.56", "wrong"),
    ("lowest_for_soft", "y", "invalid"),
    ("zeros_for_soft", "0", "invalid"),
    ("zeros_for_soft", "{0}", "wrong"),
    ("zeros_for_soft", "'1 = 0'", "wrong"),
]


@pytest.mark.parametrize(("item", "answer", "outcome"), OTHER)
def test_other_answers(grade_code: GradeCode, item: str, answer: str, outcome: str) -> None:
    assert_outcome(grade_code, "ex02", {item: answer}, item, outcome, "0")


FOLLOWS = [
    ("-y*log(y)", "log(4)/4", "follow_through", "1"),
    ("-y*log(y)", "0.3466", "follow_through", "1"),
    ("y*(1-y)", "3/16", "follow_through", "1"),
    ("y*(1-y)", "0.2", "wrong", "0"),
    ("S(3)", "3", "wrong", "0"),  # constant: nothing was inserted
    ("S(0)", "0", "wrong", "0"),
    ("log(y - 1)", "nan", "wrong", "0"),  # not real there
    ("1/(4*y - 1)", "zoo", "invalid", "0"),
]


@pytest.mark.parametrize(("formula", "value", "outcome", "points"), FOLLOWS)
def test_the_value_follows_from_the_own_formula(
    grade_code: GradeCode, formula: str, value: str, outcome: str, points: str
) -> None:
    answers = {"lowest_bce": formula, "lowest_for_soft": value}
    assert_outcome(grade_code, "ex02", answers, "lowest_for_soft", outcome, points)


def test_free_text_waits_with_its_rubric(grade_code: GradeCode) -> None:
    verdict = grade_code("ex02", {"justify_the_mean": "'Alle Summanden sind mindestens 0.'"})["justify_the_mean"]
    assert (str(verdict.outcome), verdict.points, verdict.item.marks, len(verdict.item.rubric)) == ("pending", 0, 2, 2)


@pytest.mark.parametrize("variant", range(1, 10))
def test_variants_have_their_own_classes(grade_code: GradeCode, variant: int) -> None:
    graded = grade_code("ex02", {"certain_prediction": "[1, 1, 1, 1, 1]"}, variant=variant)
    size = graded["certain_prediction"].item.reading["length"]
    assert graded["certain_prediction"].mistake == ("M4" if size == 5 else None)
