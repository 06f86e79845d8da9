"""All that one person has handed in: what is read, in an order that no archive changes, and what is said about the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from grader.errors import SubmissionError
from grader.model import Problem, Text
from grader.submissions.files.file_names import printable
from grader.submissions.files.files import SUFFIXES
from grader.submissions.files.handin import HandIn
from grader.submissions.finding import remarks
from grader.submissions.finding.archive import members
from grader.submissions.finding.left_behind import (
    ARCHIVES,
    DOCUMENTS,
    installed,
    is_closed_to_us,
    is_compiled,
    is_hand_in,
    is_silent,
    may_be_a_hand_in,
)
from grader.submissions.finding.lying import MAX_DEPTH, Lying, Refused

HEAD = 1 << 16  # bytes by which a file is known as a notebook
_ARCHIVES_EACH = 5  # archives that are opened for one person
_EXERCISE = re.compile(r"ex[ _-]?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """For each person by themselves, in a folder and in an archive alike: nobody's hand-in costs somebody else's."""

    files: int = 500  # that are looked at; more is an accident (a whole environment handed in)
    size: int = 300 << 20  # bytes of them, unpacked


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens archives; what is unpacked lies in folders of its own below `into`, until `opened` is closed."""

    into: Path
    opened: ExitStack
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1 << 30)))

    def folder(self) -> Path:
        return self.into / f"inside{next(self._numbers)}"


@dataclass(frozen=True, slots=True)
class Own:
    """Something of a person: its folders and name below everything that only says whose it is; `place` comes before."""

    inside: tuple[str, ...]
    lying: Lying
    place: str

    @property
    def name(self) -> str:
        return self.inside[-1]

    @property
    def shown(self) -> str:
        return printable("/".join((self.place, *self.inside) if self.place else self.inside))

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()


