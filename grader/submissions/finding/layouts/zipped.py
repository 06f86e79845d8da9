"""A class in one zip archive: unpacked with care, then found like any folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from grader.model import Problem
from grader.submissions.files.file_names import quarantined, student_id, without_moodle
from grader.submissions.files.handin import Found
from grader.submissions.finding.archive import ArchiveLimits, Refused, unpack
from grader.submissions.finding.layouts.folder import FolderLayout, class_folder, student_of_file


@dataclass(frozen=True, slots=True)
class ZipLayout:
    """See `handin.Layout`. `into` is an empty folder of ours that stays until the hand-ins are read."""

    into: Path
    limits: ArchiveLimits | None = None

    def find(self, root: Path, slugs: Mapping[str, str]) -> Found:
        """All hand-ins in the archive `root`.

        Raises:
            SubmissionError: it is no zip archive, too large, or damaged as a whole.
        """
        refused = unpack(root, self.into, self.limits)
        found = FolderLayout().find(self.into, slugs)
        above = class_folder(self.into, slugs).relative_to(self.into).parts
        inside = [one.parts[len(above) :] if one.parts[: len(above)] == above else one.parts for one in refused]
        unpacked = os.listdir(self.into.joinpath(*above))
        written = without_moodle({*unpacked, *(parts[0] for parts in inside if any(parts))})
        problems = [
            Problem(_student(one, parts, written, slugs), one.name, one.text)
            for one, parts in zip(refused, inside, strict=True)
        ]
        there = {hand_in.student for hand_in in found.hand_ins}
        said = {problem.student for problem in problems} - there  # not also: the folder is empty
        return Found(found.hand_ins, (*(one for one in found.problems if one.student not in said), *problems))


def _student(refused: Refused, parts: tuple[str, ...], written: Mapping[str, str], slugs: Mapping[str, str]) -> str:
    """Whose folder or file it would have been; a name that leads nowhere tells nobody's."""
    if not any(parts):
        return quarantined(refused.name)
    first = written[parts[0]]
    return student_id(first) if len(parts) > 1 else student_of_file(PurePath(first).stem, slugs)
