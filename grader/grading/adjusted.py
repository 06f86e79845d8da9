"""What a teacher has decided, laid over what was judged: pure, and the same however often a hand-in is graded again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from grader.grading.judge import FOLLOW_SHARE
from grader.model import Decision, Exercise, Item, Outcome, Problem, Result, Text, Verdict
from grader.reports.text.vocabulary import count_marks, count_points, decimal

_GIVEN_IN_PART = (Outcome.PARTIAL, Outcome.FOLLOW_THROUGH)


def says_nothing(decision: Decision) -> bool:
    """Is it nothing but the name of what it is about? So what was decided before is taken back."""
    return replace(decision, about="") == Decision(decision.student, decision.exercise, decision.item)


def adjusted(result: Result, decisions: Iterable[Decision]) -> Result:
    """The result as these decisions leave it, of which those count that are about its student and hold (`objection_to`).

    What follow-through is capped by stays, unless less of it is left to cap.
    """
    own = [one for one in decisions if one.student == (result.submission.student or "") and not says_nothing(one)]
    whole = _whole([one for one in own if one.exercise in ("", result.exercise.id) and not one.item])
    on_item = {one.item: one for one in own if one.item and one.exercise == result.exercise.id}
    verdicts = tuple(_decided(verdict, on_item.get(verdict.item.id)) for verdict in result.verdicts)
    changed = replace(result, verdicts=verdicts, capped=_capped(result, verdicts))
    changed = replace(changed, worked=result.worked if changed.solved else None)
    if whole is None:
        return changed
    return replace(
        changed,
        handed_in=whole.handed_in or changed.handed_in,
        excused=whole.excused,
        decision=whole if whole.exercise else None,
    )


def _whole(decisions: Sequence[Decision]) -> Decision | None:
    """What holds for a hand-in: what was said of it and, where that leaves something open, of all of its student's."""
    own = next((one for one in decisions if one.exercise), None)
    all_of_it = next((one for one in decisions if not one.exercise), None)
    if own is None or all_of_it is None:
        return own or all_of_it
    excused = own.excused or all_of_it.excused
    return replace(own, excused=excused, handed_in=own.handed_in or all_of_it.handed_in)


def _decided(verdict: Verdict, decision: Decision | None) -> Verdict:
    if decision is None or objection_to(decision, verdict.item) is not None:
        return verdict
    item = verdict.item
    if decision.marks is not None:
        share = decision.marks / item.marks
        return _overruled(verdict, decision, _by_share(share, verdict.outcome), verdict.points)
    if decision.outcome is not None:
        full = item.points if decision.outcome is Outcome.CORRECT else Fraction(0)
        return _overruled(verdict, decision, decision.outcome, full if decision.points is None else decision.points)
    if decision.points is not None:
        share = decision.points / item.points if item.points else Fraction(0)
        return _overruled(verdict, decision, _by_share(share, verdict.outcome), decision.points)
    return replace(verdict, decision=decision)


def _by_share(share: Fraction, was: Outcome) -> Outcome:
    """What so much of the points means; an outcome that says the same more exactly stays."""
    if share >= 1:
        return Outcome.CORRECT
    if share:
        return was if was in _GIVEN_IN_PART else Outcome.PARTIAL
    return Outcome.WRONG if was.open or was in (Outcome.CORRECT, *_GIVEN_IN_PART) else was


def _overruled(verdict: Verdict, decision: Decision, outcome: Outcome, points: Fraction) -> Verdict:
    """What was said of the answer is not said any more where the teacher sees it otherwise."""
    if outcome is verdict.outcome and not verdict.outcome.open:
        return replace(verdict, points=points, decision=decision)
    return replace(
        verdict, outcome=outcome, points=points, mistake=None, feedback=None, checks=(), certificate=None, decision=decision
    )


