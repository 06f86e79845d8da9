"""`grade ex10` and `grade`: a student's own hand-ins.

A student waits for this: what is imported here comes before the first child is started, all the rest while that one
imports SymPy, which takes longer than everything else together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from grader.cli.shared.context import Context, course
from grader.cli.student.asked import asked
from grader.course import catalogue
from grader.course.catalogue import Source
from grader.errors import NoSubmission, SubmissionError, UnknownExercise
from grader.model import Text
from grader.runner.child.import_scan import imported_by
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.files import SUFFIXES, Bytes, read_file

FOLDERS = (".", "exercises")
LOOKED_AT = 100  # files of a folder in which nothing is called like the exercise


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that may be the hand-in, the exercise if it was named, and the item that alone is to be shown."""

    paths: tuple[Path, ...]
    exercise: str | None
    item: str = ""


def grade_exercises(context: Context, names: Sequence[str], *, fresh: bool = False, hint: bool = False) -> int:
    """Grade the hand-ins that are named by exercise, item or path; 0 if all core points are there."""
    of = course()
    found = [(contents_of(wanted.paths), wanted) for wanted in (find(name, of.sources) for name in parted(names))]
    with LocalExecutor() as executor:
        imported = imported_by(content.data for files, _ in found for content in files.values())
        executor.start(imported)
        from grader.cli.student.grade_files import grade_files
        from grader.cli.student.hand_in_reader import OpenedFile

        opened = [
            [OpenedFile(path, content, wanted.exercise, wanted.item) for path, content in files.items()]
            for files, wanted in found
        ]
        return grade_files(context, of, opened, executor, fresh=fresh, hint=hint, with_torch="torch" in imported)


def overview(context: Context) -> int:
    """Every exercise at a glance, from what is remembered; runs no hand-in."""
    from grader.cli.student.overview import show_overview

    return show_overview(context, course())


def contents_of(paths: Sequence[Path]) -> dict[Path, Bytes]:
    """What can be opened of several files for one exercise; raises SubmissionError if that is nothing."""
    contents = {path: read_file(path) for path in paths}
    opened = {path: content for path, content in contents.items() if isinstance(content, Bytes)}
    for content in () if opened else contents.values():
        if isinstance(content, Text):
            raise SubmissionError(content.en, de=content.de)
    return opened


def parted(words: Sequence[str]) -> list[str]:
    """`ex04.b,ex04.c` is two words for whoever writes lists with commas; a file may have one in its name."""
    return [part for word in words for part in ([word] if os.path.lexists(word) else word.split(",")) if part]


def find(name: str, known: tuple[Source, ...]) -> Wanted:
    """What a word on the command line means.

    Raises:
        UnknownExercise: it is neither an exercise nor a file.
        NoSubmission: nothing was handed in for it.
    """
    path = Path(name)
    if path.is_dir() and catalogue.exercise_id(name) is None:
        raise NoSubmission(
            f"{name} is a folder. Name an exercise or a file: grade ex10. For a whole class: grade class {name}",
            de=f"{name} ist ein Ordner. Nenne eine Übung oder Datei: grade ex10. Für eine ganze Klasse: grade class {name}",
        )
    if path.suffix.lower() in SUFFIXES or os.path.lexists(path):
        if not os.path.lexists(path):
            raise NoSubmission(f"There is no file {name}.", de=f"Es gibt keine Datei {name}.")
        return Wanted((path,), None)
    if len(name) == 1 and name.isalpha():
        raise UnknownExercise(
            f"{name} is no exercise. An item is called like this: grade ex10.{name}",
            de=f"{name} ist keine Übung. Einen Teil nennst du so: grade ex10.{name}",
        )
    part = asked(name)
    source = catalogue.resolve(known, part.exercise)
    found = candidates(source)
    if not found and (renamed := _marked(source)):
        raise NoSubmission(
            f"There is no file called {source.id} here, but {renamed} belongs to it. Grade it with: grade {renamed}",
            de=f"Hier heißt keine Datei {source.id}, aber {renamed} gehört dazu. Beurteile sie mit: grade {renamed}",
        )
    if not found and (elsewhere := _elsewhere(source)):
        raise NoSubmission(
            f"There is no hand-in for {source.id} in this folder, but there is {elsewhere}. Go there first: "
            f'cd "{elsewhere.parent}"',
            de=f"In diesem Ordner liegt keine Abgabe für {source.id}, aber es gibt {elsewhere}. Geh zuerst dorthin: "
            f'cd "{elsewhere.parent}"',
        )
    if not found:
        raise NoSubmission(
            f"There is no hand-in for {source.id} here: no {source.id}*.ipynb or {source.id}*.py in this folder or in "
            "exercises/. Change to your folder, or give the path.",
            de=f"Hier liegt keine Abgabe für {source.id}: gesucht wurden {source.id}*.ipynb und {source.id}*.py "
            "in diesem Ordner und in exercises/. Wechsle in deinen Ordner oder gib den Pfad an.",
        )
    return Wanted(tuple(found), source.id, part.item)


def candidates(source: Source) -> list[Path]:
    """Files called like the exercise: those of this folder, then those of exercises/."""
    return [path for folder in map(Path, FOLDERS) if folder.is_dir() for path in _called_like(source, sorted(folder.iterdir()))]


def _called_like(source: Source, paths: Iterable[Path]) -> list[Path]:
    called = re.compile(rf"{source.id}(?!\d).*\.(ipynb|py)$", re.IGNORECASE)
    return [path for path in paths if called.match(path.name)]


def _elsewhere(source: Source) -> Path | None:
    """A hand-in one folder up or down, for who stands in the wrong one."""
    for folder in (Path(".."), *islice((path for path in Path().iterdir() if path.is_dir()), LOOKED_AT)):
        try:
            near = _called_like(source, islice(folder.iterdir(), LOOKED_AT))
        except OSError:  # not ours to look into
            continue
        if near:
            return min(near)
    return None


def _marked(source: Source) -> Path | None:
    """A file of this folder that says itself that it is for the exercise, whatever it is called."""
    mark = re.compile(rb'# grader: %b\b|"exercise": "%b"' % (source.id.encode(), source.id.encode()))
    files = sorted(path for path in Path().iterdir() if path.suffix.lower() in SUFFIXES)[:LOOKED_AT]
    contents = {path: read_file(path) for path in files}
    return next((path for path, content in contents.items() if isinstance(content, Bytes) and mark.search(content.data)), None)
