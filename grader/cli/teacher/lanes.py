"""Where the students of a class are graded: a door, behind which stand this machine and others (local_lanes.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from grader.answer_key.process.caching_client import CachingKey
from grader.cli.teacher.progress_bar import ClassBar
from grader.course.catalogue import Source
from grader.grading.grade_class import GradedStudent
from grader.model import Isolation, Result, Submission
from grader.storage.cache import Cache
from grader.submissions.files.handin import Found, HandIn, Taken

Mark = Callable[[Taken, Callable[[Submission], Result]], GradedStudent]  # what is done with a student, wherever it is graded


class Lanes(Protocol):
    """They grade; what is to be done with what was taken of a student, and with each result, they are told."""

    @property
    def isolation(self) -> Isolation:
        """The least that stands between the code and a machine."""

    def each(self, by_student: Sequence[Sequence[HandIn]], mark: Mark, bar: ClassBar) -> Iterator[GradedStudent]:
        """What `mark` makes of each student, in the order in which they end; it gets what was taken of the student's
        hand-ins, and what gives the result of one of these (once each, as they come; it may raise Starved or a GraderError).
        """

    def alone(self, submission: Submission) -> Result:
        """What had no processor before, when nobody else is graded."""


Opened = Callable[[CachingKey, Cache, Sequence[Source], Found], AbstractContextManager[Lanes]]
