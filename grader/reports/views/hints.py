"""The stages of help for one item: what to think of, the next step, and last what the answer itself gives away."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Result, Text, Verdict
from grader.reports.views.advice import DONE


@dataclass(frozen=True, slots=True)
class Help:
    """What is shown when somebody asks for a hint: `texts` with the number of the first; `most` there are so far."""

    result: Result
    verdict: Verdict
    texts: tuple[Text, ...]
    first: int
    most: int

    @property
    def last(self) -> bool:
        return self.first + len(self.texts) > self.most


def stages(verdict: Verdict) -> tuple[Text, ...]:
    """The hints of an item in their order; a mistake that was recognised in the answer comes last."""
    recognised = verdict.feedback if verdict.mistake is not None and verdict.outcome not in DONE else None
    return (*verdict.item.hints, *([recognised] if recognised is not None else []))


def next_help(result: Result, verdict: Verdict, read: int) -> Help:
    """The stage after those that were read; all of them again once all were."""
    found = stages(verdict)
    if read >= len(found):
        return Help(result, verdict, found, 1, len(found))
    return Help(result, verdict, found[read : read + 1], read + 1, len(found))
