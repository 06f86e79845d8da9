"""Which files of a class count, whose they are, and what a teacher should know about the rest: the same for all layouts."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from grader.errors import NoSubmission, SubmissionError
from grader.listing import instances
from grader.model import Problem, Text
from grader.moodle_names import moodle_name
from grader.storage.owned_tempdir import temporary_folder
from grader.submissions.files.file_names import printable, student_id
from grader.submissions.files.files import SUFFIXES, refuse
from grader.submissions.files.handin import Found, HandIn
from grader.submissions.finding import remarks
from grader.submissions.finding.archive import members
from grader.submissions.finding.left_behind import ARCHIVES, DOCUMENTS, is_closed_to_us, is_hand_in, is_silent, may_be_a_hand_in
from grader.submissions.finding.lying import Layout, Lying, Refused
from grader.submissions.finding.own_files import HEAD, Opener, Own, OwnFiles, OwnLimits
from grader.submissions.finding.platform import GENERAL, Arranged, Platform, arranged_by, platform_called, platforms
from grader.submissions.finding.whose import Students, folder_around, mark_of

_AROUND = 3  # folders and archives around a class


@contextmanager
def found_in(path: Path, slugs: Mapping[str, str], limits: OwnLimits | None = None, *, layout: str = "") -> Iterator[Found]:
    """All hand-ins of the class at `path`; they can be read as long as the context lasts.

    `slugs` are the exercises' ids and the second half of their file names. `layout` is the word of a platform, or `folders`;
    without it, how the class lies there is found out.

    Raises:
        NoSubmission: there is nothing, a single hand-in, nothing that any layout knows, or no such layout.
        SubmissionError: the class as a whole cannot be read.
        GraderError: there is no room for what must be unpacked.
    """
    asked = platform_called(layout) if layout else None
    lying = layout_of(path)
    with temporary_folder() as folder, ExitStack() as opened:
        into = Path(folder)
        all_of_it = lying.lying(path, into / "class", opened)
        around = path.resolve().name if path.is_dir() else path.stem
        opener, limits = Opener(into, opened), limits or OwnLimits()
        yield find(all_of_it, slugs, opener, limits, around=around, asked=asked, is_plain=layout == GENERAL)


def layout_of(path: Path) -> Layout:
    """The layout of the class at `path`. Raises NoSubmission where there is none."""
    if not os.path.lexists(path):
        raise NoSubmission(
            f"No folder or zip is called {path}. Check the name.",
            de=f"Es gibt weder einen Ordner noch ein zip namens {path}. Prüfe den Namen.",
        )
    if path.suffix.lower() in SUFFIXES and path.is_file():
        raise NoSubmission(
            f"{path} is a single hand-in. Grade it with: grade {path} – grade class takes a whole folder of them.",
            de=f"{path} ist eine einzelne Abgabe. Beurteile sie mit: grade {path} – grade class braucht einen Ordner voll.",
        )
    layouts = instances("grader.submissions.finding.layouts", Layout)  # type: ignore[type-abstract]
    for layout in sorted(layouts, key=lambda layout: layout.general):
        if layout.fits(path):
            return layout
    raise NoSubmission(
        f"{path} is neither a folder nor a zip archive. Name the one that contains the hand-ins.",
        de=f"{path} ist weder ein Ordner noch ein zip-Archiv. Gib an, worin die Abgaben liegen.",
    )


def find(
    lying: Iterable[Lying | Refused],
    slugs: Mapping[str, str],
    opener: Opener,
    limits: OwnLimits,
    *,
    around: str = "",
    asked: Platform | None = None,
    is_plain: bool = False,
) -> Found:
    """The hand-ins among what lies in a class, in the order of its names, and what is to be said about the rest.

    `around` is the name of the class's own folder. The platform `asked` for has packed it; none has if it `is_plain`.
    """
    title, arranged = _arranged(list(lying), slugs, opener, around, asked, is_plain=is_plain)
    things = [one for one in arranged.lying if isinstance(one, Lying)]
    refused = [one for one in arranged.lying if isinstance(one, Refused)]
    entries: dict[str, list[Lying]] = {}
    for one in sorted(things, key=lambda one: one.parts):
        entries.setdefault(one.parts[0], []).append(one)
    folders = [name for name, own in entries.items() if own[0].is_folder or len(own[0].parts) > 1]
    students = Students(folders, [*entries, *(one.parts[0] for one in refused if any(one.parts))], slugs)
    own_files: dict[str, OwnFiles] = {}
    downloaded: dict[str, str] = {}
    flat: set[str] = set()
    problems: list[Problem] = []
    for name, own in entries.items():
        if name in folders:
            owner = students.of_folder(name)
            files = own_files.setdefault(owner.student, OwnFiles(owner.student, opener, limits))
            files.place = files.place or owner.place
            _note_folder(downloaded, owner.student, arranged.folders.get(name, name))
            files.add(Own((*owner.inside, *one.parts[1:]), one, owner.place) for one in own)
            if wished := students.namesake(name):
                problems.append(Problem(owner.student, printable(name), remarks.namesake(wished), teachers=True))
        elif own[0].path.is_symlink():
            text = refuse(own[0].path) or remarks.nothing([name])
            problems.append(Problem(student_id(own[0].path.stem), printable(name), text))
        elif _is_somebodys(own[0], students):
            owner = students.of_file(name)
            files = own_files.setdefault(owner.student, OwnFiles(owner.student, opener, limits))
            files.add([Own(owner.inside, own[0], owner.place)])
            if mark_of(name) is not None and owner.student not in downloaded:
                downloaded[owner.student] = name
                flat.add(owner.student)
    problems += [
        replace(one, student=students.of_folder(one.student).student) for one in arranged.problems if one.student in entries
    ]
    said = [Problem(students.of_refused(one), printable(one.name), one.text) for one in refused]
    spoken_of = {problem.student for problem in said}
    hand_ins: list[HandIn] = []
    for student, files in sorted(own_files.items()):
        found, own_problems = files.found(spoken_of=student in spoken_of)
        hand_ins += found
        problems += own_problems
    times = {students.of_folder(name).student: time for name, time in arranged.handed_in.items() if name in entries}
    return Found(tuple(hand_ins), (*problems, *said), downloaded, frozenset(flat), times, title)


def _arranged(
    lying: list[Lying | Refused],
    slugs: Mapping[str, str],
    opener: Opener,
    around: str,
    asked: Platform | None,
    *,
    is_plain: bool,
) -> tuple[Text | None, Arranged]:
    """What lies there by person, and the name of the platform that has packed it, if one has."""
    if not is_plain and (found := arranged_by(asked, lying, around, opener)) is not None:
        return found[0].title, found[1]
    inside = _in_the_class(lying, slugs, opener)
    for platform in () if is_plain else platforms():
        if platform.unwrapped and (arranged := platform.arranged(inside, around, asked=False)) is not None:
            return platform.title, arranged
    return None, Arranged(tuple(inside))


def _note_folder(downloaded: dict[str, str], student: str, name: str) -> None:
    """Of several folders of a person that of the files: the page goes back to where the work came from. A platform writes
    composed letters, whatever a Mac has made of them."""
    name = unicodedata.normalize("NFC", name)
    mark = moodle_name(name)
    if student not in downloaded or (mark is not None and mark.plugin == "file"):
        downloaded[student] = name


def _in_the_class(lying: list[Lying | Refused], slugs: Mapping[str, str], opener: Opener) -> list[Lying | Refused]:
    """Everything by its place in the class itself, whatever folders and archives lie around that."""
    for _ in range(_AROUND):
        lying = [one for one in lying if not any(map(is_silent, one.parts)) and not is_closed_to_us((*one.parts, "-")[0])]
        things = [one for one in lying if isinstance(one, Lying)]
        inside = _class_in(things, slugs, opener)
        if inside is not None:
            lying = inside
            continue
        around = folder_around((one for one in things if not any(map(is_closed_to_us, one.parts))), slugs)
        if not around:
            break
        within = [one for one in lying if one.parts != around]
        lying = [replace(one, parts=one.parts[1:]) if one.parts[:1] == around else one for one in within]
    return lying


def _class_in(things: list[Lying], slugs: Mapping[str, str], opener: Opener) -> list[Lying | Refused] | None:
    """What the only file holds, if that is an archive and a whole class lies in it; one person's archive is opened later."""
    if len(things) != 1 or things[0].is_folder or things[0].suffix != ".zip" or things[0].laid() is not None:
        return None
    try:
        inside = list(members(things[0].path, opener.folder(), opener.opened))
    except SubmissionError:
        return None
    found = [one for one in inside if isinstance(one, Lying) and not any(map(is_silent, one.parts))]
    below = [replace(one, parts=("class", *one.parts)) for one in found]
    return inside if folder_around(below, slugs) or folder_around(found, slugs) else None


def _is_somebodys(one: Lying, students: Students) -> bool:
    """A file in the class itself, beside the folders: work, or something a person's name stands on."""
    if one.suffix in SUFFIXES or one.suffix in ARCHIVES | DOCUMENTS or students.knows(one.name):
        return True
    return may_be_a_hand_in(one.suffix) and is_hand_in(one.name, one.head(HEAD))
