"""Whose work it is: what the names of folders and files tell of a student."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from grader.submissions.files.file_names import apart, quarantined, student_id, without_moodle
from grader.submissions.files.files import SUFFIXES
from grader.submissions.finding.lying import Lying, Refused

_COPY = re.compile(r"\(\d+\)|\bkopie\b(?:\s+von\b)?|\bcopy\b(?:\s+of\b)?|[-_ ]checkpoint$", re.IGNORECASE)
_EXERCISE = re.compile(r"(?<![a-zA-Z])ex[ _-]?\d{1,3}(?!\d)", re.IGNORECASE)


class Students:
    """The students of a class: `folders` and `others` are the names that lie in it, with what was refused among them."""

    def __init__(self, folders: Sequence[str], others: Sequence[str], slugs: Mapping[str, str]) -> None:
        self._slugs = slugs
        self._written = without_moodle(dict.fromkeys((*folders, *others)))
        people = apart(self._written[name] for name in folders)
        self._folders = {name: people[self._written[name]] for name in folders}
        self._spelled = {student.casefold(): student for student in self._folders.values()}

    def of_folder(self, name: str) -> str:
        """Every folder is another person's: one that is called like somebody else's must not pass for it."""
        return self._folders[name]

    def namesake(self, name: str) -> str | None:
        """Who else is called like this folder, or nearly so."""
        wished = student_id(self._written[name])
        return wished if wished != self._folders[name] else None

    def of_file(self, name: str) -> str:
        """Anna_ex10.py and anna_ex06.py are of one person."""
        student = student_of_file(PurePath(self._written[name]).stem, self._slugs)
        return self._spelled.setdefault(student.casefold(), student)

    def of_refused(self, one: Refused) -> str:
        """Whose folder or file it would have been; a name that leads nowhere tells nobody's."""
        if not any(one.parts):
            return quarantined(one.name)
        first = self._written[one.parts[0]]
        return student_id(first) if len(one.parts) > 1 else student_of_file(PurePath(first).stem, self._slugs)


def folder_around(lying: Sequence[Lying], slugs: Mapping[str, str]) -> tuple[str, ...]:
    """The only folder, if the class is what lies in it, since archives often have one more around them.

    A student who is alone in a class and sorted the work into folders must not become several, so the only folder counts
    as the class if it holds two folders that are not named after an exercise, or files of one exercise by two people.
    """
    outer = {one.parts[0]: one.is_folder or len(one.parts) > 1 for one in lying}
    if list(outer.values()) != [True]:
        return ()
    people: dict[str, set[str]] = {}
    inner = {one.parts[1]: one for one in lying if len(one.parts) > 1}
    for name, one in inner.items():
        is_folder = one.is_folder or len(one.parts) > 2
        exercise = _EXERCISE.search(name)
        if is_folder and exercise is None:
            people.setdefault("", set()).add(name)
        elif not is_folder and exercise is not None and name.lower().endswith(SUFFIXES):
            stem = PurePath(name).stem
            person = student_of_file(stem, slugs)
            people.setdefault(exercise[0].lower(), set()).add("" if person == stem else person)
    return tuple(outer) if any(len(names - {""}) > 1 for names in people.values()) else ()


def student_of_file(stem: str, slugs: Mapping[str, str]) -> str:
    """The file name without exercise, slug and marks of a copy; all of it if nothing else remains."""
    rest = _EXERCISE.sub(" ", stem)
    if rest != stem:
        for slug in sorted(slugs.values(), key=len, reverse=True):
            if slug:
                words = "[-_ ]".join(map(re.escape, re.split("[-_ ]", slug)))  # three-steps is three_steps in file names
                rest = re.sub(rf"(?<![a-zA-Z]){words}(?![a-zA-Z])", " ", rest, flags=re.IGNORECASE)
    rest = _COPY.sub(" ", rest)
    rest = re.sub(r"\s+", " ", rest).strip(" _-.")
    return student_id(rest or stem)
