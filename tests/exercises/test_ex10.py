"""Exercise 10 as its text states it: step-wise points, follow-through with its guards, unusual right forms."""

from __future__ import annotations

import pytest

from pathlib import Path

from tests.conftest import Command, GradeCode

# the stated test vectors: answer, points of 3, recognised mistake
STEPS = [
    ("['3/2', '9/4', '21/8']", "3", None),
    ("['-3/2', '-15/4', '-57/8']", "0", "M1"),
    ("['3/4', '21/16', '111/64']", "0", "M2"),
    ("['-9/4', '-585/64', '-753489/16384']", "0", "M3"),
    ("[6, 0, 6]", "0", "M4"),
    ("['3/2', 3, '9/2']", "1", "M5"),
    ("['3/2', '3/4', '9/8']", "1", "M6"),
    ("[0, '3/2', '9/4']", "2", "M7"),
    ("['9/4', '9/16', '9/64']", "0", "M8"),
    ("['3/4', '9/8', '21/16']", "0", "M9"),
    ("['3/20', '117/400', '3423/8000']", "0", "M10"),
    ("[1.5, 2.3, 2.7]", "1", "M11"),
    ("[1.5, 2.5, 2.75]", "2", None),
    ("[3, 3, 3]", "0", None),
    ("[(0.1+0.2)*10, 3, 3]", "0", None),
    ("[2.9999999999, 3, 3]", "0", None),
    ("[1.5, None, None]", "1", None),
    ("[1.5, ..., 2.625]", "1", None),
    ("[None, None, None]", "0", None),
    ("[1.5, 2.25, 2.6]", "2", None),
]


@pytest.mark.parametrize(("answer", "points", "mistake"), STEPS)
def test_steps_get_their_stated_points(grade_code: GradeCode, answer: str, points: str, mistake: str | None) -> None:
    verdict = grade_code("ex10", {"steps": answer})["steps"]
    assert (str(verdict.points), verdict.mistake) == (points, mistake)


