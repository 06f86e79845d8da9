"""nbgrader.csv: what `nbgrader export` writes, with an exercise as an assignment."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from grader.model import Result, Text
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.text import vocabulary
from grader.reports.text.safe import csv_name
from grader.reports.views.grade_rows import most_of_each, rows

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


class Nbgrader(ClassReport):
    name = "nbgrader.csv"
    title = Text(de="Noten wie aus nbgrader", en="Grades as from nbgrader")
    asked_as = "nbgrader"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        """A line for each student and exercise, in that order; what was not handed in has 0 points and no time."""
        most = most_of_each(graded.gradebook)
        target = io.StringIO(newline="")
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows(graded.gradebook):
            for name, points in most.items():
                if name not in row.excused:
                    result = row.results.get(name)
                    writer.writerow(_line(name, row.student, points, result, graded.handed_in.get(row.student, "")))
        yield self.name, target.getvalue()


def _line(exercise: str, student: str, most: Fraction, result: Result | None, told: str) -> list[str]:
    score = Fraction(0) if result is None else max(Fraction(0), result.points + result.bonus)
    penalty = Fraction(0) if result is None else result.late
    time = "" if result is None else (result.handed_in or told).replace("T", " ")
    numbers = [score + penalty, penalty, score, most]
    return [exercise, "", time, csv_name(student), "", "", "", *(_number(one) for one in numbers)]


def _number(value: Fraction) -> str:
    """0.0 and 2.5, as Python writes them."""
    return str(float(vocabulary.number(value)))
