"""Canvas, "Download submissions": all files in one folder, huberanna_LATE_12345_678910_ex10.ipynb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.model import Problem, Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, files_in, people

_NAME = re.compile(
    r"(?P<person>[^_]+)(?P<late>_LATE)?_(?P<user>\d{2,})_(?:(?P<submission>\d{2,})_(?P<file>.+)|(?P<text>text\.html))",
    re.DOTALL,
)
LATE = Text(de="Canvas hat die Abgabe als verspätet gekennzeichnet.", en="Canvas has marked this as late.")


class Canvas(Platform):
    word = "canvas"
    title = Text(de="Canvas-Download", en="Canvas download")
    expected = Text(
        de="da heißen die Dateien wie huberanna_12345_678910_ex10.ipynb.",
        en="there, files are called like huberanna_12345_678910_ex10.ipynb.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        files = files_in(lying)
        marks = {one.parts[0]: found for one in files if len(one.parts) == 1 and (found := _NAME.fullmatch(one.parts[0]))}
        if not marks or not (asked or len(marks) == len(lying)):
            return None
        names = people({found["user"]: (found["person"], found["user"]) for found in marks.values()})
        found_now: list[Lying | Refused] = []
        late: dict[str, str] = {}
        for one in lying:
            mark = marks.get(one.parts[0]) if len(one.parts) == 1 else None
            if mark is None:
                found_now.append(one)
                continue
            student, own = names[mark["user"]], mark["file"] or mark["text"]
            found_now.append(replace(one, parts=(student, own)))
            if mark["late"]:
                late.setdefault(student, own)
        said = tuple(Problem(student, f"{student}/{own}", LATE, minor=True, teachers=True) for student, own in late.items())
        return Arranged(tuple(found_now), problems=said)
