"""Pages that are begun while others are graded say what they would have said at the end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from grader.cli.teacher.whole_class.pages_ahead import PagesAhead
from grader.grading.grade_class import GradedStudent
from grader.model import Gradebook, Outcome, Place, Result
from grader.reports.files.class_report import GradedClass
from grader.reports.files.feedback_pages import FeedbackPages
from grader.storage.spool import Spool
from tests.reports.samples import F, half_done, small_result, troubled

RESULTS = {
    "adler": [half_done("adler"), small_result(6, "adler", F(8))],
    "eder": [replace(troubled(), submission=half_done("eder").submission)],
}


def spoilt(student: str) -> Result:
    result = half_done(student)
    verdicts = tuple(replace(one, outcome=Outcome.CRASHED, place=Place(1, 10**4300)) for one in result.verdicts)
    return replace(result, verdicts=verdicts)


def of(student: str) -> Sequence[Result]:
    return RESULTS.get(student) or [spoilt(student)]


def test_pages_with_a_part_made_before_are_the_same() -> None:
    book = Gradebook(tuple(result for results in RESULTS.values() for result in results), isolation="strong")
    at_the_end = GradedClass(book, tuple(RESULTS), of, "de")
    with Spool() as spool:
        ahead = PagesAhead(spool, of, "de")
        each = [GradedStudent(tuple(results), ()) for results in RESULTS.values()]
        assert list(ahead.each(each)) == each
        assert all(ahead.of(student) for student in RESULTS)
        begun = replace(at_the_end, ahead=ahead.of)
        assert dict(FeedbackPages().files(begun)) == dict(FeedbackPages().files(at_the_end))
        marked = replace(begun, ahead=lambda student: f"<p>{student}</p>")  # it is used, not made again
        assert "<p>adler</p></main>" in dict(FeedbackPages().files(marked))["feedback/adler.html"]


def test_who_cannot_be_shown_or_is_graded_later_stops_nobody() -> None:
    later = GradedStudent(tuple(RESULTS["eder"]), (), later=(half_done("eder").submission,))
    each = [GradedStudent((spoilt("mallory"),), ()), later, GradedStudent((), ()), GradedStudent(tuple(RESULTS["adler"]), ())]
    usual = sys.getswitchinterval()
    with Spool() as spool:
        ahead = PagesAhead(spool, of, "de")
        assert list(ahead.each(each)) == each
        assert [student for student in ("mallory", "eder", "adler") if ahead.of(student)] == ["adler"]
    assert sys.getswitchinterval() == usual
