"""gradescope/: a results.json for each student, as an autograder of Gradescope writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from grader.model import Lang, Outcome, Result, Text, Verdict
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.text import vocabulary
from grader.reports.text.place import placed
from grader.reports.text.plain_text import plain
from grader.reports.text.safe import visible
from grader.reports.views.grade_rows import rows
from grader.reports.views.student_files import student_files

_DONE = (Outcome.CORRECT, Outcome.FOLLOW_THROUGH)


class Gradescope(ClassReport):
    name = "gradescope/"
    title = Text(de="Für Gradescope", en="For Gradescope")
    asked_as = "gradescope"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        own_row = {row.student: row for row in rows(graded.gradebook)}
        for student, file in student_files(graded.students, "/results.json").items():
            row = own_row.get(student)
            results = [one for one in graded.whole(student) if row is None or one.exercise.id not in row.excused]
            # without weights, since each test shows its own points; follow-through, lateness and caps are in the sum
            score = max(Fraction(0), sum((one.points + one.bonus for one in results), Fraction(0)))
            document = {
                "score": vocabulary.number(score),
                "output": _said(results, graded.lang),
                "output_format": "text",
                "visibility": "visible",
                "tests": [
                    _test(result, verdict, f"{place}.{number}", graded.lang)
                    for place, result in enumerate(results, start=1)
                    for number, verdict in enumerate(result.verdicts, start=1)
                ],
            }
            yield self.name + file, json.dumps(document, indent=2) + "\n"


def _said(results: Sequence[Result], lang: Lang) -> str:
    """What is not in the points of single tests."""
    lines = []
    for result in results:
        less = result.capped + result.late
        if less:
            points = vocabulary.count_points(less, lang)
            text = Text(de=f"{result.exercise.id}: abgezogen werden {points}.", en=f"{result.exercise.id}: less {points}.")
            lines.append(text.in_(lang))
    return "\n".join(lines)


def _test(result: Result, verdict: Verdict, number: str, lang: Lang) -> dict[str, Any]:
    item = verdict.item
    feedback = placed(result, verdict)
    word = vocabulary.MARKS[verdict.outcome].word.in_(lang)
    test: dict[str, Any] = {
        "name": f"{item.id} {item.name}",
        "number": number,
        "score": vocabulary.number(verdict.points),
        "max_score": vocabulary.number(Fraction(0) if item.bonus else item.points),  # more than that is extra credit
        "output": visible(plain(feedback.in_(lang))) if feedback is not None else word,
        "output_format": "text",
        "tags": [result.exercise.id],
        "visibility": "visible",
        "extra_data": {"outcome": verdict.outcome.value},
    }
    if not verdict.outcome.open:  # what nobody has decided is neither passed nor failed
        test["status"] = "passed" if verdict.outcome in _DONE else "failed"
    return test
