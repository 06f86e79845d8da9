"""A zip archive as what lies in it: nothing but plain files, and each of them unpacked only when it is asked for.

The judge reads the table of contents and inflates members itself, in memory-safe Python and zlib; what the files hold is
parsed by a child like any other hand-in.
"""

from __future__ import annotations

import errno
import io
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from grader.errors import SubmissionError
from grader.model import Text
from grader.storage.owned_tempdir import not_writable
from grader.submissions.files.file_names import printable
from grader.submissions.finding.directory import mended
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.members import member_name, safe_parts, short, sound_folders

_CHUNK = 1 << 16
_TABLE = 16 << 20  # bytes of the table of contents: some 150 000 entries
_ENCRYPTED = 0x1
_NAMELESS = "…"  # in place of a name that no file may have
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def members(archive: Path, into: Path, opened: ExitStack) -> Iterator[Lying | Refused]:
    """All that lies in `archive`, which stays open as long as `opened` does; what is unpacked goes below `into`.

    Raises:
        SubmissionError: the file is no zip archive, or its table of contents is damaged or endless.
    """
    try:
        file = opened.enter_context(_Listed(io.FileIO(archive)))
        zipped = opened.enter_context(ZipFile(file))
    except _TooLong as error:
        raise _whole(archive, "enthält zu viele Dateien", "holds too many files") from error
    except _BROKEN as error:
        raise _whole(archive, "ist kein lesbares zip-Archiv", "is not a readable zip archive") from error
    file.is_listing = False
    taken: dict[tuple[str, ...], tuple[tuple[str, ...], bool]] = {}
    for info in zipped.infolist():
        name = member_name(info)
        parts = safe_parts(name)
        if isinstance(parts, Text):
            folders = sound_folders(name)
            yield Refused(printable(name), (*folders, _NAMELESS) if folders else (), parts)
            continue
        is_folder = name.endswith(("/", "\\"))
        if is_folder and info.file_size:
            yield Refused(printable(name), (*parts, _NAMELESS), _full_folder(parts))
            continue
        clash = _clash(parts, is_folder, taken)
        if clash is not None:
            yield Refused(printable(name), parts, clash)
        else:
            packed = None if is_folder else _Member(zipped, info, into.joinpath(*parts))
            yield Lying(parts, into.joinpath(*parts), is_folder, packed=packed)


def _clash(parts: tuple[str, ...], is_folder: bool, taken: dict[tuple[str, ...], tuple[tuple[str, ...], bool]]) -> Text | None:
    """Two members in one place: the first stays. Names that differ in case only are one place on many disks.

    `taken` are the folders and files so far, by a name that ignores case.
    """
    for length in range(1, len(parts) + 1):
        place, last = parts[:length], length == len(parts)
        folder = is_folder or not last
        folded = tuple(part.casefold() for part in place)
        is_new = folded not in taken
        known = taken.setdefault(folded, (place, folder))
        if known[0] != place:
            return _twin(parts, known[0])
        if known[1] != folder or (last and not is_folder and not is_new):
            return _twice(parts)
    return None


@dataclass(frozen=True, slots=True)
class _Member:
    """A file inside an archive, not yet unpacked."""

    archive: ZipFile
    info: ZipInfo
    target: Path

    @property
    def size(self) -> int:
        return self.info.file_size  # zipfile never gives more than the table of contents says

    def refused(self) -> Text | None:
        """Why it is not taken, as far as its entry in the table of contents tells."""
        name = short(self.target.name)
        mode = self.info.external_attr >> 16
        if stat.S_ISLNK(mode) or stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            return Text(
                de=f"{name} ist eine Verknüpfung oder ein Gerät und wird nicht entpackt. Bitte die Datei abgeben.",
                en=f"{name} is a link or a device and is not unpacked. Please hand in the file itself.",
            )
        if self.info.flag_bits & _ENCRYPTED:
            return Text(
                de=f"{name} ist mit einem Passwort verschlüsselt. Gebraucht wird die Datei ohne Passwort.",
                en=f"{name} is protected by a password. Please hand it in without one.",
            )
        if self.info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            return Text(
                de=f"{name} ist auf eine seltene Art gepackt. Packe das Archiv neu, als gewöhnliches zip.",
                en=f"{name} uses an unusual kind of compression. Pack the archive again as an ordinary zip.",
            )
        return None

    def head(self, size: int) -> bytes:
        if self.refused() is not None:
            return b""
        try:
            with self.archive.open(self.info) as packed:
                return packed.read(size)
        except _BROKEN:
            return b""

    def unpack(self) -> Text | None:
        why = self.refused()
        if why is not None:
            return why
        with _room_on_disk():
            self.target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with _room_on_disk(), self.target.open("xb") as file:
                file.writelines(self._inflated())
        except (_Damaged, OSError):
            self.target.unlink(missing_ok=True)
            return Text(
                de=f"{short(self.target.name)} ist im Archiv beschädigt. Sie muss noch einmal abgegeben werden.",
                en=f"{short(self.target.name)} is damaged inside the archive. It has to be handed in again.",
            )
        return None

    def _inflated(self) -> Iterator[bytes]:
        try:
            with self.archive.open(self.info) as packed:
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


class _Damaged(Exception):
    """A member that does not inflate to what the table of contents says."""


class _TooLong(Exception):
    """A single read of more than a table of contents may have."""


class _Listed(io.BufferedReader):
    """While the table of contents is read: zipfile takes it whole, before anybody could count or mend its entries."""

    is_listing = True

    def read(self, size: int | None = -1, /) -> bytes:
        if not self.is_listing:
            return super().read(size)
        wanted = _TABLE + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, _TABLE + 1))
        if len(data) > _TABLE:
            raise _TooLong
        return mended(data)


def _whole(archive: Path, de: str, en: str) -> SubmissionError:
    return SubmissionError(
        f"{archive} {en}. Unpack it yourself and name the folder instead.",
        de=f"{archive} {de}. Entpacke es selbst und gib den Ordner an.",
    )


def _twice(parts: tuple[str, ...]) -> Text:
    name = short("/".join(parts))
    return Text(
        de=f"Das Archiv enthält {name} zweimal; gewertet wird, was zuerst kommt. Bitte prüfen.",
        en=f"The archive contains {name} twice; the first one is graded. Please check.",
    )


def _full_folder(parts: tuple[str, ...]) -> Text:
    name = short("/".join(parts))
    return Text(
        de=f"{name} steht im Archiv als Ordner, hat aber Inhalt wie eine Datei; gelesen wurde nichts davon. Die Datei muss "
        "noch einmal abgegeben werden.",
        en=f"{name} is a folder by its name in the archive, but has content like a file; nothing of it was read. The file "
        "has to be handed in again.",
    )


def _twin(parts: tuple[str, ...], other: tuple[str, ...]) -> Text:
    name, first = short("/".join(parts)), short("/".join(other))
    return Text(
        de=f"{name} und {first} unterscheiden sich nur in Groß- und Kleinschreibung; gewertet wird {first}. Bitte umbenennen.",
        en=f"{name} and {first} differ only in upper and lower case; {first} is graded. Please rename one.",
    )
