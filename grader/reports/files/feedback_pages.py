"""feedback/: a page for every student, under a name that is a file on every system."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from grader.model import Problem, Result, Text
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.files.html import feedback_page
from grader.reports.views.grade_rows import rows
from grader.reports.views.student_files import student_files


class FeedbackPages(ClassReport):
    name = "feedback/"
    title = Text(de="Rückmeldungen", en="Feedback pages")

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        names = student_files(graded.students, ".html")
        for student, page in feedback_pages(graded):
            yield self.name + names[student], page


def feedback_pages(graded: GradedClass) -> Iterator[tuple[str, str]]:
    """The page of each student, one at a time: those of a large class do not fit in memory together."""
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in graded.gradebook.problems:
        problems[problem.student].append(problem)
    own_row = {row.student: row for row in rows(graded.gradebook)}
    light: dict[str, list[Result]] = defaultdict(list)
    for result in graded.gradebook.results:
        light[result.submission.student or ""].append(result)
    for student in graded.students:
        ahead = graded.ahead(student)
        results = graded.whole(student) if ahead is None else light[student]
        page = feedback_page(
            results,
            problems[student],
            student=student,
            lang=graded.lang,
            row=own_row.get(student),
            exercises=ahead if results else None,
        )
        yield student, page
