"""Blackboard's gradebook download: Exercise 10_ahuber_attempt_2026-11-27-21-14-05_ex10.ipynb, and a .txt for each attempt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from re import Match

from grader.model import Problem, Text
from grader.submissions.files.file_names import in_a_sentence
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, files_in, shared_beginning

_NAME = re.compile(
    r"(?P<who>.+)_(?:attempt|versuch|poging)_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<slip>\.txt))",
    re.IGNORECASE | re.DOTALL,
)
_LOGIN = re.compile(r"\A\s*Name\s*:[^\n]*\(([^()\n]+)\)\s*$", re.MULTILINE)  # the first line: Name: Anna Huber (ahuber)
_HEAD = 2000  # bytes of a slip


class Blackboard(Platform):
    word = "blackboard"
    title = Text(de="Blackboard-Download", en="Blackboard download")
    expected = Text(
        de="da heißen die Dateien wie Uebung 10_ahuber_attempt_2026-11-27-21-14-05_ex10.ipynb.",
        en="there, files are called like Exercise 10_ahuber_attempt_2026-11-27-21-14-05_ex10.ipynb.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        marks = [
            (one, found) for one in files_in(lying) if len(one.parts) == 1 and (found := _NAME.fullmatch(one.name)) is not None
        ]
        if not marks or not (asked or len(marks) == len(lying)):
            return None
        logins = _logins(marks)
        last: dict[str, str] = {}
        for _, mark in marks:
            login = logins[mark["who"]]
            last[login] = max(last.get(login, ""), mark["time"])
        names = {one.name for one, _ in marks}
        found_now: list[Lying | Refused] = [one for one in lying if one.parts[:1] == () or one.parts[0] not in names]
        earlier: dict[str, list[str]] = {}
        slips: dict[str, Lying] = {}
        with_files: set[str] = set()
        for one, mark in marks:
            login = logins[mark["who"]]
            if mark["slip"]:
                slips[login] = replace(one, parts=(login, one.name))
            elif mark["time"] == last[login]:
                with_files.add(login)
                found_now.append(replace(one, parts=(login, mark["file"])))
            else:
                earlier.setdefault(login, []).append(mark["file"])
        # whoever has handed in nothing but the text of a form is somebody, too
        found_now += [slip for login, slip in slips.items() if login not in with_files]
        times = {login: _iso(time) for login, time in last.items()}
        return Arranged(tuple(found_now), handed_in=times, problems=tuple(_said(earlier)))


def _logins(marks: Sequence[tuple[Lying, Match[str]]]) -> dict[str, str]:
    """The login at the end of each name, behind that of the assignment: as a slip tells it, else behind what all share."""
    found: dict[str, str] = {}
    for one, mark in marks:
        told = _LOGIN.search(one.head(_HEAD).decode("utf-8", "replace")) if mark["slip"] else None
        if told is not None and mark["who"].endswith(f"_{told[1]}"):
            found[mark["who"]] = told[1]
    everybody = sorted({mark["who"] for _, mark in marks})
    told_of = next(iter(found), None)
    if told_of is not None:
        before = told_of.removesuffix(found[told_of])
    else:
        shared = shared_beginning(everybody) if len(everybody) > 1 else everybody[0]
        before = shared[: shared.rfind("_") + 1]
    for who in everybody:
        found.setdefault(who, who.removeprefix(before) or who)
    return found


def _iso(time: str) -> str:
    """2026-11-27-21-14-05, the server's time, in ISO 8601 without a zone."""
    day, clock = time[:10], time[11:]
    return f"{day}T{clock.replace('-', ':')}"


def _said(earlier: Mapping[str, list[str]]) -> list[Problem]:
    said = []
    for login, files in earlier.items():
        names = ", ".join(map(in_a_sentence, files[:3]))
        text = Text(
            de=f"Es zählt der letzte Versuch; Dateien eines früheren bleiben ungelesen: {names}",
            en=f"The last attempt counts; files of an earlier one are not read: {names}",
        )
        said.append(Problem(login, login, text, minor=True))
    return said
