"""A zip archive to files on the disk: streamed, within limits, and nothing but plain files.

The judge reads the table of contents and inflates members itself, in memory-safe Python and zlib; what the files
hold is parsed by a child like any other hand-in. Members that are no hand-in become empty files: only their names
are reported.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from grader.errors import SubmissionError
from grader.model import Text
from grader.storage.owned_tempdir import not_writable
from grader.submissions.files.file_names import is_rubbish, printable
from grader.submissions.files.files import SUFFIXES, size_limit, too_large
from grader.submissions.finding.lying import Refused
from grader.submissions.finding.members import member_name, safe_parts, short

_CHUNK = 1 << 16
_TABLE = 4 << 20  # bytes of the table of contents: some 40 000 entries, far more than are ever taken
_ENCRYPTED = 0x1
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What one archive may unpack to: `ratio` is size to packed size, for members larger than `small` bytes."""

    entries: int = 2000
    total: int = 50 << 20
    ratio: int = 100
    small: int = 1 << 16


def unpack(archive: Path, into: Path, limits: ArchiveLimits | None = None) -> tuple[Refused, ...]:
    """Unpack the hand-ins of `archive` below the empty folder `into`; what was left out is said, member by member.

    Raises:
        SubmissionError: the file is no zip archive, is too large, or its table of contents is damaged.
        GraderError: the disk is full; that is nobody's hand-in.
    """
    limits = limits or ArchiveLimits()
    if archive.stat().st_size > limits.total:
        raise _whole(archive, f"ist größer als {limits.total >> 20} MB", f"is larger than {limits.total >> 20} MB")
    try:
        with _Measured(io.FileIO(archive)) as file, ZipFile(file) as opened:
            return tuple(_Unpacking(opened, into, limits).run())
    except _TooLong as error:
        raise _whole(archive, "enthält zu viele Dateien", "holds too many files") from error
    except _BROKEN as error:
        raise _whole(archive, "ist kein lesbares zip-Archiv", "is no readable zip archive") from error


@dataclass(slots=True)
class _Unpacking:
    """One archive on its way to the disk; `taken` are the folders and files so far, by a name that ignores case."""

    archive: ZipFile
    into: Path
    limits: ArchiveLimits
    left: int = 0
    taken: dict[tuple[str, ...], tuple[tuple[str, ...], bool]] = field(default_factory=dict)

    def run(self) -> Iterator[Refused]:
        self.left = self.limits.total
        count = 0
        beyond: dict[tuple[str, ...], int] = {}
        for info in self.archive.infolist():
            name = member_name(info)
            parts = safe_parts(name)
            if isinstance(parts, Text):
                yield Refused(printable(name), (), parts)
                continue
            if any(map(is_rubbish, parts)):
                continue
            count += 1
            if count > self.limits.entries:
                place = (*parts[:-1], "") if parts[:-1] else parts
                beyond[place] = beyond.get(place, 0) + 1
                continue
            is_folder = name.endswith(("/", "\\"))
            why = (
                self._clash(parts, is_folder) or self._unfit(info, parts[-1], is_folder) or self._write(info, parts, is_folder)
            )
            if why is not None:
                yield Refused(printable(name), parts, why)
        for place, more in beyond.items():
            yield Refused("/".join(place), place, _too_many(more, self.limits.entries))

    def _clash(self, parts: tuple[str, ...], is_folder: bool) -> Text | None:
        """Two members in one place: the first stays. Names that differ in case only are one place on many disks."""
        for length in range(1, len(parts) + 1):
            place, last = parts[:length], length == len(parts)
            folded = tuple(part.casefold() for part in place)
            known = self.taken.setdefault(folded, (place, is_folder or not last))
            if known[0] != place:
                return _twin(parts, known[0])
            if known[1] != (is_folder or not last):
                return _twice(parts)
        return _twice(parts) if not is_folder and self.into.joinpath(*parts).exists() else None

    def _unfit(self, info: ZipInfo, name: str, is_folder: bool) -> Text | None:
        """Why a member is not taken, as far as its entry in the table of contents tells."""
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode) or stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            return Text(
                de=f"{short(name)} ist eine Verknüpfung oder ein Gerät und wird nicht entpackt. Bitte die Datei abgeben.",
                en=f"{short(name)} is a link or a device and is not unpacked. Please hand in the file itself.",
            )
        if is_folder or not _is_hand_in(name):
            return None
        if info.flag_bits & _ENCRYPTED:
            return Text(
                de=f"{short(name)} ist mit einem Passwort verschlüsselt. Gebraucht wird die Datei ohne Passwort.",
                en=f"{short(name)} is locked with a password. The file is needed without one.",
            )
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return Text(
                de=f"{short(name)} ist auf eine seltene Art gepackt. Packe das Archiv neu, als gewöhnliches zip.",
                en=f"{short(name)} is packed in a rare way. Pack the archive again as an ordinary zip.",
            )
        if info.file_size > size_limit(name):
            return too_large(short(name), size_limit(name))
        if info.file_size > self.limits.small and info.file_size > self.limits.ratio * max(info.compress_size, 1):
            return _bomb(name, self.limits.ratio)
        return None if info.file_size <= self.left else _no_room(name, self.limits.total)

    def _write(self, info: ZipInfo, parts: tuple[str, ...], is_folder: bool) -> Text | None:
        target = self.into.joinpath(*parts)
        with _room_on_disk():
            (target if is_folder else target.parent).mkdir(parents=True, exist_ok=True)
            if is_folder:
                return None
            if not _is_hand_in(parts[-1]):
                target.touch()
                return None
        self.left -= info.file_size  # zipfile never gives more than the table of contents says
        try:
            with _room_on_disk(), target.open("xb") as file:
                file.writelines(self._inflated(info))
        except (_Damaged, OSError):
            target.unlink(missing_ok=True)
            return _damaged(parts[-1])
        os.utime(target, (_written(info), _written(info)))
        return None

    def _inflated(self, info: ZipInfo) -> Iterator[bytes]:
        try:
            with self.archive.open(info) as packed:
                while chunk := packed.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise _Damaged from error


