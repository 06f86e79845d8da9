"""`grade class` on a console: a table as wide as the console, then what a teacher should look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.console import Console

from grader.model import Gradebook, Lang, Result, Text
from grader.reports.terminal.console import Pen, Span, distinct, fit
from grader.reports.text import safe, vocabulary
from grader.reports.views import alike_pairs
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
_TOTAL, _OPEN = 7, 6


@dataclass(frozen=True, slots=True)
class _Layout:
    """The widths of a table, and how many exercises stand beside each other: the others follow below."""

    name: int
    cell: int
    strip: str
    beside: int


def print_class(gradebook: Gradebook, *, console: Console, lang: Lang) -> None:
    """The table of a class and its problems."""
    pen = Pen(console, lang)
    exercises = exercise_ids(gradebook)
    table = rows(gradebook)
    layout = _layout(table, exercises, pen.width, lang)
    names = distinct([pen.carried(safe.one_line(row.student)) for row in table], layout.name, pen.carried("…"))
    blocks = [exercises[start : start + layout.beside] for start in range(0, len(exercises), layout.beside)] or [[]]
    for block in blocks:
        last = block is blocks[-1]
        header = _header(block, layout, lang, last=last)
        pen.line((header, "bold"))
        pen.line((_most(gradebook, block, layout, lang, last=last), "dim"))
        pen.line(("─" * cell_len(header), "dim"))
        for row, name in zip(table, names, strict=True):
            pen.line(*_row(row, name, block, layout, pen, last=last))
        pen.blank()
    pen.line((_legend(pen), "dim"))
    walled = gradebook.isolation in vocabulary.WALLED
    pen.line((pen.words(vocabulary.isolated(gradebook.isolation)), "dim" if walled else "bold yellow"))
    _problems(pen, gradebook)
    _alike(pen, gradebook)
    _not_handed_in(pen, gradebook)


def _layout(table: Sequence[GradeRow], exercises: Sequence[str], width: int, lang: Lang) -> _Layout:
    """All exercises beside each other if there is room for them, else as few blocks as do, of about the same width."""
    name = max([len(vocabulary.STUDENT.in_(lang)), *(cell_len(row.student) for row in table)])
    points = max((len(_points(result, lang)) for row in table for result in row.results.values()), default=1)
    for shown, strip in ((min(name, 24), ""), (min(name, _NAME), ""), (min(name, _NAME), "ex")):
        cell = max([points, *(len(exercise.removeprefix(strip)) for exercise in exercises)]) + 1
        beside = max((width - shown - _TOTAL - _OPEN) // cell, 1)
        if len(exercises) <= beside:
            return _Layout(shown, cell, strip, beside)
    shown = max(_NAME, min(name, 24, width // 3))  # in several blocks there is room for whole names
    beside = max((width - shown - _TOTAL - _OPEN) // cell, 1)
    blocks = -(-len(exercises) // beside)
    return _Layout(shown, cell, strip, -(-len(exercises) // blocks))


def _header(exercises: Sequence[str], layout: _Layout, lang: Lang, *, last: bool) -> str:
    ids = "".join(f"{exercise.removeprefix(layout.strip):>{layout.cell}}" for exercise in exercises)
    tail = f"{vocabulary.TOTAL.in_(lang):>{_TOTAL}}{vocabulary.OPEN.in_(lang):>{_OPEN}}" if last else ""
    return fit(vocabulary.STUDENT.in_(lang), layout.name) + ids + tail


def _most(gradebook: Gradebook, exercises: Sequence[str], layout: _Layout, lang: Lang, *, last: bool) -> str:
    """What can be reached."""
    most = {result.exercise.id: result.max_points for result in gradebook.results}
    cells = "".join(f"{vocabulary.decimal(most[name], lang):>{layout.cell}}" for name in exercises)
    total = f"{vocabulary.decimal(round(max_points(gradebook), 2), lang):>{_TOTAL}}" if last else ""
    return f"{fit(Text(de='von', en='max').in_(lang), layout.name)}{cells}{total}"


def _row(row: GradeRow, name: str, exercises: Sequence[str], layout: _Layout, pen: Pen, *, last: bool) -> list[Span]:
    spans: list[Span] = [name, *(_cell(row.results.get(exercise), layout, pen) for exercise in exercises)]
    if last:
        total = vocabulary.decimal(round(row.points, 2), pen.lang) if row.graded else ""
        spans += [(f"{total:>{_TOTAL}}", "bold"), f"{row.open_marks or '–':>{_OPEN}}"]
    return spans


def _cell(result: Result | None, layout: _Layout, pen: Pen) -> Span:
    if result is None:
        return (f"{'·':>{layout.cell}}", "dim")
    return (f"{_points(result, pen.lang):>{layout.cell}}", _tone(result))


def _points(result: Result, lang: Lang) -> str:
    return vocabulary.decimal(round(result.points, 1) if result.points.denominator > 1 else result.points, lang)


def _tone(result: Result) -> str:
    if result.complete:
        return "green"
    return "" if result.passed else "yellow" if result.points > Fraction(0) else "red"


def _legend(pen: Pen) -> str:
    return pen.words(
        Text(
            de="Punkte ohne Bonus · „·“ nicht abgegeben · offen: Textpunkte und Antworten, die du entscheidest",
            en='points without bonus · "·" not handed in · open: text points and answers that you decide',
        )
    )


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


def _alike(pen: Pen, gradebook: Gradebook) -> None:
    if not gradebook.alike:
        return
    pen.blank()
    pen.line((f"{pen.words(alike_pairs.TITLE)} ({len(gradebook.alike)}): alike.html", "bold yellow"))
    for found in gradebook.alike:
        left, right = alike_pairs.pair(found, pen.lang)
        pen.line((left, "bold"), " – ", (right, "bold"), f": {alike_pairs.exercises(found)}", indent=2, hang=2)
