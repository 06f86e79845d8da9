"""What counts as the same answer, kind by kind: tables that are test and manual at once.

A row is what a student types, what becomes of it, and why (German, English). `right`, `wrong`, `undecided` (a teacher
looks at it), `unread` (said with a sentence, not wrong), `blank` (not attempted). `python -m tests.answers.manual`
makes docs/answers.md and docs/answers.de.md of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.answers.base.answer_kind import AnswerKind
from grader.model import Text

Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Examples:
    """All tables of one answer kind, the TABLES of its file here, and TITLE, their heading in the manual."""

    title: Text
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Table:
    """Answers to one item: its kind with options, and its right answer as code."""

    kind: AnswerKind
    right: str
    about: Text
    rows: tuple[Row, ...]
