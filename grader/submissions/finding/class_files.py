"""Which files of a class count, whose they are, and what a teacher should know about the rest: the same for all layouts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import NoSubmission
from grader.listing import instances
from grader.model import Problem, Text
from grader.storage.owned_tempdir import temporary_folder
from grader.submissions.files.file_names import is_rubbish, printable, student_id
from grader.submissions.files.files import SUFFIXES, refuse
from grader.submissions.files.handin import Found, HandIn
from grader.submissions.finding import remarks
from grader.submissions.finding.lying import MAX_DEPTH, Layout, Lying, Refused
from grader.submissions.finding.whose import Students, folder_around

_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt"})
_WRONG_KIND = _ARCHIVES | _DOCUMENTS | {".html"}  # where work may hide
_MAX_FILES = 500  # per student; more is an accident (a whole environment handed in)


@contextmanager
def found_in(path: Path, slugs: Mapping[str, str]) -> Iterator[Found]:
    """All hand-ins of the class at `path`; they can be read as long as the context lasts.

    `slugs` are the exercises' ids and the second half of their file names.

    Raises:
        NoSubmission: there is nothing, a single hand-in, or nothing that any layout knows.
        SubmissionError: the class as a whole cannot be read.
    """
    layout = layout_of(path)
    with temporary_folder() as into:
        yield find(layout.lying(path, Path(into)), slugs)


def layout_of(path: Path) -> Layout:
    """The layout of the class at `path`. Raises NoSubmission where there is none."""
    if not os.path.lexists(path):
        raise NoSubmission(f"There is no {path}. Check the name.", de=f"Es gibt kein {path}. Prüfe den Namen.")
    if path.suffix.lower() in SUFFIXES and path.is_file():
        raise NoSubmission(
            f"{path} is a single hand-in. Grade it with: grade {path} – grade class takes a folder full.",
            de=f"{path} ist eine einzelne Abgabe. Beurteile sie mit: grade {path} – grade class braucht einen Ordner voll.",
        )
    layouts = instances("grader.submissions.finding.layouts", Layout)  # type: ignore[type-abstract]
    for layout in sorted(layouts, key=lambda layout: layout.general):
        if layout.fits(path):
            return layout
    raise NoSubmission(
        f"{path} is no folder and no zip archive. Give the one that holds the hand-ins.",
        de=f"{path} ist weder ein Ordner noch ein zip-Archiv. Gib an, worin die Abgaben liegen.",
    )


def find(lying: Iterable[Lying | Refused], slugs: Mapping[str, str]) -> Found:
    """The hand-ins among what lies in a class, in the order of its names, and what is to be said about the rest."""
    things: list[Lying] = []
    refused: list[Refused] = []
    for one in lying:
        if isinstance(one, Refused):
            refused.append(one)
        elif not any(map(is_rubbish, one.parts)):
            things.append(one)
    around = folder_around(things, slugs)
    if around:
        things = [replace(one, parts=one.parts[1:]) for one in things if len(one.parts) > 1]
        refused = [replace(one, parts=one.parts[1:]) if one.parts[:1] == around else one for one in refused]
    entries: dict[str, list[Lying]] = {}
    for one in sorted(things, key=lambda one: one.parts[0]):
        entries.setdefault(one.parts[0], []).append(one)
    folders = [name for name, own in entries.items() if own[0].is_folder or len(own[0].parts) > 1]
    students = Students(folders, [*entries, *(one.parts[0] for one in refused if any(one.parts))], slugs)
    finding = _Finding([], [])
    for name, own in entries.items():
        if name in folders:
            finding.of_folder(name, students.of_folder(name), own)
            if wished := students.namesake(name):
                finding.say(students.of_folder(name), name, remarks.namesake(wished))
        else:
            finding.of_file(own[0], students)
    said = [Problem(students.of_refused(one), one.name, one.text) for one in refused]
    speechless = {problem.student for problem in said} - {hand_in.student for hand_in in finding.hand_ins}
    problems = [one for one in finding.problems if one.student not in speechless]  # not also: the folder is empty
    return Found(tuple(finding.hand_ins), (*problems, *said))


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found so far."""

    hand_ins: list[HandIn]
    problems: list[Problem]

    def say(self, student: str, name: str, text: Text) -> None:
        self.problems.append(Problem(student, printable(name), text))

    def of_file(self, one: Lying, students: Students) -> None:
        """A file in the class itself: its name tells the student."""
        if one.path.is_symlink():
            self.say(student_id(one.path.stem), one.name, refuse(one.path) or remarks.nothing([one.name]))
        elif one.suffix in SUFFIXES:
            self._take(students.of_file(one.name), [one])
        elif one.suffix in _WRONG_KIND:
            self.say(students.of_file(one.name), one.name, remarks.nothing([one.name]))

    def of_folder(self, name: str, student: str, own: Sequence[Lying]) -> None:
        """A student's folder with all that lies in it, however deep."""
        if own[0].is_closed and own[0].parts == (name,):
            self.say(student, name, remarks.closed(name))
            return
        inside = [one for one in own if 1 < len(one.parts) <= MAX_DEPTH + 1]
        files = [one for one in inside if not one.is_folder or one.is_closed or len(one.parts) > MAX_DEPTH]
        # what lies further up comes first: a whole environment that is handed in, too, must not hide the work beside it
        files.sort(key=lambda one: len(one.parts))
        before = len(self.problems)
        found = self._take(student, files[:_MAX_FILES])
        for deep in files:
            if deep.is_folder:
                why = remarks.closed if deep.is_closed else remarks.too_deep
                self.say(student, deep.place, why(deep.name))
        for archive in files if found else ():  # alone, an archive is said below
            if archive.suffix in _ARCHIVES:
                self.say(student, archive.place, remarks.not_opened(archive.name))
        exported = {hand_in.path.stem for hand_in in found}  # a notebook printed to PDF says nothing new
        documents = [one.name for one in files if one.suffix in _DOCUMENTS and Path(one.name).stem not in exported]
        if documents and len(self.problems) + len(found) > before:  # without any notebook or problem they are said below
            self.say(student, name, remarks.not_read(documents))
        if len(files) > _MAX_FILES:
            self.say(student, name, remarks.too_many(len(files), _MAX_FILES))
        if not found and len(self.problems) == before:
            self.say(student, name, remarks.nothing([one.name for one in files]))

    def _take(self, student: str, files: Sequence[Lying]) -> list[HandIn]:
        found = []
        for one in files:
            if one.suffix not in SUFFIXES:
                continue
            refused = refuse(one.path)
            if refused is not None:
                self.say(student, one.place, refused)
                continue
            found.append(HandIn(student, one.path, printable(one.place), _modified(one.path)))
        self.hand_ins.extend(found)
        return found


def _modified(path: Path) -> int:
    """In nanoseconds; 0 for a file that has gone meanwhile, which is said when it is opened."""
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0
