"""Taking a file off the disk, once, without being led elsewhere by it."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from grader.model import Text
from grader.submissions.files.file_names import in_a_sentence

SUFFIXES = (".ipynb", ".py")
MAX_SCRIPT = 5 << 20
MAX_NOTEBOOK = 200 << 20  # nearly all of it outputs, which the child drops unread

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Bytes:
    """The content of a file and its SHA-256."""

    data: bytes
    digest: str


def read_file(path: Path) -> Bytes | Text:
    """The content of a regular file, or the sentence that says why it is not taken.

    Links are not followed, and nothing that could block (a FIFO, a device) is waited for.
    """
    refused = refuse(path)
    if refused is not None:
        return refused
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        return _unopened(path, error)
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):  # exchanged between the look and the opening
            return _no_file(path)
        limit = size_limit(path.name)
        try:
            data = file.read(limit + 1)
        except OSError as error:
            return _unopened(path, error)
    if len(data) > limit:
        return too_large(in_a_sentence(path.name), limit)
    return Bytes(data, hashlib.sha256(data).hexdigest())


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; none of anything else, nor of what cannot be opened."""
    if refuse(path) is not None:
        return b""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            return file.read(size) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
    except OSError:
        return b""


def refuse(path: Path) -> Text | None:
    """Why `path` is no file to be opened, or None."""
    try:
        status = os.lstat(path)
    except OSError as error:
        return _unopened(path, error)
    if stat.S_ISLNK(status.st_mode):
        return Text(
            de=f"{in_a_sentence(path.name)} ist eine Verknüpfung und wird nicht geöffnet. Bitte die Datei selbst abgeben.",
            en=f"{in_a_sentence(path.name)} is a link and is not opened. Please hand in the file itself.",
        )
    if not stat.S_ISREG(status.st_mode):
        return _no_file(path)
    limit = size_limit(path.name)
    return too_large(in_a_sentence(path.name), limit) if status.st_size > limit else None


def size_limit(name: str) -> int:
    """How many bytes a file of this name may have."""
    return MAX_SCRIPT if name.lower().endswith(".py") else MAX_NOTEBOOK


def _no_file(path: Path) -> Text:
    name = in_a_sentence(path.name)
    return Text(
        de=f"{name} ist keine gewöhnliche Datei und wird nicht geöffnet. Bitte das Notebook selbst abgeben.",
        en=f"{name} is not a regular file and is not opened. Please hand in the notebook itself.",
    )


def too_large(name: str, limit: int) -> Text:
    return Text(
        de=f"{name} ist größer als {limit >> 20} MB. Lösche die Ausgaben und versuch es noch einmal.",
        en=f"{name} is larger than {limit >> 20} MB. Clear its outputs and try again.",
    )


def _unopened(path: Path, error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    return Text(
        de=f"{in_a_sentence(path.name)} lässt sich nicht öffnen ({why}). Prüfe, ob die Datei noch da und lesbar ist.",
        en=f"{in_a_sentence(path.name)} cannot be opened ({why}). Check that the file is still there and readable.",
    )
