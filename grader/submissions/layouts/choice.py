"""Which layout a path has: a zip archive or a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.submissions.handin import Layout
from grader.submissions.layouts.folder import FolderLayout
from grader.submissions.layouts.zipped import ZipLayout


@contextmanager
def layout_of(path: Path) -> Iterator[Layout]:
    """The layout of `path`; what it found can be read as long as the context lasts."""
    if not path.is_file():
        yield FolderLayout()
        return
    with tempfile.TemporaryDirectory(prefix="grader-class-", ignore_cleanup_errors=True) as folder:
        yield ZipLayout(Path(folder))
