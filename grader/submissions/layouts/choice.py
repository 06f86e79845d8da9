"""Which layout a path has: a zip archive or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.submissions.handin import Layout
from grader.submissions.layouts.folder import FolderLayout
from grader.submissions.layouts.zipped import ZipLayout
from grader.temporary import temporary_folder


@contextmanager
def layout_of(path: Path) -> Iterator[Layout]:
    """The layout of `path`; what it found can be read as long as the context lasts."""
    if not path.is_file():
        yield FolderLayout()
        return
    with temporary_folder() as folder:
        yield ZipLayout(Path(folder))
