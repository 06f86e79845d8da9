"""Names that come from students' disks, made fit to be shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_MISLEADING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # control, bidi, surrogates, private use, line ends
_LONGEST = 100
# what Moodle writes behind a name when a teacher downloads all hand-ins: Anna Huber_1234567_assignsubmission_file
_MOODLE = re.compile(r"^(?P<person>.+?)_(?P<number>\d+)_assignsubmission_file(?P<rest>(?:[_.].*)?)$")
_RUBBISH = frozenset({"__MACOSX", "__pycache__", "node_modules", "venv", "desktop.ini", "Thumbs.db"})


def is_rubbish(name: str) -> bool:
    """A file or folder that some program left there and nobody hands in: hidden ones, `__MACOSX`, `Thumbs.db` …"""
    return name.startswith(".") or name in _RUBBISH


def printable(name: str) -> str:
    """The name with a question mark for every character that could mislead a terminal or cannot be written as UTF-8."""
    return "".join("?" if unicodedata.category(char) in _MISLEADING else char for char in name)


def student_id(name: str) -> str:
    """A name as a person writes it; a short hash marks what is left of one that is empty or endless."""
    letters = unicodedata.normalize("NFC", name)
    plain = "".join(char for char in letters if unicodedata.category(char) not in _MISLEADING and char not in "/\\").strip(" .")
    if plain and len(plain) <= _LONGEST:
        return plain
    return f"{plain[:60] or 'student'}-{_digest(name)}"


def without_moodle(names: Iterable[str]) -> dict[str, str]:
    """Every name without what Moodle appended to the person, unless two people would then be called alike."""
    names = list(names)
    marks = {name: mark for name in names if (mark := _MOODLE.match(name))}
    numbers = {(mark["person"].casefold(), mark["number"]) for mark in marks.values()}
    alike = Counter(person for person, _ in numbers) + Counter(name.casefold() for name in names if name not in marks)

    def shortened(name: str) -> str:
        mark = marks.get(name)
        if mark is None or alike[mark["person"].casefold()] > 1:
            return name
        rest = mark["rest"].strip("_")
        return f"{mark['person']}{'_' if rest and rest[0] != '.' else ''}{rest}"

    return {name: shortened(name) for name in names}


def apart(folders: Iterable[str]) -> dict[str, str]:
    """The student of each folder, every one another: a folder that is called like somebody else's must not pass for it.

    Names that differ in case only are one file on many disks. The folder that is called exactly like the student keeps
    the name, the others get a hash of their own.
    """
    students: dict[str, str] = {}
    taken: set[str] = set()
    for folder in sorted(folders, key=lambda name: (student_id(name) != name, name)):
        student = student_id(folder)
        while student.casefold() in taken:
            student = f"{student[:60]}-{_digest(student + folder)}"
        taken.add(student.casefold())
        students[folder] = student
    return students


def quarantined(name: str) -> str:
    """Who handed in a file whose name tells nothing that could be believed."""
    return f"student-{_digest(name)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
