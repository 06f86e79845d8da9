"""Surgery on the text of a notebook that is too large or too damaged for a JSON parser."""

from __future__ import annotations

import json
import re
from typing import Any

# Inside a JSON string every quote is escaped, so these match only real keys. Its first character is looked for at once:
# with what may stand before it in the pattern, a text of 20 MB without any took two seconds.
_BULK = re.compile(rb'"(?<!\\")(?:outputs|attachments|widgets)"\s*:\s*(?P<open>[\[{])')
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)  # a string that never ends is read once
_CELL_START = re.compile(r'\{\s*"(?:cell_type|attachments|execution_count|id|metadata|outputs|source)"\s*:')
_MAX_CELLS = 5_000
_PATIENCE = 8  # how often the length of the text may be read in vain: real damage needs 2


def drop_outputs(data: bytes) -> bytes:
    """The notebook without outputs, attachments and widgets, cut out unread; a notebook cut off inside one ends there."""
    kept = []
    start = 0
    while (match := _BULK.search(data, start)) is not None:
        end = _end_of(data, match, _indent(data, start, match.start()))
        kept += [data[start : match.end()], b"]" if match["open"] == b"[" else b"}"]
        start = end
    kept.append(data[start:])
    return b"".join(kept)


def _indent(data: bytes, start: int, key: int) -> bytes | None:
    """What stands before a key on its line, if that is white space and begins behind `start`."""
    begin = key
    while begin > start and data[begin - 1] in b" \t":
        begin -= 1
    return data[begin:key] if data[begin - 1 : begin] == b"\n" else None


def _end_of(data: bytes, match: re.Match[bytes], indent: bytes | None) -> int:
    """Where the bracket that `match` opens has been closed."""
    close = b"]" if match["open"] == b"[" else b"}"
    if indent is not None and data[match.end() : match.end() + 1] == b"\n":
        # Raw line ends cannot stand inside a JSON string: the first bracket at the key's own indentation is the one.
        closing = b"\n" + indent + close
        position = data.find(closing, match.end())
        return len(data) if position < 0 else position + len(closing)
    depth = 1
    for token in _TOKEN.finditer(data, match.end()):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
        elif first in b"]}":
            depth -= 1
            if depth == 0:
                return token.end()
    return len(data)


def salvage_cells(text: str) -> list[dict[str, Any]]:
    """The complete cells that can be found in damaged JSON (cut off, merged with conflict marks, edited by hand)."""
    decoder = json.JSONDecoder(strict=False)
    cells: list[dict[str, Any]] = []
    position = 0
    patience = _PATIENCE * len(text) + 100_000
    while patience > 0 and len(cells) < _MAX_CELLS and (match := _CELL_START.search(text, position)) is not None:
        try:
            cell, position = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError) as error:
            position = match.start() + 1
            patience -= _read_in_vain(error, match.start())
            continue
        if "cell_type" in cell:
            cells.append(cell)
    return cells


def _read_in_vain(error: Exception, start: int) -> int:
    """What an attempt has cost, in characters: what it read, and the lines before it, which Python counts for its message."""
    return error.pos - start + error.pos // 16 if isinstance(error, json.JSONDecodeError) else 50_000
