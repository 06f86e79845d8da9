"""Documents wrap at 120 columns, so that a diff can be read: `python -m tests.wrapped` does it.

Tables, pictures, headings, comments and code stay as they are. Only a paragraph with a longer line is set anew.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

WIDTH = 120
ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*(ROOT / "docs").glob("*.md"), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG"))])
_FIXED = re.compile(r"\s*(\||#|!\[|<|```)|    ")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)]) ")
_GLUE = "\0"  # stands for a blank at which no line may end


def too_long(text: str) -> list[str]:
    """The lines that should have been wrapped."""
    return [line for line, fixed in _lines(text) if not fixed and len(line) > WIDTH]


def wrapped(text: str) -> str:
    """The document with every paragraph of long lines set anew."""
    return "".join(f"{line}\n" for fixed, block in _blocks(text) for line in (block if fixed else _set(block)))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it has to stay as it is."""
    code = False
    for line in text.splitlines():
        fence = line.lstrip().startswith("```")
        code ^= fence
        yield line, bool(code or fence or not line.strip() or _FIXED.match(line))


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Paragraphs and items of lists; what is fixed comes line by line."""
    for fixed, group in groupby(_lines(text), key=lambda found: found[1]):
        block: list[str] = []
        for line, _ in group:
            if block and (fixed or _ITEM.match(line) or block[-1].endswith("  ")):
                yield fixed, block
                block = []
            block.append(line)
        yield fixed, block


def _set(block: list[str]) -> list[str]:
    if all(len(line) <= WIDTH for line in block):
        return block
    mark = _ITEM.match(block[0])
    begin = mark[0] if mark else re.match(r" *", block[0])[0]  # type: ignore[index]  # blanks, or none, are always found
    words = " ".join(line.strip() for line in block).removeprefix(begin.lstrip())
    words = re.sub(r"`[^`]{1,100}`", lambda code: code[0].replace(" ", _GLUE), words)
    words = re.sub(r" (?=([-*+#>|=]|\d+[.)]) )", _GLUE, words)  # at the begin of a line it would be another thing
    lines = textwrap.wrap(
        words, WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin), break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(_GLUE, " ") for line in lines]


if __name__ == "__main__":
    for each in DOCUMENTS:
        each.write_text(wrapped(each.read_text(encoding="utf-8")), encoding="utf-8")
