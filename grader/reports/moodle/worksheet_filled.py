"""Moodle's worksheet filled in: grade and comment of each row, everything else as it was; and what Moodle will make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from html import escape

from grader.model import Gradebook, Lang, Text
from grader.reports.moodle.csv_cells import replaced
from grader.reports.moodle.long_dates import is_read_by_php
from grader.reports.moodle.worksheet import SheetRow, Worksheet
from grader.reports.moodle.worksheet_people import WhoIsWho
from grader.reports.text import vocabulary
from grader.reports.text.safe import visible
from grader.reports.views.grade_rows import GradeRow, exercise_ids, has_marks, rows

_OURS = re.compile(r'<p class="grader">.*?</p>', re.DOTALL)  # the comment of a run before, which this one replaces
_LATE = re.compile(r"\blate\b|verspätet", re.IGNORECASE)
_SUBMITTED = re.compile(r"submitted|abgegeben", re.IGNORECASE)
_NOT = re.compile(r"\b(no|not|kein|keine|nicht)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """The worksheet's bytes, how many grades Moodle will take, and what is to be said, by what it is about."""

    data: bytes
    taken: int
    said: Mapping[str, list[tuple[str, Text | None]]] = field(default_factory=dict)


def fill(sheet: Worksheet, who: WhoIsWho, gradebook: Gradebook, *, lang: Lang) -> Filled:
    """Grades are points × maximum grade / all points that can be reached, rounded half up to the worksheet's places; marks of
    free texts count in both as soon as a teacher has given some.

    Rows of which Moodle would take no grade are said: locked, nothing to enter, equal to what is there.
    """
    graded = {row.student: row for row in rows(gradebook)}
    marks = {one.exercise.id: one.max_marks for one in gradebook.results} if has_marks(gradebook) else {}
    exercises = exercise_ids(gradebook)
    said: dict[str, list[tuple[str, Text | None]]] = {}
    lines = list(sheet.table.rows)
    taken = 0

    def say(what: str, name: str, why: Text | None = None) -> None:
        said.setdefault(what, []).append((name, why))

    for person in sheet.people:
        row = graded.get(who.student.get(person.place, ""))
        if _LATE.search(person.status) or (row is not None and row.late):
            say("late", person.called)
        if row is None or _handed_in_nothing(row):
            say("lost" if _is_submitted(person) else "nothing", person.called)
            continue
        most = row.most + sum(count for name, count in marks.items() if name not in row.excused)
        if not row.graded or not most:
            say("empty", person.called, EXCUSED if row.excused else UNREAD)
            continue
        if person.locked:
            say("skipped", person.called, LOCKED)
            continue
        points = row.points + (row.marks if marks else 0)
        grade = sheet.written(max(Fraction(0), min(person.most, points * person.most / most)))
        line = lines[person.place]
        changes = [(sheet.columns["grade"], grade)]
        if "feedback" in sheet.columns:
            changes.append(
                (sheet.columns["feedback"], _with_comment(person.feedback, _comment(row, points, most, exercises, lang)))
            )
        lines[person.place] = replaced(
            line, [(place, sheet.table.quoted(value, like=line.cells[place])) for place, value in changes]
        )
        if person.grade is not None and sheet.written(person.grade) == grade:
            say("skipped", person.called, EQUAL)
            continue
        taken += 1
        if person.graded not in ("", "-") and not is_read_by_php(person.graded):
            say("overwritten", person.called)
    for student, why in who.nowhere.items():
        if student in graded and not _handed_in_nothing(graded[student]):
            say("nowhere", visible(student), why)
    text = replace(sheet.table, rows=tuple(lines)).text
    return Filled(sheet.coding.encoded(text), taken, said)


def _handed_in_nothing(row: GradeRow) -> bool:
    """Somebody of whom the roster knows, and nobody else."""
    return not row.graded and not row.excused and any(problem.missing for problem in row.problems)


def _is_submitted(person: SheetRow) -> bool:
    return bool(_SUBMITTED.search(person.status)) and not _NOT.search(person.status)


def _with_comment(there: str, ours: str) -> str:
    """What a teacher has written stays before ours."""
    if _OURS.search(there):
        return _OURS.sub(lambda _: ours, there, count=1)
    return there + ours


def _comment(row: GradeRow, points: Fraction, most: Fraction, exercises: Sequence[str], lang: Lang) -> str:
    """A paragraph: the sum, each exercise, what is open, what the teacher has said of the hand-ins."""
    own = [row.results[name] for name in exercises if name in row.results and name not in row.excused]
    parts = " · ".join(f"{escape(one.exercise.id)} {vocabulary.of(one.points, one.max_points, lang)}" for one in own)
    total = vocabulary.of(points, most, lang)
    sentences = [
        Text(de=f"{total} Punkte: {parts}.", en=f"{total} points: {parts}."),
        *([_late(row.late, lang)] if row.late else []),
        *([_bonus(row.bonus, lang)] if row.bonus else []),
        *([OPEN] if row.open_marks else []),
        Text(de="Mehr in feedback.html.", en="More in feedback.html."),
    ]
    comments = [one.decision.comment for one in own if one.decision is not None and one.decision.comment]
    comments += [row.comment] if row.comment else []
    words = [text.in_(lang) for text in sentences] + [escape(" ".join(visible(one).split())) for one in comments]
    return f'<p class="grader">{" ".join(words)}</p>'


def _late(lost: Fraction, lang: Lang) -> Text:
    amount = vocabulary.decimal(round(lost, 2), lang)
    return Text(de=f"Wegen Verspätung abgezogen: {amount}.", en=f"Lost by lateness: {amount}.")


def _bonus(bonus: Fraction, lang: Lang) -> Text:
    amount = vocabulary.decimal(round(bonus, 2), lang)
    return Text(de=f"Bonus: {amount}.", en=f"Bonus: {amount}.")


OPEN = Text(de="Noch nicht alles ist beurteilt.", en="Not everything is graded yet.")
UNREAD = Text(
    de="nichts davon war zu beurteilen, die Zeile bleibt leer", en="nothing of it could be graded, the row stays empty"
)
EXCUSED = Text(de="entschuldigt, die Zeile bleibt leer", en="excused, the row stays empty")
LOCKED = Text(de="in Moodle gesperrt, die Zeile bleibt, wie sie ist", en="locked in Moodle, the row stays as it is")
EQUAL = Text(
    de="die Bewertung steht schon so da; nur der Kommentar ist neu", en="that grade is there already; only the comment is new"
)

# What is said, in this order. Who has to act comes first.
SAID: Mapping[str, Text] = {
    "nowhere": Text(de="Abgegeben, aber keiner Zeile zuzuordnen", en="Handed in, but in no row"),
    "lost": Text(
        de="Laut Moodle abgegeben, aber nicht im Download", en="Submitted by what Moodle says, but not in the download"
    ),
    "empty": Text(de="Ohne Bewertung", en="Without a grade"),
    "skipped": Text(de="Diese Bewertungen übergeht Moodle", en="Grades that Moodle will skip"),
    "overwritten": Text(
        de="Hier steht schon eine Bewertung, deren Datum Moodle beim Hochladen nicht lesen kann: nur übernommen, wenn du dort "
        "erlaubst, auch neuere Datensätze zu überschreiben",
        en="There is a grade already, with a date that Moodle cannot read when it comes back: taken only if you allow there to "
        "update records that have been modified more recently",
    ),
    "late": Text(de="Verspätet", en="Late"),
    "nothing": Text(de="Nicht abgegeben", en="Not handed in"),
}
