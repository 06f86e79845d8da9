"""Where a class is graded: a door, behind which stand this machine (local_lanes.py) and others (cluster_lanes.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from grader.answer_key.process.caching_client import CachingKey
from grader.cli.teacher.whole_class.progress_bar import ClassBar
from grader.course.catalogue import Source
from grader.grading.assigned_numbers import Roster
from grader.grading.grade_class import GradedStudent, grade_student
from grader.model import Isolation, Result, Submission
from grader.storage.cache import Cache
from grader.submissions.files.handin import Found, HandIn, Taken


@dataclass(frozen=True, slots=True)
class Marking:
    """What is done with a student, wherever their hand-ins are graded; `keep` is called with each result."""

    keep: Callable[[Result], Result]
    roster: Roster | None

    def __call__(self, taken: Taken, grade: Callable[[Submission], Result]) -> GradedStudent:
        taken = taken if self.roster is None else self.roster.checked(taken)
        return grade_student(taken, lambda submission: self.keep(grade(submission)))

    def numbers(self, student: str, exercises: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Variant and seed by which `__call__` will have exercises graded whatever the sheet says; empty: as it says."""
        return {} if self.roster is None else self.roster.numbers(student, exercises)


class Lanes(Protocol):
    """They grade; what is to be done with what was taken of a student, and with each result, they are told."""

    @property
    def isolation(self) -> Isolation:
        """The least that stands between the code and a machine."""

    def each(self, by_student: Sequence[Sequence[HandIn]], mark: Marking, bar: ClassBar) -> Iterator[GradedStudent]:
        """What `mark` makes of each student, in the order in which they end; it gets what was taken of the student's
        hand-ins, and what gives the result of one of these (once each, as they come; it may raise Starved or a GraderError).
        """

    def alone(self, submission: Submission) -> Result:
        """What had no processor before, when nobody else is graded."""


Opened = Callable[[CachingKey, Cache, Sequence[Source], Found], AbstractContextManager[Lanes]]
