"""Bytes of a hand-in to its parts. Runs in a child: the judge never parses what a student wrote."""

from __future__ import annotations

import ast
from dataclasses import replace

from grader.measures import MOST_CELLS, MOST_REMARKS, trouble
from grader.model import Trouble
from grader.submissions.files.file_names import printable
from grader.submissions.files.handin import RawReading
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.identify import Catalogue, identify
from grader.submissions.parsing.notebook import Notebook, read_notebook
from grader.submissions.parsing.objections import with_objections
from grader.submissions.parsing.repair import opening_marks
from grader.submissions.parsing.script import read_script
from grader.submissions.parsing.work import is_left_blank
from grader.submissions.source.bindings import PARSE_ERRORS, parse


def read(data: bytes, name: str, catalogue: Catalogue) -> RawReading:
    """What the file `name` with content `data` hands in; a problem instead of an exception."""
    name = printable(name)
    try:
        book = _blocks(data, name)
        if book.problem is not None:
            return RawReading(remarks=book.notes, problem=book.problem)
        cells = sum(block.code for block in book.blocks)
        if cells > MOST_CELLS:
            return RawReading(problem=trouble("many cells", there=min(cells, 999_999)))
        reading = identify(name, book.blocks, book.metadata, catalogue)
    except (MemoryError, RecursionError):
        return RawReading(problem=trouble("large file"))
    marked = [_conflict(block) for block in book.blocks if block.code and opening_marks(block.source)]
    unsaved = [trouble("unsaved", cell=block.number) for block in book.blocks if block.shows and is_left_blank(block.source)]
    remarks = list({repr(one): one for one in (*reading.remarks, *book.notes, *marked, *unsaved[:1])}.values())
    if len(remarks) > MOST_REMARKS:
        remarks[MOST_REMARKS:] = [trouble("more remarks", there=len(remarks) - MOST_REMARKS)]
    return replace(reading, parts=with_objections(reading.parts, book.blocks), remarks=tuple(remarks))


def _blocks(data: bytes, name: str) -> Notebook:
    """By content, not by ending: scripts are saved as .ipynb, and notebooks as .py."""
    if name.lower().endswith(".ipynb") or _is_notebook(data):
        book = read_notebook(data)
        if book.problem is None or not data.strip() or not _is_script(data):
            return book
    blocks, notes = read_script(data)
    return Notebook(blocks, notes=notes)


def _is_notebook(data: bytes) -> bool:
    head = data[:65536]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and (b'"cell' in head or b"'cell" in head)


def _is_script(data: bytes) -> bool:
    try:
        statements = parse(data.decode("utf-8")).body
    except PARSE_ERRORS:
        return False
    return any(not isinstance(statement, ast.Expr) for statement in statements)  # a lone {} or word is no program


def _conflict(block: Block) -> Trouble:
    """Marks in the code itself, as a merge tool for notebooks or a script leaves them; Python cannot read such a cell."""
    (first, *_) = opening_marks(block.source)
    if block.line:
        return trouble("conflict in a script", line=block.line + first - 1)
    return trouble("conflict in a cell", cell=block.number, line=first)
