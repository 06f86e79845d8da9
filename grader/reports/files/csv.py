"""grades.csv: one row per student, for a spreadsheet or a school's own program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from grader.model import Gradebook, Lang, Problem, Text
from grader.reports.files.class_report import ClassReport, GradedClass, Style
from grader.reports.text import vocabulary
from grader.reports.text.safe import csv_cell, csv_name
from grader.reports.views.grade_rows import GradeRow, exercise_ids, first_problems, max_points, place, rows

_BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page


class Grades(ClassReport):
    name = "grades.csv"
    title = Text(de="Noten", en="Grades")

    def files(self, graded: GradedClass) -> Iterator[tuple[str, str]]:
        yield self.name, grades_csv(graded.gradebook, style=graded.csv_style, lang=graded.lang)


def grades_csv(gradebook: Gradebook, *, style: Style = "rfc", lang: Lang = "en") -> str:
    """RFC 4180 text (CRLF, everything quoted); style "de" has semicolons, decimal commas and a BOM, as German Excel wants.

    The header is the same in both languages and styles, so that a script finds its columns; only problems are prose.
    """
    exercises = exercise_ids(gradebook)
    most = max_points(gradebook)
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if style == "de" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(
        ["student", *map(csv_cell, exercises), "total", "max_points", "bonus", "marks_pending", "open_items", "problems"]
    )
    for row in rows(gradebook):
        writer.writerow(_cells(row, exercises, most, style, lang))
    return (_BOM if style == "de" else "") + target.getvalue()


def _cells(row: GradeRow, exercises: list[str], most: Fraction, style: Style, lang: Lang) -> list[str]:
    tongue: Lang = "de" if style == "de" else "en"

    def written(points: Fraction) -> str:
        """For a script as exactly as everywhere, for people's own Excel to two places."""
        return vocabulary.decimal(round(points, 2) if style == "de" else points, tongue)

    points = [written(row.results[name].points) if name in row.results else "" for name in exercises]
    undecided = " ".join(verdict.item.id for verdict in row.undecided)
    said = [problem for problem in row.problems if not problem.minor]
    problems = " | ".join(_problem(problem, lang) for problem in first_problems(said))
    total, bonus = (written(number) if row.graded else "" for number in (row.points, row.bonus))
    pending = str(row.marks_pending) if row.graded else ""
    sums = [total, written(most), bonus, pending]
    return [csv_name(row.student), *points, *sums, csv_cell(undecided), csv_cell(problems)]


def _problem(problem: Problem, lang: Lang) -> str:
    where = place(problem, lang)
    return f"{where}: {problem.text.in_(lang)}" if where else problem.text.in_(lang)
