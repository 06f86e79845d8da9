"""`grade class` on a console: a table as wide as the console, then what a teacher should look into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    has_marks,
    max_points,
    most_of_each,
    natural,
    place,
    rows,
    to_look_into,
    without_hand_in,
)

_NAME = 14
_TOTAL, _OPEN = 7, 6
_MARKS, _BOTH = 8, 12  # only where free texts have been read


@dataclass(frozen=True, slots=True)
class _Layout:
    """The widths of a table, and how many exercises stand beside each other: the others follow below."""

    name: int
    cell: int
    strip: str
    beside: int
    marks: bool = False


def print_class(gradebook: Gradebook, *, console: Console, lang: Lang) -> None:
    """The table of a class and its problems."""
    pen = Pen(console, lang)
    exercises = exercise_ids(gradebook)
    table = rows(gradebook)
    marks = has_marks(gradebook)
    width = pen.width - (_MARKS + _BOTH if marks else 0)
    layout = replace(_layout(table, exercises, gradebook.counting.weights, width, lang), marks=marks)
    names = distinct([pen.carried(safe.one_line(row.student)) for row in table], layout.name, pen.carried("…"))
    blocks = [exercises[start : start + layout.beside] for start in range(0, len(exercises), layout.beside)] or [[]]
    for block in blocks:
        last = block is blocks[-1]
        header = _header(block, layout, lang, last=last)
        pen.line((header, "bold"))
        pen.line((_most(gradebook, block, layout, lang, last=last), "dim"))
        if any(weight != 1 for weight in gradebook.counting.weights.values()):
            pen.line((_weights(gradebook, block, layout, lang), "dim"))
        pen.line(("─" * cell_len(header), "dim"))
        for row, name in zip(table, names, strict=True):
            pen.line(*_row(row, name, block, layout, pen, last=last))
        pen.blank()
    pen.line((_legend(pen), "dim"))
    if any(row.excused for row in table):
        pen.line((pen.words(Text(de="„e“ entschuldigt: zählt nicht", en='"e" excused: does not count')), "dim"))
    if marks:
        both = Text(
            de="Texte: deine Textpunkte bisher · zusammen: Punkte und Textpunkte, wo Texte offen sind von – bis",
            en="texts: your text points so far · together: points and text points, from – to where texts are open",
        )
        pen.line((pen.words(both), "dim"))
    walled = gradebook.isolation in vocabulary.WALLED
    pen.line((pen.words(vocabulary.isolated(gradebook.isolation)), "dim" if walled else "bold yellow"))
    _problems(pen, gradebook)
    _alike(pen, gradebook)
    _not_handed_in(pen, gradebook)


def _layout(
    table: Sequence[GradeRow], exercises: Sequence[str], weights: Mapping[str, Fraction], width: int, lang: Lang
) -> _Layout:
    """All exercises beside each other if there is room for them, else as few blocks as do, of about the same width."""
    name = max([len(vocabulary.STUDENT.in_(lang)), *(cell_len(row.student) for row in table)])
    points = max((len(_points(result, lang)) for row in table for result in row.results.values()), default=1)
    points = max([points, *(len(vocabulary.decimal(weight, lang)) + 1 for weight in weights.values() if weight != 1)])
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
    marks = f"{_TEXTS.in_(lang):>{_MARKS}}{_TOGETHER.in_(lang):>{_BOTH}}" if layout.marks else ""
    tail = f"{vocabulary.TOTAL.in_(lang):>{_TOTAL}}{marks}{vocabulary.OPEN.in_(lang):>{_OPEN}}" if last else ""
    return fit(vocabulary.STUDENT.in_(lang), layout.name) + ids + tail


def _most(gradebook: Gradebook, exercises: Sequence[str], layout: _Layout, lang: Lang, *, last: bool) -> str:
    """What can be reached."""
    most = most_of_each(gradebook)
    cells = "".join(f"{vocabulary.decimal(most[name], lang):>{layout.cell}}" for name in exercises)
    total = f"{vocabulary.decimal(round(max_points(gradebook), 2), lang):>{_TOTAL}}" if last else ""
    return f"{fit(Text(de='von', en='max').in_(lang), layout.name)}{cells}{total}"


def _weights(gradebook: Gradebook, exercises: Sequence[str], layout: _Layout, lang: Lang) -> str:
    weights = gradebook.counting.weights
    cells = "".join(f"{'×' + vocabulary.decimal(weights.get(name, Fraction(1)), lang):>{layout.cell}}" for name in exercises)
    return f"{fit(Text(de='zählt', en='counts').in_(lang), layout.name)}{cells}"


def _row(row: GradeRow, name: str, exercises: Sequence[str], layout: _Layout, pen: Pen, *, last: bool) -> list[Span]:
    spans: list[Span] = [name, *(_cell(row, exercise, layout, pen) for exercise in exercises)]
    if last:
        total = vocabulary.decimal(round(row.points, 2), pen.lang) if row.graded else ""
        marks = _marks(row, pen.lang) if layout.marks else ""
        spans += [(f"{total:>{_TOTAL}}", "bold"), marks, f"{row.open_marks or '–':>{_OPEN}}"]
    return spans


def _marks(row: GradeRow, lang: Lang) -> str:
    """Text points, and what they and the points come to: at least and, where texts are open, at most."""
    least = row.points + row.marks
    ends = [least, least + row.marks_pending] if row.marks_pending else [least]
    both = "–".join(vocabulary.decimal(round(end, 2), lang) for end in ends) if row.graded else ""
    return f"{vocabulary.decimal(round(row.marks, 2), lang) if row.graded else '':>{_MARKS}}{both:>{_BOTH}}"


def _cell(row: GradeRow, exercise: str, layout: _Layout, pen: Pen) -> Span:
    result = row.results.get(exercise)
    if exercise in row.excused:
        return (f"{'e':>{layout.cell}}", "dim")
    if result is None:
        return (f"{'·':>{layout.cell}}", "dim")
    return (f"{_points(result, pen.lang):>{layout.cell}}", _tone(result))


def _points(result: Result, lang: Lang) -> str:
    return vocabulary.decimal(round(result.points, 1) if result.points.denominator > 1 else result.points, lang)


def _tone(result: Result) -> str:
    if result.complete:
        return "green"
    return "" if result.passed else "yellow" if result.points > Fraction(0) else "red"


_TEXTS = Text(de="Texte", en="texts")
_TOGETHER = Text(de="zusammen", en="together")


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
    if late := len({result.submission.student for result in gradebook.results if result.lateness is not None}):
        pen.line((f"{pen.words(vocabulary.LATE)} ({late}): summary.md", "dim"))
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
