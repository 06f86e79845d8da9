"""Temporary folders that do not outlive their process: what a killed one has left, the next one sweeps away.

Each folder is locked as long as its process lives; the lock goes with the process, whatever ends it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from grader.errors import GraderError

_PREFIX = "grade-"
_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")  # as tempfile makes them


class TemporaryFolder:
    """A new folder that is ours until it is removed or this process ends.

    Raises:
        GraderError: there is no place for temporary files.
    """

    def __init__(self) -> None:
        try:
            sweep(tempfile.gettempdir())
            self.path, self._lock = _locked_folder()
        except OSError as error:
            raise not_writable(error) from error

    def remove(self) -> None:
        remove_tree(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@contextmanager
def temporary_folder() -> Iterator[str]:
    """The path of such a folder, removed when the context ends."""
    folder = TemporaryFolder()
    try:
        yield folder.path
    finally:
        folder.remove()


def not_writable(error: OSError) -> GraderError:
    """What to say when a temporary file cannot be written."""
    why = error.strerror or type(error).__name__
    return GraderError(
        f"The temporary folder cannot be written ({why}). Make room, or name another: TMPDIR=/path",
        de=f"Der temporäre Ordner ist nicht beschreibbar ({why}). Schaffe Platz oder nenne einen anderen: TMPDIR=/pfad",
    )


def sweep(parent: str) -> None:
    """Remove the folders below `parent` that processes of this user have left behind."""
    if sys.platform == "win32":  # folders cannot be locked there
        return
    with suppress(OSError):
        entries = [entry.path for entry in os.scandir(parent) if _NAME.fullmatch(entry.name)]
        for path in entries:
            lock = _try_lock(path)
            if lock is not None:
                remove_tree(path)
                os.close(lock)


def remove_tree(path: str) -> None:
    """Remove a folder, also where code of others has taken away the right to look into it; what resists stays."""
    with suppress(OSError):
        os.chmod(path, 0o700)
    for folder, names, _ in os.walk(path):
        for name in names:
            below = os.path.join(folder, name)
            if not os.path.islink(below):
                with suppress(OSError):
                    os.chmod(below, 0o700)
    shutil.rmtree(path, ignore_errors=True)


def _locked_folder() -> tuple[str, int | None]:
    while True:
        path = tempfile.mkdtemp(prefix=_PREFIX)
        if sys.platform == "win32":
            return path, None
        import fcntl

        try:
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:  # swept before it was locked
            continue
        with suppress(OSError):  # a disk without locks: nobody can lock it, so nobody sweeps it
            fcntl.flock(lock, fcntl.LOCK_EX)
        if os.path.exists(path):
            return path, lock
        os.close(lock)


def _try_lock(path: str) -> int | None:
    """The lock of a folder of ours that nobody holds."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # gone, a link, or somebody else's
        return None
    try:
        if os.fstat(lock).st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
    except OSError:  # its process lives
        pass
    os.close(lock)
    return None
