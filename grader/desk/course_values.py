"""The values of a course file, each read by a function of its own; the same words may stand in an option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from grader.course import catalogue
from grader.desk.lateness import LateRule, Loss
from grader.desk.slips import Slip, for_each
from grader.errors import GraderError
from grader.reports.files.class_report import asked_reports

REST = "rest"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,6})?"
_GERMAN_DATE = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+(?:um\s+)?(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s*Uhr)?)?"
)
_SHARE = re.compile(rf"({_NUMBER})\s*%")
_POINTS = re.compile(rf"({_NUMBER})\s*(?:P|Punkte?n?|points?|pt)", re.IGNORECASE)
_DURATION = re.compile(rf"({_NUMBER})\s*(min(?:ute[ns]?|s)?|h|hours?|Stunden?|d|days?|Tage?n?)", re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3600, "s": 3600, "d": 86400, "t": 86400}
_YEARS = range(2000, 2101)
_LATE_KEYS = ("rule", "per_day", "at_most", "grace")


def exercises(value: Any, known: Sequence[catalogue.Source]) -> tuple[str, ...]:
    """`ex01-ex15, ex20`, or a list of such."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise Slip(
            de='das sind keine Übungen; schreibe "ex01-ex15" oder ["ex01", "ex05"]',
            en='these are no exercises; write "ex01-ex15" or ["ex01", "ex05"]',
        )
    return chosen(", ".join(words), known)


def chosen(words: str, known: Sequence[catalogue.Source]) -> tuple[str, ...]:
    """The ids of exercises. Raises Slip if one of them is not there."""
    try:
        return tuple(source.id for source in catalogue.chosen(tuple(known), words))
    except GraderError as error:
        raise Slip(de=_no_dot(error.in_("de")), en=_no_dot(error.in_("en"))) from error


def weights(value: Any, known: Sequence[catalogue.Source]) -> Mapping[str, Fraction]:
    """A number for an exercise or several: { ex05 = 2, "ex10-ex12" = 1.5 }, or `ex05=2, ex10-ex12=1.5`."""
    found: dict[str, Fraction] = {}

    def take(entry: tuple[str, Any]) -> None:
        for name in _once(entry[0], found, known):
            found[name] = _weight(*entry)

    for_each(_pairs(value, r"[,;]", 'weights = { ex05 = 2, "ex10-ex12" = 1.5 }'), take)
    return found


def _weight(names: str, value: Any) -> Fraction:
    text = str(value).strip().replace(",", ".")
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,6}(?:\.\d{1,9})?|\d{1,6}/[1-9]\d{0,5}", text):
        raise Slip(de=f"das Gewicht von {names} ist keine Zahl: {value!r}", en=f"the weight of {names} is no number: {value!r}")
    if (weight := Fraction(text)) < 0:
        raise Slip(
            de=f"das Gewicht von {names} ist negativ ({value}); 0 heißt: zählt nicht",
            en=f"the weight of {names} is negative ({value}); 0 means that it does not count",
        )
    return weight


def due(value: Any, known: Sequence[catalogue.Source]) -> tuple[Mapping[str, datetime], datetime | None]:
    """One time for all, or one for each: { "ex01-ex05" = 2026-11-20, rest = "18.12.2026 23:59" }. A day means its end."""
    if not isinstance(value, dict) and not (isinstance(value, str) and "=" in value):
        return {}, moment(value)
    found: dict[str, datetime] = {}

    def take(entry: tuple[str, Any]) -> None:
        for name in (REST,) if entry[0] == REST else _once(entry[0], found, known):
            found[name] = moment(entry[1])

    for_each(_pairs(value, ";", "due = { ex01 = 2026-11-20, rest = 2026-12-18 }"), take)
    return {name: said for name, said in found.items() if name != REST}, found.get(REST)


def moment(value: Any) -> datetime:
    """A time without a zone is a local one; a day alone is over when the next one begins."""
    said = _date(value)
    if said is None:
        raise Slip(
            de=f"das ist kein Zeitpunkt: {_shown(value)}; schreibe 2026-11-20T23:59 oder „20.11.2026 23:59“",
            en=f'this is no time: {_shown(value)}; write 2026-11-20T23:59 or "2026-11-20 23:59"',
        )
    if said.year not in _YEARS:
        raise Slip(
            de=f"das Jahr {said.year} kann nicht stimmen; gemeint ist eines von {_YEARS[0]} bis {_YEARS[-1]}",
            en=f"the year {said.year} cannot be right; it should be one from {_YEARS[0]} to {_YEARS[-1]}",
        )
    return said


