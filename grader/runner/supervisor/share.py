"""What one student may cost the judge itself, in sum over all files and exercises."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grader.errors import SubmissionError
from grader.sandbox.wall.limits import Limits


@dataclass(slots=True)
class Share:
    """What is left: seconds of processor time of the thread that speaks with the student's children, and of the children that
    read files; bytes that come out of those that run code."""

    judging: float
    reading: float
    sent: int

    @classmethod
    def of(cls, limits: Limits) -> Share:
        return cls(limits.judging, limits.reading, limits.sent)

    @property
    def is_gone(self) -> bool:
        return self.judging <= 0 or self.sent <= 0

    @contextmanager
    def judged(self) -> Iterator[None]:
        """What the judge computes meanwhile is charged."""
        begun = time.thread_time()
        try:
            yield
        finally:
            self.judging -= time.thread_time() - begun


def too_much(file: str) -> SubmissionError:
    return SubmissionError(
        f"{file}: this student's answers are more, or take longer to read, than the grader accepts from one person. Look at "
        "this code yourself.",
        de=f"{file}: Die Antworten dieser Person sind mehr, oder brauchen länger zum Einlesen, als der Grader von einer Person "
        "annimmt. Sieh dir diesen Code selbst an.",
    )
