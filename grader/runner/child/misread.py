"""Answers that Python has read as something else than was meant; only their source shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.measures import LONGEST_SHOWN, trouble
from grader.model import Unreadable
from grader.submissions.source.unquoted import behind, is_cut

SETS = "region"  # the kind of answer that may be empty


def misread(name: str, value: object, source: str, reading: Mapping[str, Any]) -> Unreadable | None:
    """What is said in place of a value that the cell with this source gave; None where the value speaks for itself."""
    said = behind(name, source)
    if type(value) is tuple and is_cut(said):
        return Unreadable(trouble("no quotation marks", shown=said[:LONGEST_SHOWN]))
    if value is None and said == "None" and reading["kind"] == SETS and not reading["linear"]:
        return Unreadable(trouble("None, no set"))
    return None
