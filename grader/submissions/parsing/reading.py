"""Bytes of a hand-in to its parts. Runs in a child: the judge never parses what a student wrote."""

from __future__ import annotations

import ast
from dataclasses import replace

from grader.model import Text
from grader.submissions.files.file_names import printable
from grader.submissions.files.handin import Reading
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.identify import Catalogue, identify
from grader.submissions.parsing.notebook import Notebook, read_notebook
from grader.submissions.parsing.repair import opening_marks
from grader.submissions.parsing.script import read_script
from grader.submissions.source.bindings import PARSE_ERRORS, parse

_MOST_NOTES = 8  # of one file; each kind of damage is told once or twice


def read(data: bytes, name: str, catalogue: Catalogue) -> Reading:
    """What the file `name` with content `data` hands in; a problem instead of an exception."""
    name = printable(name)
    try:
        book = _blocks(data, name)
        if book.problem is not None:
            return Reading(notes=book.notes, problem=book.problem)
        reading = identify(name, book.blocks, book.metadata, catalogue)
    except (MemoryError, RecursionError):
        return Reading(problem=_too_much(name))
    marked = [_conflict(block) for block in book.blocks if block.code and opening_marks(block.source)]
    notes = tuple(dict.fromkeys((*reading.notes, *book.notes, *marked)))
    if len(notes) > _MOST_NOTES:
        notes = (*notes[:_MOST_NOTES], _more(len(notes) - _MOST_NOTES))
    return replace(reading, notes=notes)


def _blocks(data: bytes, name: str) -> Notebook:
    """By content, not by ending: scripts are saved as .ipynb, and notebooks as .py."""
    if name.lower().endswith(".ipynb") or _is_notebook(data):
        book = read_notebook(data, name)
        if book.problem is None or not data.strip() or not _is_script(data):
            return book
    cells, notes = read_script(data)
    return Notebook(tuple(Block(True, cell.number, cell.source, cell.line) for cell in cells), notes=notes)


def _is_notebook(data: bytes) -> bool:
    head = data[:65536]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"cell' in head


def _is_script(data: bytes) -> bool:
    try:
        statements = parse(data.decode("utf-8")).body
    except PARSE_ERRORS:
        return False
    return any(not isinstance(statement, ast.Expr) for statement in statements)  # a lone {} or word is no program


def _conflict(block: Block) -> Text:
    """Marks in the code itself, as a merge tool for notebooks or a script leaves them; Python cannot read such a cell."""
    (first, *_) = opening_marks(block.source)
    if block.line:
        de, en = f"Ab Zeile {block.line + first - 1}", f"From line {block.line + first - 1} on"
    else:
        de, en = f"In Zelle {block.number} (Zeile {first})", f"In cell {block.number} (line {first})"
    return Text(
        de=f"{de} stehen Konfliktmarken von git (<<<<<<<). Entscheide dich für eine Seite und lösche die Marken.",
        en=f"{en} there are conflict marks of git (<<<<<<<). Choose one side and delete the marks.",
    )


def _too_much(name: str) -> Text:
    return Text(
        de=f"{name} ist zu groß oder zu tief verschachtelt. Lösche die Ausgaben, speichere und gib noch einmal ab.",
        en=f"{name} is too large or nested too deeply. Clear the outputs, save and hand in again.",
    )


def _more(count: int) -> Text:
    return Text(
        de=f"… und {count} weitere Hinweise derselben Art zu dieser Datei.",
        en=f"… and {count} more remarks of this kind on this file.",
    )
