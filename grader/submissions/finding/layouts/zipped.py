"""A class in one zip archive: found like any folder, unpacked where something is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from grader.submissions.finding.archive import members
from grader.submissions.finding.lying import Layout, Lying, Refused


class ZipLayout(Layout):
    def fits(self, path: Path) -> bool:
        return path.is_file()

    def lying(self, path: Path, into: Path, opened: ExitStack) -> Iterator[Lying | Refused]:
        yield from members(path, into, opened)
