"""The last results of a student, kept beside the hand-ins so that `grade` alone can show them without running anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.model import Json, Result
from grader.storage import codec
from grader.storage.atomic_write import write_whole
from grader.storage.codec import RecordError

FOLDER = ".grader"
VERSION = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """The last result of an exercise, the one before, and when the last was made (ISO, local time)."""

    last: Result
    previous: Result | None
    when: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What is remembered, by exercise; `dropped` if something was there that cannot be read."""

    entries: Mapping[str, Entry]
    dropped: bool = False


def progress_folder(course: Path) -> Path:
    """Where results are kept: one place for all folders of a course; for a folder outside of it, that folder."""
    here = Path.cwd()
    return course if here.is_relative_to(course) and not _file(here).exists() else here


def recall(folder: Path) -> Progress:
    """What is remembered; a damaged file or entry, or one of a version that is not known, is left out."""
    try:
        document = json.loads(_file(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Progress({})
    except (OSError, ValueError, RecursionError):
        return Progress({}, dropped=True)
    version, found = (document.get("version"), document.get("entries")) if isinstance(document, dict) else (None, None)
    if type(version) is not int or version not in _READERS or not isinstance(found, dict):
        return Progress({}, dropped=True)
    entries: dict[str, Entry] = {}
    for name, entry in found.items():
        with suppress(ValueError, RecursionError):
            entries[name] = codec.load(Entry, _READERS[version](entry))
    return Progress(entries, dropped=len(entries) < len(found))


def remember(folder: Path, results: Sequence[Result], now: datetime) -> Progress | None:
    """Add results to what is remembered, and say what was there before; None where the folder cannot be written."""
    before = recall(folder)
    entries = dict(before.entries)
    for result in results:
        known = entries.get(result.exercise.id)
        when = now.isoformat(timespec="minutes", sep=" ")
        entries[result.exercise.id] = Entry(result, known.last if known else None, when)
    document = {"version": VERSION, "entries": codec.dump(entries)}
    try:
        _file(folder).parent.mkdir(exist_ok=True)
        write_whole(_file(folder), json.dumps(document))
    except OSError:
        return None
    return before


def _from_first(document: Json) -> Json:
    """What version 1 wrote, as version 2 has it: there an item of a shuffled exercise knew its order.

    Raises:
        RecordError: sentences of a shuffled exercise hold letters as the student saw them, which now are translated later.
    """
    if isinstance(document, list):
        return [_from_first(part) for part in document]
    if not isinstance(document, dict):
        return document
    if document.get("is") == "Exercise" and document.get("shuffle") != 0:
        raise RecordError("the letters of a shuffled exercise cannot be told from its own")
    gone = {"order"} if document.get("is") == "Item" else set()
    return {name: _from_first(part) for name, part in document.items() if name not in gone}


_READERS: Mapping[int, Callable[[Json], Json]] = {1: _from_first, VERSION: lambda document: document}


def _file(folder: Path) -> Path:
    return folder / FOLDER / "results.json"
