"""Names that come from students' disks, made fit to be shown."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from grader.own_words import unmarked

_MISLEADING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})  # control, bidi, surrogates, private use, line ends
_LONGEST = 100


def printable(name: str) -> str:
    """The name with a question mark for every character that could mislead a terminal or cannot be written as UTF-8."""
    return "".join("?" if unicodedata.category(char) in _MISLEADING else char for char in name)


def in_a_sentence(name: str) -> str:
    """The same inside a sentence of ours, where a name is no markup."""
    return unmarked(printable(name))


def student_id(name: str) -> str:
    """A name as a person writes it; a short hash marks what is left of one that is empty or endless."""
    letters = unicodedata.normalize("NFC", name)
    plain = "".join(char for char in letters if unicodedata.category(char) not in _MISLEADING and char not in "/\\").strip(" .")
    if plain and len(plain) <= _LONGEST:
        return plain
    return f"{plain[:60] or 'student'}-{_digest(name)}"


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
