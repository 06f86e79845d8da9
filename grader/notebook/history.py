"""The cells that have run in a kernel, as a notebook of their own: each once, in its last version."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.notebook.conversation import LARGEST_NOTEBOOK

# What is said to us is no part of an answer; its line stays, so that numbers of lines are those of the cell.
_OURS = re.compile(r"^[ \t]*%(?:grade\b|(?:re)?load_ext[ \t]+grader\b).*$", re.MULTILINE)
_NAMES = ("__vsc_ipynb_file__", "__session__")  # where VS Code and JupyterLab say which notebook this is


@dataclass(slots=True)
class CellLog:
    """A cell stands at the place of its first run: imports that are run again do not come after what needs them."""

    _cells: dict[str, str] = field(default_factory=dict)

    def note(self, source: str, cell_id: str | None = None) -> None:
        """A cell runs; without an id only the same text is the same cell."""
        plain = _OURS.sub("", source)
        if plain.strip():
            self._cells[f"id {cell_id}" if cell_id else f"text {plain}"] = plain

    def notebook(self, metadata: Mapping[str, Any]) -> str:
        """The notebook as a file would have it; of too many cells those that ran first are left out."""
        cells = list(self._cells.values())
        while (text := _document(cells, metadata)) and len(text) > LARGEST_NOTEBOOK and cells:
            del cells[: len(cells) // 2 + 1]
        return text


def _document(cells: Sequence[str], metadata: Mapping[str, Any]) -> str:
    code: list[dict[str, Any]] = [
        {"cell_type": "code", "metadata": {}, "source": cell, "outputs": [], "execution_count": None} for cell in cells
    ]
    return json.dumps({"cells": code, "metadata": dict(metadata), "nbformat": 4, "nbformat_minor": 5})


def notebook_file(namespace: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file of this notebook, where its program tells the kernel; Colab does not."""
    said = [namespace.get(name) for name in _NAMES] + [environment.get("JPY_SESSION_NAME")]
    paths = [Path(name) for name in said if isinstance(name, str) and name.endswith(".ipynb")]
    return next((path for path in paths if path.is_file()), paths[0] if paths else None)


def own_metadata(path: Path | None) -> dict[str, Any]:
    """What the file says of itself, as it was saved last: only which exercise it is is taken from there."""
    if path is None:
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # the cells themselves may say it
        return {}
    metadata = document.get("metadata") if isinstance(document, dict) else None
    said = metadata.get("grader") if isinstance(metadata, dict) else None
    return {"grader": said} if isinstance(said, dict) else {}
