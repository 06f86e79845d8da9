"""Which variant and which order of options a student gets: drawn by the class secret, the same every time."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from pathlib import Path

from grader.shuffle import MAX_SEED

FILE = ".class-secret"  # in solutions/, ignored by git, readable for its owner alone
VARIABLE = "GRADER_SECRET"


def class_secret(root: Path) -> bytes:
    """The secret of this course, from the environment or from solutions/; made there when it is first asked for.

    Raises:
        OSError: the file cannot be read or written.
    """
    if given := os.environ.get(VARIABLE, "").strip():
        return given.encode()
    path = root / "solutions" / FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    secret = secrets.token_hex(32).encode()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret + b"\n")
    return secret


def assigned(secret: bytes, student: str, exercise: str, variants: int) -> tuple[int, int]:
    """Variant and shuffle seed of a student for one exercise."""
    name = unicodedata.normalize("NFC", student.strip()).casefold()
    digest = hmac.new(secret, f"{name}\0{exercise}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % variants, 1 + int.from_bytes(digest[8:16], "big") % MAX_SEED
