"""nbgrader's submitted/: a folder for each student id, in it one for each assignment, with a timestamp.txt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from grader.model import Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, files_in

_STAMP = "timestamp.txt"
_SUBMITTED = "submitted"
_LONG = 200  # bytes of a timestamp


class NbgraderCourse(Platform):
    word = "nbgrader"
    title = Text(de="nbgrader (submitted/)", en="nbgrader (submitted/)")
    expected = Text(
        de="da liegt submitted/anna/ps1/ex10.ipynb neben einer timestamp.txt.",
        en="there, submitted/anna/ps1/ex10.ipynb lies beside a timestamp.txt.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        below = [replace(one, parts=one.parts[1:]) for one in lying if one.parts[:1] == (_SUBMITTED,) and len(one.parts) > 1]
        own, is_named = (below, True) if below else (list(lying), around == _SUBMITTED)
        files = files_in(own)
        if not files or any(len(one.parts) < 3 for one in files):
            return None
        stamps = [one for one in files if one.name == _STAMP and len(one.parts) == 3]
        if not (is_named or asked) and {one.parts[0] for one in files} != {one.parts[0] for one in stamps}:
            return None
        times: dict[str, str] = {}
        for one in stamps:  # of several assignments the last one counts
            if time := _iso(one.head(_LONG)):
                times[one.parts[0]] = max(times.get(one.parts[0], ""), time)
        kept = tuple(one for one in own if one.parts[2:] != (_STAMP,))
        return Arranged(kept, {one.parts[0]: one.parts[0] for one in files}, times)


def _iso(stamp: bytes) -> str:
    """2015-02-02 14:58:23.948203 America/Los_Angeles as ISO 8601; without a zone that is known, the time alone."""
    day, _, rest = stamp.decode("utf-8", "replace").strip().partition(" ")
    clock, _, zone = rest.partition(" ")
    try:
        return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=_zone(zone.strip())).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _zone(name: str) -> tzinfo | None:
    if name in ("UTC", "GMT", "Z"):
        return UTC
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # a zone that this system does not know, or that is none
        return None
