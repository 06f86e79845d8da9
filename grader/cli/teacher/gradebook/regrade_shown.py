"""What `grade regrade` says: first who loses, then who gains, then who is judged otherwise for the same points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.cli.shared.context import Context, print_safely
from grader.desk.regrading import Change, ItemChange, JudgedItem
from grader.model import Lang, Text
from grader.reports.text.plain_text import plain
from grader.reports.text.safe import one_line, surrogates_escaped, terminal
from grader.reports.text.vocabulary import MARKS, decimal, number

if TYPE_CHECKING:
    from grader.cli.teacher.gradebook.regrade import Regraded
    from grader.reports.files import contract


def show(context: Context, found: Regraded, *, applied: bool) -> None:
    """The lists on standard output, the sum of it on standard error."""
    for title, changes in _groups(found.changes):
        if changes:
            print_safely(f"{title.in_(context.lang)} ({len(changes)})", sys.stdout)
            for line in (line for change in changes for line in _lines(change, context.lang)):
                print_safely(terminal(line), sys.stdout)
            print_safely("", sys.stdout)
    for student, exercise, why in found.left:
        context.say(Text(de=f"{student}, {exercise}: {why.de}", en=f"{student}, {exercise}: {why.en}"))
    losing, gaining = (len(changes) for _, changes in _groups(found.changes)[:2])
    next_step = STORED if applied else NOT_STORED
    context.say(
        Text(
            de=f"{found.graded} neu bewertet, {found.unchanged} unverändert seit dem letzten Mal: {gaining} gewinnen, "
            f"{losing} verlieren." + (next_step.de if found.graded else ""),
            en=f"{found.graded} graded again, {found.unchanged} unchanged since the last time: {gaining} gain, {losing} lose."
            + (next_step.en if found.graded else ""),
        )
    )


STORED = Text(de=" Gespeichert; grade class schreibt die Berichte neu.", en=" Stored; grade class writes the reports anew.")
NOT_STORED = Text(de=" Nichts ist gespeichert; mit --apply schon.", en=" Nothing is stored; with --apply it is.")


def shown_document(found: Regraded, *, applied: bool, lang: Lang) -> contract.Regrade:
    return {
        "schema": "grader/regrade/1",
        "applied": applied,
        "graded": found.graded,
        "unchanged": found.unchanged,
        "changes": [
            {
                "student": surrogates_escaped(change.student),
                "exercise": change.exercise,
                "before": number(change.before),
                "after": number(change.after),
                "kept": change.kept,
                "items": [
                    {"id": item.id, "before": _judged(item.before, lang), "after": _judged(item.after, lang)}
                    for item in change.items
                ],
            }
            for change in found.changes
        ],
        "left": [
            {"student": surrogates_escaped(student), "exercise": exercise, "why": why.in_(lang)}
            for student, exercise, why in found.left
        ],
    }


def _judged(item: JudgedItem | None, lang: Lang) -> contract.Judged | None:
    if item is None:
        return None
    said = None if item.said is None else surrogates_escaped(item.said.in_(lang))
    return {"outcome": item.outcome, "points": number(item.points), "feedback": said}


def _groups(changes: list[Change]) -> list[tuple[Text, list[Change]]]:
    return [
        (Text(de="Verliert", en="Loses"), [one for one in changes if one.after < one.before]),
        (Text(de="Gewinnt", en="Gains"), [one for one in changes if one.after > one.before]),
        (Text(de="Anders bei gleichen Punkten", en="Other, for the same points"), [x for x in changes if x.after == x.before]),
    ]


def _lines(change: Change, lang: Lang) -> Iterator[str]:
    kept = Text(de=", was sonst verloren wäre, bleibt", en=", what would be lost is kept").in_(lang) if change.kept else ""
    worth = f"{_number(change.before, lang)} → {_number(change.after, lang)}"
    yield f"  {one_line(change.student)}, {change.exercise}: {worth}{kept}"
    for item in change.items:
        yield f"    {item.id}: {_word(item.before, lang)} → {_word(item.after, lang)}{_why(item, lang)}"


def _word(item: JudgedItem | None, lang: Lang) -> str:
    if item is None:
        return Text(de="nicht da", en="not there").in_(lang)
    return f"{MARKS[item.outcome].word.in_(lang)} {_number(item.points, lang)}"


def _why(item: ItemChange, lang: Lang) -> str:
    """What is said now; where nothing is, what was said before."""
    now, then = (None if one is None or one.said is None else plain(one.said.in_(lang)) for one in (item.after, item.before))
    if now is not None:
        return f" – {one_line(now)}"
    before = Text(de="vorher", en="before").in_(lang)
    return "" if then is None else f" ({before}: {one_line(then)})"


def _number(points: Fraction, lang: Lang) -> str:
    return decimal(round(points, 2), lang)
