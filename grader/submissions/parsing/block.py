"""A cell of a file before anything is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Cell


@dataclass(frozen=True, slots=True)
class Block:
    """`number` is 0 for text cells, `line` as in Cell; `shows`: an output was saved with it."""

    code: bool
    number: int
    source: str
    line: int = 0
    shows: bool = False

    @property
    def cell(self) -> Cell:
        return Cell(self.number, self.source, self.line)
