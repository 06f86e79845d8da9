"""What one row of an exercise's tables promises; each row goes through the whole pipeline."""

from __future__ import annotations

from collections.abc import Mapping

from tests.conftest import GradeCode


def assert_right(grade_code: GradeCode, exercise: str, item: str, answer: str) -> None:
    """The answer, as Python source, earns everything."""
    verdict = grade_code(exercise, {item: answer})[item]
    assert (str(verdict.outcome), verdict.points) == ("correct", verdict.item.points), verdict.feedback


def assert_mistake(grade_code: GradeCode, exercise: str, item: str, answer: str, mistake: str) -> None:
    """The answer is recognised as a known mistake, which says its own sentence and is not right."""
    verdict = grade_code(exercise, {item: answer})[item]
    known = next(known for known in verdict.item.mistakes if known.id == mistake)
    assert (verdict.mistake, verdict.feedback, verdict.points) == (mistake, known.feedback, known.points)
    assert str(verdict.outcome) == ("partial" if known.points else "wrong")


def assert_outcome(
    grade_code: GradeCode, exercise: str, answers: Mapping[str, str], item: str, outcome: str, points: str
) -> None:
    """Outcome and points of an item, given all these answers."""
    graded = grade_code(exercise, answers)
    assert (graded.outcome(item), graded.points(item)) == (outcome, points), graded[item].feedback
