"""The little markup of our texts – `$formula$`, `$$formula$$`, `**bold**`, `*stressed*`, backticked code – taken apart.

A backslash before `$`, `*` or a backtick means the character itself (own_words.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# a power in running text, w**2 + w**3, is not bold: ** opens only where no operand stands before it
_MARKUP = re.compile(
    r"\\(?P<plain>[$`*])"
    r"|\$\$(?P<display>[^$]+)\$\$"
    r"|\$(?!\s)(?P<formula>[^$\n]+?)(?<!\s)\$"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![\w)\]])\*\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\w)"
    r"|(?<![\w)\]*])\*(?P<stress>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
)


class Marked(NamedTuple):
    kind: Literal["text", "display", "formula", "code", "bold", "stress"]
    source: str


def pieces(text: str) -> Iterator[Marked]:
    """The pieces of `text` in order; what is not well-formed markup is text."""
    start = 0
    for match in _MARKUP.finditer(text):
        if match.start() > start:
            yield Marked("text", text[start : match.start()])
        kind = match.lastgroup
        assert kind in ("plain", "display", "formula", "code", "bold", "stress")
        if kind == "plain":
            yield Marked("text", match[kind])
            start = match.end()
            continue
        yield Marked(kind, match[kind])  # type: ignore[arg-type]  # mypy does not narrow a str to these literals
        start = match.end()
    if start < len(text):
        yield Marked("text", text[start:])
