"""The sentences on what could not be read, without the way out for what no child of ours sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.model import Text, Trouble
from grader.reading_help.table import TABLE, UNREADABLE
from grader.runner.supervisor.in_range import expect_reading
from grader.runner.supervisor.remarks import told
from grader.submissions.files.handin import Reading
from grader.submissions.parsing import reading as parsing


def sentence_of(why: Trouble, reading: Mapping[str, Any] | None = None) -> Text:
    """Fails for a code without a sentence, and for words that do not fit it."""
    return TABLE[why.code].sentence(why.words, reading or {})


def read(data: bytes, name: str, catalogue: Mapping[str, Sequence[str]]) -> Reading:
    """What the judge has of a file, as its child reads it."""
    raw = parsing.read(data, name, catalogue)
    expect_reading(raw, catalogue)
    found = told(raw, name, catalogue)
    assert UNREADABLE not in (*found.notes, found.problem)
    return found
