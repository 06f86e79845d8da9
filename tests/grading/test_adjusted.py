"""A teacher's decisions over a result: what they change, what they cannot change, and that none is lost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from grader.grading.adjusted import adjusted, objection_to, without_effect
from grader.model import Decision, Exercise, Outcome, Result, Verdict
from tests.every import each
from tests.reports import samples

F = Fraction
EX10 = samples.half_done().exercise
TEXT = next(item for item in EX10.items if item.marks)
STEPS = next(item for item in EX10.items if item.id == "ex10.b")


def on(item: str, **said: Any) -> Decision:
    return Decision("berger", "ex10", item, **said)


def decided(*decisions: Decision, result: Result | None = None) -> Result:
    return adjusted(result or samples.half_done("berger"), decisions)


def verdict(result: Result, item: str) -> Verdict:
    return next(one for one in result.verdicts if one.item.id == item)


def test_without_decisions_nothing_changes() -> None:
    for make in (samples.half_done, samples.complete, samples.untouched, samples.troubled):
        result = make("berger")
        assert adjusted(result, ()) == result
        assert (
            adjusted(result, [Decision("adler", "ex10", "ex10.b", F(0)), Decision("berger", "ex06", "ex06.a", F(0))]) == result
        )


@each(
    ("said", "outcome", "points"),
    [
        ({"points": F(3)}, Outcome.CORRECT, F(3)),
        ({"points": F(1, 3)}, Outcome.PARTIAL, F(1, 3)),
        ({"points": F(0)}, Outcome.WRONG, F(0)),
        ({"outcome": Outcome.CORRECT}, Outcome.CORRECT, F(3)),
        ({"outcome": Outcome.WRONG}, Outcome.WRONG, F(0)),
        ({"outcome": Outcome.MISSING}, Outcome.MISSING, F(0)),
        ({"outcome": Outcome.WRONG, "points": F(1)}, Outcome.WRONG, F(1)),
        ({"outcome": Outcome.FOLLOW_THROUGH, "points": F(2)}, Outcome.FOLLOW_THROUGH, F(2)),
        ({"comment": "gut"}, Outcome.PARTIAL, F(2)),
    ],
)
def test_an_item(said: dict[str, Any], outcome: Outcome, points: Fraction) -> None:
    before = replace(samples.half_done("berger"), capped=F(0))
    was = verdict(before, "ex10.b")
    assert (was.outcome, was.points, was.mistake, was.item.points) == (Outcome.PARTIAL, F(2), "M7", F(3))
    after = decided(on("ex10.b", **said), result=before)
    now = verdict(after, "ex10.b")
    assert (now.outcome, now.points, now.decision) == (outcome, points, on("ex10.b", **said))
    assert after.points == before.points - F(2) + points
    if outcome is Outcome.CORRECT:  # it is right: no word on a mistake stays
        assert (now.feedback, now.mistake, now.checks) == (None, None, ())


def test_what_nobody_could_decide_is_open_no_more() -> None:
    before = samples.troubled("berger")
    open_items = [one.item.id for one in before.verdicts if one.outcome.open and not one.item.marks]
    assert len(open_items) == 2
    after = decided(*(on(name, points=F(0)) for name in open_items), result=before)
    assert not [one for one in after.verdicts if one.outcome.open and not one.item.marks]
    assert all(verdict(after, name).feedback is None for name in open_items)


@each(
    ("marks", "outcome"),
    [(F(TEXT.marks), Outcome.CORRECT), (F(1, 2), Outcome.PARTIAL), (F(0), Outcome.WRONG)],
)
def test_marks_of_a_free_text_are_no_points(marks: Fraction, outcome: Outcome) -> None:
    before = samples.half_done("berger")
    after = decided(on(TEXT.id, marks=marks, comment="knapp"))
    assert verdict(after, TEXT.id).outcome is outcome
    assert (before.marks_pending, after.marks_pending) == (TEXT.marks, 0)
    assert (after.marks, after.max_marks) == (marks, TEXT.marks)
    assert after.points == before.points


@each(
    ("item", "said", "why"),
    [
        (TEXT, {"marks": F(TEXT.marks) + F(1, 2)}, "at most"),
        (TEXT, {"marks": F(-1)}, "at most"),
        (TEXT, {"points": F(1)}, "text points only"),
        (STEPS, {"marks": F(1)}, "no free text"),
        (STEPS, {"points": F(4)}, "3 points at most, 4 were given"),
        (STEPS, {"points": F(-1, 2)}, "-0.5 were given"),
        (STEPS, {"outcome": Outcome.PENDING}, "decides nothing"),
        (STEPS, {"outcome": Outcome.PARTIAL}, "needs the points"),
    ],
)
def test_what_cannot_hold_changes_nothing_and_is_said(item: Any, said: dict[str, Any], why: str) -> None:
    wrong = on(item.id, **said)
    said_why = objection_to(wrong, item)
    assert said_why is not None
    assert why in said_why.en
    assert decided(wrong) == samples.half_done("berger")
    (problem,) = without_effect([wrong], {"ex10": EX10}.get, {"berger": frozenset({"ex10"})})
    assert why in problem.text.en
    assert problem.teachers


@each(
    ("decision", "why"),
    [
        (on("ex10.z", points=F(1)), "there is no ex10.z any more"),
        (Decision("berger", "ex77", "ex77.a", F(1)), "there is no ex77 any more"),
        (Decision("czerny", "ex10", "ex10.b", F(1)), "nothing is handed in"),
    ],
)
def test_a_decision_on_what_is_gone_is_listed(decision: Decision, why: str) -> None:
    exercises: dict[str, Exercise] = {"ex10": EX10}
    (problem,) = without_effect([decision], exercises.get, {"berger": frozenset({"ex10"})})
    assert problem.student == decision.student
    assert why in problem.text.en


def test_what_holds_is_not_listed() -> None:
    fine = [on("ex10.b", points=F(1)), on(TEXT.id, marks=F(1)), on("", excused=True), Decision("berger", excused=True)]
    assert without_effect(fine, {"ex10": EX10}.get, {"berger": frozenset({"ex10"})}) == []


def test_a_hand_in_is_excused_and_dated() -> None:
    after = decided(on("", excused=True, handed_in="2026-11-20T10:00", comment="krank"))
    assert (after.excused, after.handed_in) == (True, "2026-11-20T10:00")
    assert after.decision is not None
    assert after.decision.comment == "krank"


def test_what_holds_for_all_of_somebody_gives_way_to_what_is_said_of_one_hand_in() -> None:
    everything = Decision("berger", handed_in="2026-11-21T10:00", comment="zu allem")
    alone = decided(everything)
    assert (alone.handed_in, alone.decision) == ("2026-11-21T10:00", None)  # its comment stands on the page once
    both = decided(everything, on("", handed_in="2026-11-20T10:00"))
    assert both.handed_in == "2026-11-20T10:00"
    assert decided(Decision("berger", excused=True), on("", comment="gut")).excused


def capped_result() -> Result:
    """Of 9 core points 9 by follow-through in two items, of which what lies above 4/5 is cut off."""
    whole = samples.complete("berger")
    followed = {"ex10.b", "ex10.c"}
    verdicts = tuple(replace(one, outcome=Outcome.FOLLOW_THROUGH) if one.item.id in followed else one for one in whole.verdicts)
    return replace(whole, verdicts=verdicts, capped=F(9) - F(36, 5))


@each(
    ("decisions", "points"),
    [
        ((), F(36, 5)),
        ((on("ex10.a", points=F(0)),), F(36, 5)),  # what was cut off makes up for it
        ((on("ex10.b", outcome=Outcome.CORRECT), on("ex10.c", outcome=Outcome.CORRECT)), F(9)),  # nothing left to cap
        ((on("ex10.b", points=F(0)),), F(6)),  # below the limit
    ],
)
def test_the_cap_keeps_to_what_is_left_of_follow_through(decisions: tuple[Decision, ...], points: Fraction) -> None:
    assert decided(*decisions, result=capped_result()).points == points


def test_the_worked_solution_is_shown_only_where_nothing_is_left() -> None:
    whole = replace(samples.complete("berger"), worked=STEPS.prompt)
    assert decided(result=whole).worked
    assert decided(on("ex10.b", points=F(1)), result=whole).worked is None