@dataclass(slots=True)
class OwnFiles:
    """Collects what lies there of one person, then says what of it is read."""

    student: str
    opener: Opener
    limits: OwnLimits
    place: str = ""
    _own: list[Own] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)

    def add(self, own: Iterable[Own]) -> None:
        self._own += own

    def found(self, *, spoken_of: bool) -> tuple[list[HandIn], list[Problem]]:
        """`spoken_of`: something of this person was refused before, which must not be followed by: the folder is empty."""
        files = sorted(self._own_files(self._own), key=lambda one: one.inside)
        files += self._inside_archives(files)
        files, left = self._without_programs(files)
        wanted: list[Own] = []
        others: list[Own] = []
        for one in files:
            is_looked_at = one.suffix in SUFFIXES or len(others) < self.limits.files
            (wanted if is_looked_at and self._is_hand_in(one) else others).append(one)
        hand_ins = self._laid(sorted(wanted, key=_first_looked_at))
        self._say_others(others, left, any_hand_in=bool(hand_ins), spoken_of=spoken_of)
        return hand_ins, self._problems

    def _own_files(self, own: Iterable[Own], depth: int = MAX_DEPTH) -> list[Own]:
        """The files that do not lie too deep; folders nobody can look into are said."""
        deep: dict[tuple[str, ...], None] = {}
        files: list[Own] = []
        for one in own:
            if any(map(is_closed_to_us, one.inside[:-1])):
                files.append(one)
            elif one.lying.is_closed:
                name = one.name if one.inside else one.place
                self._problems.append(self._problem(one.shown, remarks.closed(name), teachers=True))
            elif len(one.inside) > depth or (one.lying.is_folder and len(one.inside) == depth):
                deep[one.inside[:depth]] = None
            elif not one.lying.is_folder or (one.inside and is_closed_to_us(one.name)):
                files.append(one)
        for folder in deep:
            self._problems.append(self._problem("/".join((self.place, *folder)), remarks.too_deep(folder[-1])))
        return [one for one in files if not any(map(is_silent, one.inside))]

    def _inside_archives(self, files: list[Own]) -> list[Own]:
        """What zips hold that somebody has handed in: one level, since that is how a folder is given."""
        found: list[Own] = []
        zips = [one for one in files if one.suffix == ".zip" and not any(map(is_closed_to_us, one.inside[:-1]))]
        left = self.limits.size
        for one in zips[:_ARCHIVES_EACH]:
            files.remove(one)
            left -= one.lying.size
            why = remarks.too_large_archive(one.name) if left < 0 else one.lying.laid()
            if why is None:
                try:
                    inside = list(members(one.lying.path, self.opener.folder(), self.opener.opened))
                except SubmissionError:
                    why = remarks.no_archive(one.name)
            if why is not None:
                self._problems.append(self._problem(one.shown, why))
                continue
            for each in inside:
                if isinstance(each, Refused) and not any(map(is_silent, each.parts)):
                    self._problems.append(self._problem(f"{one.shown}/{each.name}", each.text))
            below = [Own((*one.inside, *each.parts), each, one.place) for each in inside if isinstance(each, Lying)]
            inner = self._own_files(below, len(one.inside) + MAX_DEPTH)
            found += inner
            if not inner:  # nothing in it to be named, so it is named itself
                files.append(one)
        return sorted(found, key=lambda one: one.inside)

    def _without_programs(self, files: list[Own]) -> tuple[list[Own], list[str]]:
        """The files that are somebody's own, and what programs lie beside them, each named once."""
        closed = installed(one.inside for one in files)
        kept: list[Own] = []
        left: dict[str, None] = {}
        for one in files:
            folders = one.inside if one.lying.is_folder else one.inside[:-1]
            shut = (part for length, part in enumerate(folders, 1) if is_closed_to_us(part) or one.inside[:length] in closed)
            programs = next(shut, one.name if is_compiled(one.name) else None)
            if programs is None:
                kept.append(one)
            else:
                left[programs] = None
        return kept, list(left)

    def _is_hand_in(self, one: Own) -> bool:
        if one.name.startswith("."):
            return False
        return one.suffix in SUFFIXES or (may_be_a_hand_in(one.suffix) and is_hand_in(one.name, one.lying.head(HEAD)))

    def _laid(self, wanted: list[Own]) -> list[HandIn]:
        hand_ins: list[HandIn] = []
        left = self.limits.size
        beyond = wanted[self.limits.files :]
        for one in wanted[: self.limits.files]:
            left -= one.lying.size
            if left < 0 and hand_ins:
                beyond.append(one)
                continue
            why = one.lying.laid()
            if why is not None:
                self._problems.append(self._problem(one.shown, why))
            else:
                hand_ins.append(HandIn(self.student, one.lying.path, one.shown))
        if beyond:
            self._problems.append(self._problem("", remarks.beyond([one.name for one in beyond])))
        return hand_ins

    def _say_others(self, others: list[Own], left: list[str], *, any_hand_in: bool, spoken_of: bool) -> None:
        if not any_hand_in and not self._problems and not (spoken_of and not others):
            where = "" if self.place or not others else others[0].shown
            self._problems.append(self._problem(where, remarks.nothing([*(one.name for one in others), *left])))
            return
        serious = [one.name for one in others if one.suffix in ARCHIVES | DOCUMENTS]
        trifles = [one.name for one in others if one.suffix not in ARCHIVES | DOCUMENTS]
        if serious:
            self._problems.append(self._problem("", remarks.not_read(serious)))
        if trifles:
            self._problems.append(self._problem("", remarks.not_read(trifles), minor=True))
        if left:
            self._problems.append(self._problem("", remarks.left_behind(left), minor=True))

    def _problem(self, file: str, text: Text, *, minor: bool = False, teachers: bool = False) -> Problem:
        return Problem(self.student, printable(file or self.place), text, minor=minor, teachers=teachers)


def _first_looked_at(one: Own) -> tuple[bool, bool, int, tuple[str, ...]]:
    """Notebooks and what is named after an exercise first: a whole environment handed in must not hide the work beside it."""
    return one.suffix != ".ipynb", _EXERCISE.search(one.name) is None, len(one.inside), one.inside
