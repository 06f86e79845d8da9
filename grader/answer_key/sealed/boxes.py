"""Boxes that open by a word: scrypt makes a key of it, and the key opens one of equally many boxes of equal size.

Nobody can tell from outside which boxes hold something, or which of them a guess would open; each guess costs a scrypt.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grader.answer_key.sealed.plan import COUNT
from grader.model import Json

COST = 2**14  # of scrypt: 16 MB and some 0.04 s for each guess
MEMORY = 64 << 20  # what scrypt may take
TAG, LENGTH = 16, 4  # bytes
NONCE = bytes(12)  # every key encrypts one message and no other


class TooMuch(Exception):
    """What should go into the boxes of a unit is too large or too many."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What a key depends on besides the word: nobody can open with one scrypt the boxes of two units, exercises or kits."""

    salt: bytes
    about: str  # format, exercise, variant, unit
    cost: int = COST

    def key(self, word: str) -> bytes:
        """The expensive step."""
        salt = hashlib.sha256(self.salt + self.about.encode()).digest()
        return hashlib.scrypt(word.encode(), salt=salt, n=self.cost, r=8, p=1, maxmem=MEMORY, dklen=32)


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
        boxes[place] = _cipher(lock.key(word), place).encrypt(NONCE, _packed(content, size), lock.about.encode())
    return b"".join(boxes)


def open_box(lock: Lock, key: bytes, boxes: bytes) -> Json:
    """What the key opens; None if it opens nothing."""
    size = len(boxes) // COUNT
    for place in range(COUNT):
        try:
            packed = _cipher(key, place).decrypt(NONCE, boxes[place * size : (place + 1) * size], lock.about.encode())
        except InvalidTag:
            continue
        return json.loads(zlib.decompress(packed[LENGTH : LENGTH + int.from_bytes(packed[:LENGTH])]))
    return None


def _cipher(key: bytes, place: int) -> AESGCM:
    """HKDF's second step: scrypt's output is as good as random already."""
    return AESGCM(hmac.digest(key, b"grader/box" + bytes([place, 1]), "sha256"))


def _packed(content: Json, size: int) -> bytes:
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    room = size - TAG - LENGTH
    if len(packed) > room:
        raise TooMuch(f"{len(packed)} bytes")
    return len(packed).to_bytes(LENGTH) + packed + bytes(room - len(packed))
