"""`grade` alone and `grade list`: all exercises at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.console import Console

from grader.model import LANGS, Exercise, Lang, Result, Text
from grader.reports.terminal.console import Pen, Span
from grader.reports.text import vocabulary
from grader.reports.text.plain_text import plain
from grader.reports.views.advice import NEW, next_item, state
from grader.reports.views.grade_rows import natural

NEWLY_SOLVED = Text(de="Neu gelöst", en="Newly solved")
_BAR = 20  # columns
_STATE, _ID = 11, 6

_GAP = 2

LastResults = tuple[Result, Result | None, str]  # the last result, the one before, when the last was made


@dataclass(frozen=True, slots=True)
class _Row:
    """An exercise on the map; what stands behind its title takes as much room as it needs, and the title has the rest."""

    state: Span
    name: Span
    title: str
    ends: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]  # points, change, when: each a text and its style


def print_overview(
    progress: Sequence[LastResults],
    exercises: Sequence[Exercise],
    *,
    console: Console,
    lang: Lang,
    here: Fraction | None = None,
) -> None:
    """Every exercise with its points, what changed since the run before, and what is next; `here` are the points that a
    kit can judge, if it cannot judge all."""
    pen = Pen(console, lang)
    last = {result.exercise.id: (result, previous, when) for result, previous, when in progress}
    ordered = sorted(exercises, key=lambda exercise: natural(exercise.id))
    rows = [_row(pen, exercise, last.get(exercise.id)) for exercise in ordered]
    widths = [max((cell_len(row.ends[column][0]) for row in rows), default=0) for column in range(3)]
    taken = sum(width + _GAP for width in widths if width)
    title_width = max(pen.width - _STATE - 2 - _ID - taken, 10)
    for row in rows:
        ends = [(f"{'':{_GAP}}{text:>{width}}", style) for (text, style), width in zip(row.ends, widths, strict=True) if width]
        pen.line(row.state, "  ", row.name, pen.fit(row.title, title_width), *ends)
    pen.blank()
    earned = sum((result.points for result, _, _ in last.values()), Fraction(0))
    most = sum((exercise.max_points for exercise in ordered), Fraction(0))
    pen.line(
        (f"{vocabulary.TOTAL.in_(lang).capitalize()}: {vocabulary.of(earned, most, lang)}", "bold"),
        "  ",
        _bar(pen, earned, most),
    )
    solved = [exercise.id for exercise in ordered if exercise.id in last and _newly_solved(*last[exercise.id][:2])]
    if solved:
        pen.line((f"{NEWLY_SOLVED.in_(lang)}: ", "bold green"), ", ".join(solved), hang=2)
    if here is not None and here < most:
        pen.line(_judged_here(here, most).in_(lang), hang=2)
    _what_next(pen, ordered, {name: result for name, (result, _, _) in last.items()})


def _bar(pen: Pen, earned: Fraction, most: Fraction) -> Span:
    """The share as blocks, or in ASCII; the numbers stand before it."""
    filled = min(_BAR, int(_BAR * earned / most)) if most else 0
    full, empty = ("█", "░") if pen.carried("█░") == "█░" else ("#", "-")
    return (f"[{full * filled}{empty * (_BAR - filled)}]", "green")


def _newly_solved(result: Result, previous: Result | None) -> bool:
    """Its last run was the first in which nothing was missing."""
    return result.complete and (previous is None or not previous.complete)


def _judged_here(here: Fraction, most: Fraction) -> Text:
    de, en = ([vocabulary.decimal(round(value, 2), lang) for value in (here, most)] for lang in LANGS)
    return Text(
        de=f"{de[0]} von {de[1]} Punkten lassen sich hier ganz prüfen; bei den anderen entscheidet manchmal erst die Abgabe.",
        en=f"{en[0]} of {en[1]} points can be checked here in full; for the others, some answers count only after hand-in.",
    )


def _row(pen: Pen, exercise: Exercise, last: LastResults | None) -> _Row:
    name = (pen.fit(exercise.id, _ID), "bold cyan")
    title = plain(exercise.title.in_(pen.lang))
    if last is None:
        most = (f"–/{vocabulary.decimal(exercise.max_points, pen.lang)}", "dim")
        return _Row(pen.mark(NEW, _STATE), name, title, (most, ("", ""), ("", "")))
    result, previous, when = last
    points = (vocabulary.of(result.points, result.max_points, pen.lang), "")
    return _Row(pen.mark(state(result), _STATE), name, title, (points, _change(result, previous, pen.lang), (when, "dim")))


def _change(result: Result, previous: Result | None, lang: Lang) -> tuple[str, str]:
    """+2 or −1 since the run before; nothing where nothing changed."""
    difference = result.points + result.bonus - (previous.points + previous.bonus) if previous is not None else Fraction(0)
    if not difference:
        return "", ""
    sign, style = ("+", "green") if difference > 0 else ("−", "yellow")
    return sign + vocabulary.decimal(round(abs(difference), 2), lang), style


def _what_next(pen: Pen, exercises: Sequence[Exercise], results: dict[str, Result]) -> None:
    """The first started exercise that is not complete, else the first new one, rather one that builds on nothing new."""
    started = [results[exercise.id] for exercise in exercises if exercise.id in results and not results[exercise.id].complete]
    label = (f"{pen.words(vocabulary.NEXT)}: ", "bold")
    if started and (verdict := next_item(started[0])) is not None:
        pen.line(label, (verdict.item.id, "bold cyan"), f" {verdict.item.name} (grade {started[0].exercise.id})", hang=2)
        return
    fresh = [exercise for exercise in exercises if exercise.id not in results]
    new = next((exercise for exercise in fresh if set(exercise.after) <= results.keys()), next(iter(fresh), None))
    if new is not None:
        pen.line(label, (new.id, "bold cyan"), f" {plain(new.title.in_(pen.lang))} (grade {new.id})", hang=2)
    elif exercises and not started:
        pen.line((pen.words(Text(de="Alles erledigt – sehr gut!", en="All done – great work!")), "bold green"))


def print_catalogue(exercises: Sequence[Exercise], *, console: Console, lang: Lang) -> None:
    """Every exercise with its title, number of items and points."""
    pen = Pen(console, lang)
    for exercise in sorted(exercises, key=lambda exercise: natural(exercise.id)):
        bonus = f"+ {vocabulary.decimal(exercise.max_bonus, lang)} ★" if exercise.max_bonus else ""
        items = vocabulary.counted(len(exercise.items), Text(de="Teil", en="item"), Text(de="Teile", en="items"), lang)
        facts = f"{items:>9}{vocabulary.decimal(exercise.max_points, lang):>5} {pen.words(Text(de='P', en='pt'))} {bonus:<6}"
        pen.line((pen.fit(exercise.id, _ID), "bold cyan"), plain(exercise.title.in_(lang)), right=facts, hang=_ID)
