"""What a result says beyond its points: what is not counted yet and why, and what to do next."""

from __future__ import annotations

from grader.model import Outcome, Result, Text, Verdict
from grader.reports import words
from grader.reports.grades import is_undecided


def closing_notes(result: Result) -> tuple[Text, ...]:
    """What a student should know about the total: the cap on follow-through, and what a person still reads."""
    notes = []
    if result.capped:
        de, en = words.count_points(result.capped, "de"), words.count_points(result.capped, "en")
        notes.append(
            Text(
                de=f"Mit Folgefehlern sind höchstens 4/5 der Punkte zu holen: {de} sind deshalb nicht gezählt.",
                en=f"Follow-through earns at most 4/5 of the points: {en} are not counted for that reason.",
            )
        )
    if result.marks_pending:
        de, en = words.count_marks(result.marks_pending, "de"), words.count_marks(result.marks_pending, "en")
        notes.append(
            Text(
                de=f"Freie Antworten liest deine Lehrkraft: {de} noch offen.",
                en=f"Free answers are read by your teacher: {en} still open.",
            )
        )
    undecided = [verdict.item.id for verdict in result.verdicts if is_undecided(verdict)]
    if undecided:
        ids = ", ".join(undecided)
        notes.append(
            Text(
                de=f"Noch nicht entschieden, eine Lehrkraft sieht es an: {ids}. Das kostet dich nichts.",
                en=f"Not decided yet, a teacher will look at it: {ids}. It costs you nothing.",
            )
        )
    return tuple(notes)


def next_item(result: Result) -> Verdict | None:
    """The first item that its student can still do something about; core before bonus."""
    done = (Outcome.CORRECT, Outcome.FOLLOW_THROUGH)
    todo = [verdict for verdict in result.verdicts if verdict.outcome not in done and not verdict.outcome.open]
    return min(todo, key=lambda verdict: verdict.item.bonus, default=None)
