"""`grade ex10` on a console: one block per item, then what it comes to and what to do next."""

from __future__ import annotations

from rich.console import Console

from grader.model import Exercise, Lang, Outcome, Result, Text, Verdict
from grader.option_order import as_shown
from grader.reports.terminal.console import Pen
from grader.reports.text import safe, vocabulary
from grader.reports.text.place import place_of
from grader.reports.text.plain_text import plain
from grader.reports.views.advice import ahead, check_name, check_reason, closing_notes, counter_check, mark, next_item, parts

_MARK_WIDTH = 18  # the longest mark, "○ nicht bearbeitet"
_BODY = 2 + _MARK_WIDTH + 2
_UNDERSTOOD = 200  # columns; a student knows what they wrote


def print_result(result: Result, *, console: Console, lang: Lang, grade: str = "grade") -> None:
    """One graded exercise, as its student reads it; `grade` is what they type where they read it."""
    pen = Pen(console, lang)
    _heading(pen, result.exercise)
    if all(verdict.outcome is Outcome.MISSING for verdict in result.verdicts):  # a blank sheet is said once, not for each item
        pen.line(pen.mark(vocabulary.MARKS[Outcome.MISSING]), indent=2)
    else:
        _sheet(pen, result)
    pen.blank()
    _totals(pen, result)
    pen.blank()
    _next(pen, result, grade)
    _isolation(pen, result)


def _sheet(pen: Pen, result: Result) -> None:
    """What is to be done next, then all items in their order."""
    first = ahead(result)
    if first is not None:
        pen.line((pen.words(vocabulary.FIRST), "bold"), indent=2)
        show_item(pen, result, first)
        pen.blank()
        pen.line((pen.words(vocabulary.IN_ORDER), "bold"), indent=2)
    for verdict in result.verdicts:
        if verdict is first:
            _top(pen, result, verdict, f" – {pen.words(vocabulary.ABOVE)}")
        else:
            show_item(pen, result, verdict)


def print_item(result: Result, verdict: Verdict, *, console: Console, lang: Lang) -> None:
    """One item of a graded exercise; the rest of it is neither shown nor added up."""
    pen = Pen(console, lang)
    _heading(pen, result.exercise)
    show_item(pen, result, verdict)
    pen.blank()
    for note in result.notes:
        pen.block(plain(note.in_(lang)), indent=2)
    _isolation(pen, result)


def _heading(pen: Pen, exercise: Exercise) -> None:
    variant = Text(de=f"Variante {exercise.variant}", en=f"variant {exercise.variant}").in_(pen.lang)
    pen.line(
        (exercise.id, "bold cyan"),
        "  ",
        (plain(exercise.title.in_(pen.lang)), "bold"),
        right=(variant if exercise.variant else "", "dim"),
    )
    pen.blank()


def _isolation(pen: Pen, result: Result) -> None:
    if result.isolation not in vocabulary.WALLED:
        pen.line((pen.words(vocabulary.isolated(result.isolation)), "yellow"), indent=2)


def show_item(pen: Pen, result: Result, verdict: Verdict) -> None:
    """The block of one item."""
    _top(pen, result, verdict)
    if (understood := as_shown(result, verdict)) is not None:
        words_of_ours = plain if verdict.option else str  # of a choice the option's words are shown, which hold formulas
        answer = safe.one_line(words_of_ours(understood.in_(pen.lang)), max_columns=_UNDERSTOOD)
        pen.line((f"{vocabulary.UNDERSTOOD.in_(pen.lang)}: ", "dim"), answer, indent=_BODY, hang=2)
    if (place := place_of(result, verdict)) is not None:
        pen.line((place.in_(pen.lang), "dim"), indent=_BODY, hang=2)
    if verdict.feedback is not None and verdict.outcome is not Outcome.MISSING:  # the mark says it
        pen.block(plain(verdict.feedback.in_(pen.lang)), indent=_BODY)
    if (why := counter_check(verdict)) is not None:
        pen.line((why.in_(pen.lang), "dim"), indent=_BODY, hang=2)
    for check in parts(verdict):
        met = vocabulary.CHECK_PASSED if check.passed else vocabulary.CHECK_FAILED
        why = check_reason(verdict, check)
        reason = f" – {plain(why.in_(pen.lang))}" if why is not None else ""
        points = vocabulary.of(check.points, check.max_points, pen.lang) if check.max_points else ""
        name = plain(check_name(verdict, check).in_(pen.lang))
        pen.line(pen.mark(met), f": {name}{reason}", right=(points, "dim"), indent=_BODY, hang=2)


def _top(pen: Pen, result: Result, verdict: Verdict, more: str = "") -> None:
    item = verdict.item
    star = ("★ ", "magenta") if item.bonus else ""
    pen.line(
        pen.mark(mark(result, verdict), _MARK_WIDTH),
        "  ",
        (item.id, "bold"),
        "  ",
        star,
        item.name,
        (more, "dim"),
        right=_earned(verdict, pen.lang),
        indent=2,
        hang=_BODY - 2,
    )


def _earned(verdict: Verdict, lang: Lang) -> str:
    item = verdict.item
    if item.points:
        return vocabulary.of(verdict.points, item.points, lang)
    return f"({vocabulary.count_marks(item.marks, lang)})" if item.marks else ""


def _totals(pen: Pen, result: Result) -> None:
    lang = pen.lang
    label = max(len(vocabulary.POINTS.in_(lang)), len(vocabulary.BONUS.in_(lang))) + 2
    of = Text(de="von", en="of").in_(lang)
    pen.line(
        (f"{vocabulary.POINTS.in_(lang).capitalize():<{label}}", "bold"),
        (f"{vocabulary.decimal(round(result.points, 2), lang)} {of} {vocabulary.decimal(result.max_points, lang)}", "bold"),
        "   ",
        pen.mark(vocabulary.PASSED if result.passed else vocabulary.NOT_PASSED),
        indent=2,
    )
    if result.max_bonus:
        bonus = f"{vocabulary.decimal(round(result.bonus, 2), lang)} {of} {vocabulary.decimal(result.max_bonus, lang)}"
        pen.line((f"{vocabulary.BONUS.in_(lang).capitalize():<{label}}", "bold"), bonus, " ", ("★", "magenta"), indent=2)
    for note in (*closing_notes(result), *result.notes):
        pen.block(plain(note.in_(lang)), indent=2)


def _next(pen: Pen, result: Result, grade: str) -> None:
    verdict = next_item(result)
    if verdict is None:
        done = Text(de="Alles erledigt – sehr gut!", en="All done – great work!")
        pen.line((pen.words(done), "bold green"), indent=2)
        return
    item = verdict.item
    pen.line(
        (f"{pen.words(vocabulary.NEXT)}: ", "bold"),
        (item.id, "bold cyan"),
        f" {item.name}",
        indent=2,
    )
    if item.hints:
        pen.line((f"{pen.words(vocabulary.STUCK)}: {grade} {item.id} --hint", "dim"), indent=2)