RIGHT = [
    ("derivative", "2*w - 6"),
    ("derivative", "2*(w - 3)"),
    ("derivative", "diff((w-3)**2, w)"),
    ("derivative", "'2(w − 3)'"),
    ("derivative", "'2·w-6'"),
    ("derivative", r"r'2\left(w-3\right)'"),
    ("derivative", "\"f'(w) = 2w - 6\""),
    ("derivative", "'2*(w_ - 3)'.replace('_', '')"),
    ("steps", "(1.5, 2.25, 2.625)"),
    ("steps", "__import__('numpy').array([1.5, 2.25, 2.625], dtype='float32')"),
    ("steps", "['1,5', '2,25', '2,625']"),
    ("steps", "'1,5; 2,25; 2,625'"),
    ("steps", "'[1.5, 2.25, 2.625]'"),
    ("steps", "[[1.5], [2.25], [2.625]]"),
    ("steps", "Matrix([Rational(3, 2), Rational(9, 4), Rational(21, 8)])"),
    ("losses", "[2.25, 0.5625, 0.141]"),
    ("losses", "['9/4', '9/16', '9/64']"),
    ("closed_form", "3*(1 - Rational(1, 2)**t)"),
    ("closed_form", "3*(1 - 0.5**t)"),
    ("closed_form", "'3 - 3/2^t'"),
    ("closed_form", "'3 - 3·2^(-t)'"),
    ("closed_form", "3 - 3*exp(-t*log(2))"),
    ("closed_form", r"r'3\left(1-\left(\frac{1}{2}\right)^t\right)'"),
    ("closed_form", "'w_t = 3(1 - 0,5^t)'"),
    ("closed_form", "3 - 3*2**(-t)*cos(2*pi*t)"),  # SymPy, the last prover
    ("first_close", "9"),
    ("first_close", "'9'"),
    ("first_close", "9.0"),
    ("first_close", "__import__('numpy').int64(9)"),
    ("limit_value", "3"),
    ("limit_value", "S(3)"),
    ("limit_value", "__import__('torch').tensor([3.0])"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    verdict = grade_code("ex10", {item: answer})[item]
    assert (str(verdict.outcome), verdict.points) == ("correct", verdict.item.points), verdict.feedback


NOT_RIGHT = [
    ("derivative", "2*w - 3", "wrong"),
    ("derivative", "w - 3", "wrong"),
    ("derivative", "'2*(x - 3)'", "invalid"),
    ("derivative", "'(w - 3'", "invalid"),
    ("derivative", "lambda w: 2*w - 6", "invalid"),
    ("derivative", "w^2", "crashed"),
    ("steps", "[1.5, 2.25]", "wrong"),
    ("steps", "{1.5, 2.25, 2.625}", "invalid"),
    ("steps", "1.5", "invalid"),
    ("steps", "[float('nan')]*3", "wrong"),
    ("closed_form", "3*(1 - 0.5**(t+1))", "wrong"),
    ("closed_form", "[1, 2]", "invalid"),
    ("first_close", "8", "wrong"),
    ("first_close", "True", "invalid"),
    ("first_close", "9j", "invalid"),
    ("limit_value", "None", "missing"),
    ("limit_value", "...", "missing"),
    ("limit_value", "''", "missing"),
    ("limit_value", "t", "invalid"),
    ("limit_value", "(3, 25)", "invalid"),
    ("limit_value", "3.001", "wrong"),
]


@pytest.mark.parametrize(("item", "answer", "outcome"), NOT_RIGHT)
def test_other_answers_say_what_they_are(grade_code: GradeCode, item: str, answer: str, outcome: str) -> None:
    verdict = grade_code("ex10", {item: answer})[item]
    assert str(verdict.outcome) == outcome
    assert verdict.points == 0
    assert verdict.feedback is not None


def test_what_no_prover_can_decide_goes_to_the_teacher(grade_code: GradeCode) -> None:
    verdict = grade_code("ex10", {"derivative": "'9^9^9^9'"})["derivative"]
    assert (str(verdict.outcome), verdict.points) == ("undecided", 0)
    assert verdict.feedback is not None
    assert "Lehrkraft" in verdict.feedback.de


FOLLOWS = [
    # answers, item, outcome, points
    ({"derivative": "w - 3", "steps": "['3/4', '21/16', '111/64']"}, "steps", "follow_through", "2"),
    ({"derivative": "2*w - 3", "steps": "[0.75, 1.125, 1.3125]"}, "steps", "follow_through", "2"),
    ({"derivative": "(w - 3)**2", "steps": "['-9/4', '-585/64', '-753489/16384']"}, "steps", "wrong", "0"),
    ({"derivative": "S(4)", "steps": "[-1, -2, -3]"}, "steps", "wrong", "0"),
    ({"derivative": "2*(w - 3)", "steps": "[6, 0, 6]"}, "steps", "wrong", "0"),
    ({"steps": "[1.5, 3, 4.5]", "losses": "[2.25, 0, 2.25]"}, "losses", "follow_through", "1"),
    ({"steps": "[3, 3, 3]", "losses": "[0, 0, 0]"}, "losses", "wrong", "0"),
    ({"steps": "[0, 0, 0]", "losses": "[9, 9, 9]"}, "losses", "wrong", "0"),
    ({"steps": "[9, 8]", "losses": "[36, 25]"}, "losses", "wrong", "0"),
    ({"steps": "[2.9999, 3, 3.00001]", "losses": "[0, 0, 0]"}, "losses", "wrong", "0"),
    ({"steps": "'unlesbar((('", "losses": "[0, 0, 0]"}, "losses", "wrong", "0"),
    ({"closed_form": "3*(1 - 0.5**(t+1))", "first_close": "8"}, "first_close", "follow_through", "1"),
    ({"closed_form": "S(3)", "first_close": "0"}, "first_close", "wrong", "0"),
    ({"closed_form": "3 - 0.001**(t+1)", "first_close": "0"}, "first_close", "wrong", "0"),
    ({"closed_form": "t + 100", "first_close": "60"}, "first_close", "wrong", "0"),
    ({"closed_form": "3 + I**t", "first_close": "1"}, "first_close", "wrong", "0"),
]


@pytest.mark.parametrize(("answers", "item", "outcome", "points"), FOLLOWS)
def test_follow_through_and_its_guards(
    grade_code: GradeCode, answers: dict[str, str], item: str, outcome: str, points: str
) -> None:
    graded = grade_code("ex10", answers)
    assert (graded.outcome(item), graded.points(item)) == (outcome, points)


def test_follow_through_names_the_own_value(grade_code: GradeCode) -> None:
    feedback = grade_code("ex10", {"steps": "[1.5, 3, 4.5]", "losses": "[2.25, 0, 2.25]"})["losses"].feedback
    assert feedback is not None
    assert "Folgefehler" in feedback.de
    assert "steps = [1.5, 3, 4.5]" in feedback.de


def test_mistakes_show_their_feedback_in_both_languages(grade_code: GradeCode) -> None:
    verdict = grade_code("ex10", {"closed_form": "3*(1 - 0.5**(t+1))"})["closed_form"]
    assert verdict.mistake == "M12"
    assert verdict.feedback is not None
    assert verdict.feedback.de == "Was ergibt deine Formel für t = 0?"
    assert verdict.feedback.en == "What does your formula give for t = 0?"


def test_variants_are_graded_by_their_own_numbers(grade_code: GradeCode) -> None:
    answers = {"limit_value": "3", "steps": "[1.5, 2.25, 2.625]"}
    graded = [grade_code("ex10", answers, variant=variant) for variant in range(1, 6)]
    assert all(result.outcome("steps") != "correct" for result in graded)


def test_an_unknown_variant_is_said_and_graded_by_variant_0(grade_code: GradeCode) -> None:
    graded = grade_code("ex10", {"limit_value": "3"}, variant=99)
    assert graded.outcome("limit_value") == "correct"
    assert any("Variante 99" in note.de for note in graded.result.notes)


def test_an_unknown_variant_in_a_class_is_a_problem(command: Command, tmp_path: Path) -> None:
    import json

    folder = tmp_path / "class" / "zoe"
    folder.mkdir(parents=True)
    (folder / "ex10.py").write_text("# grader: ex10 variant 99\nlimit_value = 3\n")
    ran = command("class", "class", "--json")
    assert ran.status == 0
    assert any("Variante 99" in problem["text"] for problem in json.loads(ran.out)["problems"])
