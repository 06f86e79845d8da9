"""classroom50/: a result.json for each student, as Classroom 50 reads it; its points are whole numbers."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from grader.model import Gradebook, Result, Text
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.views.grade_rows import GradeRow, most_of_each, rows
from grader.reports.views.student_files import student_files

SCHEMA = "classroom50/result/v1"
_LARGEST = 1000  # what one point may become; a third of a sixteenth is rounded
# what its workflow says of a submission, by the field it belongs to
_TOLD = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}


class Classroom50(ClassReport):
    name = "classroom50/"
    title = Text(de="Für Classroom 50", en="For Classroom 50")
    asked_as = "classroom50"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        most = most_of_each(graded.gradebook)
        scale = _scale(graded.gradebook, most)
        names = student_files(graded.students, "/result.json")
        for row in rows(graded.gradebook):
            if row.student in names:
                document = _document(row, graded, most, scale)
                yield self.name + names[row.student], json.dumps(document, indent=2) + "\n"


def _scale(book: Gradebook, most: Mapping[str, Fraction]) -> int:
    """What one point of ours is there: the same for the whole class, and so much that all points are whole numbers."""
    numbers = [one * book.counting.weights.get(name, 1) for name, one in most.items()] + [
        result.points * book.counting.weights.get(result.exercise.id, 1) for result in book.results
    ]
    return min(_LARGEST, math.lcm(*(one.denominator for one in numbers)))


def _document(row: GradeRow, graded: GradedClass, most: Mapping[str, Fraction], scale: int) -> dict[str, Any]:
    tests = []
    for name, points in most.items():
        if name in row.excused:
            continue
        weight = row.weights.get(name, Fraction(1)) * scale
        result = row.results.get(name)
        tests.append(
            {
                "test-name": name,
                "passed": result is not None and result.passed,
                "score": 0 if result is None else max(0, round(result.points * weight)),
                "max-score": round(points * weight),
            }
        )
    told = {field: os.environ.get(name, "") for field, name in _TOLD.items()}
    return {
        "schema": SCHEMA,
        **told,
        "classroom": told["classroom"] or graded.name,
        "assignment": told["assignment"] or graded.name,
        "assignment_type": "individual",
        "owner": told["owner"] or row.student,
        "datetime": _time(row.results.values(), graded.handed_in.get(row.student, "")),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "points-per-point": scale,
        "tests": tests,
        "submitted_by": os.environ.get("USERNAME", "") or row.student,
    }


def _time(results: Iterable[Result], told: str) -> str:
    """When the last of it came; empty where nobody knows, since it must not be another one at each grading."""
    return max((result.handed_in for result in results if result.handed_in), default=told)
