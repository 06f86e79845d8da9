"""`grade ex10` and `grade`: a student's own hand-ins."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader import catalogue, pipeline
from grader.catalogue import Source
from grader.commands.desk import DONE, NOT_YET, Desk, exercises_root, item_names, remembering
from grader.errors import NoSubmission, SubmissionError
from grader.executors.local import LocalExecutor
from grader.keys.live import LiveKey
from grader.model import Result, Submission, Text
from grader.remembered import recall, remember
from grader.submissions.files import SUFFIXES, read_file
from grader.submissions.handin import Reading

FOLDERS = (".", "exercises")


def grade_exercises(desk: Desk, names: Sequence[str], *, fresh: bool = False) -> int:
    """Grade the hand-ins that are named by exercise or by path; 0 if all core points are there."""
    root = exercises_root()
    known = catalogue.sources(root)
    files = [found for name in names for found in [_find(desk, name, known)]]
    with remembering(root, fresh=fresh) as (key, executor, cache):
        reader = Reader(executor, key, known)
        results = [
            pipeline.with_notes(pipeline.grade(submission, key, executor, seed=cache.seed), notes)
            for path, wanted in files
            for submission, notes in reader.submissions(path, wanted)
        ]
    _remember(desk, results)
    _show(desk, results)
    return DONE if all(result.complete for result in results) else NOT_YET


def overview(desk: Desk) -> int:
    """Every exercise at a glance, from what is remembered; runs no hand-in."""
    root = exercises_root()
    with remembering(root, fresh=False) as (key, _, _):
        exercises = [key.exercise(source.id) for source in catalogue.sources(root)]
    entries = recall(Path.cwd())
    if desk.json:
        from grader.reports.document import results_document

        desk.show_json(results_document([entry.last for entry in entries.values()], lang=desk.lang))
        return DONE
    from grader.reports.terminal import print_overview

    remembered = [(entry.last, entry.previous, entry.when) for entry in entries.values()]
    print_overview(remembered, exercises, console=desk.console(), lang=desk.lang)
    return DONE


def _find(desk: Desk, name: str, known: tuple[Source, ...]) -> tuple[Path, str | None]:
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
        desk.say(
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


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads hand-ins; only a file without any sign of its exercise makes the key load all of them for their item names."""

    executor: LocalExecutor
    key: LiveKey
    known: tuple[Source, ...]

    def submissions(self, path: Path, wanted: str | None) -> list[tuple[Submission, tuple[Text, ...]]]:
        """The submissions in a file: the exercise asked for, or all of them.

        Raises:
            SubmissionError: the file cannot be read, or holds no such exercise.
        """
        content = read_file(path)
        if isinstance(content, Text):
            raise SubmissionError(content.en, de=content.de)
        reading = self.executor.read(content.data, path.name, {source.id: [] for source in self.known})
        if not reading.parts:
            reading = self.executor.read(content.data, path.name, item_names(self.key, self.known))
        parts = [part for part in reading.parts if wanted in (None, part.exercise)]
        if not parts:
            raise _nothing(path, wanted, reading)
        return [
            (Submission(None, part.exercise, part.variant, part.cells, content.digest, path.name, part.shuffle), reading.notes)
            for part in parts
        ]


def _nothing(path: Path, wanted: str | None, reading: Reading) -> SubmissionError:
    if reading.problem is not None:
        return SubmissionError(reading.problem.en, de=reading.problem.de)
    found = ", ".join(part.exercise for part in reading.parts) or "–"
    return SubmissionError(
        f"{path} does not hold {wanted} but {found}. Grade it by its path: grade {path}",
        de=f"In {path} steckt nicht {wanted}, sondern {found}. Beurteile die Datei über ihren Pfad: grade {path}",
    )


def _remember(desk: Desk, results: list[Result]) -> None:
    if not remember(Path.cwd(), results, datetime.now()):
        desk.say(
            Text(
                de="Das Ergebnis konnte hier nicht gespeichert werden (Ordner schreibgeschützt?); "
                "`grade` allein zeigt es daher nicht.",
                en="The result could not be saved here (read-only folder?), so `grade` alone will not show it.",
            )
        )


def _show(desk: Desk, results: list[Result]) -> None:
    if desk.json:
        from grader.reports.document import result_document, results_document

        one = len(results) == 1
        desk.show_json(result_document(results[0], lang=desk.lang) if one else results_document(results, lang=desk.lang))
        return
    from grader.reports.terminal import print_result

    console = desk.console()
    for result in results:
        for note in result.notes:
            desk.say(note)
        print_result(result, console=console, lang=desk.lang)
