"""ILIAS, all submissions or multi-feedback: Huber_Anna_ahuber_12345/ for each person, of teams inside Team 678/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.model import Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, people

_PERSON = re.compile(r"(?!multi_feedback)(?P<family>[^_]+)_(?P<given>[^_]+)_(?P<login>.+)_(?P<id>\d{2,})")
_TEAM = re.compile(r"team[ _]\d+", re.IGNORECASE)
_ALL = ("abgaben", "submissions")
_FEW = 2  # without a folder that says so, more than one must be called like that


class Ilias(Platform):
    word = "ilias"
    title = Text(de="ILIAS-Download", en="ILIAS download")
    expected = Text(
        de="da liegen Ordner wie Abgaben/Huber_Anna_ahuber_12345.",
        en="there, folders lie like Abgaben/Huber_Anna_ahuber_12345.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        within = [one for one in lying if len(one.parts) > 1 and one.parts[0].casefold() in _ALL]
        below = [replace(one, parts=one.parts[1:]) for one in within]
        own = [_without_team(one) for one in below or lying if not (len(one.parts) == 1 and _TEAM.fullmatch(one.parts[0]))]
        folders = {one.parts[0] for one in own if isinstance(one, Lying) and (one.is_folder or len(one.parts) > 1)}
        marks = {folder: found for folder in folders if (found := _PERSON.fullmatch(folder))}
        is_told = bool(below) or around.casefold() in _ALL or around.casefold().startswith("multi_feedback")
        if not marks or not (asked or (marks.keys() == folders and (is_told or len(marks) >= _FEW))):
            return None
        names = people({folder: (f"{found['given']} {found['family']}", found["login"]) for folder, found in marks.items()})
        mine = tuple(
            replace(one, parts=(names[one.parts[0]], *one.parts[1:])) if one.parts and one.parts[0] in names else one
            for one in own
        )
        return Arranged(mine, {student: folder for folder, student in names.items()})


def _without_team(one: Lying | Refused) -> Lying | Refused:
    return replace(one, parts=one.parts[1:]) if len(one.parts) > 1 and _TEAM.fullmatch(one.parts[0]) else one
