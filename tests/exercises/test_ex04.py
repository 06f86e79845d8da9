"""Exercise 4 as its text states it: any minimiser, all minimisers, second derivatives by rows, what follows from own answers."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("gradient_of_loss", "[8*(4*w1+7*w2-20), 14*(4*w1+7*w2-20)]"),
    ("gradient_of_loss", "(32*w1 + 56*w2 - 160, 56*w1 + 98*w2 - 280)"),
    ("gradient_of_loss", "Matrix([diff((4*w1+7*w2-20)**2, w1), diff((4*w1+7*w2-20)**2, w2)])"),
    ("gradient_of_loss", "derive_by_array((4*w1+7*w2-20)**2, (w1, w2)).tolist()"),
    ("gradient_of_loss", "'(8(4w1+7w2-20); 14(4w1+7w2-20))'"),
    ("gradient_of_loss", "['2*4*(4w_1 + 7w_2 - 20)', '2·7·(4w₁ + 7w₂ − 20)']"),
    ("gradient_of_loss", "[2*(4*w1+7*w2-20)*k for k in (4, 7)]"),
    ("lowest_value", "0"),
    ("lowest_value", "0.0"),
    ("one_minimiser", "(5, 0)"),
    ("one_minimiser", "[0, 20/7]"),
    ("one_minimiser", "[0, 2.857]"),
    ("one_minimiser", "['0', '2,857']"),
    ("one_minimiser", "(Rational(16, 13), Rational(28, 13))"),
    ("one_minimiser", "[1.231, 2.154]"),
    ("one_minimiser", "[20/11, 20/11]"),
    ("one_minimiser", "'(1,5; 2)'"),
    ("one_minimiser", "__import__('numpy').linalg.lstsq([[4., 7.]], [20.], rcond=None)[0]"),
    ("all_minimisers", "(5 + 7*t, -4*t)"),
    ("all_minimisers", "(7*t - 2, 4 - 4*t)"),
    ("all_minimisers", "[t, (20 - 4*t)/7]"),
    ("all_minimisers", "Eq(4*w1 + 7*w2, 20)"),
    ("all_minimisers", "Eq(w2, (20 - 4*w1)/7)"),
    ("all_minimisers", "'4w1 + 7w2 = 20'"),
    ("all_minimisers", "'w2 = (20-4w1)/7'"),
    ("all_minimisers", "linsolve([4*w1 + 7*w2 - 20], w1, w2)"),
    ("all_minimisers", "(5 + 7*t**3, -4*t**3)"),
    ("all_minimisers", "(5 + 7*tan(t), -4*tan(t))"),
    ("all_minimisers", "ImageSet(Lambda(t, (5 + 7*t, -4*t)), S.Reals)"),
    ("all_minimisers", "Tuple(5 - 7*Symbol('s'), 4*Symbol('s'))"),
    ("how_many", "'B'"),
    ("second_derivatives", "[[32, 56], [56, 98]]"),
    ("second_derivatives", "((32, 56), (56, 98))"),
    ("second_derivatives", "Matrix([[32, 56], [56, 98]])"),
    ("second_derivatives", "hessian((4*w1+7*w2-20)**2, (w1, w2))"),
    ("second_derivatives", "__import__('numpy').array([[32, 56], [56, 98]])"),
    ("second_derivatives", "__import__('numpy').array([[32., 56.], [56., 98.]])"),
    ("second_derivatives", "Tuple(Tuple(32, 56), Tuple(56, 98))"),
    ("second_derivatives", "'[[32, 56], [56, 98]]'"),
    ("second_derivatives", "'((32; 56); (56; 98))'"),
    ("second_derivatives", "2*Matrix([4, 7])*Matrix([[4, 7]])"),
    ("second_derivatives", "[Matrix([[32, 56]]), Matrix([[56, 98]])]"),
    ("closest_minimiser", "(Rational(16, 13), Rational(28, 13))"),
    ("closest_minimiser", "(1.2308, 2.1538)"),
    ("closest_minimiser", "['1,231', '2,154']"),
    ("closest_minimiser", "20*Matrix([4, 7])/65"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex04", item, answer)


MISTAKES = [
    ("gradient_of_loss", "[2*(4*w1+7*w2-20)]*2", "M1"),
    ("gradient_of_loss", "[8*w1+14*w2-40, 14*w2+8*w1-40]", "M1"),
    ("gradient_of_loss", "[4*(4*w1+7*w2-20), 7*(4*w1+7*w2-20)]", "M2"),
    ("lowest_value", "400", "M5"),
    ("one_minimiser", "(5, 20/7)", "M3"),
    ("one_minimiser", "(5, 2.857)", "M3"),
    ("one_minimiser", "(7, -4)", "M4"),
    ("all_minimisers", "(5 + 4*t, 7*t)", "M6"),
    ("all_minimisers", "'(5+4s; 7s)'", "M6"),
    ("all_minimisers", "Eq(7*w1 - 4*w2, 35)", "M6"),
    ("all_minimisers", "(5 + 7*t, 4*t)", "M7"),
    ("how_many", "'A'", "M9"),
    ("closest_minimiser", "(20/11, 20/11)", "M8"),
    ("closest_minimiser", "(1.818, 1.818)", "M8"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex04", item, answer, mistake)


OTHER = [
    ("gradient_of_loss", "8*(4*w1+7*w2-20)", "invalid", "0"),
    ("gradient_of_loss", "[14*(4*w1+7*w2-20), 8*(4*w1+7*w2-20)]", "wrong", "0"),
    ("gradient_of_loss", "[8, 14]", "wrong", "0"),
    ("one_minimiser", "(2.5, 1.43)", "wrong", "0"),
    ("one_minimiser", "(4, 0.572)", "correct", "1"),
    ("one_minimiser", "(4, 0.6)", "wrong", "0"),
    ("one_minimiser", "(0, 0)", "wrong", "0"),
    ("one_minimiser", "5", "invalid", "0"),
    ("one_minimiser", "(5, 0, 0)", "wrong", "0"),
    ("one_minimiser", "(5 + 7*t, -4*t)", "invalid", "0"),
    ("all_minimisers", "(5, 0)", "partial", "1"),
    ("all_minimisers", "(0, 2.857)", "partial", "1"),
    ("all_minimisers", "(5 + 7*t**2, -4*t**2)", "partial", "1"),
    ("all_minimisers", "(5 + 7*sin(t), -4*sin(t))", "partial", "1"),
    ("all_minimisers", "(7, -4)", "wrong", "0"),
    ("all_minimisers", "(5 + 7*t*exp(t**2), -4*t*exp(t**2))", "undecided", "0"),
    ("all_minimisers", "(t, 2.857 - 0.571*t)", "undecided", "0"),
    ("all_minimisers", "'(4w1+7w2-20)^2 = 0'", "invalid", "0"),
    ("all_minimisers", "4*w1 + 7*w2 == 20", "invalid", "0"),
    ("all_minimisers", "(w1, w2)", "wrong", "0"),
    ("second_derivatives", "[32, 56, 56, 98]", "wrong", "0"),
    ("second_derivatives", "[[32, 56], [56]]", "wrong", "0"),
    ("second_derivatives", "[[32, 0], [0, 98]]", "wrong", "0"),
    ("second_derivatives", "130", "invalid", "0"),
    ("closest_minimiser", "(4, 7)", "wrong", "0"),
    ("closest_minimiser", "(5, 0)", "wrong", "0"),
    ("how_many", "'unendlich'", "invalid", "0"),
]


@pytest.mark.parametrize(("item", "answer", "outcome", "points"), OTHER)
def test_other_answers(grade_code: GradeCode, item: str, answer: str, outcome: str, points: str) -> None:
    assert_outcome(grade_code, "ex04", {item: answer}, item, outcome, points)


FOLLOWS = [
    # own gradient → second derivatives
    ({"gradient_of_loss": "[2*(4*w1+7*w2-20)]*2"}, "second_derivatives", "[[8, 14], [8, 14]]", "follow_through", "2"),
    ({"gradient_of_loss": "[4*(4*w1+7*w2-20), 7*(4*w1+7*w2-20)]"}, "second_derivatives", "[[16, 28], [28, 49]]", "follow_through", "2"),
    ({"gradient_of_loss": "[4*(4*w1+7*w2-20), 7*(4*w1+7*w2-20)]"}, "second_derivatives", "[[16, 28], [28, 48]]", "wrong", "0"),
    ({"gradient_of_loss": "[8, 14]"}, "second_derivatives", "[[0, 0], [0, 0]]", "wrong", "0"),
    ({"gradient_of_loss": "[w1**2, w2]"}, "second_derivatives", "[[2*w1, 0], [0, 1]]", "wrong", "0"),
    ({"gradient_of_loss": "[w1, 3]"}, "second_derivatives", "[[1, 0], [0, 0]]", "wrong", "0"),
    ({"gradient_of_loss": "[w1]"}, "second_derivatives", "[[1, 0]]", "wrong", "0"),
    # own line → closest point
    ({"all_minimisers": "(5 + 7*t, 4*t)"}, "closest_minimiser", "(Rational(16, 13), Rational(-28, 13))", "follow_through", "1"),
    ({"all_minimisers": "(5 + 4*t, 7*t)"}, "closest_minimiser", "(Rational(49, 13), Rational(-28, 13))", "follow_through", "1"),
    ({"all_minimisers": "Eq(4*w1 + 7*w2, 65)"}, "closest_minimiser", "(4, 7)", "follow_through", "1"),
    ({"all_minimisers": "'4w1 + 7w2 = 65'"}, "closest_minimiser", "(4, 7)", "follow_through", "1"),
    ({"all_minimisers": "'w1 = 3'"}, "closest_minimiser", "(3, 0)", "follow_through", "1"),
    ({"all_minimisers": "(7*t, -4*t)"}, "closest_minimiser", "(0, 0)", "wrong", "0"),  # through the origin
    ({"all_minimisers": "(5, 0)"}, "closest_minimiser", "(5, 0)", "wrong", "0"),  # a point is no line
    ({"all_minimisers": "(5 + t**2, t)"}, "closest_minimiser", "(5, 0)", "wrong", "0"),
    ({"all_minimisers": "(t, Symbol('s'))"}, "closest_minimiser", "(0, 0)", "wrong", "0"),
    ({"all_minimisers": "'unlesbar(('"}, "closest_minimiser", "(5, 0)", "wrong", "0"),
]


@pytest.mark.parametrize(("own", "item", "answer", "outcome", "points"), FOLLOWS)
def test_what_follows_from_own_answers(
    grade_code: GradeCode, own: dict[str, str], item: str, answer: str, outcome: str, points: str
) -> None:
    assert_outcome(grade_code, "ex04", {**own, item: answer}, item, outcome, points)


def test_one_point_has_a_sentence_of_its_own(grade_code: GradeCode) -> None:
    feedback = grade_code("ex04", {"all_minimisers": "(5, 0)"})["all_minimisers"].feedback
    assert feedback is not None
    assert "einzelner Punkt" in feedback.de
    part = grade_code("ex04", {"all_minimisers": "(5 + 7*t**2, -4*t**2)"})["all_minimisers"].feedback
    assert part is not None
    assert "nicht alle" in part.de


@pytest.mark.parametrize("variant", range(1, 12))
def test_every_variant_knows_its_own_line(grade_code: GradeCode, variant: int) -> None:
    graded = grade_code("ex04", {"all_minimisers": "(5 + 7*t, -4*t)", "one_minimiser": "(5, 0)"}, variant=variant)
    assert graded.outcome("all_minimisers") == "wrong"
