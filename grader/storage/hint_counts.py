"""How many hints a student has read of each item, kept beside their results."""

from __future__ import annotations

import json
from pathlib import Path

from grader.storage.atomic_write import write_whole
from grader.storage.progress import FOLDER

_MOST = 99  # nobody has read more


def hints_read(folder: Path, item: str) -> int:
    """How many of the item's hints were shown so far; 0 where nothing can be read of that."""
    count = _counts(folder).get(item)
    return count if type(count) is int and 0 <= count <= _MOST else 0


def count_hints(folder: Path, item: str, read: int) -> bool:
    """Note how many were shown; False where the folder cannot be written."""
    try:
        _file(folder).parent.mkdir(exist_ok=True)
        write_whole(_file(folder), json.dumps({**_counts(folder), item: read}))
    except OSError:
        return False
    return True


def _counts(folder: Path) -> dict[str, object]:
    try:
        found = json.loads(_file(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # none yet, or damaged: hints begin with the first again
        return {}
    return found if isinstance(found, dict) else {}


def _file(folder: Path) -> Path:
    return folder / FOLDER / "hints.json"
