"""The sentence on what could not be read, without the way out for what no child of ours sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.model import Text, Trouble
from grader.reading_help.table import TABLE


def sentence_of(why: Trouble, reading: Mapping[str, Any] | None = None) -> Text:
    """Fails for a code without a sentence, and for words that do not fit it."""
    return TABLE[why.code].sentence(why.words, reading or {})
