"""What Moodle makes of a worksheet and of an archive of feedback, by the rules of its import (mod/assign/feedback)."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime

WORDS = {
    "de": ("ID", "Bewertung", "Zuletzt geändert (Bewertung)", "Feedback als Kommentar", "Teilnehmer/in"),
    "en": ("Identifier", "Grade", "Last modified (grade)", "Feedback comments", "Participant "),
}


@dataclass
class Graded:
    grade: float
    at: float = 0.0  # seconds since 1970
    locked: bool = False


@dataclass
class Site:
    """An assignment: who takes part, by their number in it, what they have, and the language of whoever uploads."""

    people: dict[int, str]
    most: float = 130.0
    lang: str = "de"
    grades: dict[int, Graded] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    files: dict[int, dict[str, bytes]] = field(default_factory=dict)

    def take_worksheet(self, data: bytes, *, encoding: str = "utf-8", separator: str = ",", overwrite: bool = False) -> int:
        """How many grades were changed; ValueError is Moodle's "invalid"."""
        text = data.decode(encoding).removeprefix("\ufeff")
        header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ident, grade, modified, comment, participant = WORDS[self.lang]
        for needed in (ident, grade, modified):
            if needed not in header:
                raise ValueError("invalid")
        changed = 0
        for row in rows:
            if not row:
                continue
            number = int(row[header.index(ident)][len(participant) :])
            if number not in self.people:
                continue
            changed += self._take(number, row[header.index(grade)], _strtotime(row[header.index(modified)]), overwrite)
            place = header.index(comment) if comment in header else 0
            stale = number in self.grades and self.grades[number].at > _strtotime(row[header.index(modified)]) + 60
            if place and (overwrite or not stale):
                self.comments[number] = row[place]
        return changed

    def _take(self, number: int, written: str, sheet_time: float, overwrite: bool) -> int:
        text = written.strip().replace(",", ".")  # unformat_float with a German locale
        value = float(text) if text else None
        there = self.grades.get(number)
        if there is not None and there.grade == value:
            return 0
        if value is None or value < 0 or value > self.most:
            return 0
        if there is not None and (there.locked or (not overwrite and there.at > sheet_time + 60)):
            return 0
        self.grades[number] = Graded(value)
        return 1

    def take_feedback(self, data: bytes) -> None:
        """Every file goes to the person of whose name a part of its path speaks; others are ignored."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                name = entry.filename.rpartition("/")[2]
                if entry.is_dir() or name.startswith((".", "~")):
                    continue
                parts = entry.filename.split("/")
                while parts:
                    info = parts.pop(0).split("_", 4)
                    if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in self.people:
                        continue
                    if (info[2], info[3]) not in {
                        ("assignsubmission", "file"),
                        ("assignsubmission", "onlinetext"),
                        ("assignfeedback", "file"),
                    }:
                        continue
                    place = "/".join([info[4] if len(info) == 5 else "", *parts])
                    self.files.setdefault(int(info[1]), {})[place.lstrip("/")] = archive.read(entry)
                    break


class OldSite(Site):
    """Moodle up to 4.0: without the underscore at its end, a folder is not recognised."""

    def take_feedback(self, data: bytes) -> None:
        kept = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as taken:
            for entry in archive.infolist():
                if any(len(part.split("_", 4)) == 5 for part in entry.filename.split("/")):
                    taken.writestr(entry, archive.read(entry))
        super().take_feedback(kept.getvalue())


def _strtotime(text: str) -> float:
    """PHP reads English dates; of others it makes 0."""
    try:
        return datetime.strptime(text, "%A, %d %B %Y, %I:%M %p").timestamp()
    except ValueError:
        return 0.0
