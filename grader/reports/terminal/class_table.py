"""`grade class` on a console: a table of 80 columns for up to 25 exercises, then what a teacher should look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.console import Console

from grader.model import Gradebook, Lang, Result, Text
from grader.reports.terminal.console import Pen, Span, distinct, fit
from grader.reports.text import safe, vocabulary
from grader.reports.views.grade_rows import (
    GradeRow,
    beside,
    exercise_ids,
    first_problems,
    max_points,
    natural,
    place,
    rows,
    to_look_into,
    without_hand_in,
)

_NAME = 14
_COMPACT = 2  # columns of a cell that shows tenths


@dataclass(frozen=True, slots=True)
class _Layout:
    """The widths of a table: `tenths` if cells show tenths of the points instead of points."""

    name: int
    cell: int
    tenths: bool
    strip: str


def print_class(gradebook: Gradebook, *, console: Console, lang: Lang) -> None:
    """The table of a class and its problems."""
    pen = Pen(console, lang)
    exercises = exercise_ids(gradebook)
    table = rows(gradebook)
    layout = _layout(table, exercises, pen.width, lang)
    for header in _headers(exercises, layout, lang):
        pen.line((header, "bold"))
    pen.line((_most(gradebook, exercises, layout, lang), "dim"))
    pen.line(("─" * cell_len(_headers(exercises, layout, lang)[-1]), "dim"))
    names = distinct([safe.one_line(row.student) for row in table], layout.name)
    for row, name in zip(table, names, strict=True):
        pen.line(*_row(row, name, exercises, layout, pen))
    pen.blank()
    pen.line((_legend(layout, pen), "dim"))
    walled = gradebook.isolation in vocabulary.WALLED
    pen.line((pen.words(vocabulary.isolated(gradebook.isolation)), "dim" if walled else "bold yellow"))
    _problems(pen, gradebook)
    _not_handed_in(pen, gradebook)


def _layout(table: Sequence[GradeRow], exercises: Sequence[str], width: int, lang: Lang) -> _Layout:
    name = max([len(vocabulary.STUDENT.in_(lang)), *(cell_len(row.student) for row in table)])
    points = max((len(_points(result, lang)) for row in table for result in row.results.values()), default=1)
    for shown, strip in ((min(name, 24), ""), (min(name, _NAME), ""), (min(name, _NAME), "ex")):
        cell = max([points, *(len(exercise.removeprefix(strip)) for exercise in exercises)]) + 1
        if shown + cell * len(exercises) + _TAIL <= width:
            return _Layout(shown, cell, False, strip)
    return _Layout(min(name, _NAME), _COMPACT, True, "ex")


_TOTAL, _OPEN = 7, 6
_TAIL = _TOTAL + _OPEN


def _headers(exercises: Sequence[str], layout: _Layout, lang: Lang) -> list[str]:
    """One line of exercise ids; two with the digits below each other where a cell is too narrow for them."""
    ids = [exercise.removeprefix(layout.strip) for exercise in exercises]
    tail = f"{vocabulary.TOTAL.in_(lang):>{_TOTAL}}{vocabulary.OPEN.in_(lang):>{_OPEN}}"
    student = fit(vocabulary.STUDENT.in_(lang), layout.name)
    if not layout.tenths:
        return [student + "".join(f"{name:>{layout.cell}}" for name in ids) + tail]
    height = max((len(name) for name in ids), default=1)
    upright = ["".join(f"{name.rjust(height)[line]:>{layout.cell}}" for name in ids) for line in range(height)]
    return [" " * layout.name + line for line in upright[:-1]] + [student + upright[-1] + tail]


def _most(gradebook: Gradebook, exercises: Sequence[str], layout: _Layout, lang: Lang) -> str:
    """What can be reached; cells that show tenths have no room for it."""
    most = {result.exercise.id: result.max_points for result in gradebook.results}
    cells = "" if layout.tenths else "".join(f"{vocabulary.decimal(most[name], lang):>{layout.cell}}" for name in exercises)
    total = vocabulary.decimal(round(max_points(gradebook), 2), lang)
    name = fit(Text(de="von", en="of").in_(lang), layout.name)
    return f"{name}{cells:{layout.cell * len(exercises)}}{total:>{_TOTAL}}"


def _row(row: GradeRow, name: str, exercises: Sequence[str], layout: _Layout, pen: Pen) -> list[Span]:
    spans: list[Span] = [name]
    for exercise in exercises:
        result = row.results.get(exercise)
        spans.append(_cell(result, layout, pen))
    total = vocabulary.decimal(round(row.points, 2), pen.lang) if row.graded else ""
    spans.append((f"{total:>{_TOTAL}}", "bold"))
    spans.append(f"{row.open_marks or '–':>{_OPEN}}")
    return spans


def _cell(result: Result | None, layout: _Layout, pen: Pen) -> Span:
    if result is None:
        return (f"{'·':>{layout.cell}}", "dim")
    if not layout.tenths:
        return (f"{_points(result, pen.lang):>{layout.cell}}", _tone(result))
    return (f"{pen.symbol(vocabulary.PASSED) if result.complete else _tenths(result):>{layout.cell}}", _tone(result))


def _tenths(result: Result) -> str:
    return str(result.points * 10 // result.max_points if result.max_points else 0)


def _points(result: Result, lang: Lang) -> str:
    return vocabulary.decimal(round(result.points, 1) if result.points.denominator > 1 else result.points, lang)


def _tone(result: Result) -> str:
    if result.complete:
        return "green"
    return "" if result.passed else "yellow" if result.points > Fraction(0) else "red"


def _legend(layout: _Layout, pen: Pen) -> str:
    if layout.tenths:
        full = pen.symbol(vocabulary.PASSED)
        legend = Text(
            de=f"{full} alle Punkte · 0–9 Zehntel der Punkte · „·“ nicht abgegeben · offen: Textpunkte und Antworten für dich",
            en=f'{full} all points · 0–9 tenths of the points · "·" not handed in · open: text points and answers for you',
        )
    else:
        legend = Text(
            de="Punkte ohne Bonus · „·“ nicht abgegeben · offen: Textpunkte und Antworten, die du entscheidest",
            en='points not counting bonus · "·" not handed in · open: text points and answers that you decide',
        )
    return pen.words(legend)


def _problems(pen: Pen, gradebook: Gradebook) -> None:
    said = to_look_into(gradebook.problems)
    if trifles := len(beside(gradebook.problems)):
        pen.blank()
        pen.line((f"{pen.words(vocabulary.BESIDE)} ({trifles}): summary.md", "dim"))
    if not said:
        return
    pen.blank()
    pen.line((f"{pen.words(vocabulary.PROBLEMS)} ({len(said)})", "bold yellow"))
    for problem in first_problems(sorted(said, key=lambda problem: natural(problem.student))):
        where = f" ({name})" if (name := place(problem, pen.lang)) else ""
        pen.line((problem.student, "bold"), f"{where}: {problem.text.in_(pen.lang)}", indent=2, hang=2)


def _not_handed_in(pen: Pen, gradebook: Gradebook) -> None:
    missing = without_hand_in(gradebook.problems)
    if not missing:
        return
    pen.blank()
    pen.line((pen.words(vocabulary.NOT_HANDED_IN), "bold"))
    for exercises, students in missing:
        pen.line((", ".join(exercises), "bold"), f": {', '.join(students)}", indent=2, hang=2)
