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
    written, dropped = _written(folder)
    entries = {name: entry for name, one in written.items() if (entry := _entry(one)) is not None}
    return Progress(entries, dropped=dropped or len(entries) < len(written))


def remember(folder: Path, results: Sequence[Result], now: datetime) -> bool | None:
    """Add results to what is remembered, whose other entries stay as they are written. True if something that was there
    cannot be read; None where the folder cannot be written."""
    written, dropped = _written(folder)
    for result in results:
        name = result.exercise.id
        known = _entry(written[name]) if name in written else None
        dropped = dropped or (name in written and known is None)
        when = now.isoformat(timespec="minutes", sep=" ")
        written[name] = codec.dump(Entry(result, known.last if known else None, when))
    try:
        _file(folder).parent.mkdir(exist_ok=True)
        write_whole(_file(folder), json.dumps({"version": VERSION, "entries": written}))
    except OSError:
        return None
    return dropped


def _written(folder: Path) -> tuple[dict[str, Json], bool]:
    """The entries as this version writes them, and whether there was something that no version does."""
    try:
        document = json.loads(_file(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError, RecursionError):
        return {}, True
    version, found = (document.get("version"), document.get("entries")) if isinstance(document, dict) else (None, None)
    if type(version) is not int or version not in _READERS or not isinstance(found, dict):
        return {}, True
    entries: dict[str, Json] = {}
    for name, entry in found.items():
        with suppress(ValueError, RecursionError):
            entries[name] = _READERS[version](entry)
    return entries, len(entries) < len(found)


def _entry(written: Json) -> Entry | None:
    """None for one that is damaged."""
    try:
        entry: Entry = codec.load(Entry, written)
    except (ValueError, RecursionError):
        return None
    return entry


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
