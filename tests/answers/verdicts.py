"""What becomes of a student's value beside a reference, in one word."""

from __future__ import annotations

from typing import Any

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.door import read
from grader.answers.reading.values import Unread


def verdict(kind: AnswerKind, student: Any, reference: Any) -> str:
    """`same`, `other`, `undecided` or `unread`."""
    reading = kind.reading()
    try:
        raw = read(reading, student)
    except Unread:
        return "unread"
    found = kind.same(raw, read(reading, reference)).verdict
    return {"proved": "same", "refuted": "other", "undecided": "undecided"}[found]
