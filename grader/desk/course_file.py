"""course.toml: which exercises count and how often, when they are due, and what else a class is graded by.

Every key is also an option of `grade class`, which comes before the file.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from grader.course import catalogue
from grader.desk import course_values as values
from grader.desk.lateness import Deadlines, LateRule
from grader.desk.slips import Slip, all_at_once, placed
from grader.errors import GraderError
from grader.model import Lang, Text
from grader.reports.files.class_report import Style

NAME = "course.toml"
_LARGEST = 1 << 20
Reader = Callable[[Any, Sequence[catalogue.Source]], Any]

READERS: Mapping[str, Reader] = {
    "exercises": values.exercises,
    "weights": values.weights,
    "due": values.due,
    "late": values.late,
    "timezone": values.timezone,
    "roster": values.path,
    "lang": values.one_of("de", "en"),
    "csv_style": values.one_of("rfc", "de"),
    "out": values.path,
    "gradebook": values.words,
    "keep": values.days,
    "moodle": values.path,
    "layout": values.words,
    "reports": values.reports,
}
PATHS = ("roster", "out", "moodle")  # in a file they are seen from where it lies
_TOLD = {"students": "roster", "report": "reports"}  # what an option is called otherwise than its key


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """What a class is graded by. Without `exercises` all count that somebody has handed in; `gradebook` is a file or the URL
    of a database, `keep` are days. `file` is where it stands, None if there is none."""

    file: Path | None = None
    exercises: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    deadlines: Deadlines = field(default_factory=Deadlines)
    roster: Path | None = None
    lang: Lang | None = None
    csv_style: Style | None = None
    out: Path | None = None
    gradebook: str = ""
    keep: int | None = None
    moodle: Path | None = None
    layout: str = ""
    reports: tuple[str, ...] = ()

    def counts(self, exercise: str) -> bool:
        return not self.exercises or exercise in self.exercises


def find_course_file(named: Path | None, here: Path, root: Path) -> Path | None:
    """The file that was named, or the one of this folder, or that of the course."""
    if named is not None:
        return named
    return next((folder / NAME for folder in (here, root) if (folder / NAME).is_file()), None)


def read_course(file: Path | None, options: Mapping[str, Any], known: Sequence[catalogue.Source]) -> CoursePlan:
    """The course by its file, if there is one, and by what was asked for, which comes first; None is not asked for.

    Raises:
        GraderError: a sentence for every slip in the file and in the options.
    """
    slips: list[Text] = []
    document, text = _document(file, slips) if file is not None else ({}, "")
    found: dict[str, Any] = {}
    for key, value in document.items():
        if key not in READERS:
            slips.append(_at(file, text, key, _unknown(key)))
            continue
        try:
            found[key] = READERS[key](value, known)
        except Slip as slip:
            slips += [_at(file, text, key, said) for said in slip.texts]
        else:
            if key in PATHS and file is not None:
                found[key] = file.parent / found[key]
            if key == "gradebook" and file is not None and "://" not in found[key]:
                found[key] = str(file.parent / found[key])
    for key, value in options.items():
        if value is None:
            continue
        try:
            found[key] = READERS[key](value, known)
        except Slip as slip:
            option = next((told for told, own in _TOLD.items() if own == key), key).replace("_", "-")
            slips += [placed(f"--{option}", said) for said in slip.texts]
    if slips:
        raise all_at_once(slips)
    return _course(file, found)


def _course(file: Path | None, found: dict[str, Any]) -> CoursePlan:
    due, rest = found.pop("due", ({}, None))
    zone: ZoneInfo | None = found.pop("timezone", None)
    return CoursePlan(file, deadlines=Deadlines(due, rest, found.pop("late", LateRule()), zone), **found)


def _document(file: Path, slips: list[Text]) -> tuple[dict[str, Any], str]:
    try:
        data = file.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(f"{file} cannot be read ({why}).", de=f"{file} kann nicht gelesen werden ({why}).") from error
    try:
        text = data[:_LARGEST].decode("utf-8-sig")
        return tomllib.loads(text.replace("\r\n", "\n")), text
    except UnicodeDecodeError:
        slips.append(
            Text(de=f"{file} ist kein UTF-8; speichere die Datei als UTF-8.", en=f"{file} is not UTF-8; save it as UTF-8.")
        )
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f"{file}:{place[1]}" if place else f"{file}"
        said = next(said for words, said in _NO_TOML.items() if words in str(error))
        slips.append(Text(de=f"{where}: {said.de}", en=f"{where}: {said.en}"))
    return {}, ""


_NO_TOML = {
    "Invalid date": Text(de="Diesen Tag oder diese Uhrzeit gibt es nicht.", en="There is no such day or time."),
    "Cannot": Text(de="Etwas steht zweimal da.", en="Something stands there twice."),
    "": Text(
        de='Das ist kein TOML. Zahlen stehen ohne, Texte mit Anführungszeichen: lang = "de".',
        en='This is no TOML. Numbers stand without, texts with quotation marks: lang = "de".',
    ),
}  # the first whose words Python says


def _at(file: Path | None, text: str, key: str, said: Text) -> Text:
    """The sentence with the line of the key."""
    pattern = re.compile(rf"""\s*\[*\s*(["']?){re.escape(key)}\1\s*[=.\]]""")
    line = next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)
    where = f"{file}:{line}" if line else f"{file}"
    return placed(f"{where}: {key}", said)


def _unknown(key: str) -> Text:
    near = difflib.get_close_matches(key.lower().replace("-", "_"), [*READERS, *_TOLD], n=1, cutoff=0.5)
    if near:
        meant = _TOLD.get(near[0], near[0])
        return Text(de=f"das kennt die Datei nicht; meinst du {meant}?", en=f"there is no such key; do you mean {meant}?")
    listed = ", ".join(READERS)
    return Text(de=f"das kennt die Datei nicht; sie kennt {listed}", en=f"there is no such key; there are {listed}")
