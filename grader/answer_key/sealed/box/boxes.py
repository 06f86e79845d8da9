"""Boxes that open by a word: scrypt makes a key of it, and the key opens one of equally many boxes of equal size.

Nobody can tell from outside which boxes hold something, or which of them a guess would open; each guess costs a scrypt.
"""

from __future__ import annotations

import hmac
import json
import secrets
import zlib
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grader.answer_key.sealed.box.lock import Lock
from grader.answer_key.sealed.box.sizes import COUNT
from grader.model import Json

TAG, LENGTH = 16, 4  # bytes
NONCE = bytes(12)  # every key encrypts one message and no other


class TooMuch(Exception):
    """What should go into the boxes of a unit is too large or too many."""


def seal(lock: Lock, contents: Mapping[str, Json], size: int) -> bytes:
    """All boxes of a unit in random order; `contents` maps a word to what it opens.

    Raises:
        TooMuch: there are more contents than boxes, or one is larger than `size` bytes when it is packed.
    """
    if len(contents) > COUNT:
        raise TooMuch(f"{len(contents)} boxes")
    places = secrets.SystemRandom().sample(range(COUNT), len(contents))
    boxes = [secrets.token_bytes(size) for _ in range(COUNT)]
    for place, (word, content) in zip(places, contents.items(), strict=True):
        plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        boxes[place] = _cipher(lock.key(word), place).encrypt(NONCE, packed(plain, size), lock.about.encode())
    return b"".join(boxes)


def open_box(lock: Lock, key: bytes, boxes: bytes) -> Json:
    """What the key opens; None if it opens nothing."""
    size = len(boxes) // COUNT
    for place in range(COUNT):
        try:
            content = _cipher(key, place).decrypt(NONCE, boxes[place * size : (place + 1) * size], lock.about.encode())
        except InvalidTag:
            continue
        return json.loads(unpacked(content))
    return None


def _cipher(key: bytes, place: int) -> AESGCM:
    """HKDF's second step: scrypt's output is as good as random already."""
    return AESGCM(hmac.digest(key, b"grader/box" + bytes([place, 1]), "sha256"))


def packed(text: str, size: int) -> bytes:
    """A text as what fills a box of `size` bytes, whatever its length. Raises TooMuch."""
    small = zlib.compress(text.encode(), 9)
    room = size - TAG - LENGTH
    if len(small) > room:
        raise TooMuch(f"{len(small)} bytes")
    return len(small).to_bytes(LENGTH) + small + bytes(room - len(small))


def unpacked(content: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(content[LENGTH : LENGTH + int.from_bytes(content[:LENGTH])]).decode()
