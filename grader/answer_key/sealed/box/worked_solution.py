"""The worked solution in a key: one more box, which opens with what all core units of the exercise give together."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grader.answer_key.sealed.box.boxes import NONCE, packed, unpacked
from grader.answer_key.sealed.box.sizes import WORKED
from grader.model import Text

SEPARATOR = "\0"


def seal_worked(shares: Mapping[str, str], worked: Text | None) -> bytes:
    """The box; without a solution random bytes of the same size. Raises TooMuch."""
    if worked is None:
        return secrets.token_bytes(WORKED)
    return _cipher(shares).encrypt(NONCE, packed(f"{worked.de}{SEPARATOR}{worked.en}", WORKED), None)


def open_worked(shares: Mapping[str, str], box: bytes) -> Text | None:
    """The solution, with the shares of all core units; None where one is missing or there is no solution."""
    try:
        content = _cipher(shares).decrypt(NONCE, box, None)
    except InvalidTag:
        return None
    de, _, en = unpacked(content).partition(SEPARATOR)
    return Text(de=de, en=en)


def _cipher(shares: Mapping[str, str]) -> AESGCM:
    """Every share is random and of 128 bits, so that all of them are needed."""
    listed = "\n".join(f"{unit} {share}" for unit, share in sorted(shares.items()))
    return AESGCM(hashlib.sha256(f"grader/worked\n{listed}".encode()).digest())