def _capped(result: Result, verdicts: Sequence[Verdict]) -> Fraction:
    """No more than lies above the limit, nor than what follow-through still gives. Points that a teacher adds count in full."""
    if not result.capped or not any(_is_overruled(one) for one in verdicts):
        return result.capped
    core = [verdict for verdict in verdicts if not verdict.item.bonus]
    followed = (verdict.points for verdict in core if verdict.outcome is Outcome.FOLLOW_THROUGH and not _is_overruled(verdict))
    above = sum((verdict.points for verdict in core), Fraction(0)) - FOLLOW_SHARE * result.max_points
    return max(Fraction(0), min(result.capped, sum(followed, Fraction(0)), above))


def _is_overruled(verdict: Verdict) -> bool:
    said = verdict.decision
    return said is not None and (said.points is not None or said.outcome is not None)


def objection_to(decision: Decision, item: Item) -> Text | None:
    """Why a decision cannot hold for this item; None if it can."""
    if decision.marks is not None:
        if not item.marks:
            return Text(
                de=f"{item.id} ist kein freier Text und hat keine Textpunkte", en=f"{item.id} is no free text, it has no marks"
            )
        if not 0 <= decision.marks <= item.marks:
            return Text(
                de=f"{item.id} hat höchstens {count_marks(item.marks, 'de')}, vergeben wurden {decimal(decision.marks, 'de')}",
                en=f"{item.id} has {count_marks(item.marks, 'en')} at most, {decimal(decision.marks, 'en')} were given",
            )
    if decision.points is not None:
        if item.marks and not item.points:
            return Text(
                de=f"{item.id} ist freier Text und hat nur Textpunkte", en=f"{item.id} is free text, it has text points only"
            )
        if not 0 <= decision.points <= item.points:
            points = decision.points
            return Text(
                de=f"{item.id} hat höchstens {count_points(item.points, 'de')}, vergeben wurden {decimal(points, 'de')}",
                en=f"{item.id} has {count_points(item.points, 'en')} at most, {decimal(points, 'en')} were given",
            )
    if decision.outcome is not None:
        if decision.outcome.open:
            return Text(de=f"„{decision.outcome}“ entscheidet nichts", en=f'"{decision.outcome}" decides nothing')
        if decision.outcome in _GIVEN_IN_PART and decision.points is None:
            return Text(
                de=f"„{decision.outcome}“ braucht die Punkte dazu", en=f'"{decision.outcome}" needs the points that go with it'
            )
    return None


def without_effect(
    decisions: Iterable[Decision],
    exercise_of: Callable[[str], Exercise | None],
    handed_in: Mapping[str, frozenset[str]],
) -> list[Problem]:
    """Decisions that change nothing any more, each with the reason: none is lost in silence.

    `exercise_of` gives an exercise as it is now, None if it is gone; `handed_in` is what there is of whom.
    """
    found = []
    for one in decisions:
        why = _why_without_effect(one, exercise_of, handed_in)
        if why is not None:
            what = one.item or one.exercise
            found.append(
                Problem(
                    one.student,
                    "",
                    Text(
                        de=f"Deine Entscheidung zu {what} wirkt nicht: {why.de}.",
                        en=f"Your decision on {what} has no effect: {why.en}.",
                    ),
                    teachers=True,
                )
            )
    return found


def _why_without_effect(
    one: Decision, exercise_of: Callable[[str], Exercise | None], handed_in: Mapping[str, frozenset[str]]
) -> Text | None:
    if not one.exercise:
        return None
    exercise = exercise_of(one.exercise)
    if exercise is None:
        return Text(de=f"{one.exercise} gibt es nicht mehr", en=f"there is no {one.exercise} any more")
    if not one.item:
        return None
    item = next((item for item in exercise.items if item.id == one.item), None)
    if item is None:
        return Text(de=f"{one.item} gibt es nicht mehr", en=f"there is no {one.item} any more")
    if one.exercise not in handed_in.get(one.student, frozenset()):
        return Text(de="dazu liegt keine Abgabe vor", en="nothing is handed in for it")
    return objection_to(one, item)
