"""What a result says beyond its points: what is not counted yet and why, and what to do next."""

from __future__ import annotations

from grader.model import LANGS, Check, Outcome, Result, Text, Verdict
from grader.notation import rewritten
from grader.reports.text import vocabulary
from grader.reports.views.grade_rows import is_undecided

DONE = (Outcome.CORRECT, Outcome.FOLLOW_THROUGH)
COMPLETE = vocabulary.Mark("✓", "+", Text(de="fertig", en="done"), "good")
ENOUGH = vocabulary.Mark("◕", "%", Text(de="bestanden", en="passed"), "good")
STARTED = vocabulary.Mark("◔", "~", Text(de="begonnen", en="started"), "part")
NEW = vocabulary.Mark("○", "o", Text(de="offen", en="to do"), "idle")


def _late(result: Result, how: Text) -> Text:
    de, en = (f": −{vocabulary.count_points(result.late, lang)}." if result.late else "." for lang in LANGS)
    return Text(de=how.de + de, en=how.en + en)


def closing_notes(result: Result) -> tuple[Text, ...]:
    """What a student should know about the total: the cap on follow-through, and what a person still reads."""
    notes = []
    if result.excused:
        notes.append(
            Text(
                de="Du bist entschuldigt: Diese Übung zählt für dich nicht.",
                en="You are excused: this exercise does not count for you.",
            )
        )
    if result.lateness is not None:
        notes.append(_late(result, result.lateness))
    if result.capped:
        de, en = vocabulary.count_points(result.capped, "de"), vocabulary.count_points(result.capped, "en")
        notes.append(
            Text(
                de=f"Folgefehler zählen nur, bis 4/5 der Punkte erreicht sind: {de} davon fallen weg.",
                en=f"Follow-through counts only up to 4/5 of the points: {en} of it do not count.",
            )
        )
    if result.marks_pending:
        de, en = vocabulary.count_marks(result.marks_pending, "de"), vocabulary.count_marks(result.marks_pending, "en")
        notes.append(
            Text(
                de=f"Freie Texte liest deine Lehrkraft: {de} noch offen.",
                en=f"Your teacher reads free-text answers: {en} still to come.",
            )
        )
    undecided = [verdict.item.id for verdict in result.verdicts if is_undecided(verdict)]
    if undecided:
        ids = ", ".join(undecided)
        notes.append(
            Text(de=f"Zählt nach der Abgabe: {ids}.", en=f"Counted after hand-in: {ids}.")
            if result.key == "sealed"
            else Text(
                de=f"Noch nicht entschieden, deine Lehrkraft sieht es sich an: {ids}. Das kostet dich nichts.",
                en=f"Not decided yet; your teacher will look at it: {ids}. It costs you nothing.",
            )
        )
    return tuple(notes)


def mark(result: Result, verdict: Verdict) -> vocabulary.Mark:
    """How the outcome of an item looks to its student."""
    if verdict.outcome is Outcome.UNDECIDED and result.key == "sealed":
        return vocabulary.AFTER_HAND_IN
    return vocabulary.MARKS[verdict.outcome]


def next_item(result: Result) -> Verdict | None:
    """The first item that its student can still do something about: core before bonus, what was tried before what is blank."""
    todo = [verdict for verdict in result.verdicts if verdict.outcome not in DONE and not verdict.outcome.open]
    return min(todo, key=lambda verdict: (verdict.item.bonus, verdict.outcome is Outcome.MISSING), default=None)


def ahead(result: Result) -> Verdict | None:
    """What is shown before the sheet, so that its student meets it first; None where the sheet begins with it anyway."""
    verdict = next_item(result)
    return None if verdict is None or verdict is result.verdicts[0] or verdict.outcome is Outcome.MISSING else verdict


def verdict_on(result: Result, name: str) -> Verdict:
    """The verdict on the item of that name."""
    return next(verdict for verdict in result.verdicts if verdict.item.name == name)


def counter_check(verdict: Verdict) -> Text | None:
    """Why a wrong answer is wrong, in the student's view: the point, and the student's own value there."""
    if verdict.certificate is None or verdict.outcome in DONE:
        return None
    witness = verdict.certificate.for_student().witness
    if witness is None or not witness.at:
        return None
    at = "; ".join(f"{name} = {value}" for name, value in witness.at)
    de, en = ([rewritten(text, lang) for text in (at, witness.student)] for lang in LANGS)
    return Text(
        de=f"Zum Nachrechnen: bei {de[0]} ergibt deine Antwort {de[1]}.",
        en=f"To check: at {en[0]} your answer gives {en[1]}.",
    )


def parts(verdict: Verdict) -> tuple[Check, ...]:
    """The checks worth showing: not where all is right, nor a single one, which the item itself speaks for."""
    return verdict.checks if verdict.outcome is not Outcome.CORRECT and len(verdict.checks) > 1 else ()


def check_reason(verdict: Verdict, check: Check) -> Text | None:
    """Why a check failed, unless the item or a check above it says the same already."""
    said = {verdict.feedback, *(above.feedback for above in verdict.checks[: verdict.checks.index(check)])}
    return check.feedback if not check.passed and check.feedback not in said else None


def check_name(verdict: Verdict, check: Check) -> Text:
    """Entries of a list are numbered, checks of a function have a title (those that an older grader judged: a name)."""
    if check.title is not None:
        return check.title
    if check.name.isdecimal():
        return Text(de=f"Eintrag {check.name}", en=f"entry {check.name}")
    return Text(de=check.name, en=check.name)


def state(result: Result) -> vocabulary.Mark:
    """How an exercise stands as a whole."""
    if result.complete:
        return COMPLETE
    if all(verdict.outcome in (Outcome.MISSING, Outcome.PENDING) for verdict in result.verdicts):
        return NEW
    return ENOUGH if result.passed else STARTED
