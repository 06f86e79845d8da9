"""From a word to a key: the step that makes a guess cost something."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

COST = 2**14  # of scrypt: 16 MB and some 0.04 s for each guess
MEMORY = 64 << 20  # what scrypt may take


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
