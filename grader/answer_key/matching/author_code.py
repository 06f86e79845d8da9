"""An author's rule, guard, check or picture beside a student's answer: where it cannot work with one, it does not apply.

What the author's code says then may quote the reference or the rule, so no student sees a word of it: it goes to the log,
which the judge hands to the teacher.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOG = logging.getLogger("grader.author")


def or_none(what: str, work: Callable[[], T]) -> T | None:
    """What the author's code makes of an answer; None where it raises anything."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - an author's code, beside an answer that nobody foresaw
        LOG.warning("%s does not apply to an answer: %s: %s", what, type(error).__name__, error)
        return None
