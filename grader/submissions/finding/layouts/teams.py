"""Microsoft Teams, the library "Student Work" as it is synchronised: name/assignment/Version 2/ for each time handed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.model import Problem, Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, files_in

_VERSION = re.compile(r"version[ _](\d{1,4})", re.IGNORECASE)
_SUBMITTED = ("submitted files", "abgegebene dateien", "übermittelte dateien")


class Teams(Platform):
    word = "teams"
    title = Text(de="Teams-Aufgaben", en="Teams assignments")
    expected = Text(
        de="da liegt Anna Huber/Übung 10/Version 1/ex10.ipynb.", en="there, Anna Huber/Exercise 10/Version 1/ex10.ipynb lies."
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        below = [
            replace(one, parts=one.parts[1:]) for one in lying if len(one.parts) > 1 and one.parts[0].casefold() in _SUBMITTED
        ]
        own = below or list(lying)  # working files beside them are not handed in
        versions = [
            (one, int(found[1]))
            for one in files_in(own)
            if len(one.parts) > 3 and (found := _VERSION.fullmatch(one.parts[2])) is not None
        ]
        if not versions or not (asked or len(versions) == len(files_in(own))):
            return None
        last: dict[tuple[str, ...], int] = {}
        for one, version in versions:
            last[one.parts[:2]] = max(last.get(one.parts[:2], 0), version)
        kept = [one for one, version in versions if version == last[one.parts[:2]]]
        others = [one for one in own if isinstance(one, Refused)]
        handed_in = tuple(replace(one, parts=(one.parts[0], one.parts[1], *one.parts[3:])) for one in kept)
        return Arranged((*handed_in, *others), {one.parts[0]: one.parts[0] for one in kept}, problems=tuple(_said(last)))


def _said(last: dict[tuple[str, ...], int]) -> list[Problem]:
    return [
        Problem(
            student,
            f"{student}/{assignment}",
            Text(
                de=f"Mehrmals abgegeben; es zählt Version {version}.", en=f"Handed in several times; version {version} counts."
            ),
            minor=True,
        )
        for (student, assignment), version in last.items()
        if version > 1
    ]
