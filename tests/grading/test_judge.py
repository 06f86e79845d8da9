"""From matches to points: a pure function, and the cap of follow-through."""

from __future__ import annotations

import random
from fractions import Fraction

from grader.grading.follow_through import rules_to_try
from grader.grading.judge import Verdicts, assemble, follow_through, judge, judge_all
from grader.model import (
    Continuation,
    Exercise,
    Follow,
    Item,
    Json,
    Lost,
    Match,
    Missing,
    Mistake,
    Observation,
    Outcome,
    Place,
    Raised,
    Returned,
    Submission,
    Text,
    TimedOut,
    Trouble,
    Unreadable,
    Verdict,
)
from tests.every import each

T = Text(de="deutsch", en="English")
ITEM = Item("ex42.a", "path", "value", Fraction(2), False, T, mistakes=(Mistake("M1", "half_way", Fraction(1, 2), T),))
SUBMISSION = Submission(None, "ex42", 0, (), "", "")

TABLE: list[tuple[Observation, Match | None, Outcome, Fraction]] = [
    (Missing(), None, Outcome.MISSING, Fraction(0)),
    (Unreadable(Trouble("equation")), None, Outcome.INVALID, Fraction(0)),
    (Raised("ValueError", "no", 1, 2), None, Outcome.CRASHED, Fraction(0)),
    (TimedOut(2), None, Outcome.TIMEOUT, Fraction(0)),
    (TimedOut(2, "waiting", 10.0), None, Outcome.TIMEOUT, Fraction(0)),
    (TimedOut(2, "starved", 10.0), None, Outcome.UNDECIDED, Fraction(0)),
    (TimedOut(2, "unclear", 10.0), None, Outcome.UNDECIDED, Fraction(0)),
    (Lost(T), None, Outcome.CRASHED, Fraction(0)),
    (Returned(1), Match("reference"), Outcome.CORRECT, Fraction(2)),
    (Returned(1), Match("none"), Outcome.WRONG, Fraction(0)),
    (Returned(1), Match("none", credit=Fraction(1)), Outcome.PARTIAL, Fraction(1)),
    (Returned(1), Match("mistake", "M1"), Outcome.PARTIAL, Fraction(1, 2)),
    (Returned(1), Match("cannot_tell"), Outcome.UNDECIDED, Fraction(0)),
    (Returned(1), Match("cannot_tell", fault=True), Outcome.GRADER_ERROR, Fraction(0)),
]


@each(("observation", "match", "outcome", "points"), TABLE)
def test_outcomes_and_points(observation: Observation, match: Match | None, outcome: Outcome, points: Fraction) -> None:
    verdict = judge(ITEM, observation, match)
    assert (verdict.outcome, verdict.points) == (outcome, points)
    assert verdict.feedback is not None or outcome is Outcome.CORRECT


def test_free_text_waits_for_the_teacher() -> None:
    item = Item("ex42.b", "why", "prose", Fraction(0), False, T, marks=2)
    verdict = judge(item, Returned("weil"), Match("cannot_tell", understood=T))
    assert (verdict.outcome, verdict.points) == (Outcome.PENDING, 0)
    result = assemble(SUBMISSION, exercise(item), Verdicts((verdict,), (verdict,)), key="live", isolation="none")
    assert (result.marks_pending, result.max_points, result.passed) == (2, 0, True)


def test_a_power_written_with_a_caret_is_explained() -> None:
    message = "unsupported operand type(s) for ^: 'Symbol' and 'int'"
    feedback = judge(ITEM, Raised("TypeError", message, 1, 2), None).feedback
    assert feedback is not None
    assert "**" in feedback.de


EXPLAINED = [
    ("ModuleNotFoundError", "No module named 'foobar'", "Das Modul foobar ist hier nicht installiert"),
    ("EOFError", "nobody answers input()", "input() beantwortet hier niemand"),
    ("NameError", "name 'x' is not defined", "NameError: name 'x' is not defined"),
    ("NameError", "name 'C' is not defined", "mit Anführungszeichen: 'C'"),
    ("SyntaxError", "invalid decimal literal", "schreib * dazwischen"),
]


@each(("kind", "message", "said"), EXPLAINED)
def test_frequent_errors_are_said_in_both_languages(kind: str, message: str, said: str) -> None:
    verdict = judge(ITEM, Raised(kind, message, 1, 2), None)
    assert verdict.feedback is not None
    assert said in verdict.feedback.de
    assert f"Python says: {kind}" in verdict.feedback.en
    assert verdict.place == Place(cell=2, line=1)


def test_code_that_does_not_end_has_its_cell() -> None:
    assert judge(ITEM, TimedOut(3), None).place == Place(3)
    assert judge(ITEM, TimedOut(), None).place is None


