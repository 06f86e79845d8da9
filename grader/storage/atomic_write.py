"""Files that are there completely or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

if sys.platform != "win32":
    import fcntl

DRAFT = ".unfinished"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there completely or not at all, whatever interrupts."""
    with writing_whole(path) as stream:
        stream.write(text)


@contextmanager
def writing_whole(path: Path) -> Iterator[TextIO]:
    """The same for a text that takes a while: that there is room for the file is known before it begins."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:  # Ctrl-C, too: the half file goes, whatever it was, and the trouble goes on
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def drafted(folder: Path, move: Callable[[Path], None]) -> Iterator[Path]:
    """An empty folder inside `folder` for new files, which `move` takes when all are written; until then what is there stays.

    A second run waits until the first has written. What a killed run left of its draft goes with the next run.
    """
    draft = folder / DRAFT
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            yield draft
            move(draft)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; the system takes it back however this process ends, and no file is left of it.

    Windows locks no folders, and some network disks nothing at all: there two runs are on their own.
    """
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
    else:
        yield
