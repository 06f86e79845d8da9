"""A notebook (`.ipynb`) as blocks, whatever has happened to it: saved half, merged badly, of an old or unknown version.

json and an own walk instead of nbformat: nbformat refuses what can still be read, and takes 0.1 s to import.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from grader.measures import trouble
from grader.model import Trouble
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.decoding import decode
from grader.submissions.parsing.repair import Document, load, opening_marks
from grader.submissions.parsing.salvage import drop_outputs, salvage_cells
from grader.submissions.source.bindings import PARSE_ERRORS

_LARGE = 2 << 20  # from here on dropping outputs first is cheaper than parsing them
_PYTHON = re.compile(r"\s*\{\s*'(?:cells|metadata|nbformat(?:_minor)?|worksheets)'\s*:")
_KNOWN_VERSION = re.compile(r"[234](?:\.\d+)?")  # some tools write it as a text, or with the minor one


@dataclass(frozen=True, slots=True)
class Notebook:
    """What could be read; `problem` if that is nothing."""

    blocks: tuple[Block, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Trouble, ...] = ()
    problem: Trouble | None = None


def read_notebook(data: bytes) -> Notebook:
    """The blocks of the notebook in `data`; never raises for what a file may hold."""
    if not data.strip(b" \t\r\n\0"):
        return Notebook(problem=trouble("empty file"))
    if len(data) > _LARGE:
        data = drop_outputs(data)
    text, note = decode(data)
    notes = [note] if note else []
    loaded = load(text)
    if loaded is None and _PYTHON.match(text):
        notes.append(trouble("shown by Python"))
        loaded = _as_python(text)
        if loaded is None:
            return Notebook(problem=notes.pop())
    if loaded is None or (loaded.conflicts and loaded.theirs is None):
        cells: list[Any] = salvage_cells(text)
        marks = opening_marks(text)
        if not cells:
            return Notebook(problem=trouble("conflict", lines=[*marks]) if marks else _no_notebook(text))
        document: Any = {"cells": cells}
        notes.append(trouble("cells saved", there=len(cells)))
        notes += [trouble("conflict", lines=[*marks])] if marks else []
    else:
        document = loaded.value
        notes += [trouble("commas", lines=[*loaded.commas])] if loaded.commas else []
    if isinstance(document, list):
        document = {"cells": document}
    if not isinstance(document, dict):
        return Notebook(problem=_no_notebook(text))
    raw = list(_raw_cells(document))
    if loaded is not None and loaded.theirs is not None:
        raw, left_out = _agreed(raw, loaded)
        notes.append(trouble("conflict" if left_out else "conflict without effect", lines=[*loaded.conflicts]))
    if not raw:
        return Notebook(problem=trouble("no cells"))
    version = document.get("nbformat", 4)
    if version is not None and not _KNOWN_VERSION.fullmatch(str(version)):
        notes.append(trouble("unknown version", version=version if type(version) is int and 0 <= version < 1000 else None))
    metadata = document.get("metadata")
    return Notebook(_blocks(raw, notes), metadata if isinstance(metadata, dict) else {}, tuple(notes))


def _as_python(text: str) -> Document | None:
    """What `print(notebook)` shows: single quotation marks, True, None. Only constants are read."""
    try:
        return Document(ast.literal_eval(text.strip()))
    except PARSE_ERRORS:
        return None


def _agreed(ours: list[dict[str, Any]], loaded: Document) -> tuple[list[dict[str, Any]], int]:
    """The cells that both sides of a conflict hold, and how many of either side are left out."""
    theirs = list(_raw_cells(loaded.theirs)) if isinstance(loaded.theirs, dict) else []
    mine, others = ({_key(cell) for cell in side} for side in (ours, theirs))
    kept = [cell for cell in ours if _key(cell) in others]
    return kept, len(mine ^ others)


def _key(cell: dict[str, Any]) -> tuple[str, str | None]:
    return str(cell.get("cell_type")), _source(cell.get("source", cell.get("input", "")))


def _raw_cells(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells; up to version 3 they lie in worksheets and call their source `input`."""
    sheets = document.get("worksheets")
    holders = [document, *(sheets if isinstance(sheets, list) else [])]
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        if isinstance(cells, list):
            yield from (cell for cell in cells if isinstance(cell, dict) and _is_cell(cell))


def _is_cell(cell: dict[str, Any]) -> bool:
    return any(key in cell for key in ("cell_type", "source", "input"))


def _blocks(raw: list[dict[str, Any]], notes: list[Trouble]) -> tuple[Block, ...]:
    blocks = []
    number = 0
    for position, cell in enumerate(raw, 1):
        kind = cell.get("cell_type")
        code = kind == "code" or (
            not isinstance(kind, str) and ("outputs" in cell or "execution_count" in cell or "input" in cell)
        )
        number += code
        source = _source(cell.get("source", cell.get("input", "")))
        if source is None:
            notes.append(trouble("unreadable cell", cell=position))
            source = ""
        blocks.append(Block(code, number if code else 0, source, shows=bool(cell.get("outputs"))))
    return tuple(blocks)


def _source(raw: Any) -> str | None:
    if isinstance(raw, list) and all(isinstance(line, str) for line in raw):
        raw = "".join(raw)
    if not isinstance(raw, str):
        return None
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, which JSON can write and UTF-8 cannot


def _no_notebook(text: str) -> Trouble:
    return trouble("web page" if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")) else "no notebook")
