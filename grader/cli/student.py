"""`grade ex10` and `grade`: a student's own hand-ins.

A student waits for this: what is imported here comes before the first child is started, all the rest while that one
imports SymPy, which takes longer than everything else together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from grader.cli.context import Context, course
from grader.course import catalogue
from grader.course.catalogue import Source
from grader.errors import NoSubmission, SubmissionError
from grader.model import Text
from grader.runner.child.import_scan import imported_in
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.files import SUFFIXES, Bytes, read_file

FOLDERS = (".", "exercises")
LOOKED_AT = 100  # files of a folder in which nothing is called like the exercise


def grade_exercises(context: Context, names: Sequence[str], *, fresh: bool = False) -> int:
    """Grade the hand-ins that are named by exercise or by path; 0 if all core points are there."""
    of = course()
    known = of.sources
    found = [(_contents(paths), wanted) for paths, wanted in (_find(name, known) for name in names)]
    with LocalExecutor() as executor:
        contents = [content for files, _ in found for content in files.values()]
        imported = set().union(*(imported_in(content.data.decode("utf-8", "replace")) for content in contents))
        executor.start(imported)
        from grader.cli.grade_files import OpenedFile, grade_files

        opened = [[OpenedFile(path, content, wanted) for path, content in files.items()] for files, wanted in found]
        return grade_files(context, of, opened, executor, fresh=fresh, with_torch="torch" in imported)


def overview(context: Context) -> int:
    """Every exercise at a glance, from what is remembered; runs no hand-in."""
    from grader.cli.grade_files import show_overview

    return show_overview(context, course())


def _contents(paths: Sequence[Path]) -> dict[Path, Bytes]:
    """What can be opened of several files for one exercise; raises SubmissionError if that is nothing."""
    contents = {path: read_file(path) for path in paths}
    opened = {path: content for path, content in contents.items() if isinstance(content, Bytes)}
    for content in () if opened else contents.values():
        if isinstance(content, Text):
            raise SubmissionError(content.en, de=content.de)
    return opened


def _find(name: str, known: tuple[Source, ...]) -> tuple[list[Path], str | None]:
    """The files that may be the hand-in, and the exercise that is asked for if it was named."""
    path = Path(name)
    if path.is_dir() and catalogue.exercise_id(name) is None:
        raise NoSubmission(
            f"{name} is a folder. Name an exercise or a file: grade ex10. For a whole class: grade class {name}",
            de=f"{name} ist ein Ordner. Nenne eine Übung oder Datei: grade ex10. Für eine ganze Klasse: grade class {name}",
        )
    if path.suffix.lower() in SUFFIXES or os.path.lexists(path):
        if not os.path.lexists(path):
            raise NoSubmission(f"There is no file {name}.", de=f"Es gibt keine Datei {name}.")
        return [path], None
    source = catalogue.resolve(known, name)
    found = candidates(source)
    if not found and (renamed := _marked(source)):
        raise NoSubmission(
            f"There is no file called {source.id} here, but {renamed} belongs to it. Grade it with: grade {renamed}",
            de=f"Hier heißt keine Datei {source.id}, aber {renamed} gehört dazu. Beurteile sie mit: grade {renamed}",
        )
    if not found:
        raise NoSubmission(
            f"There is no hand-in for {source.id} here: no {source.id}*.ipynb or {source.id}*.py in this folder or in "
            "exercises/. Change to your folder, or give the path.",
            de=f"Hier liegt keine Abgabe für {source.id}: gesucht wurden {source.id}*.ipynb und {source.id}*.py "
            "in diesem Ordner und in exercises/. Wechsle in deinen Ordner oder gib den Pfad an.",
        )
    return found, source.id


def candidates(source: Source) -> list[Path]:
    """Files called like the exercise: those of this folder, then those of exercises/."""
    called = re.compile(rf"{source.id}(?!\d).*\.(ipynb|py)$", re.IGNORECASE)
    folders = [folder for folder in map(Path, FOLDERS) if folder.is_dir()]
    return [path for folder in folders for path in sorted(folder.iterdir()) if called.match(path.name)]


def _marked(source: Source) -> Path | None:
    """A file of this folder that says itself that it is for the exercise, whatever it is called."""
    mark = re.compile(rb'# grader: %b\b|"exercise": "%b"' % (source.id.encode(), source.id.encode()))
    files = sorted(path for path in Path().iterdir() if path.suffix.lower() in SUFFIXES)[:LOOKED_AT]
    contents = {path: read_file(path) for path in files}
    return next((path for path, content in contents.items() if isinstance(content, Bytes) and mark.search(content.data)), None)
