"""What a teacher reads on standard error and no student ever: an author's own words, and where the grader itself failed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        from grader.reports.text.safe import one_line

        said = one_line(record.getMessage())
        return f"{said}\n{self.formatException(record.exc_info)}" if record.exc_info else said

    def formatException(self, ei: object) -> str:
        from grader.reports.text.safe import terminal

        return terminal(super().formatException(ei), max_lines=60)  # type: ignore[arg-type]


@contextmanager
def teachers_log() -> Iterator[None]:
    """Until the end of the block, each line once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    said: set[str] = set()
    handler.addFilter(lambda record: not (record.getMessage() in said or said.add(record.getMessage())))
    logger = logging.getLogger("grader")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
