"""What a hostile file is: bytes, or something that is no file, in the folder of a student; and what is reported of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Put = Callable[[Path], None]  # makes the hand-in in the empty folder of its student

SQUARE = "def squared(x): return x * x"
RIGHT = f"# grader: ex90\none = 1\n# %%\ntwo = 2\n# %%\n{SQUARE}\n"


@dataclass(frozen=True, slots=True)
class HandIn:
    """`outcome`: what the item `one` gets, empty where nothing can be graded; `says`: words of a problem, or of the feedback.

    `{trace}` in what is handed in stands for a path: a file there shows that something was done that must not be.
    """

    line: int  # in the list of attacks that the project set out with
    name: str
    put: Put
    stopped_by: str
    outcome: str = ""
    says: str = ""


def file(name: str, data: bytes | str) -> Put:
    """A file with this content."""

    def put(folder: Path) -> None:
        trace = str(folder.parent.parent / "trace").encode()
        raw = data.encode() if isinstance(data, str) else data
        (folder / name).write_bytes(raw.replace(b"{trace}", trace))

    return put


def both(*puts: Put) -> Put:
    def put(folder: Path) -> None:
        for one in puts:
            one(folder)

    return put


def sparse(name: str, size: int) -> Put:
    """A file that claims a size and holds nothing."""

    def put(folder: Path) -> None:
        with (folder / name).open("wb") as made:
            made.truncate(size)

    return put


def link(name: str, target: str) -> Put:
    return lambda folder: os.symlink(folder / target, folder / name)


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": "c", "metadata": {}, "outputs": [], "source": source, **more}


def cells(*sources: Any) -> list[dict[str, Any]]:
    """These cells and the right answers to the items that are not under attack."""
    made = [source if isinstance(source, dict) else code(source) for source in sources]
    return [*made, code("two = 2"), code(SQUARE)]


def notebook(*sources: Any, name: str = "ex90.ipynb", **more: Any) -> Put:
    """A notebook of version 4 with such cells."""
    metadata = {"grader": {"exercise": "ex90", "variant": 0}}
    document = {"cells": cells(*sources), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5, **more}
    return file(name, json.dumps(document))
