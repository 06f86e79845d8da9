"""Does anything that a student gets hold a secret of an exercise, in whatever wrapping?

Looked into are texts, JSON documents, base64, archives, compressed bytes and compiled Python. The boxes of a key are
left out: they look like random bytes, and the check of what goes into them is that of the plan.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import marshal
import re
import types
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from grader.answer_key.sealed.box.key_file import FORMAT
from grader.answer_key.services.squeezed import squeeze, standing_in
from grader.model import Json

DEEPEST = 6  # wrappings
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
PYC_HEAD = 16  # bytes
WRAPPED = (b"PK", b"\x78", b"\x1f\x8b", b"\xe3", b"\x63")  # zip, zlib, gzip, code: what a wrapping begins with
NUMBERS = re.compile(r"[-\d./;,()\[\]]+")
LONG = 24  # characters: shorter pieces of code stand in the grader's own source, whatever the exercise


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret and the file that tells it."""

    file: str
    secret: str


def leaks(files: Mapping[str, bytes], secrets: Collection[str]) -> list[Leak]:
    """Every secret, squeezed of its white space, that one of the files tells.

    In a wheel only long secrets count: it is made of the grader's own files, in which short formulas stand by chance.
    """
    found = []
    for name, content in files.items():
        wanted = [one for one in secrets if len(one) >= LONG] if name.endswith(".whl") else list(secrets)
        if not content.startswith(FORMAT.encode() + b"\n"):
            found += [Leak(name, one) for one in told(content, wanted)]
            continue
        texts, calls = _open_parts(content)
        words = [one for one in wanted if not NUMBERS.fullmatch(one)]
        found += [Leak(name, one) for one in dict.fromkeys([*told(texts, wanted), *told(calls, words)])]
    return found


def told(content: bytes, secrets: Collection[str]) -> list[str]:
    """The secrets that stand in the content or in what is wrapped in it."""
    return standing_in("\n".join(map(squeeze, texts_in(content))), secrets)


def _open_parts(key: bytes) -> tuple[bytes, bytes]:
    """What is not encrypted: texts and rules, and the calls of functions, in which numbers stand by chance. Sizes, offsets
    and salts are left out."""
    head = json.loads(key.split(b"\n", 2)[1])
    calls = [item.pop("probes", None) for item in head["exercise"]["items"]]
    rest = {name: part for name, part in head.items() if name not in ("units", "salt", "digest", "cost")}
    return json.dumps(rest, ensure_ascii=False).encode(), json.dumps(calls, ensure_ascii=False).encode()


def texts_in(content: bytes, depth: int = 0) -> Iterator[str]:
    """The content as text, and every text that is wrapped in it."""
    yield content.decode("utf-8", "replace") + "\n"
    if depth == DEEPEST:
        return
    yield from _json_texts(content, depth)
    for inner in _unwrapped(content):
        yield from texts_in(inner, depth + 1)


def _json_texts(content: bytes, depth: int) -> Iterator[str]:
    """Strings as they are meant: `\\n` and `\\u00e4` are one character."""
    if content.lstrip()[:1] not in (b"{", b"["):
        return
    try:
        document = json.loads(content)
    except ValueError:
        return
    for text in _strings(document):
        yield text + "\n"
        for inner in _unwrapped(text.encode("utf-8", "replace")):
            yield from texts_in(inner, depth + 1)


def _strings(document: Json) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, list):
        for part in document:
            yield from _strings(part)
    elif isinstance(document, dict):
        for key, part in document.items():
            yield key
            yield from _strings(part)


def _unwrapped(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield PurePosixPath(entry.filename).as_posix().encode()
                yield archive.read(entry)
        return
    yield from _inflated(content)
    yield from _compiled(content)
    for match in BASE64.finditer(content):
        try:
            decoded = base64.b64decode(match[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/")) + b"==")
        except binascii.Error:
            continue
        if decoded.isascii() or decoded.startswith(WRAPPED) or _is_text(decoded):
            yield decoded


def _is_text(content: bytes) -> bool:
    try:
        return content.decode().isprintable()
    except UnicodeDecodeError:
        return False


def _inflated(content: bytes) -> Iterator[bytes]:
    for bits in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16):  # zlib, gzip
        try:
            yield zlib.decompress(content, bits)
        except zlib.error:
            continue


def _compiled(content: bytes) -> Iterator[bytes]:
    """The constants and names of compiled Python; the file is our own."""
    for start in (0, PYC_HEAD):
        if content[start : start + 1] not in (b"\xe3", b"\x63"):  # code, with and without a reference
            continue
        try:
            code = marshal.loads(content[start:])
        except (ValueError, EOFError, TypeError):
            continue
        yield "\n".join(_constants(code)).encode("utf-8", "replace")


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, types.CodeType):
        yield from value.co_names
        for inner in value.co_consts:
            yield from _constants(inner)
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from _constants(inner)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, str | int | float):
        yield str(value)
