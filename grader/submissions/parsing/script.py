"""A script (`.py`) as cells: lines `# %%` and `# In[3]:` and markers of exercises begin a new one."""

from __future__ import annotations

import re
from itertools import count

from grader.model import Trouble
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.decoding import decode
from grader.submissions.parsing.labels import MARKER, inside_strings

_BORDER = re.compile(r"#\s*%%(?P<rest>.*)|#\s*In\s?\[[ \d]*\]:\s*$")
_COMMENT = re.compile(r"#[ ]?")
_TEXT_CELL = re.compile(r".*\[(markdown|md|raw)\]", re.IGNORECASE)


def read_script(data: bytes) -> tuple[tuple[Block, ...], tuple[Trouble, ...]]:
    """The cells of a script, and remarks about the file. Lines are never lost: without borders it is one cell."""
    text, note = decode(data, cookie=True)
    blocks: list[Block] = []
    numbers = count(1)
    lines: list[str] = []
    prose = False

    def finish() -> None:
        if prose:
            blocks.append(Block(False, 0, "\n".join(_COMMENT.sub("", line, count=1) for line in lines[1:])))
        elif any(line.strip() for line in lines):
            blocks.append(Block(True, next(numbers), "\n".join(lines), first))
        lines.clear()

    quoted = inside_strings(text) if any(map(MARKER.match, text.split("\n")[1:])) else frozenset()
    first = 1
    for number, line in enumerate(text.split("\n"), start=1):
        border = _BORDER.match(line)
        marker = MARKER.match(line) if number not in quoted else None
        if border or (marker and any(not _is_border(kept) for kept in lines if kept.strip())):
            finish()
            first = number
            prose = bool(border and _TEXT_CELL.match(border["rest"] or ""))
        lines.append(line)
    finish()
    return tuple(blocks), (note,) if note else ()


def _is_border(line: str) -> bool:
    return bool(_BORDER.match(line))
