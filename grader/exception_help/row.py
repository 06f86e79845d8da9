"""One row of the table of exceptions."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Text


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """The types and the pattern of the message that it is about; `{0}` in the sentence is what the pattern's first group
    found."""

    kinds: tuple[str, ...]
    pattern: str
    says: Text


def row(kinds: str, pattern: str, de: str, en: str) -> ExceptionRow:
    return ExceptionRow(tuple(kinds.split()), pattern, Text(de=de, en=en))
