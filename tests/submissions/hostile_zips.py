"""Archives as nobody should make them, written by zipfile and bent afterwards, byte by byte."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

HAND_IN = b"a = 1\n"


def zipped(path: Path, *members: str | tuple[str, bytes] | tuple[ZipInfo, bytes]) -> Path:
    """An archive with these members, in this order, twins included; a name alone gets a small script, if it is no folder."""
    with warnings.catch_warnings(), ZipFile(path, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of twins
        for member in members:
            name, data = member if isinstance(member, tuple) else (member, b"" if member.endswith("/") else HAND_IN)
            archive.writestr(name, data)
    return path


def bent(path: Path, old: bytes, new: bytes) -> Path:
    """The same archive with bytes exchanged, local headers and table of contents alike."""
    assert len(old) == len(new)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    return path


def with_mode(name: str, mode: int) -> ZipInfo:
    """A member that says it is a link (0o120777), a FIFO (0o010644), a device …"""
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def in_code_page(name: str, page: str) -> ZipInfo:
    """A name as an old program writes it: bytes of a code page, no word about it."""

    class Silent(ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # the hook that zipfile calls
            return name.encode(page), self.flag_bits & ~0x800

    return Silent(name)


def packed_rarely(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_BZIP2
    return info


def encrypted(path: Path) -> Path:
    """Every member claims to be encrypted (the first bit of the flags, in both places)."""
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            (flags,) = struct.unpack_from("<H", data, start + offset)
            struct.pack_into("<H", data, start + offset, flags | 1)
            start = data.find(signature, start + 4)
    path.write_bytes(data)
    return path
