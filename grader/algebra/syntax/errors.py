"""What cannot be read, as sentences with the place."""

from __future__ import annotations

from grader.model import Text

WINDOW = 60  # characters of the text shown around the place


class ParseError(ValueError):
    """A text that cannot be read; `reason` says what and where, `position` counts characters from 0."""

    def __init__(self, de: str, en: str, text: str, position: int) -> None:
        position = max(0, min(position, len(text)))
        place = caret(text, position)
        self.reason = Text(de=f"{de}\n{place}", en=f"{en}\n{place}")
        self.position = position
        super().__init__(self.reason.en)


class NotReadable(ValueError):
    """An object that is not a formula, set or list of formulas."""

    def __init__(self, de: str, en: str) -> None:
        self.reason = Text(de=de, en=en)
        super().__init__(en)


def caret(text: str, position: int) -> str:
    """Two lines: the text around the place and a caret under it."""
    start = max(0, position - WINDOW // 2)
    piece = "".join(char if char.isprintable() else " " for char in text[start : start + WINDOW])
    dots = "…" if start else ""
    return f"    {dots}{piece}\n    {' ' * (len(dots) + position - start)}^"
