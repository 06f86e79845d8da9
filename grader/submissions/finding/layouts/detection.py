"""Which layout a path has: a zip archive or a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import NoSubmission
from grader.storage.owned_tempdir import temporary_folder
from grader.submissions.files.files import SUFFIXES
from grader.submissions.files.handin import Layout
from grader.submissions.finding.layouts.folder import FolderLayout
from grader.submissions.finding.layouts.zipped import ZipLayout


@contextmanager
def layout_of(path: Path) -> Iterator[Layout]:
    """The layout of `path`; what it found can be read as long as the context lasts."""
    if not os.path.lexists(path):
        raise NoSubmission(f"There is no {path}. Check the name.", de=f"Es gibt kein {path}. Prüfe den Namen.")
    if path.suffix.lower() in SUFFIXES and path.is_file():
        raise NoSubmission(
            f"{path} is a single hand-in. Grade it with: grade {path} – grade class takes a folder full.",
            de=f"{path} ist eine einzelne Abgabe. Beurteile sie mit: grade {path} – grade class braucht einen Ordner voll.",
        )
    if not path.is_file():
        yield FolderLayout()
        return
    with temporary_folder() as folder:
        yield ZipLayout(Path(folder))
