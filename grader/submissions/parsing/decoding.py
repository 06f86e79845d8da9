"""Bytes of a text file to characters, whatever an editor has made of them; never raises."""

from __future__ import annotations

import codecs
import io
import tokenize

from grader.measures import trouble
from grader.model import Trouble

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, *, cookie: bool = False) -> tuple[str, Trouble | None]:
    """The text of `data`, and a remark if its encoding had to be guessed. `cookie`: a `# coding:` line counts."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _utf16_without_bom(data)
    if encoding is None and cookie:
        encoding = _cookie(data)
    for attempt in (encoding or "utf-8", "utf-8"):
        try:
            return _plain(data.decode(attempt)), None
        except (UnicodeDecodeError, LookupError):
            continue
    if encoding not in (None, "utf-8"):
        return _plain(data.decode(encoding or "utf-8", "replace")), trouble("damaged characters")
    return _plain(data.decode("cp1252", "replace")), trouble("not UTF-8")


def _plain(text: str) -> str:
    """Line ends as Python wants them; NUL characters, which no source may hold, left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:64]
    if len(head) < 4 or head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _cookie(data: bytes) -> str | None:
    try:
        name = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except (SyntaxError, UnicodeDecodeError):
        return None
    return None if name.startswith(("utf-16", "utf-32")) else name  # a cookie in ASCII letters contradicts itself
