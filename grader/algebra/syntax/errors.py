"""What cannot be read: a code, the words that its sentence needs, and in a text the place."""

from __future__ import annotations

from grader.measures import LONGEST_WINDOW, trouble
from grader.model import Json


class NotReadable(ValueError):
    """An object that is not a formula, set or list of formulas; `why` says so in a code of reading_help/."""

    def __init__(self, code: str, /, **words: Json) -> None:
        self.why = trouble(code, **words)
        super().__init__(f"{code} {words}" if words else code)


class ParseError(NotReadable):
    """A text that cannot be read; `position` counts characters from 0."""

    def __init__(self, code: str, text: str, position: int, /, **words: Json) -> None:
        self.position = max(0, min(position, len(text)))
        start = max(0, self.position - LONGEST_WINDOW // 2)
        window = text[start : start + LONGEST_WINDOW]
        super().__init__(code, **words, text=window, at=self.position - start, cut=start > 0)
