"""Moodle's grading worksheet: which column means what, in German and English, and what a row says of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from grader.errors import GraderError
from grader.reports.moodle.csv_cells import Coding, Table, decoded, tables
from grader.reports.moodle.long_dates import iso_of

# Moodle's own headings, and what else has been seen in worksheets; they are compared without regard to case and blanks
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifier", "id"),
    "name": ("full name", "vollständiger name", "name"),
    "email": ("email address", "e-mail-adresse", "e-mail", "email"),
    "status": ("status",),
    "group": ("group", "gruppe"),
    "grade": ("grade", "bewertung"),
    "most": ("maximum grade", "bestwertung", "höchste bewertung", "maximalbewertung"),
    "scale": ("scale", "skala"),
    "changeable": ("grade can be changed", "bewertung kann geändert werden"),
    "submitted": ("last modified (submission)", "zuletzt geändert (abgabe)"),
    "graded": ("last modified (grade)", "zuletzt geändert (bewertung)"),
    "feedback": ("feedback comments", "feedback als kommentar", "feedback-kommentare"),
}
_NEEDED = ("id", "grade", "graded")  # without these Moodle takes nothing
_MEANING = {heading: meaning for meaning, headings in _HEADINGS.items() for heading in headings}
_PLACES = 2  # behind the point, as Moodle shows grades
_GERMAN = ("bewertung", "bestwertung", "höchste bewertung")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A person; `place` is the row in the table. `submitted` is a time in ISO 8601 without a zone: that of the site."""

    place: int
    number: str
    name: str
    email: str
    group: str
    status: str
    grade: Fraction | None
    most: Fraction
    locked: bool
    submitted: str
    graded: str
    feedback: str

    @property
    def called(self) -> str:
        return self.name or self.email or f"Nr. {self.number}"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The table as it was read from `path`, the columns by what they mean, and the people in it."""

    path: Path
    table: Table
    coding: Coding
    columns: Mapping[str, int]
    people: tuple[SheetRow, ...]
    comma: bool
    places: int

    def written(self, grade: Fraction) -> str:
        """A grade as this worksheet writes it, rounded half up: 35,00."""
        scaled = grade * 10**self.places
        units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        whole, rest = divmod(units, 10**self.places)
        text = f"{whole}.{rest:0{self.places}d}" if self.places else str(whole)
        return text.replace(".", ",") if self.comma else text


def read_worksheet(path: Path) -> Worksheet:
    """Moodle's worksheet at `path`.

    Raises:
        GraderError: it cannot be read, is no worksheet, or its grades are words of a scale.
    """
    try:
        text, coding = decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise GraderError(
            f"{path} cannot be read as a table. Download the grading worksheet from Moodle again.",
            de=f"{path} lässt sich nicht als Tabelle lesen. Lade den Bewertungsbogen noch einmal aus Moodle herunter.",
        ) from error
    found = [(table, _columns(table)) for table in tables(text)]
    table, columns = max(found, key=lambda one: len(one[1]))
    _expect_worksheet(path, table, columns)
    own = [(place, row) for place, row in enumerate(table.rows[1:], start=1) if any(cell.strip() for cell in row.values)]
    odd = next((place for place, row in own if len(row.cells) != len(table.rows[0].cells)), None)
    if odd is not None:
        raise GraderError(
            f"{path}, row {odd + 1}: it does not have as many cells as the first row. Download the worksheet again, and do "
            "not save it in a spreadsheet program before.",
            de=f"{path}, Zeile {odd + 1}: sie hat nicht so viele Zellen wie die erste. Lade den Bewertungsbogen noch einmal "
            "herunter und speichere ihn vorher nicht in einer Tabellenkalkulation.",
        )
    people = tuple(_person(path, place, row.values, columns) for place, row in own)
    if not people:
        raise GraderError(f"{path}: nobody stands in this worksheet.", de=f"{path}: in diesem Bewertungsbogen steht niemand.")
    most = table.rows[people[0].place].values[columns["most"]]
    headings = [" ".join(value.split()).casefold() for value in table.rows[0].values]
    comma = "," in most or ("." not in most and any(heading in _GERMAN for heading in headings))
    decimals = re.search(r"[.,](\d+)\s*$", most)
    return Worksheet(path, table, coding, columns, people, comma, len(decimals[1]) if decimals else _PLACES)


def _columns(table: Table) -> dict[str, int]:
    """Where the columns stand; of two with the same meaning the first counts."""
    if not table.rows:
        return {}
    found: dict[str, int] = {}
    for place, value in enumerate(table.rows[0].values):
        meaning = _MEANING.get(" ".join(value.split()).casefold())
        if meaning is not None:
            found.setdefault(meaning, place)
    return found


def _expect_worksheet(path: Path, table: Table, columns: Mapping[str, int]) -> None:
    if "scale" in columns:
        raise GraderError(
            f"{path}: this assignment is graded by a scale, and words cannot be made of points. Set the grade type of the "
            "assignment to Point in Moodle and download the worksheet again.",
            de=f"{path}: Diese Aufgabe wird mit einer Skala bewertet, und aus Punkten werden keine Wörter. Stelle in Moodle "
            "den Bewertungstyp der Aufgabe auf Punkte und lade den Bewertungsbogen noch einmal herunter.",
        )
    lacking = [meaning for meaning in (*_NEEDED, "most") if meaning not in columns]
    if not lacking:
        return
    en = ", ".join(f"“{_HEADINGS[meaning][0]}”" for meaning in lacking)
    de = ", ".join(f"„{_HEADINGS[meaning][1]}“" for meaning in lacking)
    there = ", ".join(value.strip()[:40] for value in table.rows[0].values[:12]) if table.rows else "–"
    raise GraderError(
        f"{path} is no grading worksheet of Moodle in German or English: the column {en} is missing. There are: {there}. "
        "In Moodle: assignment, View all submissions, Download grading worksheet.",
        de=f"{path} ist kein Bewertungsbogen von Moodle auf Deutsch oder Englisch: es fehlt die Spalte {de}. Da sind: {there}. "
        "In Moodle: Aufgabe, Alle Abgaben anzeigen, Bewertungstabelle herunterladen.",
    )


def _person(path: Path, place: int, values: Sequence[str], columns: Mapping[str, int]) -> SheetRow:
    def cell(meaning: str) -> str:
        return values[columns[meaning]].strip() if meaning in columns else ""

    number = re.search(r"(\d+)$", cell("id"))
    most = _number(cell("most"))
    if number is None or most is None or most <= 0:
        raise GraderError(
            f"{path}, row {place + 1}: expected are a participant's number ({cell('id') or 'empty'}) and a maximum grade "
            f"({cell('most') or 'empty'}). Download the worksheet from Moodle again.",
            de=f"{path}, Zeile {place + 1}: erwartet werden eine Teilnehmernummer ({cell('id') or 'leer'}) und eine "
            f"Bestwertung ({cell('most') or 'leer'}). Lade den Bewertungsbogen noch einmal aus Moodle herunter.",
        )
    return SheetRow(
        place,
        number[1],
        cell("name"),
        cell("email"),
        cell("group"),
        cell("status"),
        _number(cell("grade")),
        most,
        cell("changeable").casefold() in ("no", "nein"),
        iso_of(cell("submitted")),
        cell("graded"),
        cell("feedback"),
    )


def _number(text: str) -> Fraction | None:
    """35,00 or 35.00; None of what is no number."""
    plain = text.replace(",", ".").strip()
    return Fraction(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
