"""What lies in a class before anybody looks into it, and the door for layouts: how a class can lie on a disk."""

from __future__ import annotations

import os
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import ClassVar

from grader.model import Text
from grader.submissions.files.file_names import is_rubbish

MAX_DEPTH = 5  # folders below that of a student


@dataclass(frozen=True, slots=True)
class Lying:
    """A file or folder. `parts` are its folders and its name below the class, as they were written: the first one tells
    the student. `path` is where it is found on this disk; nobody may look into a closed folder."""

    parts: tuple[str, ...]
    path: Path
    is_folder: bool = False
    is_closed: bool = False

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def place(self) -> str:
        return "/".join(self.parts)

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()


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
    def lying(self, path: Path, into: Path) -> Iterator[Lying | Refused]:
        """All that lies there. `into` is an empty folder of ours for what must be unpacked; it stays until all is read.

        Raises:
            SubmissionError: the class as a whole cannot be read.
        """


def lying_in(folder: Path, *above: str) -> Iterator[Lying]:
    """Everything in a folder of the disk, as if it lay below `above`; links are never followed.

    One level more than counts is looked at, since there may be a folder around the class.
    """
    for name in _names(folder):
        path = folder / name
        is_folder = _is_folder(path)
        found = Lying((*above, name), path, is_folder, is_folder and not os.access(path, os.R_OK | os.X_OK))
        yield found
        if found.is_folder and not found.is_closed and len(found.parts) <= MAX_DEPTH + 1:
            yield from lying_in(found.path, *found.parts)


def _names(folder: Path) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [name for name in names if not is_rubbish(name)]


def _is_folder(path: Path) -> bool:
    """A plain folder. No link; nor `ex10.ipynb/`, which is reported as what it pretends to be."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode) and path.suffix.lower() != ".ipynb"
    except OSError:  # it has gone, or lies where nobody may look: whoever opens it says so
        return False