def _date(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59, 59))
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        if german := _GERMAN_DATE.fullmatch(text):
            day, month, year, hour, minute, second = (int(part) if part else None for part in german.groups())
            clock = time(23, 59, 59) if hour is None else time(hour, minute or 0, second or 0)
            return datetime.combine(date(int(year or 0), int(month or 0), int(day or 0)), clock)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59))
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def late(value: Any, known: Sequence[catalogue.Source]) -> LateRule:
    """ "none", "refuse", or { per_day = "10 %", at_most = "50 %", grace = "15 min" }, or `per_day=10%, at_most=50%`."""
    if isinstance(value, str) and "=" not in value:
        value = {"rule": value}
    said = dict(_pairs(value, r"[,;](?=\s*[a-z_]+\s*=)", 'late = { per_day = "10 %", at_most = "50 %" }'))
    if odd := next((key for key in said if key not in _LATE_KEYS), None):
        raise Slip(
            de=f"„{odd}“ kennt die Regel nicht; sie kennt {', '.join(_LATE_KEYS)}",
            en=f'the rule has no "{odd}"; it has {", ".join(_LATE_KEYS)}',
        )
    rule = said.get("rule", "per_day" if "per_day" in said else "none")
    if rule not in ("none", "refuse", "per_day") or (rule == "per_day") != ("per_day" in said):
        raise Slip(
            de=f'die Regel {_shown(rule)} gibt es so nicht; schreibe "none", "refuse" oder {{ per_day = "10 %" }}',
            en=f'there is no rule {_shown(rule)} of this form; write "none", "refuse" or {{ per_day = "10 %" }}',
        )
    if "at_most" in said and rule != "per_day":
        raise Slip(de="at_most braucht per_day", en="at_most needs per_day")
    if rule == "per_day":
        most = _loss("at_most", said["at_most"]) if "at_most" in said else Loss(Fraction(1))
        return LateRule("per_day", _loss("per_day", said["per_day"]), most, _grace(said))
    return LateRule(rule, grace=_grace(said))


def _loss(key: str, value: Any) -> Loss:
    text = value.strip() if isinstance(value, str) else ""
    if match := _SHARE.fullmatch(text):
        share = _fraction(match[1]) / 100
        if share <= 1:
            return Loss(share)
        raise Slip(de=f"{key} ist mehr als alles: {value}", en=f"{key} is more than everything: {value}")
    if match := _POINTS.fullmatch(text):
        return Loss(_fraction(match[1]), is_share=False)
    raise Slip(
        de=f'{key} ist {_shown(value)}; schreibe "10 %" (vom Erreichten) oder "1 Punkt" (je Übung)',
        en=f'{key} is {_shown(value)}; write "10 %" (of what was earned) or "1 point" (for each exercise)',
    )


def _grace(said: Mapping[str, Any]) -> timedelta:
    value = said.get("grace", "0 min")
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise Slip(
            de=f'grace ist {_shown(value)}; schreibe "15 min", "2 h" oder "1 Tag"',
            en=f'grace is {_shown(value)}; write "15 min", "2 h" or "1 day"',
        )
    return timedelta(seconds=float(_fraction(match[1]) * _SECONDS[match[2][0].lower()]))


def timezone(value: Any, known: Sequence[catalogue.Source]) -> ZoneInfo:
    if isinstance(value, str) and value in available_timezones():
        return ZoneInfo(value)
    raise Slip(
        de=f"die Zeitzone {_shown(value)} gibt es nicht; schreibe etwa Europe/Vienna",
        en=f"there is no time zone {_shown(value)}; write Europe/Vienna, say",
    )


def one_of(*words: str) -> Any:
    def read(value: Any, known: Sequence[catalogue.Source]) -> str:
        if value in words:
            return str(value)
        listed = " | ".join(words)
        raise Slip(de=f"{_shown(value)} ist keines von {listed}", en=f"{_shown(value)} is none of {listed}")

    return read


def path(value: Any, known: Sequence[catalogue.Source]) -> Path:
    return Path(words(value, known))


def words(value: Any, known: Sequence[catalogue.Source]) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise Slip(de=f"erwartet wird ein Text, da steht {_shown(value)}", en=f"a text is expected, not {_shown(value)}")


def reports(value: Any, known: Sequence[catalogue.Source]) -> tuple[str, ...]:
    """`xlsx, nbgrader`, or a list of such."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise Slip(
            de='das sind keine Berichte; schreibe "xlsx, moodle" oder ["xlsx", "moodle"]',
            en='these are no reports; write "xlsx, moodle" or ["xlsx", "moodle"]',
        )
    try:
        return asked_reports(",".join(listed).split(","))
    except GraderError as error:
        raise Slip(de=_no_dot(error.in_("de")), en=_no_dot(error.in_("en"))) from error


def days(value: Any, known: Sequence[catalogue.Source]) -> int:
    text = str(value).strip()
    if not isinstance(value, bool) and re.fullmatch(r"[1-9]\d{0,4}", text):
        return int(text)
    raise Slip(
        de=f"erwartet werden Tage, eine ganze Zahl ab 1; da steht {_shown(value)}",
        en=f"days are expected, a whole number from 1; not {_shown(value)}",
    )


def _pairs(value: Any, between: str, form: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str):
        parts = [part.partition("=") for part in re.split(between, value) if part.strip()]
        if all(sign for _, sign, _ in parts):
            return ((name.strip(), said.strip()) for name, _, said in parts)
    elif isinstance(value, dict):
        return iter(value.items())
    raise Slip(de=f"da steht {_shown(value)}; schreibe {form}", en=f"this is {_shown(value)}; write {form}")


def _once(names: str, found: Mapping[str, Any], known: Sequence[catalogue.Source]) -> tuple[str, ...]:
    """The exercises of one entry, of which none may have had one before."""
    ids = chosen(names, known)
    if twice := next((name for name in ids if name in found), None):
        raise Slip(de=f"{twice} steht zweimal da", en=f"{twice} stands there twice")
    return ids


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _no_dot(sentence: str) -> str:
    return sentence.removesuffix(".")


def _shown(value: Any) -> str:
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return f"'{text[:60]}'" if isinstance(value, str) else text[:60]
