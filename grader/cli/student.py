"""`grade ex10` and `grade`: a student's own hand-ins.

A student waits for this: what is imported here comes before the first child is started, all the rest while that one
imports SymPy, which takes longer than everything else together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from grader.cli.context import Context, exercises_root
from grader.course import catalogue
from grader.course.catalogue import Source
from grader.errors import NoSubmission, SubmissionError
from grader.model import Text
from grader.runner.child.import_scan import imported_in
from grader.runner.supervisor.local import LocalExecutor
from grader.submissions.files.files import SUFFIXES, Bytes, read_file

FOLDERS = (".", "exercises")


def grade_exercises(context: Context, names: Sequence[str], *, fresh: bool = False) -> int:
    """Grade the hand-ins that are named by exercise or by path; 0 if all core points are there."""
    root = exercises_root()
    known = catalogue.sources(root)
    files = [_find(context, name, known) for name in names]
    contents = [_content(path) for path, _ in files]
    with LocalExecutor() as executor:
        executor.start(set().union(*(imported_in(content.data.decode("utf-8", "replace")) for content in contents)))
        from grader.cli.grade_files import OpenedFile, grade_files

        opened = [OpenedFile(path, content, wanted) for (path, wanted), content in zip(files, contents, strict=True)]
        return grade_files(context, root, known, opened, executor, fresh=fresh)


def overview(context: Context) -> int:
    """Every exercise at a glance, from what is remembered; runs no hand-in."""
    from grader.cli.grade_files import show_overview

    return show_overview(context, exercises_root())


def _content(path: Path) -> Bytes:
    content = read_file(path)
    if isinstance(content, Text):
        raise SubmissionError(content.en, de=content.de)
    return content


def _find(context: Context, name: str, known: tuple[Source, ...]) -> tuple[Path, str | None]:
    """The file of a hand-in, and the exercise that is asked for if it was named."""
    path = Path(name)
    if path.is_dir() and catalogue.exercise_id(name) is None:
        raise NoSubmission(
            f"{name} is a folder. For a class, run: grade class {name}",
            de=f"{name} ist ein Ordner. Für eine Klasse: grade class {name}",
        )
    if path.suffix.lower() in SUFFIXES or os.path.lexists(path):
        if not os.path.lexists(path):
            raise NoSubmission(f"There is no file {name}.", de=f"Es gibt keine Datei {name}.")
        return path, None
    source = catalogue.resolve(known, name)
    candidates = _candidates(source)
    if not candidates:
        raise NoSubmission(
            f"There is no hand-in for {source.id} here: looked for {source.id}*.ipynb and {source.id}*.py "
            "in this folder and in exercises/. Change to your folder or give the path.",
            de=f"Hier liegt keine Abgabe für {source.id}: gesucht wurden {source.id}*.ipynb und {source.id}*.py "
            "in diesem Ordner und in exercises/. Wechsle in deinen Ordner oder gib den Pfad an.",
        )
    if len(candidates) > 1:
        others = ", ".join(str(other) for other in candidates[1:])
        context.say(
            Text(
                de=f"Mehrere Dateien für {source.id}: beurteilt wird die neueste, {candidates[0]} (nicht {others}).",
                en=f"Several files for {source.id}: the newest is graded, {candidates[0]} (not {others}).",
            )
        )
    return candidates[0], source.id


def _candidates(source: Source) -> list[Path]:
    """Files called like the exercise, newest first; those of this folder hide those of exercises/."""
    called = re.compile(rf"{source.id}(?!\d).*\.(ipynb|py)$", re.IGNORECASE)
    for folder in map(Path, FOLDERS):
        found = [path for path in folder.iterdir() if called.match(path.name)] if folder.is_dir() else []
        if found:
            return sorted(found, key=lambda path: (path.lstat().st_mtime_ns, path.name), reverse=True)
    return []
