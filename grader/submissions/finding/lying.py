"""What lies in a class before anybody looks into it, and the door for layouts: how a class can lie on a disk."""

from __future__ import annotations

import os
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import ClassVar, Protocol

from grader.model import Text
from grader.submissions.files.file_names import in_a_sentence
from grader.submissions.files.files import beginning, refuse, size_limit, too_large
from grader.submissions.finding.left_behind import is_closed_to_us

MAX_DEPTH = 5  # folders below that of a student


class Packed(Protocol):
    """A file inside an archive."""

    @property
    def size(self) -> int: ...

    def head(self, size: int) -> bytes:
        """Its first bytes; none if it cannot be read."""

    def unpack(self) -> Text | None:
        """Make it a file on the disk, or say why not.

        Raises:
            GraderError: the disk is full; that is nobody's hand-in.
        """


@dataclass(frozen=True, slots=True)
class Lying:
    """A file or folder. `parts` are its folders and its name below the class, as they were written: the first one tells
    the student. `path` is where it is found on this disk, if need be unpacked; nobody may look into a closed folder."""

    parts: tuple[str, ...]
    path: Path
    is_folder: bool = False
    is_closed: bool = False
    packed: Packed | None = None

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def place(self) -> str:
        return "/".join(self.parts)

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()

    @property
    def size(self) -> int:
        """In bytes; 0 for a file that has gone meanwhile, which is said when it is opened."""
        if self.packed is not None:
            return self.packed.size
        try:
            return self.path.lstat().st_size
        except OSError:
            return 0

    def head(self, size: int) -> bytes:
        """The first bytes of a regular file; none of anything else."""
        return self.packed.head(size) if self.packed is not None else beginning(self.path, size)

    def laid(self) -> Text | None:
        """Why it cannot be opened at `path`; None if it lies there now."""
        if self.packed is None or self.path.exists():
            return refuse(self.path)
        limit = size_limit(self.name)
        return too_large(in_a_sentence(self.name), limit) if self.size > limit else self.packed.unpack()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not taken, and why; `parts` is where it would lie, empty if its name leads nowhere."""

    name: str
    parts: tuple[str, ...]
    text: Text


class Layout(ABC):
    """One way in which a class can lie on a disk; a file in layouts/ with a subclass that needs no arguments.

    A layout says what lies where. Whose it is, what counts and what is said about the rest is the same for all of them
    (`class_files.find`). The `general` layout is asked last.
    """

    general: ClassVar[bool] = False

    @abstractmethod
    def fits(self, path: Path) -> bool:
        """Is the class at `path` of this layout?"""

    @abstractmethod
    def lying(self, path: Path, into: Path, opened: ExitStack) -> Iterator[Lying | Refused]:
        """All that lies there. `into` is an empty folder of ours for what must be unpacked; it stays until all is read.
        What must stay open until then goes into `opened`.

        Raises:
            SubmissionError: the class as a whole cannot be read.
        """


def lying_in(folder: Path, *above: str) -> Iterator[Lying]:
    """Everything in a folder of the disk, as if it lay below `above`; links are never followed.

    One level more than counts is looked at, since there may be a folder around the class. What programs have left behind
    is named and not entered.
    """
    for name in _names(folder):
        path = folder / name
        is_folder = _is_folder(path)
        found = Lying((*above, name), path, is_folder, is_folder and not os.access(path, os.R_OK | os.X_OK))
        yield found
        if is_folder and not found.is_closed and len(found.parts) <= MAX_DEPTH + 1 and not is_closed_to_us(name):
            yield from lying_in(found.path, *found.parts)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    """A plain folder. No link; nor `ex10.ipynb/`, which is reported as what it pretends to be."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode) and path.suffix.lower() != ".ipynb"
    except OSError:  # it has gone, or lies where nobody may look: whoever opens it says so
        return False
