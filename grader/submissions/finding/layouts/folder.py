"""The plain layout: one folder per student, or one file per student, in a folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.errors import NoSubmission
from grader.model import Problem, Text
from grader.submissions.files.file_names import apart, is_rubbish, printable, student_id, without_moodle
from grader.submissions.files.files import SUFFIXES, refuse
from grader.submissions.files.handin import Found, HandIn

_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt"})
_WRONG_KIND = _ARCHIVES | _DOCUMENTS | {".html"}  # where work may hide
_MAX_DEPTH = 5
_MAX_FILES = 500  # per student; more is an accident (a whole environment handed in)
_COPY = re.compile(r"\(\d+\)|\bkopie\b(?:\s+von\b)?|\bcopy\b(?:\s+of\b)?|[-_ ]checkpoint$", re.IGNORECASE)
_EXERCISE = re.compile(r"(?<![a-zA-Z])ex[ _-]?\d{1,3}(?!\d)", re.IGNORECASE)


class FolderLayout:
    """See `handin.Layout`."""

    def find(self, root: Path, slugs: Mapping[str, str]) -> Found:
        """All hand-ins below `root`.

        Raises:
            NoSubmission: `root` is no folder.
        """
        if not root.is_dir():
            raise NoSubmission(
                f"{root} is no folder and no zip archive. Give the one that holds the hand-ins.",
                de=f"{root} ist weder ein Ordner noch ein zip-Archiv. Gib an, worin die Abgaben liegen.",
            )
        hand_ins: list[HandIn] = []
        problems: list[Problem] = []
        root = class_folder(root, slugs)
        entries = _entries(root)
        written = without_moodle(entry.name for entry in entries)
        people = apart(written[entry.name] for entry in entries if _is_folder(entry))
        students = {entry.name: people[written[entry.name]] for entry in entries if _is_folder(entry)}
        spelled = {student.casefold(): student for student in students.values()}

        def whose(file: Path) -> str:
            """Anna_ex10.py and anna_ex06.py are of one person."""
            student = student_of_file(Path(written[file.name]).stem, slugs)
            return spelled.setdefault(student.casefold(), student)

        for entry in entries:
            name = printable(entry.name)
            if entry.is_symlink():
                problems.append(Problem(student_id(entry.stem), name, refuse(entry) or _nothing([entry])))
            elif entry.name in students:
                hand_ins += _of_student(root, entry, students[entry.name], problems)
                if students[entry.name] != (wished := student_id(written[entry.name])):
                    problems.append(Problem(students[entry.name], name, _namesake(wished)))
            elif entry.suffix.lower() in SUFFIXES:
                hand_ins += _hand_ins(root, whose(entry), [entry], problems)
            elif entry.suffix.lower() in _WRONG_KIND:
                problems.append(Problem(whose(entry), name, _nothing([entry])))
        return Found(tuple(hand_ins), tuple(problems))


def class_folder(root: Path, slugs: Mapping[str, str]) -> Path:
    """The folder that holds the students: `root`, or the only one in it, since archives often have one more around them.

    A student who is alone in a class and sorted the work into folders must not become several, so the only folder counts
    as the class if it holds two folders that are not named after an exercise, or files of one exercise by two people.
    """
    entries = _entries(root)
    if len(entries) != 1 or not stat.S_ISDIR(entries[0].lstat().st_mode) or _is_notebook_name(entries[0]):
        return root
    people: dict[str, set[str]] = {}
    for entry in _entries(entries[0]):
        is_folder = entry.is_dir() and not entry.is_symlink()
        exercise = _EXERCISE.search(entry.name)
        if is_folder and exercise is None:
            people.setdefault("", set()).add(entry.name)
        elif not is_folder and exercise is not None and entry.suffix.lower() in SUFFIXES:
            person = student_of_file(entry.stem, slugs)
            people.setdefault(exercise[0].lower(), set()).add("" if person == entry.stem else person)
    return entries[0] if any(len(names - {""}) > 1 for names in people.values()) else root


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


def _of_student(root: Path, folder: Path, student: str, problems: list[Problem]) -> list[HandIn]:
    name = printable(folder.name)
    if not _may_be_entered(folder):
        problems.append(Problem(student, name, _closed(folder)))
        return []
    # what lies further up comes first: a whole environment that is handed in, too, must not hide the work beside it
    files = sorted(_walk(folder, 1), key=lambda path: len(path.parts))
    before = len(problems)
    found = _hand_ins(root, student, files[:_MAX_FILES], problems)
    for deep in files:
        if _is_folder(deep):
            why = _too_deep(deep) if _may_be_entered(deep) else _closed(deep)
            problems.append(Problem(student, printable(deep.relative_to(root).as_posix()), why))
    for archive in files if found else ():  # alone, an archive is said below
        if archive.suffix.lower() in _ARCHIVES:
            problems.append(Problem(student, printable(archive.relative_to(root).as_posix()), _not_opened(archive)))
    exported = {hand_in.path.stem for hand_in in found}  # a notebook printed to PDF says nothing new
    documents = [file for file in files if file.suffix.lower() in _DOCUMENTS and file.stem not in exported]
    if documents and len(problems) + len(found) > before:  # without any notebook or problem they are said below
        problems.append(Problem(student, name, _not_read(documents)))
    if len(files) > _MAX_FILES:
        problems.append(Problem(student, name, _too_many(len(files))))
    if not found and len(problems) == before:
        problems.append(Problem(student, name, _nothing(files)))
    return found


def _hand_ins(root: Path, student: str, files: list[Path], problems: list[Problem]) -> list[HandIn]:
    found = []
    for path in files:
        if path.suffix.lower() not in SUFFIXES:
            continue
        name = printable(path.relative_to(root).as_posix())
        refused = refuse(path)
        if refused is not None:
            problems.append(Problem(student, name, refused))
            continue
        found.append(HandIn(student, path, name, _modified(path)))
    return found


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Everything below that is not a plain folder, and folders too deep or closed; links are never followed."""
    for entry in _entries(folder):
        if _is_folder(entry) and depth < _MAX_DEPTH and _may_be_entered(entry):
            yield from _walk(entry, depth + 1)
        else:
            yield entry