@contextmanager
def _room_on_disk() -> Iterator[None]:
    """A full disk is no fault of the archive."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise not_writable(error) from error
        raise


def _is_hand_in(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _written(info: ZipInfo) -> float:
    """The date of a member, in local time as zip has it; 0 for a date that is none."""
    try:
        return max(time.mktime((*info.date_time, 0, 0, -1)), 0.0)
    except (ValueError, OverflowError):
        return 0.0


class _Damaged(Exception):
    """A member that does not inflate to what the table of contents says."""


class _TooLong(Exception):
    """A single read of more than a table of contents may have."""


class _Measured(io.BufferedReader):
    """zipfile reads the whole table of contents at once, before anybody could count its entries."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = _TABLE + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, _TABLE + 1))
        if len(data) > _TABLE:
            raise _TooLong
        return data


def _whole(archive: Path, de: str, en: str) -> SubmissionError:
    return SubmissionError(
        f"{archive} {en}. Unpack it yourself and give the folder.",
        de=f"{archive} {de}. Entpacke es selbst und gib den Ordner an.",
    )


def _twice(parts: tuple[str, ...]) -> Text:
    name = short("/".join(parts))
    return Text(
        de=f"Das Archiv enthält {name} zweimal; gewertet wird, was zuerst kommt. Bitte prüfen.",
        en=f"The archive holds {name} twice; what comes first is graded. Please check.",
    )


def _twin(parts: tuple[str, ...], other: tuple[str, ...]) -> Text:
    name, first = short("/".join(parts)), short("/".join(other))
    return Text(
        de=f"{name} und {first} unterscheiden sich nur in Groß- und Kleinschreibung; gewertet wird {first}. Bitte umbenennen.",
        en=f"{name} and {first} differ in upper and lower case only; {first} is graded. Please rename one.",
    )


def _bomb(name: str, ratio: int) -> Text:
    return Text(
        de=f"{short(name)} ist auf weniger als ein {ratio}stel gepackt, das ist kein Notebook; nicht entpackt.",
        en=f"{short(name)} is packed to less than 1/{ratio} of its size, which is no notebook; it was not unpacked.",
    )


def _no_room(name: str, total: int) -> Text:
    return Text(
        de=f"{short(name)} wurde nicht entpackt: das Archiv ergibt mehr als {total >> 20} MB. Entpacke es selbst.",
        en=f"{short(name)} was not unpacked: the archive gives more than {total >> 20} MB. Unpack it yourself.",
    )


def _too_many(more: int, entries: int) -> Text:
    return Text(
        de=f"Nicht entpackt ({more}): das Archiv hat mehr als {entries} Einträge. Entpacke es selbst.",
        en=f"Not unpacked ({more}): the archive has more than {entries} entries. Unpack it yourself.",
    )


def _damaged(name: str) -> Text:
    return Text(
        de=f"{short(name)} ist im Archiv beschädigt. Sie muss noch einmal abgegeben werden.",
        en=f"{short(name)} is damaged inside the archive. It has to be handed in again.",
    )
