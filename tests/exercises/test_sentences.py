"""What single answers are told, and what they leave alone."""

from __future__ import annotations

from grader.answer_key.process.client import LiveKey
from tests.conftest import GradeCode
from tests.exercises.tables.ex12 import code as run_with


def test_free_text_waits_with_its_rubric(grade_code: GradeCode) -> None:
    verdict = grade_code("ex02", {"justify_the_mean": "'Alle Summanden sind mindestens 0.'"})["justify_the_mean"]
    assert (str(verdict.outcome), verdict.points, verdict.item.marks, len(verdict.item.rubric)) == ("pending", 0, 2, 2)


def test_a_model_answer_to_a_free_text_is_an_answer(key: LiveKey) -> None:
    """Where the rubric names choices, it says what a teacher looks for and not what a student would write."""
    shown = key.solution(key.exercise("ex09"))["another_danger"]
    assert "Overfitting" in shown
    assert "…" not in shown
    rubric = key.exercise("ex02").item("justify_the_mean").rubric
    assert all(line.de in key.solution(key.exercise("ex02"))["justify_the_mean"] for line in rubric)


def test_a_model_solution_speaks_one_language_and_shows_what_it_uses(key: LiveKey) -> None:
    exercise = key.exercise("ex02")
    rubric = exercise.item("justify_the_mean").rubric
    assert all(line.en in key.solution(exercise, "en")["justify_the_mean"] for line in rubric)
    best_of = key.solution(key.exercise("ex25"))["best_of"]  # whose parameter is called like a helper of the file
    assert "def starts" not in best_of
    assert "p = 1" in best_of
    loss = key.solution(key.exercise("ex22"))["loss_value"]  # whose parameter is called like a given
    assert "labels =" not in loss


def test_one_point_has_a_sentence_of_its_own(grade_code: GradeCode) -> None:
    feedback = grade_code("ex04", {"all_minimisers": "(5, 0)"})["all_minimisers"].feedback
    assert feedback is not None
    assert "einzelner Punkt" in feedback.de
    part = grade_code("ex04", {"all_minimisers": "(5 + 7*t**2, -4*t**2)"})["all_minimisers"].feedback
    assert part is not None
    assert "nicht alle" in part.de


def test_a_wrong_answer_that_nobody_foresaw_is_told_how_to_test_it(grade_code: GradeCode) -> None:
    verdict = grade_code("ex04", {"one_minimiser": "(2, 1)"}, variant=1)["one_minimiser"]
    assert (str(verdict.outcome), verdict.mistake) == ("wrong", None)
    assert verdict.feedback is not None
    assert "Setze deinen Punkt in" in verdict.feedback.de
    assert "{r}" not in verdict.feedback.de


def test_equality_written_in_python_says_what_to_do(grade_code: GradeCode) -> None:
    feedback = grade_code("ex05", {"all_minimisers": "2*w1 + 3*w2 - 4*w3 == 0"})["all_minimisers"].feedback
    assert feedback is not None
    assert "Eq(" in feedback.de


def test_a_function_that_raises_shows_its_own_exception(grade_code: GradeCode) -> None:
    feedback = grade_code("ex06", cells=["def omega(tol):\n    return 1/0"])["omega"].feedback
    assert feedback is not None
    assert "ZeroDivisionError" in feedback.de
    assert "return 1/0" in feedback.de


def test_the_bonus_never_enters_the_core_points(grade_code: GradeCode) -> None:
    result = grade_code("ex06", {"one_sided_slopes": "[-1 - LambertW(1), 1 + LambertW(1)]"}).result
    assert (result.points, result.bonus, result.max_points, result.max_bonus) == (0, 2, 8, 2)


def test_half_a_follow_through_says_what_is_missing(grade_code: GradeCode) -> None:
    verdict = grade_code("ex09", {"distance_factor": "1 - eta", "good_rates": "'(0, 2]'"})["good_rates"]
    assert verdict.feedback is not None
    assert "Folgefehler" in verdict.feedback.de
    assert "richtig weitergerechnet" not in verdict.feedback.de
    assert "Grenzen" in verdict.feedback.de


def test_what_no_prover_can_decide_goes_to_the_teacher(grade_code: GradeCode) -> None:
    verdict = grade_code("ex10", {"derivative": "'9^9^9^9'"})["derivative"]
    assert (str(verdict.outcome), verdict.points) == ("undecided", 0)
    assert verdict.feedback is not None
    assert "Lehrkraft" in verdict.feedback.de


def test_follow_through_names_the_own_value(grade_code: GradeCode) -> None:
    feedback = grade_code("ex10", {"steps": "[1.5, 3, 4.5]", "losses": "[2.25, 0, 2.25]"})["losses"].feedback
    assert feedback is not None
    assert "Folgefehler" in feedback.de
    assert "steps = [1,5; 3; 4,5]" in feedback.de


def test_mistakes_show_their_feedback_in_both_languages(grade_code: GradeCode) -> None:
    verdict = grade_code("ex10", {"closed_form": "3*(1 - 0.5**(t+1))"})["closed_form"]
    assert verdict.mistake == "M12"
    assert verdict.feedback is not None
    assert verdict.feedback.de == "Was ergibt deine Formel für t = 0?"
    assert verdict.feedback.en == "What does your formula give for t = 0?"


def test_a_machine_without_subnormal_numbers_is_right_with_a_remark(grade_code: GradeCode) -> None:
    verdict = grade_code("ex20", {"float32_zero": "64"})["float32_zero"]
    assert (str(verdict.outcome), verdict.points) == ("correct", 1)
    assert verdict.feedback is not None
    assert "sehr kleine Zahlen gleich auf 0" in verdict.feedback.de
    assert "75" not in verdict.feedback.de + verdict.feedback.en


def test_steps_are_not_blamed_where_another_optimiser_takes_them_rightly(grade_code: GradeCode) -> None:
    """Adam in the place of Adagrad agrees with it in the first step only, but the loop is right."""
    chosen = "torch.optim.SGD([w], lr=lr) if name == 'SGD' else torch.optim.Adam([w], lr=lr)"
    feedback = grade_code("ex12", cells=[run_with(choose=chosen)])["run_optimizer"].feedback
    assert feedback is not None
    assert "Adagrad" in feedback.en
    forgotten = run_with().replace("opt.zero_grad()", "pass")
    feedback = grade_code("ex12", cells=[forgotten])["run_optimizer"].feedback
    assert feedback is not None
    assert "Reset it" in feedback.en
