"""Back to Moodle: the worksheet filled in, what Moodle will make of it, and the feedback pages as an archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from grader.model import Lang, Text
from grader.moodle_names import moodle_name
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.files.feedback_pages import feedback_pages
from grader.reports.moodle.worksheet import Worksheet
from grader.reports.moodle.worksheet_filled import SAID, Filled, fill
from grader.reports.moodle.worksheet_people import who_is_who
from grader.reports.text.safe import markdown, one_line

_MADE = (1980, 1, 1, 0, 0, 0)  # the same pages give the same bytes
_NAMED = 8  # people in a line of the console; the file has all of them


class MoodleWorksheet(ClassReport):
    name = "moodle.md"
    title = Text(de="Für Moodle", en="For Moodle")
    asked_as = "moodle"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        sheet = _sheet(graded)
        if sheet is not None:
            filled = _filled(graded, sheet)
            yield sheet.path.name, lambda file: file.write(filled.data)
            yield self.name, _notes(sheet, filled, graded.lang)

    def place(self, graded: GradedClass) -> str | None:
        sheet = _sheet(graded)
        return None if sheet is None else sheet.path.name

    def said(self, graded: GradedClass) -> Text | None:
        sheet = _sheet(graded)
        if sheet is None:
            return None
        filled = _filled(graded, sheet)
        count = len(sheet.people)
        lines = [
            Text(
                de=f"Moodle übernimmt daraus {filled.taken} Bewertungen ({count} Zeilen).",
                en=f"Moodle will take {filled.taken} grades of it ({count} rows).",
            ),
            *(_line(what, filled) for what in SAID if what in filled.said),
        ]
        return Text(de="\n".join(line.de for line in lines), en="\n".join(line.en for line in lines))


class MoodleFeedback(ClassReport):
    name = "feedback_moodle.zip"
    title = Text(de="Rückmeldungen für Moodle", en="Feedback for Moodle")
    asked_as = "moodle"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        if _places(graded):
            yield self.name, lambda file: _pack(graded, file)

    def place(self, graded: GradedClass) -> str | None:
        return self.name if _places(graded) else None

    def said(self, graded: GradedClass) -> Text | None:
        if _places(graded):
            return None
        return Text(
            de="Kein feedback_moodle.zip: die Abgaben kommen nicht aus Moodle, und kein Bewertungsbogen sagt, wer wer ist.",
            en="No feedback_moodle.zip: the hand-ins do not come from Moodle, and no worksheet says who is who.",
        )


def _sheet(graded: GradedClass) -> Worksheet | None:
    return graded.worksheet if isinstance(graded.worksheet, Worksheet) else None


def _filled(graded: GradedClass, sheet: Worksheet) -> Filled:
    who = who_is_who(sheet, graded.students, graded.folders)
    return fill(sheet, who, graded.gradebook, lang=graded.lang)


def _line(what: str, filled: Filled) -> Text:
    people = filled.said[what]

    def named(lang: str) -> str:
        shown = [
            one_line(name) + (f" ({why.de if lang == 'de' else why.en})" if why is not None and what != "skipped" else "")
            for name, why in people[:_NAMED]
        ]
        return ", ".join(shown) + (f", … ({len(people)})" if len(people) > _NAMED else "")

    return Text(de=f"{SAID[what].de}: {named('de')}", en=f"{SAID[what].en}: {named('en')}")


def _notes(sheet: Worksheet, filled: Filled, lang: Lang) -> str:
    lines = [
        "# Moodle",
        Text(
            de=f"{filled.taken} von {len(sheet.people)} Zeilen bekommen eine Bewertung: Punkte mal Bestwertung durch alle "
            f"Punkte, kaufmännisch auf {sheet.places} Stellen gerundet. Der Bonus zählt nicht; Textpunkte zählen, sobald "
            "welche vergeben sind. Alle anderen Spalten sind unverändert.",
            en=f"{filled.taken} of {len(sheet.people)} rows get a grade: points times maximum grade, divided by all "
            f"points, rounded half up to {sheet.places} places. The bonus does not count; marks of texts count as soon as some "
            "are given. All other columns are unchanged.",
        ).in_(lang),
    ]
    if sheet.columns.get("feedback") == 0:
        lines.append(
            Text(
                de="Die Spalte mit den Kommentaren steht ganz vorne; dort übergeht Moodle sie.",
                en="The column of comments comes first; there Moodle ignores it.",
            ).in_(lang)
        )
    for what, title in SAID.items():
        if what in filled.said:
            lines.append(f"\n## {title.in_(lang)}")
            lines += [
                f"- {markdown(name)}" + (f": {markdown(why.in_(lang))}" if why is not None else "")
                for name, why in filled.said[what]
            ]
    return "\n".join(lines) + "\n"


def _places(graded: GradedClass) -> Mapping[str, list[str]]:
    """Where Moodle looks for each student's page: as the work was downloaded. Where a worksheet is there, only for who
    stands in it, for all of a team, and for those whom it knows by name."""
    sheet = _sheet(graded)
    if sheet is None:
        found = {student: _downloaded(graded, student) for student in graded.students}
        return {student: [place] for student, place in found.items() if place is not None}
    places: dict[str, list[str]] = {}
    for student, rows in who_is_who(sheet, graded.students, graded.folders).rows(sheet).items():
        name = moodle_name(graded.folders.get(student, ""))
        own = _downloaded(graded, student)
        for row in rows:
            is_theirs = name is not None and name.number == row.number and len(rows) == 1
            person = "".join(char for char in row.name or "Participant" if char not in "_/\\<>:\"|?*&'`")
            made = f"{person}_{row.number}_assignsubmission_file_/"  # with the underscore that Moodle 4.0 needs and 4.1 takes
            places.setdefault(student, []).append(own if is_theirs and own is not None else made)
    return places


def _downloaded(graded: GradedClass, student: str) -> str | None:
    """The folder as it was downloaded; where all files lay in one folder, what stood before their names."""
    name = moodle_name(graded.folders.get(student, ""))
    if name is None:
        return None
    return f"{name.before}_" if student in graded.flat else f"{name.before}{name.rest}/"


def _pack(graded: GradedClass, file: BinaryIO) -> None:
    places = _places(graded)
    with zipfile.ZipFile(file, "w") as archive:
        for student, page in feedback_pages(graded):
            for place in places.get(student, ()):
                entry = zipfile.ZipInfo(f"{place}feedback.html", _MADE)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, page)
