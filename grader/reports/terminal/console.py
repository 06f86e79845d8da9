"""The one pen that writes to a console: rich in a terminal, plain text without one, every string made harmless first."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text as Styled

from grader.model import Lang, Text
from grader.reports.text import safe
from grader.reports.text.vocabulary import Mark

PLAIN_WIDTH = 80
TONES = {"good": "green", "part": "yellow", "bad": "red", "idle": "dim", "open": "cyan"}

Span = str | tuple[str, str]  # a text, or a text with a rich style


def make_console(stream: IO[str] | None = None, *, plain: bool | None = None, width: int | None = None) -> Console:
    """A console on `stream` (default: standard output); without a terminal it is plain, and 80 columns wide unless COLUMNS
    says otherwise.

    `plain=True` forces plain text, `plain=False` forces colour. TERM=dumb is minded by rich; NO_COLOR leaves bold and dim
    letters out, too, which rich would not.
    """
    console = Console(
        file=stream,
        force_terminal=None if plain is None else not plain,
        width=width,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        markup=False,
        emoji=False,
        highlight=False,
    )
    if width is None and not console.is_terminal and not os.environ.get("COLUMNS", "").isdecimal():
        console.width = PLAIN_WIDTH
    return console


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes lines in one language; no string reaches the console but through here."""

    console: Console
    lang: Lang

    @property
    def width(self) -> int:
        # past 100 columns the points would stand too far from what they belong to
        return min(self.console.width, 100)

    def carried(self, text: str) -> str:
        return safe.encodable(text, self.console.encoding)

    def symbol(self, mark: Mark) -> str:
        return mark.symbol if self.carried(mark.symbol) == mark.symbol else mark.plain

    def mark(self, mark: Mark, width: int = 0) -> Span:
        text = f"{self.symbol(mark)} {mark.word.in_(self.lang)}"
        return (self.fit(text, width) if width else text, TONES[mark.tone])

    def fit(self, text: str, width: int) -> str:
        """Exactly so many columns, also of what this console shows in other letters."""
        return fit(self.carried(safe.one_line(text)), width, self.carried("…"))

    def words(self, text: Text) -> str:
        return text.in_(self.lang)

    def line(self, *spans: Span, right: Span = "", indent: int = 0, hang: int = 0) -> None:
        """One line, folded with a hanging indent if it is too long; `right` stands at the right edge of its first line."""
        self._write(self._styled(spans), self._styled([right]), indent, hang)

    def block(self, text: str, *, style: str = "", indent: int = 0, max_lines: int = safe.MAX_LINES) -> None:
        """A text of several lines."""
        for part in safe.terminal(text, max_lines=max_lines).split("\n"):
            self.line((part, style), indent=indent)

    def blank(self) -> None:
        self.console.print()

    def _styled(self, spans: Sequence[Span]) -> Styled:
        styled = Styled()
        for span in spans:
            text, style = (span, "") if isinstance(span, str) else span
            styled.append(self.carried(safe.one_line(text)), style=style)
        return styled

    def _write(self, left: Styled, right: Styled, indent: int, hang: int) -> None:
        reserved = right.cell_len + 2 if right.cell_len else 0
        lines = left.wrap(self.console, max(self.width - indent - hang - reserved, 20))
        for number, line in enumerate(lines):
            line.rstrip()
            whole = Styled(" " * (indent + (hang if number else 0)))
            whole.append_text(line)
            if number == 0 and right.cell_len:
                whole.append(" " * max(1, self.width - whole.cell_len - right.cell_len))
                whole.append_text(right)
            whole.rstrip()
            self.console.print(whole, soft_wrap=True)


def distinct(names: Sequence[str], width: int, dots: str = "…") -> list[str]:
    """Each name fitted to `width` columns; where two would look alike the middle is left out, not the end."""
    fitted = [fit(name, width, dots) for name in names]
    alike = {text for text, count in Counter(fitted).items() if count > 1}
    return [_fit_ends(name, width, dots) if text in alike else text for name, text in zip(names, fitted, strict=True)]


def _fit_ends(name: str, width: int, dots: str) -> str:
    """With the last word whole if that leaves room for as much of the first: a number tells two of one name apart."""
    last = name.rpartition(" ")[2]
    end = last if 2 * cell_len(last) <= width + 2 else name[-(width // 2) :]
    if cell_len(name) <= width or cell_len(end) + len(dots) > width:
        return fit(name, width, dots)
    return set_cell_size(name, width - len(dots) - cell_len(end)) + dots + end


def fit(text: str, width: int, dots: str = "…") -> str:
    """Exactly `width` columns: filled with blanks, or cut with an ellipsis."""
    if cell_len(text) > width:
        return set_cell_size(text, width - len(dots)) + dots
    return set_cell_size(text, width)
