"""Whose work it is: what the names of folders and files tell of a person, in every form in which a class can come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from grader.moodle_names import moodle_name
from grader.submissions.files.file_names import apart, quarantined, student_id
from grader.submissions.files.files import SUFFIXES
from grader.submissions.finding.lying import Lying, Refused

_COPY = re.compile(
    r"\(\d+\)|(?<![^\W\d_])(?:kopie(?![^\W\d_])(?:\s+von\b)?|copy\d*(?![^\W_])(?:\s+of\b)?)|[-_ ]checkpoint$",
    re.IGNORECASE,
)
_EXERCISE = re.compile(r"(?<![a-zA-Z])ex[ _-]?\d{1,3}(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, what to call their place in the class, and the file's own name where a learning platform wrote the person
    before it."""

    student: str
    place: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a platform says of a person: a name, and a number that is theirs alone."""

    person: str
    number: str
    own: str

    @property
    def key(self) -> tuple[str, str]:
        return student_id(self.person).casefold(), self.number


def mark_of(name: str) -> _Mark | None:
    """The person before `_NUMBER_assignsubmission_`, whatever follows: a folder, a file, the text of a form."""
    found = moodle_name(name)
    if found is None:
        return None
    own = found.rest[1:] if found.rest.startswith("_") else f"{found.plugin}{found.rest}" if found.rest else ""
    return _Mark(found.person, found.number, own)


class Students:
    """The people of a class: `folders` and `others` are the names that lie in it, with what was refused among them."""

    def __init__(self, folders: Sequence[str], others: Sequence[str], slugs: Mapping[str, str]) -> None:
        self._slugs = slugs
        self._marks = {name: mark for name in dict.fromkeys((*folders, *others)) if (mark := mark_of(name))}
        plain = [name for name in folders if name not in self._marks]
        first = {mark.key: mark for mark in self._marks.values()}
        alike = Counter(person for person, _ in first) + Counter(student_id(name).casefold() for name in plain)
        wished = {
            key: student_id(mark.person) if alike[key[0]] == 1 else f"{student_id(mark.person)} {mark.number}"
            for key, mark in first.items()
        }
        people = apart((*plain, *wished.values()))
        self._folders = {name: people[name] for name in plain}
        self._marked = {key: people[name] for key, name in wished.items()}
        self._spelled = {student.casefold(): student for student in (*self._folders.values(), *self._marked.values())}

    def of_folder(self, name: str) -> Owner:
        """Every folder is another person's, unless a platform says whose: one that is called like somebody else's must not
        pass for it."""
        mark = self._marks.get(name)
        if mark is None:
            return Owner(self._folders[name], name)
        student = self._marked[mark.key]
        return Owner(student, student, (mark.own,) if mark.own else ())

    def namesake(self, name: str) -> str | None:
        """Who else is called like this folder, or nearly so."""
        wished = student_id(name)
        return wished if name in self._folders and wished != self._folders[name] else None

    def of_file(self, name: str) -> Owner:
        """Anna_ex10.py and anna_ex06.py are of one person."""
        mark = self._marks.get(name)
        if mark is not None:
            student = self._marked[mark.key]
            return Owner(student, student, (mark.own or name,))
        student = student_of_file(PurePath(name).stem, self._slugs)
        return Owner(self._spelled.setdefault(student.casefold(), student), "", (name,))

    def knows(self, name: str) -> bool:
        """Does the name of a file tell a platform's person, an exercise, or somebody who is there already?"""
        student = student_of_file(PurePath(name).stem, self._slugs)
        return name in self._marks or _EXERCISE.search(name) is not None or student.casefold() in self._spelled

    def of_refused(self, one: Refused) -> str:
        """Whose folder or file it would have been; a name that leads nowhere tells nobody's."""
        if not any(one.parts):
            mark = mark_of(one.name)
            return self._marked.get(mark.key, quarantined(one.name)) if mark is not None else quarantined(one.name)
        first = one.parts[0]
        if first in self._marks or first in self._folders:
            return self.of_folder(first).student
        return student_id(first) if len(one.parts) > 1 else student_of_file(PurePath(first).stem, self._slugs)


def folder_around(lying: Iterable[Lying], slugs: Mapping[str, str]) -> tuple[str, ...]:
    """The only folder, if the class is what lies in it, since archives often have one more around them.

    A student who is alone in a class and sorted the work into folders must not become several, so the only folder counts
    as the class if it holds what a platform has named, two folders that are not named after an exercise, or files of one
    exercise by two people.
    """
    lying = list(lying)
    outer = {one.parts[0]: one.is_folder or len(one.parts) > 1 for one in lying}
    if list(outer.values()) != [True] or any(map(mark_of, outer)):
        return ()
    people: dict[str, set[str]] = {}
    inner = {one.parts[1]: one for one in lying if len(one.parts) > 1}
    for name, one in inner.items():
        is_folder = one.is_folder or len(one.parts) > 2
        exercise = _EXERCISE.search(name)
        if mark_of(name) is not None:
            return tuple(outer)
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
