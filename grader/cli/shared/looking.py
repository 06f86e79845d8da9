"""Waiting for files to be saved: asked of the system where that works, looked after now and then where it does not."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.model import Text

LOOK = 0.25  # seconds between two looks at the files: a stat of each, a ten-thousandth of a core
_STEP, _GROUP, _TIMEOUT = 20, 100, 1000  # ms: quiet that ends a change, its longest time, a look whatever happens
# file systems whose changes by others this machine is not told of
_NOT_TOLD = frozenset(["nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "drvfs", "virtiofs"])
_NOT_TOLD |= {"vboxsf", "vmhgfs", "prl_fs", "osxfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs"}
_NOT_TOLD |= {"fuse.s3fs", "fuse.vmhgfs-fuse", "fuse.glusterfs", "fuse.grpcfuse"}
_REMOTE = 4  # what Windows calls a drive of another machine

Stamp = tuple[int, int, int]  # when a file was changed, how long it is, and which file it is


def stamp(path: Path) -> Stamp | None:
    """What tells that a file was saved; None where there is none just now, as while an editor puts the new one in place."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


@dataclass(frozen=True, slots=True)
class Waiting:
    """`turns` gives one after the other whenever something may have been saved; `polling` says why files are looked after."""

    turns: Iterator[object]
    polling: Text | None = None


def waiting(folders: Sequence[Path]) -> Waiting:
    """Wait for what is saved in `folders`, themselves and not what lies deeper."""
    reason = _unheard(folders)
    if reason is None:
        try:
            return Waiting(_told(folders))
        except ImportError:
            reason = NOT_INSTALLED
        except (OSError, RuntimeError):  # more watchers than the system allows
            reason = BUSY
    return Waiting(_looks(), reason)


def _told(folders: Sequence[Path]) -> Iterator[object]:
    from watchfiles import watch  # the package for it, which a kit need not have

    turns: Iterator[object] = watch(
        *folders,
        watch_filter=None,
        debounce=_GROUP,
        step=_STEP,
        rust_timeout=_TIMEOUT,
        yield_on_timeout=True,
        recursive=False,
        force_polling=False,
    )
    return turns


def _looks() -> Iterator[object]:
    while True:
        time.sleep(LOOK)
        yield None


def _unheard(folders: Sequence[Path]) -> Text | None:
    """Why this machine is not told of changes there."""
    if sys.platform == "linux" and "microsoft" in os.uname().release.lower():
        return IN_WSL
    return ELSEWHERE if any(_is_elsewhere(folder.resolve()) for folder in folders) else None


def _is_elsewhere(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return str(folder).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE
    if sys.platform == "darwin":
        return folder.parts[1:2] == ("Volumes",)
    return file_system(folder, Path("/proc/self/mounts")) in _NOT_TOLD


def file_system(folder: Path, mounts: Path) -> str:
    """The sort of file system that a folder lies on, by the system's list of mounts; empty where that cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    known = [(Path(_unescaped(words[1])), words[2]) for words in map(str.split, lines) if len(words) > 2]
    over = [(len(where.parts), sort) for where, sort in known if folder.is_relative_to(where)]
    deepest = max((depth for depth, _ in over), default=0)
    return next((sort for depth, sort in reversed(over) if depth == deepest), "")


def _unescaped(where: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        where = where.replace(code, sign)
    return where


@contextmanager
def ended_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C is how watching ends, so it is no trouble and takes the time that processes need to end."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, before)


IN_WSL = Text(
    de="Unter WSL werden die Dateien viermal in der Sekunde angesehen: Was Windows speichert, meldet es Linux nicht.",
    en="Under WSL the files are looked at four times a second: Linux is not told what Windows saves.",
)
ELSEWHERE = Text(
    de="Der Ordner liegt auf einem Netzlaufwerk: Die Dateien werden viermal in der Sekunde angesehen.",
    en="The folder is on a network drive: the files are looked at four times a second.",
)
NOT_INSTALLED = Text(
    de="Die Dateien werden viermal in der Sekunde angesehen. Sofort geht es mit: pip install watchfiles",
    en="The files are looked at four times a second. At once is possible with: pip install watchfiles",
)
BUSY = Text(
    de="Das System meldet gerade keine Änderungen: Die Dateien werden viermal in der Sekunde angesehen.",
    en="The system reports no changes at the moment: the files are looked at four times a second.",
)
