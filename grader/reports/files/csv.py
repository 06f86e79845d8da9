"""grades.csv: one row per student, for a spreadsheet or a school's own program."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from fractions import Fraction

from grader.model import Gradebook, Lang, Problem, Text
from grader.reports.files.class_report import ClassReport, Content, GradedClass, Style
from grader.reports.text import vocabulary
from grader.reports.text.safe import csv_cell, csv_name
from grader.reports.views.grade_columns import HEADINGS, added_columns
from grader.reports.views.grade_rows import GradeRow, exercise_ids, first_problems, place, rows

_BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page


class Grades(ClassReport):
    name = "grades.csv"
    title = Text(de="Noten", en="Grades")

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        yield self.name, grades_csv(graded.gradebook, style=graded.csv_style, lang=graded.lang)


def grades_csv(gradebook: Gradebook, *, style: Style = "rfc", lang: Lang = "en") -> str:
    """RFC 4180 text (CRLF, everything quoted); style "de" has semicolons, decimal commas, a BOM and German headings, as people
    with a German Excel want them.

    Else the header is the same in both languages, so that a script finds its columns; only problems are prose. What a
    teacher's own decisions and dates add stands behind the columns that are always there.
    """
    exercises = exercise_ids(gradebook)
    tongue: Lang = "de" if style == "de" else "en"

    def written(points: Fraction) -> str:
        """For a script as exactly as everywhere, for people's own Excel to two places."""
        return vocabulary.decimal(round(points, 2) if style == "de" else points, tongue)

    more = added_columns(gradebook)
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if style == "de" else ",", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    names = ["student", *exercises, "total", "max_points", "bonus", "marks_pending", "open_items", "problems", *more]
    writer.writerow([HEADINGS[name].in_(tongue) if name in HEADINGS else csv_cell(name) for name in names])
    for row in rows(gradebook):
        added = [cell(row) if row.graded or name == "excused" else "" for name, cell in more.items()]
        shown = [cell if isinstance(cell, str) else written(cell) for cell in added]
        writer.writerow([*_cells(row, exercises, written, lang), *shown])
    return (_BOM if style == "de" else "") + target.getvalue()


def _cells(row: GradeRow, exercises: list[str], written: Callable[[Fraction], str], lang: Lang) -> list[str]:
    counted = {name: result for name, result in row.results.items() if name not in row.excused}
    points = [written(counted[name].points) if name in counted else "" for name in exercises]
    undecided = " ".join(verdict.item.id for verdict in row.undecided)
    said = [problem for problem in row.problems if not problem.minor]
    problems = " | ".join(_problem(problem, lang) for problem in first_problems(said))
    total, bonus = (written(number) if row.graded else "" for number in (row.points, row.bonus))
    pending = str(row.marks_pending) if row.graded else ""
    sums = [total, written(row.most), bonus, pending]
    return [csv_name(row.student), *points, *sums, csv_cell(undecided), csv_cell(problems)]


def _problem(problem: Problem, lang: Lang) -> str:
    where = place(problem, lang)
    return f"{where}: {problem.text.in_(lang)}" if where else problem.text.in_(lang)
