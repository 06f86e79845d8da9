"""The table of contents of a zip archive, so that one odd entry costs itself and not the archive.

zipfile refuses the whole for a name that is not the UTF-8 it claims to be, for a damaged extra field, and for a version that
does not exist. What such an entry says is made harmless before zipfile reads it; its member then fails by itself.
"""

from __future__ import annotations

import struct

_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_SIGNATURE = b"PK\x01\x02"
_UTF8_FLAG = 0x800
_VERSION, _FLAGS = 6, 8  # where they stand in an entry
_KNOWN_VERSION = 45  # what zip64 needs; zipfile takes up to 63
_LARGE = 0xFFFFFFFF  # the real number stands in the zip64 field
_ZIP64 = 1


def mended(table: bytes) -> bytes:
    """The same table of contents, byte for byte as long, with harmless entries in place of odd ones."""
    data = bytearray(table)
    start = 0
    while start + _ENTRY.size <= len(data) and data.startswith(_SIGNATURE, start):
        fields = _ENTRY.unpack_from(data, start)
        version, flags = fields[3], fields[5]
        large = sum(number == _LARGE for number in (fields[10], fields[11], fields[18]))
        name = start + _ENTRY.size
        extra = name + fields[12]
        end = extra + fields[13]
        if flags & _UTF8_FLAG and not _is_utf8(table[name:extra]):
            struct.pack_into("<H", data, start + _FLAGS, flags & ~_UTF8_FLAG)
        if version > _KNOWN_VERSION:
            data[start + _VERSION] = _KNOWN_VERSION
        if not _is_sound(table[extra:end], large):
            data[extra:end] = bytes(end - extra)
        start = end + fields[14]
    return bytes(data)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_sound(extra: bytes, large: int) -> bool:
    """Do its fields fit into it, and does zip64 hold all the numbers that are looked for there?"""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if 4 + size > len(extra) or (kind == _ZIP64 and size < 8 * large) or kind == 0x7075:
            return False  # 0x7075 gives the name a second time, and Python 3.13 believes it
        extra = extra[4 + size :]
    return True
