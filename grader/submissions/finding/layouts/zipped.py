"""A class in one zip archive: unpacked with care, then found like any folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.submissions.finding.archive import ArchiveLimits, unpack
from grader.submissions.finding.lying import Layout, Lying, Refused, lying_in


@dataclass(frozen=True, slots=True)
class ZipLayout(Layout):
    limits: ArchiveLimits | None = None

    def fits(self, path: Path) -> bool:
        return path.is_file()

    def lying(self, path: Path, into: Path) -> Iterator[Lying | Refused]:
        refused = unpack(path, into, self.limits)
        yield from lying_in(into)
        yield from refused
