"""A table of another program as text, cell by cell, so that what is not changed stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_EXCEL = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # the first line by which Excel may be told the separator


@dataclass(frozen=True, slots=True)
class Coding:
    """How a text was written: `before` is a byte order mark."""

    before: bytes
    name: str

    def encoded(self, text: str) -> bytes:
        """What the encoding lacks becomes a character reference, for such text stands in cells that hold HTML."""
        return self.before + text.encode(self.name, "xmlcharrefreplace")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells as they are written, quotes included, and the end of the line."""

    cells: tuple[str, ...]
    end: str

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(map(_value, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[TableRow, ...]
    separator: str
    before: str = ""

    @property
    def text(self) -> str:
        return self.before + "".join(self.separator.join(row.cells) + row.end for row in self.rows)

    def quoted(self, value: str, *, like: str) -> str:
        """A value as a cell, in quotes if that in its place was or if it needs them."""
        needs = any(char in value for char in (self.separator, '"', "\r", "\n")) or value != value.strip()
        return '"' + value.replace('"', '""') + '"' if needs or like.startswith('"') else value


def decoded(data: bytes) -> tuple[str, Coding]:
    """The text, from UTF-8 with or without a mark, UTF-16, or what Windows writes in western Europe.

    Raises:
        UnicodeDecodeError: it has a mark and is not what that says.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name), Coding(mark, name)
    for name in ("utf-8", "cp1252"):
        try:
            return data.decode(name), Coding(b"", name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), Coding(b"", "latin-1")


def tables(text: str) -> Iterator[Table]:
    """The table by each separator that it could have; by a wrong one, everything stands in one column."""
    told = _EXCEL.match(text)
    for separator in (told[1],) if told else (",", ";", "\t"):
        before = told[0] if told else ""
        yield Table(tuple(_rows(text[len(before) :], separator)), separator, before)


def _rows(text: str, separator: str) -> Iterator[TableRow]:
    sep = re.escape(separator)
    cell = re.compile(rf'("(?:[^"]|"")*"[^{sep}\r\n]*|[^{sep}\r\n]*)({sep}|\r\n|\r|\n|\Z)')
    place = 0
    cells: list[str] = []
    while place < len(text) or cells:
        found = cell.match(text, place)
        assert found is not None  # the last alternative takes whatever stands there
        cells.append(found[1])
        place = found.end()
        if found[2] != separator:
            yield TableRow(tuple(cells), found[2])
            cells = []


def _value(raw: str) -> str:
    if not raw.startswith('"'):
        return raw
    end = re.match(r'"((?:[^"]|"")*)"', raw)
    return raw if end is None else end[1].replace('""', '"') + raw[end.end() :]


def replaced(row: TableRow, changes: Sequence[tuple[int, str]]) -> TableRow:
    """The row with some of its cells written anew."""
    cells = list(row.cells)
    for place, cell in changes:
        cells[place] = cell
    return TableRow(tuple(cells), row.end)
