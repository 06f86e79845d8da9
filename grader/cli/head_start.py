"""Who grades waits for SymPy: the process that imports it starts before anything is imported that looks at what was typed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from grader.errors import GraderError

EXERCISE = re.compile(r"(?:ex)?\d{1,3}(?:\W?\w{1,60})?|.*\.(?:py|ipynb)", re.IGNORECASE)
LANGUAGES = ("de", "en")  # of --lang


@contextmanager
def head_start(args: Sequence[str]) -> Iterator[None]:
    """What is begun until the end of the block is there for whoever asks for it; where nobody does, it was for nothing.

    Trouble is said to who asks, too.
    """
    if sys.platform != "linux" or not runs_code(args):
        yield
        return
    from grader.sandbox.ancestors.family import FAMILIES
    from grader.sandbox.forks import has_zygotes

    family = None
    with suppress(OSError, GraderError):
        if has_zygotes():
            family = FAMILIES.enter(None)
            family.begin()
    try:
        yield
    finally:
        if family is not None:
            FAMILIES.leave(None)


def runs_code(args: Sequence[str]) -> bool:
    """Does the first word look like a hand-in or a class, or is somebody to be watched? A slip costs some milliseconds."""
    first = next((word for word in args if not word.startswith("-") and word not in LANGUAGES), "")
    return "--watch" in args or first == "class" or EXERCISE.fullmatch(first) is not None
