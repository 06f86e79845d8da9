"""A notebook (`.ipynb`) as blocks, whatever has happened to it: saved half, merged badly, of an old or unknown version.

json and an own walk instead of nbformat: nbformat refuses what can still be read, and takes 0.1 s to import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from grader.model import Text
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.decoding import decode
from grader.submissions.parsing.repair import Document, load, opening_marks
from grader.submissions.parsing.salvage import drop_outputs, salvage_cells

_LARGE = 2 << 20  # from here on dropping outputs first is cheaper than parsing them
_KNOWN_VERSIONS = ("2", "3", "4")


@dataclass(frozen=True, slots=True)
class Notebook:
    """What could be read; `problem` if that is nothing."""

    blocks: tuple[Block, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    problem: Text | None = None


def read_notebook(data: bytes, name: str) -> Notebook:
    """The blocks of the notebook in `data`; never raises for what a file may hold."""
    if not data.strip(b" \t\r\n\0"):
        return Notebook(problem=_empty(name))
    if len(data) > _LARGE:
        data = drop_outputs(data)
    text, note = decode(data)
    notes = [note] if note else []
    loaded = load(text)
    if loaded is None or (loaded.conflicts and loaded.theirs is None):
        cells: list[Any] = salvage_cells(text)
        marks = opening_marks(text)
        if not cells:
            return Notebook(problem=_conflicts(name, marks) if marks else _no_notebook(name, text))
        document: Any = {"cells": cells}
        notes.append(_salvaged(name, len(cells)))
        notes += [_conflicts(name, marks)] if marks else []
    else:
        document = loaded.value
        notes += [_commas(name, loaded.commas)] if loaded.commas else []
    if isinstance(document, list):
        document = {"cells": document}
    if not isinstance(document, dict):
        return Notebook(problem=_no_notebook(name, text))
    raw = list(_raw_cells(document))
    if loaded is not None and loaded.theirs is not None:
        raw, left_out = _agreed(raw, loaded)
        notes.append(_conflicts(name, loaded.conflicts, left_out))
    if not raw:
        return Notebook(problem=_no_cells(name))
    version = document.get("nbformat", 4)
    if str(version).removesuffix(".0") not in _KNOWN_VERSIONS:
        notes.append(_unknown_version(version))
    metadata = document.get("metadata")
    return Notebook(_blocks(raw, notes), metadata if isinstance(metadata, dict) else {}, tuple(notes))


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


def _blocks(raw: list[dict[str, Any]], notes: list[Text]) -> tuple[Block, ...]:
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
            notes.append(_unreadable_cell(position))
            source = ""
        blocks.append(Block(code, number if code else 0, source))
    return tuple(blocks)


def _source(raw: Any) -> str | None:
    if isinstance(raw, list) and all(isinstance(line, str) for line in raw):
        raw = "".join(raw)
    if not isinstance(raw, str):
        return None
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, which JSON can write and UTF-8 cannot


def _empty(name: str) -> Text:
    return Text(
        de=f"{name} ist leer. Speichere das Notebook in Jupyter und gib es noch einmal ab.",
        en=f"{name} is empty. Save the notebook in Jupyter and hand it in again.",
    )


def _no_notebook(name: str, text: str) -> Text:
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        return Text(
            de=f"{name} ist eine Webseite, kein Notebook. Lade die Datei selbst herunter (Raw oder Download) und gib sie ab.",
            en=f"{name} is a web page, not a notebook. Download the file itself (Raw or Download) and hand it in.",
        )
    return Text(
        de=f"{name} ist kein lesbares Notebook (kein gültiges JSON). Speichere es in Jupyter neu und gib es noch einmal ab.",
        en=f"{name} is no readable notebook (not valid JSON). Save it again in Jupyter and hand it in again.",
    )


def _no_cells(name: str) -> Text:
    return Text(
        de=f"{name} enthält keine Zellen. Prüfe deine Antworten in Jupyter, speichere und gib noch einmal ab.",
        en=f"{name} holds no cells. Check your answers in Jupyter, save and hand in again.",
    )


def _salvaged(name: str, count: int) -> Text:
    return Text(
        de=f"{name} ist beschädigt; {count} vollständige Zellen wurden gerettet. Speichere es neu und gib es noch einmal ab.",
        en=f"{name} is damaged; {count} complete cells were saved. Save the notebook again and hand it in again.",
    )


def _conflicts(name: str, lines: tuple[int, ...], left_out: int | None = None) -> Text:
    """`left_out`: how many cells differ between both sides; None if the sides could not be read."""
    where, place = ", ".join(map(str, lines)), "in line" if len(lines) == 1 else "in lines"
    if left_out == 0:
        return Text(
            de=f"{name} enthält Konfliktmarken von git (<<<<<<<, Zeile {where}). Beide Seiten haben denselben Code; er zählt.",
            en=f"{name} holds conflict marks of git (<<<<<<<, {place} {where}). Both sides have the same code, which counts.",
        )
    return Text(
        de=f"{name} enthält Konfliktmarken von git (<<<<<<<, Zeile {where}). Gewertet wird nur, worin beide Seiten gleich "
        "sind. Entscheide dich dort für eine Seite, lösche die Marken, speichere und gib noch einmal ab.",
        en=f"{name} holds conflict marks of git (<<<<<<<, {place} {where}). Only what is the same on both sides is graded. "
        "Choose one side there, delete the marks, save and hand in again.",
    )


def _commas(name: str, lines: tuple[int, ...]) -> Text:
    where, place = ", ".join(map(str, lines)), "in line" if len(lines) == 1 else "in lines"
    return Text(
        de=f"In {name} steht ein Beistrich zu viel (Zeile {where}); er wurde übergangen. Speichere das Notebook neu.",
        en=f"{name} has a comma too many ({place} {where}), which was passed over. Save the notebook again in Jupyter.",
    )


def _unknown_version(version: Any) -> Text:
    shown = version if type(version) is int else "?"
    return Text(
        de=f"Das Notebook hat die unbekannte Formatversion {shown}; es wurde gelesen wie Version 4.",
        en=f"The notebook has the unknown format version {shown}; it was read as version 4.",
    )


def _unreadable_cell(position: int) -> Text:
    return Text(
        de=f"Die {position}. Zelle des Notebooks hat keinen lesbaren Inhalt und wurde leer gelesen.",
        en=f"Cell number {position} of the notebook has no readable content and was read as empty.",
    )
