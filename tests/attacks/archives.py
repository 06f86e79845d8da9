"""Hostile members of an archive, and archives that are hostile as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.attacks.hand_in import RIGHT
from tests.submissions.hostile_zips import packed_rarely, with_mode

NAMED = "names that lead elsewhere are not unpacked"
PLAIN = "only plain files are unpacked"
SIZES = "limits on size and depth, for each person"
FIRST = "what comes first stays"
WHOLE = "the whole archive is refused before anything is unpacked"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive that a class is handed in as; `says`: words of the problem that it is reported by.

    `bend` changes its entry in the table of contents when all is written.
    """

    line: int
    name: str
    member: str | ZipInfo
    stopped_by: str
    says: str
    data: bytes = RIGHT.encode()
    zeros: int = 0  # so many behind it; no process of tests holds them in its memory
    bend: Callable[[ZipFile, ZipInfo], None] | None = None


def _locked(archive: ZipFile, entry: ZipInfo) -> None:
    entry.flag_bits |= 1


def _overlapping(archive: ZipFile, entry: ZipInfo) -> None:
    """The packed bytes of another member, once more: the trick of the bombs that need no nesting."""
    entry.header_offset = archive.infolist()[0].header_offset


def _smaller(archive: ZipFile, entry: ZipInfo) -> None:
    entry.file_size -= 10


MEMBERS = (
    Member(68, "a path that leads out", "../../escaped/ex90.py", NAMED, "leads out of the folder"),
    Member(68, "out by backslashes", "x\\..\\..\\escaped\\ex90.py", NAMED, "leads out of the folder"),
    Member(68, "an absolute path", "/tmp/escaped/ex90.py", NAMED, "starts at the root"),
    Member(68, "a drive", "C:\\escaped\\ex90.py", NAMED, "starts at the root"),
    Member(68, "a network share", "\\\\server\\escaped\\ex90.py", NAMED, "starts at the root"),
    Member(68, "a device of Windows", "student/CON/ex90.py", NAMED, "reserved for a device"),
    Member(68, "a dot at the end", "000innocent./ex90.py", NAMED, "ends with a dot"),
    Member(68, "control characters", "esc\x1b[2J/ex90.py", NAMED, "control characters"),
    Member(68, "a name without end", "l" * 300 + "/ex90.py", NAMED, "is too long"),
    Member(69, "the student ../x", "../x/ex90.py", NAMED, "leads out of the folder"),
    Member(69, "a name in capitals that is there already", "000INNOCENT/ex90.py", FIRST, "only in upper and lower case"),
    Member(68, "the same file twice", "000innocent/ex90.py", FIRST, "twice"),
    Member(68, "a file that is a folder, too", "000innocent/ex90.py/ex90.py", FIRST, "twice"),
    Member(68, "a link", with_mode("lin/ex90.py", 0o120777), PLAIN, "a link or a device", b"/etc/passwd"),
    Member(68, "a device", with_mode("dev/ex90.py", 0o020644), PLAIN, "a link or a device"),
    Member(68, "a FIFO", with_mode("fifo/ex90.py", 0o010644), PLAIN, "a link or a device"),
    Member(68, "packed in a rare way", packed_rarely("rare/ex90.py"), PLAIN, "unusual kind of compression"),
    Member(68, "201 MB of zeros in 200 kB", "bomb/ex90.ipynb", SIZES, "larger than 200 MB", b"", zeros=201 << 20),
    Member(68, "locked with a password", "locked/ex90.py", PLAIN, "protected by a password", bend=_locked),
    Member(68, "the bytes of another member", "overlap/ex90.py", SIZES, "is damaged", bend=_overlapping),
    Member(68, "a size that lies", "lie/ex90.py", SIZES, "is damaged", bend=_smaller),
    Member(68, "an archive inside", "nested/all.zip", "one level is opened", "only all.zip", b"PK\x05\x06" + bytes(18)),
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is refused; `make` writes it."""

    line: int
    name: str
    make: Callable[[Path], None]
    stopped_by: str
    says: str


def _many(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number in range(300):
            archive.writestr(f"{number:05}" + "x" * 60_000, b"")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


ARCHIVES = (
    Archive(68, "no archive at all", lambda path: path.write_bytes(os.urandom(999)) and None, WHOLE,
            "not a readable zip archive"),
    Archive(68, "a table of contents that lies", lambda path: path.write_bytes(b"PK\x05\x06" + b"\xff" * 18) and None, WHOLE,
            "not a readable zip archive"),
    Archive(68, "names without end", _many, WHOLE, "too many files"),
    Archive(68, "a terabyte of nothing", _huge, WHOLE, "not a readable zip archive"),
    Archive(68, "a FIFO for an archive", lambda path: os.mkfifo(path), WHOLE, "neither a folder nor a zip archive"),
)  # fmt: skip
