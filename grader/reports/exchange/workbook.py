"""grades.xlsx: a sheet of grades and one of all answers and remarks, with numbers as numbers and no formula anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

from grader.errors import GraderError
from grader.model import Lang, Text
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.text import vocabulary
from grader.reports.text.place import placed
from grader.reports.text.plain_text import plain
from grader.reports.text.safe import visible
from grader.reports.views.grade_columns import HEADINGS, added_columns
from grader.reports.views.grade_rows import GradeRow, exercise_ids, rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Fraction | None
_LONGEST = 32_000  # characters of a cell; Excel takes 32 767
_MADE = datetime(2000, 1, 1)  # the same grades give the same file
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
_SHEETS = (Text(de="Noten", en="Grades"), Text(de="Antworten", en="Answers"))
_ANSWERS = (
    HEADINGS["student"],
    Text(de="Übung", en="exercise"),
    Text(de="Teil", en="item"),
    Text(de="Ergebnis", en="outcome"),
    Text(de="Punkte", en="points"),
    HEADINGS["max_points"],
    Text(de="Fehler", en="mistake"),
    Text(de="Rückmeldung", en="feedback"),
)


class Workbook(ClassReport):
    name = "grades.xlsx"
    title = Text(de="Noten als Arbeitsmappe", en="Grades as a workbook")
    asked_as = "xlsx"

    def expect_libraries(self) -> None:
        try:
            import xlsxwriter  # noqa: F401
        except ImportError as error:
            raise GraderError(
                "For grades.xlsx, XlsxWriter is needed: pip install 'grader[desk]'",
                de="Für grades.xlsx fehlt XlsxWriter: pip install 'grader[desk]'",
            ) from error

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        yield self.name, lambda file: _write(graded, file)


def _write(graded: GradedClass, file: BinaryIO) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(file, _PLAIN) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        for title, lines in zip(_SHEETS, (_grades(graded), _answers(graded)), strict=True):
            sheet = book.add_worksheet(title.in_(graded.lang))
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 0, 28)
            for place, cells in enumerate(lines):
                _write_line(sheet, place, cells, bold if place == 0 else None)


def _write_line(sheet: Worksheet, line: int, cells: Sequence[Cell], form: object) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(line, column, visible(cell)[:_LONGEST], form)
        elif cell is not None:
            sheet.write_number(line, column, vocabulary.number(Fraction(cell)), form)


def _grades(graded: GradedClass) -> Iterator[Sequence[Cell]]:
    book, lang = graded.gradebook, graded.lang
    exercises = exercise_ids(book)
    more = added_columns(book)
    sums = ("total", "max_points", "bonus", "marks_pending", "open_items", "problems", *more)
    yield [HEADINGS["student"].in_(lang), *exercises, *(HEADINGS[name].in_(lang) for name in sums)]
    for row in rows(book):
        counted = {name: one.points for name, one in row.results.items() if name not in row.excused}
        has = row.graded
        yield [
            row.student,
            *(counted.get(name) for name in exercises),
            row.points if has else None,
            row.most,
            row.bonus if has else None,
            row.marks_pending if has else None,
            " ".join(verdict.item.id for verdict in row.undecided),
            _problems(row, lang),
            *(cell(row) if has or name == "excused" else None for name, cell in more.items()),
        ]


def _problems(row: GradeRow, lang: Lang) -> str:
    return "\n".join(problem.text.in_(lang) for problem in row.problems if not problem.minor)


def _answers(graded: GradedClass) -> Iterator[Sequence[Cell]]:
    """One line for each item, and one for each remark; one student at a time, since a class may be large."""
    lang = graded.lang
    yield [title.in_(lang) for title in _ANSWERS]
    said = {row.student: row.problems for row in rows(graded.gradebook)}
    for student in graded.students:
        for result in graded.whole(student):
            for verdict in result.verdicts:
                feedback = placed(result, verdict)
                yield [
                    student,
                    result.exercise.id,
                    verdict.item.id,
                    vocabulary.MARKS[verdict.outcome].word.in_(lang),
                    verdict.points,
                    verdict.item.points,
                    verdict.mistake or "",
                    plain(feedback.in_(lang)) if feedback is not None else "",
                ]
        for problem in said.get(student, ()):
            yield [student, "", "", vocabulary.PROBLEMS.in_(lang), None, None, problem.file, problem.text.in_(lang)]
