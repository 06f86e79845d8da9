"""Dates as Moodle writes them for people: Freitag, 27. November 2026, 21:14 and Friday, 27 November 2026, 9:14 PM."""

from __future__ import annotations

import re
from datetime import datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner january jan jän",
            "februar feber february feb",
            "märz march mär mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
)
_ORDINAL = re.compile(r"\d\.\s")  # 27. November
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]+)\.?|(?P<month2>[^\W\d_]+)\s+(?P<day2>\d{1,2}),)\s+(?P<year>\d{4}),?\s+"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]m)?",
    re.IGNORECASE,
)


def iso_of(text: str) -> str:
    """The time in ISO 8601, without a zone, since none is written; empty if no date stands there."""
    found = _DATE.search(text)
    month = _MONTHS.get((found["month"] or found["month2"]).casefold()) if found else None
    if found is None or month is None:
        return ""
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].casefold() == "pm" else 0)
    try:
        time = datetime(int(found["year"]), month, int(found["day"] or found["day2"]), hour, int(found["minute"]))
    except ValueError:
        return ""
    return time.isoformat(timespec="minutes")


def is_read_by_php(text: str) -> bool:
    """Does Moodle itself understand the date when the worksheet comes back? It asks PHP, which knows English only."""
    found = _DATE.search(text)
    if found is None or _ORDINAL.search(text):
        return False
    return _ENGLISH.fullmatch((found["month"] or found["month2"]).casefold()) is not None
