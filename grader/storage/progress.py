"""The last results of a student, kept beside the hand-ins so that `grade` alone can show them without running anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.model import Result
from grader.storage import codec
from grader.storage.atomic_write import write_whole

FOLDER = ".grader"
VERSION = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """The last result of an exercise, the one before, and when the last was made (ISO, local time)."""

    last: Result
    previous: Result | None
    when: str


def recall(folder: Path) -> dict[str, Entry]:
    """What is remembered, by exercise; a file of another version or a damaged one is as good as none."""
    try:
        document = json.loads(_file(folder).read_text(encoding="utf-8"))
        if document["version"] != VERSION:
            return {}
        return {name: codec.load(Entry, entry) for name, entry in document["entries"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remember(folder: Path, results: list[Result], now: datetime) -> bool:
    """Add results to what is remembered; False where the folder cannot be written."""
    entries = recall(folder)
    for result in results:
        before = entries.get(result.exercise.id)
        when = now.isoformat(timespec="minutes", sep=" ")
        entries[result.exercise.id] = Entry(result, before.last if before else None, when)
    document = {"version": VERSION, "entries": codec.dump(entries)}
    try:
        _file(folder).parent.mkdir(exist_ok=True)
        write_whole(_file(folder), json.dumps(document))
    except OSError:
        return False
    return True


def _file(folder: Path) -> Path:
    return folder / FOLDER / "results.json"
