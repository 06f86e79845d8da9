"""What grading again would change: for each hand-in, by which items, and what a teacher decides so that nobody loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.model import Decision, Outcome, Result, Text, Verdict


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """How an item was judged, decisions included."""

    outcome: Outcome
    points: Fraction
    said: Text | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """None: the exercise did not have the item, or has it no more."""

    id: str
    before: JudgedItem | None
    after: JudgedItem | None


@dataclass(frozen=True, slots=True)
class Change:
    """A hand-in that is worth something else, or judged otherwise; points with bonus. `kept`: nobody loses by decision."""

    student: str
    exercise: str
    before: Fraction
    after: Fraction
    items: tuple[ItemChange, ...]
    kept: bool = False


def change_of(before: Result, after: Result) -> Change | None:
    """None: every item has the same outcome and points, and the hand-in is worth the same."""
    then, now = _by_item(before), _by_item(after)
    items = tuple(
        ItemChange(item, _judged(then.get(item)), _judged(now.get(item)))
        for item in dict.fromkeys((*then, *now))
        if _weighed(then.get(item)) != _weighed(now.get(item))
    )
    worth = before.points + before.bonus, after.points + after.bonus
    if not items and worth[0] == worth[1]:
        return None
    return Change(after.submission.student or "", after.exercise.id, *worth, items)


def so_that_nobody_loses(before: Result, after: Result, decisions: Sequence[Decision], comment: str) -> tuple[Decision, ...]:
    """For each item that is worth less now, a decision for as many points as before, or as it can still give.

    What was decided about the item before stays part of it.
    """
    then = _by_item(before)
    made = {one.item: one for one in decisions if one.student == (after.submission.student or "") and one.item}
    kept = []
    for verdict in after.verdicts:
        was = then.get(verdict.item.id)
        points = Fraction(0) if was is None else min(was.points, verdict.item.points)
        if points > verdict.points:
            own = made.get(verdict.item.id, Decision(after.submission.student or "", after.exercise.id, verdict.item.id))
            said = " ".join(filter(None, (own.comment, comment)))
            kept.append(replace(own, points=points, outcome=None, comment=said))
    return tuple(kept)


def is_our_failure(before: Result, after: Result) -> bool:
    """We could not grade now what we could grade then: nobody's result may hang on that."""
    failed = any(verdict.outcome is Outcome.GRADER_ERROR for verdict in after.verdicts)
    return failed and not any(verdict.outcome is Outcome.GRADER_ERROR for verdict in before.verdicts)


def _by_item(result: Result) -> dict[str, Verdict]:
    return {verdict.item.id: verdict for verdict in result.verdicts}


def _judged(verdict: Verdict | None) -> JudgedItem | None:
    return None if verdict is None else JudgedItem(verdict.outcome, verdict.points, verdict.feedback)


def _weighed(verdict: Verdict | None) -> tuple[Outcome, Fraction] | None:
    return None if verdict is None else (verdict.outcome, verdict.points)
