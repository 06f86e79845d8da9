"""The plain layout: one folder per student, or one file per student, in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from grader.submissions.finding.lying import Layout, Lying, Refused, lying_in


class FolderLayout(Layout):
    general = True

    def fits(self, path: Path) -> bool:
        return path.is_dir()

    def lying(self, path: Path, into: Path, opened: ExitStack) -> Iterator[Lying | Refused]:
        yield from lying_in(path)
