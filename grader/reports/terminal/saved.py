"""What `--watch` shows of a hand-in that was saved: what to do next in full, all the rest in a line."""

from __future__ import annotations

from rich.console import Console

from grader.model import Lang, Result, Text, Verdict
from grader.reports.terminal.console import Pen
from grader.reports.terminal.result import show_item
from grader.reports.text import vocabulary
from grader.reports.text.plain_text import plain
from grader.reports.views.advice import DONE, mark, next_item

ALL_DONE = Text(de="Alles erledigt – sehr gut!", en="All done – great work!")
AS_BEFORE = Text(de="wie vorher", en="as before")


def print_saved(
    result: Result, before: Result | None, *, only: Verdict | None, when: str, console: Console, lang: Lang
) -> None:
    """The first item that is not right yet comes first; `only` one is shown where the student works at one."""
    pen = Pen(console, lang)
    first = only or next_item(result)
    gained = "" if before is None else _change(result, before, lang)
    points = f"{vocabulary.of(result.points, result.max_points, lang)} {vocabulary.POINTS.in_(lang)}{gained}"
    pen.line((when, "dim"), "  ", (result.exercise.id, "bold cyan"), "  ", result.submission.file, right=(points, "bold"))
    if before is not None and _alike(result, before):
        pen.line((AS_BEFORE.in_(lang), "dim"), indent=2)
        return
    for note in result.notes:
        pen.block(plain(note.in_(lang)), indent=2)
    if first is not None:
        show_item(pen, result, first)
    elif only is None:
        pen.line((pen.words(ALL_DONE), "bold green"), indent=2)
    if only is None and first is not None:
        for line in _others(result, first, lang):
            pen.line((line, "dim"), indent=2, hang=2)
    pen.blank()


def is_quiet(result: Result, item: str) -> bool:
    """Nothing is left to do in what is watched."""
    if item:
        return all(verdict.outcome in DONE for verdict in result.verdicts if verdict.item.name == item)
    return next_item(result) is None


def _others(result: Result, first: Verdict | None, lang: Lang) -> list[str]:
    """Words before letters: richtig: a, c."""
    found: dict[str, list[str]] = {}
    for verdict in result.verdicts:
        if verdict is not first:
            found.setdefault(mark(result, verdict).word.in_(lang), []).append(verdict.item.id.rpartition(".")[2])
    return [f"{word}: {', '.join(letters)}" for word, letters in found.items()]


def _change(result: Result, before: Result, lang: Lang) -> str:
    difference = result.points + result.bonus - before.points - before.bonus
    if not difference:
        return ""
    return f" ({'+' if difference > 0 else '−'}{vocabulary.decimal(round(abs(difference), 2), lang)})"


def _alike(result: Result, before: Result) -> bool:
    """Their student would read the same."""
    pairs = zip(result.verdicts, before.verdicts, strict=False)
    return (result.notes, len(result.verdicts)) == (before.notes, len(before.verdicts)) and all(
        (one.outcome, one.points, one.feedback, one.understood, one.checks, one.place)
        == (other.outcome, other.points, other.feedback, other.understood, other.checks, other.place)
        for one, other in pairs
    )
