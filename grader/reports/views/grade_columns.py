"""The columns of a class beside those of exercises, whatever the medium: what they are called, and which are only sometimes
there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.model import Gradebook, Text
from grader.reports.views.grade_rows import GradeRow, has_marks, natural

HEADINGS: Mapping[str, Text] = {
    "student": Text(de="Name", en="student"),
    "total": Text(de="Summe", en="total"),
    "max_points": Text(de="Möglich", en="max_points"),
    "bonus": Text(de="Bonus", en="bonus"),
    "marks_pending": Text(de="Textpunkte offen", en="marks_pending"),
    "open_items": Text(de="Unentschieden", en="open_items"),
    "problems": Text(de="Zu klären", en="problems"),
    "late": Text(de="Verspätung", en="late"),
    "excused": Text(de="Entschuldigt", en="excused"),
    "marks": Text(de="Textpunkte", en="marks"),
    "total_with_marks": Text(de="Summe mit Textpunkten", en="total_with_marks"),
    "total_with_open_marks": Text(de="Summe mit offenen Textpunkten", en="total_with_open_marks"),
}


def added_columns(gradebook: Gradebook) -> dict[str, Callable[[GradeRow], Fraction | str]]:
    """Columns that stand there only if there is something to say: points lost by lateness, who is excused from what, marks of
    free texts, and the total with them, without those that are open and with all of them."""
    found: dict[str, Callable[[GradeRow], Fraction | str]] = {}
    if any(result.lateness for result in gradebook.results):
        found["late"] = lambda row: row.late
    if any(decision.excused for decision in gradebook.decisions):
        found["excused"] = lambda row: " ".join(sorted(row.excused, key=natural))
    if has_marks(gradebook):
        found["marks"] = lambda row: row.marks
        found["total_with_marks"] = lambda row: row.points + row.marks
        found["total_with_open_marks"] = lambda row: row.points + row.marks + row.marks_pending
    return found
