"""Exactly due, a second later, on a night with 23 or 25 hours: what a hand-in loses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader.desk.lateness import Deadlines, LateRule, Loss, days_begun, last_moment, moment
from grader.model import Result
from tests.every import each
from tests.reports import samples

VIENNA = ZoneInfo("Europe/Vienna")
F = Fraction
DUE = datetime(2026, 11, 20, 23, 59)
TEN_PERCENT = LateRule("per_day", Loss(F(1, 10)), Loss(F(1, 2)), timedelta(minutes=15))


def came(handed_in: str, rule: LateRule = TEN_PERCENT, due: datetime = DUE) -> Result:
    """A complete hand-in of 9 points."""
    result = replace(samples.complete("adler"), handed_in=handed_in)
    return Deadlines({}, due, rule, VIENNA).applied(result)


@each(
    ("handed_in", "lost", "said"),
    [
        ("2026-11-20T12:00:00", 0, None),
        ("2026-11-20T23:59:00", 0, None),  # exactly due
        ("2026-11-21T00:14:00", 0, None),  # exactly at the end of grace
        ("2026-11-21T00:14:01", F(9, 10), "15 Minuten zu spät"),
        ("2026-11-21T23:59:00", F(9, 10), "1 Tag zu spät"),
        ("2026-11-21T23:59:01", F(9, 5), "1 Tag zu spät (2 angefangene Tage)"),
        ("2026-11-22T03:00:00", F(9, 5), "1 Tag, 3 Stunden zu spät (2 angefangene Tage)"),
        ("2026-11-25T23:59:00", F(9, 2), "5 Tage zu spät"),
        ("2026-12-24T00:00:00", F(9, 2), "33 Tage zu spät (34 angefangene Tage)"),
        ("2026-11-20T22:59:00+00:00", 0, None),  # the same moment in Greenwich
        ("2026-11-20T23:15:00Z", F(9, 10), "16 Minuten zu spät"),
        ("", 0, None),
        ("yesterday", 0, None),
    ],
)
def test_what_is_lost(handed_in: str, lost: Any, said: str | None) -> None:
    result = came(handed_in)
    assert (result.late, result.points) == (lost, 9 - lost)
    if said is None:
        assert result.lateness is None
    else:
        assert result.lateness is not None
        assert said == result.lateness.de


@each(
    ("rule", "lost"),
    [
        (LateRule(), F(0)),
        (LateRule("refuse"), F(9)),
        (LateRule("refuse", grace=timedelta(days=3)), F(0)),
        (LateRule("per_day", Loss(F(2), is_share=False)), F(4)),
        (LateRule("per_day", Loss(F(2), is_share=False), Loss(F(3), is_share=False)), F(3)),
        (LateRule("per_day", Loss(F(50), is_share=False)), F(9)),
        (LateRule("per_day", Loss(F(1, 3))), F(6)),
    ],
)
def test_each_rule_two_days_later(rule: LateRule, lost: Fraction) -> None:
    result = came("2026-11-22T23:59:00", rule)
    assert result.late == lost
    assert result.points >= 0
    assert result.lateness is None if rule.grace else "2 Tage zu spät" in str(result.lateness)


def test_refused_says_so() -> None:
    result = came("2026-11-22T23:59:00", LateRule("refuse"))
    assert result.lateness is not None
    assert result.lateness.de == "2 Tage zu spät – nach der Frist zählt keine Abgabe"
    assert result.lateness.en == "2 days late – after the due date no hand-in counts"


def test_who_is_excused_loses_nothing_and_nothing_is_deducted_twice() -> None:
    late = came("2026-11-22T23:59:00")
    desk = Deadlines({}, DUE, TEN_PERCENT, VIENNA)
    assert desk.applied(late) == late
    assert desk.applied(replace(late, excused=True)).late == 0


def test_an_exercise_without_a_due_date_is_never_late() -> None:
    result = replace(samples.complete("adler"), handed_in="2030-01-01T00:00:00")
    assert Deadlines({"ex99": DUE}, None, TEN_PERCENT, VIENNA).applied(result).lateness is None
    assert Deadlines({"ex10": DUE}, None, TEN_PERCENT, VIENNA).applied(result).late == F(9, 2)


@each(
    ("due", "handed_in", "days"),
    [
        # 29 March 2026 has 23 hours, 25 October 2026 has 25: a day ends when the clock shows the due time again
        (datetime(2026, 3, 28, 12), "2026-03-29T12:00:00", 1),
        (datetime(2026, 3, 28, 12), "2026-03-29T12:00:01", 2),
        (datetime(2026, 10, 24, 12), "2026-10-25T12:00:00", 1),
        (datetime(2026, 10, 24, 12), "2026-10-25T12:00:01", 2),
        (datetime(2026, 10, 24, 12), "2026-10-24T12:00:01", 1),
        (datetime(2026, 10, 24, 12), "2027-10-24T12:00:00", 365),
    ],
)
def test_days_by_the_calendar(due: datetime, handed_in: str, days: int) -> None:
    at = moment(handed_in, VIENNA)
    assert at is not None
    assert days_begun(due, at, VIENNA) == days


def test_a_time_that_a_clock_shows_twice_is_read_for_the_student() -> None:
    twice = datetime(2026, 10, 25, 2, 30)
    assert last_moment(twice, VIENNA).isoformat() == "2026-10-25T01:30:00+00:00"
    assert str(moment("2026-10-25T02:30:00", VIENNA)) == "2026-10-25 00:30:00+00:00"
    skipped = datetime(2026, 3, 29, 2, 30)
    assert last_moment(skipped, VIENNA).isoformat() == "2026-03-29T01:30:00+00:00"


def test_without_a_zone_the_clock_of_this_machine_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert str(moment("2026-11-20T12:00:00", None)) == "2026-11-20 17:00:00+00:00"
        assert str(last_moment(datetime(2026, 7, 1, 12), None)) == "2026-07-01 16:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()