def exercise(*items: Item) -> Exercise:
    return Exercise("ex42", "test", T, T, 0, 1, items)


def item(name: str, points: int, needs: tuple[str, ...] = (), bonus: bool = False) -> Item:
    rules = (Follow("rule", needs, Fraction(points)),) if needs else ()
    return Item(f"ex42.{name}", name, "value", Fraction(points), bonus, T, follows=rules)


def test_rules_are_tried_only_where_they_can_help() -> None:
    first, second = item("first", 1), item("second", 1, ("first",))
    both = exercise(first, second)
    wrong, right = Match("none"), Match("reference")

    def tried(one: Match | None, two: Match | None, seen: Observation, own: Observation) -> bool:
        matches = {name: match for name, match in (("first", one), ("second", two)) if match is not None}
        return bool(rules_to_try(both, second, {"first": seen, "second": own}, matches))

    assert tried(wrong, wrong, Returned(1), Returned(1))
    assert not tried(right, wrong, Returned(1), Returned(1)), "the named item is right"
    assert not tried(wrong, right, Returned(1), Returned(1)), "the item itself is right"
    assert not tried(None, wrong, Unreadable(Trouble("equation")), Returned(1)), "the named item was not read"
    assert not tried(None, wrong, Missing(), Returned(1))
    assert not tried(wrong, None, Returned(1), TimedOut()), "the item itself was not read"


def test_what_a_teacher_reads_is_not_right_before_they_have() -> None:
    essay = Item("ex42.a", "first", "prose", Fraction(0), False, T, marks=2)
    second = item("second", 1, ("first",))
    observations = {"first": Returned("weil"), "second": Returned(1)}
    assert rules_to_try(exercise(essay, second), second, observations, {"first": Match("reference"), "second": Match("none")})


def test_all_items_are_judged_with_and_without_follow_through() -> None:
    first, second = item("first", 1), item("second", 2, ("first",))
    verdicts = judge_all(
        exercise(first, second),
        {"first": Missing(), "second": Returned(1)},
        {"second": Match("none")},
        {"second": (Continuation("rule", Fraction(1), T),)},
    )
    assert [verdict.outcome for verdict in verdicts.alone] == [Outcome.MISSING, Outcome.WRONG]
    assert [verdict.outcome for verdict in verdicts.followed] == [Outcome.MISSING, Outcome.FOLLOW_THROUGH]


@each(("raw", "option"), [("B", "B"), ("Z", None), (None, None), (["A"], None), (0, None), ({}, None)])
def test_a_verdict_names_the_option_by_its_own_letter(raw: Json, option: str | None) -> None:
    choice = Item("ex42.c", "which", "choice", Fraction(1), False, T, options=(("A", T), ("B", T)))
    assert judge(choice, Returned(raw), Match("none")).option == option


def test_the_better_result_counts() -> None:
    partial = Verdict(ITEM, Outcome.PARTIAL, Fraction(1), mistake="M1")
    assert follow_through(partial, []) is partial
    assert follow_through(partial, [Continuation("rule", Fraction(1), T)]) is partial
    better = follow_through(partial, [Continuation("rule", Fraction(1), T), Continuation("rule", Fraction(2), T)])
    assert (better.outcome, better.points, better.mistake) == (Outcome.FOLLOW_THROUGH, 2, None)


def drawn(seed: int) -> list[tuple[int, int, int, bool]]:
    """For each item its points, what it gets without and with follow-through, and whether it is a bonus."""
    chance = random.Random(seed)
    draw = chance.randint
    return [(draw(1, 8), draw(0, 8), draw(0, 8), chance.random() < 0.5) for _ in range(draw(1, 6))]


@each("rows", map(drawn, range(300)))
def test_follow_through_never_costs_points_and_is_capped(rows: list[tuple[int, int, int, bool]]) -> None:
    items = [item(f"part{index}", most, bonus=bonus) for index, (most, _, _, bonus) in enumerate(rows)]
    alone, followed = [], []
    for one, (most, before, after, _) in zip(items, rows, strict=True):
        low, high = sorted((min(before, most), min(after, most)))
        alone.append(Verdict(one, Outcome.PARTIAL, Fraction(low)))
        followed.append(Verdict(one, Outcome.FOLLOW_THROUGH, Fraction(high)))
    result = assemble(SUBMISSION, exercise(*items), Verdicts(tuple(alone), tuple(followed)), key="live", isolation="none")
    p0 = sum(v.points for v in alone if not v.item.bonus)
    p1 = sum(v.points for v in followed if not v.item.bonus)
    assert p0 <= result.points <= p1
    assert result.points == max(p0, min(p1, Fraction(4, 5) * result.max_points))
    assert result.points + result.capped == p1
    assert result.bonus == sum(v.points for v in followed if v.item.bonus)
