"""What `grade class` takes from other programs and gives back to them, checked before anything is graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from grader.desk.course_file import CoursePlan
from grader.errors import GraderError
from grader.reports.files.class_report import class_reports
from grader.reports.moodle.worksheet import Worksheet, read_worksheet
from grader.reports.moodle.worksheet_people import expect_same_assignment, who_is_who
from grader.submissions.files.handin import Found

MOODLE = "moodle"


def asked_for(course: CoursePlan) -> tuple[str, ...]:
    """The words of the reports that are written besides: with a worksheet Moodle's, too."""
    return (*course.reports, *([MOODLE] if course.moodle is not None and MOODLE not in course.reports else []))


def worksheet_of(course: CoursePlan, out: Path) -> Worksheet | None:
    """The worksheet that is to be filled in. Raises GraderError where it is none, or would be overwritten."""
    path = course.moodle
    if path is None:
        return None
    sheet = read_worksheet(path)
    ours = {report.name for report in class_reports(asked_for(course))}
    if (out / path.name).resolve() == path.resolve() or path.name in ours:
        raise GraderError(
            f"The filled-in copy of {path} would take its own place or that of a report. Rename the worksheet, or choose "
            "another folder with --out.",
            de=f"Die ausgefüllte Kopie von {path} käme an seine eigene Stelle oder an die eines Berichts. Benenne den "
            "Bewertungsbogen um, oder wähle mit --out einen anderen Ordner.",
        )
    return sheet


def dated_by(sheet: Worksheet, students: Sequence[str], found: Found) -> Found:
    """With the times that the worksheet tells. Raises GraderError where it is that of another assignment."""
    expect_same_assignment(sheet, students, found.folders)
    rows = who_is_who(sheet, students, found.folders).rows(sheet)
    times = {student: max(row.submitted for row in own) for student, own in rows.items() if any(row.submitted for row in own)}
    return replace(found, handed_in={**times, **found.handed_in})
