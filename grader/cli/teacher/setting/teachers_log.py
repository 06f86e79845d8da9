"""What a teacher reads on standard error and no student ever: an author's own words, and where the grader itself failed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _Lines(logging.Formatter):
    """Without what would repaint a terminal; the trace of an error of ours below it."""

    def format(self, record: logging.LogRecord) -> str:
        from grader.reports.text.safe import one_line, terminal

        said = one_line(record.getMessage())
        return f"{said}\n{terminal(self.formatException(record.exc_info), max_lines=60)}" if record.exc_info else said


@contextmanager
def teachers_log() -> Iterator[None]:
    """Until the end of the block, each line once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    said: set[str] = set()

    def is_new(record: logging.LogRecord) -> bool:
        before = len(said)
        said.add(record.getMessage())
        return len(said) > before

    handler.addFilter(is_new)
    logger = logging.getLogger("grader")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
