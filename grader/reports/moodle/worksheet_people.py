"""Whose row is whose: by the participant's number in the name of the download, by names only where there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.errors import GraderError
from grader.model import Text
from grader.moodle_names import MoodleName, moodle_name
from grader.reports.moodle.worksheet import SheetRow, Worksheet
from grader.reports.views.grade_rows import unaccented

_ANONYMOUS = re.compile(r"\W*(participant|teilnehmer)", re.IGNORECASE)  # what Moodle writes where nobody is to be known


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """The student of each row, by its place; and why somebody who handed in has none."""

    student: Mapping[int, str]
    nowhere: Mapping[str, Text]

    def rows(self, sheet: Worksheet) -> Mapping[str, list[SheetRow]]:
        found: dict[str, list[SheetRow]] = {}
        for row in sheet.people:
            if row.place in self.student:
                found.setdefault(self.student[row.place], []).append(row)
        return found


def who_is_who(sheet: Worksheet, students: Sequence[str], downloaded: Mapping[str, str]) -> WhoIsWho:
    """`downloaded` is the name under which somebody's work lay in the download, as far as that is known.

    A team's number is that of its group: all rows of that group are of its hand-in.
    """
    found: dict[int, str] = {}
    nowhere: dict[str, Text] = {}
    for student in students:
        name = moodle_name(downloaded.get(student, ""))
        rows = _of_name(sheet, student) if name is None else _of_number(sheet, name)
        if isinstance(rows, Text):
            nowhere[student] = rows
            continue
        taken = next((found[row.place] for row in rows if row.place in found), None)
        if taken is not None:
            nowhere[student] = _twice(taken)
            continue
        found.update({row.place: student for row in rows})
    return WhoIsWho(found, nowhere)


def expect_same_assignment(sheet: Worksheet, students: Sequence[str], downloaded: Mapping[str, str]) -> None:
    """A worksheet in which nobody of the class stands is that of another assignment: said before anything is graded.

    Raises:
        GraderError: it is.
    """
    known = [student for student in students if moodle_name(downloaded.get(student, "")) is not None] or list(students)
    if known and not who_is_who(sheet, known, downloaded).student:
        raise GraderError(
            f"{sheet.path}: nobody of the hand-ins stands in this worksheet, neither by number nor by name. It belongs to "
            "another assignment: the numbers differ in each. Download it where the hand-ins came from.",
            de=f"{sheet.path}: Von den Abgaben steht niemand in diesem Bewertungsbogen, weder mit Nummer noch mit Namen. Er "
            "gehört zu einer anderen Aufgabe: die Nummern sind in jeder andere. Lade ihn dort herunter, woher die Abgaben "
            "kommen.",
        )


def _of_number(sheet: Worksheet, name: MoodleName) -> list[SheetRow] | Text:
    team = [row for row in sheet.people if row.group and _letters(row.group) == _letters(name.person)]
    if team:
        return team
    rows = [row for row in sheet.people if row.number == name.number]
    if not rows:
        return Text(
            de=f"Nummer {name.number} steht nicht im Bewertungsbogen.", en=f"number {name.number} is not in the worksheet."
        )
    (row, *more) = rows
    if more:
        return Text(
            de=f"Nummer {name.number} steht zweimal im Bewertungsbogen.", en=f"number {name.number} is in the worksheet twice."
        )
    if row.name and not _ANONYMOUS.match(name.person) and not _alike(row.name, name.person):
        return Text(
            de=f"Nummer {name.number} gehört im Bewertungsbogen zu {row.name}. Gehört er zu dieser Aufgabe?",
            en=f"number {name.number} is {row.name} in the worksheet. Does it belong to this assignment?",
        )
    return [row]


def _of_name(sheet: Worksheet, student: str) -> list[SheetRow] | Text:
    words = _words(student)
    plain = student.casefold()
    rows = [
        row
        for row in sheet.people
        if (row.name and _words(row.name) == words)
        or (row.email and plain in (row.email.casefold(), row.email.casefold().partition("@")[0]))
    ]
    if len(rows) == 1:
        return rows
    if rows:
        numbers = ", ".join(row.number for row in rows)
        return Text(
            de=f"Der Name passt zu mehreren Zeilen (Nummern {numbers}), daher zu keiner.",
            en=f"the name fits several rows (numbers {numbers}), so none.",
        )
    return Text(
        de="steht weder mit Namen noch mit E-Mail-Adresse im Bewertungsbogen.",
        en="is in the worksheet neither by name nor by e-mail address.",
    )


def _alike(one: str, other: str) -> bool:
    """The same person, written in another order, with a name more or less, or without what a file name cannot hold."""
    mine, theirs = _words(one), _words(other)
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine or _letters(one) == _letters(other))


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", unaccented(name).casefold()))


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]", unaccented(name).casefold()))


def _twice(student: str) -> Text:
    return Text(de=f"Die Zeile gehört schon zu {student}.", en=f"the row is already that of {student}.")
