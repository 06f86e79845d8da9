"""Too late, by how much, and what that costs: pure functions of stored times, exact, and right on days that have 23 hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Literal
from zoneinfo import ZoneInfo

from grader.model import Result, Text
from grader.reports.text.vocabulary import counted

NOTHING, ALL = Fraction(0), Fraction(1)
_DAY = timedelta(days=1)
MOST_DAYS = 3660  # further back lies no due date of a course that is still graded


@dataclass(frozen=True, slots=True)
class Loss:
    """A share of what was earned, or points."""

    amount: Fraction
    is_share: bool = True

    def of(self, earned: Fraction) -> Fraction:
        return self.amount * earned if self.is_share else self.amount


@dataclass(frozen=True, slots=True)
class LateRule:
    """What a hand-in loses that came later than `grace` after it was due: nothing, all of it, or something for each day that
    has begun, `at_most` so much."""

    kind: Literal["none", "refuse", "per_day"] = "none"
    per_day: Loss = Loss(NOTHING)
    at_most: Loss = Loss(ALL)
    grace: timedelta = timedelta(0)

    def lost(self, days: int, earned: Fraction) -> Fraction:
        """Of the points that were earned, so many days too late; never more than there are."""
        if self.kind == "none" or days == 0:
            return NOTHING
        if self.kind == "refuse":
            return earned
        return max(NOTHING, min(days * self.per_day.of(earned), self.at_most.of(earned), earned))


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When each exercise is due, and what happens after that. `rest` is for those that `due` does not name; times without
    a zone are those of `zone`, or of this machine."""

    due: Mapping[str, datetime] = field(default_factory=dict)
    rest: datetime | None = None
    rule: LateRule = field(default_factory=LateRule)
    zone: ZoneInfo | None = None

    def of(self, exercise: str) -> datetime | None:
        return self.due.get(exercise, self.rest)

    def came(self, handed_in: str) -> datetime | None:
        """The moment that an ISO time means; None if it means none. Of a time that a clock shows twice it is the first."""
        return moment(handed_in, self.zone)

    def applied(self, result: Result) -> Result:
        """The result with what it loses by lateness, and the words on it. Where no time is known it loses nothing."""
        on_time = replace(result, late=NOTHING, lateness=None)
        due, came = self.of(result.exercise.id), self.came(result.handed_in)
        if due is None or came is None or result.excused:
            return on_time
        late_by = came - last_moment(due, self.zone)
        if late_by <= self.rule.grace:
            return on_time
        days = days_begun(due, came, self.zone)
        lost = self.rule.lost(days, on_time.points)
        return replace(on_time, late=lost, lateness=_how_late(late_by, days, self.rule))


def moment(text: str, zone: ZoneInfo | None) -> datetime | None:
    """The moment that an ISO time means, in UTC; None if it means none."""
    try:
        said = datetime.fromisoformat(text)
        return said.astimezone(UTC) if said.tzinfo else min(_both_readings(said, zone))
    except (ValueError, OverflowError, OSError):  # OSError: what the C library of this system cannot count
        return None


def last_moment(due: datetime, zone: ZoneInfo | None) -> datetime:
    """When it is over, in UTC: of a time that a clock shows twice, or jumps over, the later reading."""
    return due.astimezone(UTC) if due.tzinfo else max(_both_readings(due, zone))


def days_begun(due: datetime, came: datetime, zone: ZoneInfo | None) -> int:
    """How many days have begun after it was due, by the calendar: each ends when the clock shows the due time again."""
    days = max(0, (came - last_moment(due, zone)).days - 1)
    while days < MOST_DAYS and came > last_moment(due + timedelta(days=days), zone):
        days += 1
    return days


def _both_readings(naive: datetime, zone: ZoneInfo | None) -> tuple[datetime, datetime]:
    first, second = (naive.replace(fold=fold, tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    return first, second


def _how_late(late_by: timedelta, days: int, rule: LateRule) -> Text:
    begun = Text(de=f" ({days} angefangene Tage)", en=f" ({days} days begun)") if days > 1 and late_by % _DAY else None
    by = Text(
        de=f"{_duration(late_by).de} zu spät{begun.de if begun and rule.kind == 'per_day' else ''}",
        en=f"{_duration(late_by).en} late{begun.en if begun and rule.kind == 'per_day' else ''}",
    )
    if rule.kind == "refuse":
        return Text(
            de=f"{by.de} – nach der Frist zählt keine Abgabe",
            en=f"{by.en} – after the due date no hand-in counts",
        )
    return by


def _duration(late_by: timedelta) -> Text:
    """3 Stunden; 1 Tag, 3 Stunden: to the hour, below an hour to the minute."""
    minutes = max(1, int(late_by.total_seconds()) // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    if not hours:
        return _units([(minutes, "Minute", "Minuten", "minute", "minutes")])
    return _units([(days, "Tag", "Tage", "day", "days"), (hours % 24, "Stunde", "Stunden", "hour", "hours")])


def _units(parts: list[tuple[int, str, str, str, str]]) -> Text:
    there = [part for part in parts if part[0]]
    german = [counted(number, Text(de=one, en=one), Text(de=many, en=many), "de") for number, one, many, _, _ in there]
    english = [counted(number, Text(de=one, en=one), Text(de=many, en=many), "en") for number, _, _, one, many in there]
    return Text(de=", ".join(german), en=", ".join(english))