def _entries(folder: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if not is_rubbish(name)]


def _is_folder(path: Path) -> bool:
    """A plain folder. No link; nor `ex10.ipynb/`, which is reported as what it pretends to be."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode) and not _is_notebook_name(path)
    except OSError:  # it has gone, or lies where nobody may look: whoever opens it says so
        return False


def _may_be_entered(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _modified(path: Path) -> int:
    """In nanoseconds; 0 for a file that has gone meanwhile, which is said when it is opened."""
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0


def _is_notebook_name(path: Path) -> bool:
    return path.suffix.lower() == ".ipynb"


def _nothing(files: list[Path]) -> Text:
    others = ", ".join(printable(path.name) for path in files[:3])
    if others:
        return Text(
            de=f"Kein Notebook und kein Skript abgegeben, nur {others}. Gebraucht wird die .ipynb- oder .py-Datei.",
            en=f"No notebook and no script handed in, only {others}. The .ipynb or .py file is needed.",
        )
    return Text(de="Nichts abgegeben: der Ordner ist leer.", en="Nothing handed in: the folder is empty.")


def _namesake(student: str) -> Text:
    return Text(
        de=f"Noch ein Ordner heißt „{student}“ oder fast so; er zählt als eigene Person. Bitte klären, wem er gehört.",
        en=f"Another folder is called “{student}” or nearly so; this one counts as a person of its own. Please find out whose.",
    )


def _not_opened(path: Path) -> Text:
    name = printable(path.name)
    return Text(
        de=f"{name} ist ein Archiv in der Abgabe und wird nicht geöffnet. Gebraucht werden die Dateien selbst.",
        en=f"{name} is an archive inside the hand-in and is not opened. The files themselves are needed.",
    )


def _not_read(files: list[Path]) -> Text:
    names = ", ".join(printable(path.name) for path in files[:3]) + (", …" if len(files) > 3 else "")
    return Text(
        de=f"Nicht gelesen: {names}. Beurteilt werden nur Notebooks und Skripte (.ipynb, .py).",
        en=f"Not read: {names}. Only notebooks and scripts (.ipynb, .py) are graded.",
    )


def _closed(path: Path) -> Text:
    name = printable(path.name)
    return Text(
        de=f"Der Ordner {name} lässt sich nicht öffnen. Prüfe seine Rechte (chmod -R u+rX) und beurteile noch einmal.",
        en=f"The folder {name} cannot be opened. Check its permissions (chmod -R u+rX) and grade again.",
    )


def _too_deep(path: Path) -> Text:
    name = printable(path.name)
    return Text(
        de=f"Der Ordner {name} liegt zu tief und wurde nicht angesehen. Die Dateien gehören weiter nach oben.",
        en=f"The folder {name} lies too deep and was not looked into. The files belong further up.",
    )


def _too_many(count: int) -> Text:
    return Text(
        de=f"{count} Dateien abgegeben; nur die ersten {_MAX_FILES} wurden angesehen. Gebraucht werden nur die Übungen.",
        en=f"{count} files handed in; only the first {_MAX_FILES} were looked at. Only the exercises are needed.",
    )
