"""Moodle, "Download all submissions": a folder for each person and kind of hand-in, or all files in one folder.

Its names are read in `whose.py` for every class, since such folders come mixed with others, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform
from grader.submissions.finding.whose import mark_of


class Moodle(Platform):
    word = "moodle"
    title = Text(de="Moodle-Download", en="Moodle download")
    expected = Text(
        de="da heißen Ordner oder Dateien wie Anna Huber_1234567_assignsubmission_file.",
        en="there, folders or files are called like Anna Huber_1234567_assignsubmission_file.",
    )
    unwrapped = True

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        return Arranged(tuple(lying)) if any(one.parts and mark_of(one.parts[0]) for one in lying) else None
