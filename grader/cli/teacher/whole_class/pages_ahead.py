"""The longest part of a student's page, made as soon as it can be, while others are graded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from grader.grading.grade_class import GradedStudent
from grader.model import Lang, Result
from grader.storage.spool import Place, Spool

BRIEF = 0.001  # seconds that a lane's thread waits for the one that makes pages; 0.005 otherwise


class PagesAhead:
    """What pages say of each exercise, by student, in a spool."""

    def __init__(self, spool: Spool, results_of: Callable[[str], Sequence[Result]], lang: Lang) -> None:
        self._spool = spool
        self._results_of = results_of
        self._lang = lang
        self._places: dict[str, Place] = {}

    def each(self, graded: Iterable[GradedStudent]) -> Iterator[GradedStudent]:
        """The same students. Not made is the page of whom something is graded later, or whom a page cannot show: that is
        told by the reports."""
        from grader.reports.files.html import exercises_part

        usual = sys.getswitchinterval()
        sys.setswitchinterval(BRIEF)
        try:
            for one in graded:
                if one.results and not one.later:
                    student = one.results[0].submission.student or ""
                    with suppress(Exception):  # whatever it is: the reports try again, and say whose page it is
                        self._places[student] = self._spool.put(exercises_part(self._results_of(student), self._lang))
                yield one
        finally:
            sys.setswitchinterval(usual)

    def of(self, student: str) -> str | None:
        return self._spool.at(self._places[student]) if student in self._places else None
