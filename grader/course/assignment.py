"""Which variant and which order of options a student gets: drawn by the class secret, the same every time."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import tempfile
import unicodedata
from pathlib import Path

from grader.errors import GraderError
from grader.option_order import MAX_SEED

FILE = ".class-secret"  # in solutions/, ignored by git, readable for its owner alone
VARIABLE = "GRADER_SECRET"
SHORTEST = 32  # bytes; ours has 64


def class_secret(root: Path, *, make: bool = True) -> bytes:
    """The secret of this course, from the environment or from solutions/; made there when it is first asked for, unless
    numbers must have been given out by it before.

    Raises:
        GraderError: the file cannot be read or written, is empty or cut off, or there is none and none may be made.
    """
    if given := os.environ.get(VARIABLE, "").strip():
        return given.encode()
    path = root / "solutions" / FILE
    if not path.exists() and not make:
        raise GraderError(
            f"There is no class secret in {path}, so nobody knows who got which numbers. Restore it from a backup, or set it "
            f"in {VARIABLE}; without --students hand-ins are graded by the numbers that their sheets name.",
            de=f"In {path} liegt kein Klassengeheimnis, also weiß niemand, wer welche Zahlen bekam. Hole es aus einer "
            f"Sicherung, oder gib es mit {VARIABLE} an; ohne --students zählen die Zahlen, die auf den Blättern stehen.",
        )
    try:
        if not path.exists():
            _make(path)
        secret = path.read_bytes().strip()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise GraderError(
            f"The class secret in solutions/ cannot be read or created ({why}). Set {VARIABLE}.",
            de=f"Das Klassengeheimnis in solutions/ lässt sich nicht lesen oder anlegen ({why}). Setze {VARIABLE}.",
        ) from error
    if len(secret) < SHORTEST:
        raise GraderError(
            f"{path} is empty or cut off. Restore it from a backup, or set the secret in {VARIABLE}. If nobody has a personal "
            "stub yet, delete the file: a new one is made.",
            de=f"{path} ist leer oder abgeschnitten. Hole die Datei aus einer Sicherung, oder gib das Geheimnis mit "
            f"{VARIABLE} an. Hat noch niemand einen eigenen Stub, dann lösche sie: sie wird neu angelegt.",
        )
    return secret


def _make(path: Path) -> None:
    """Write a new secret; the file is there completely or not at all, and that of a process that was faster stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{FILE}.")  # readable for its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode() + b"\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a disk without links: two who make the first secret at once are not kept apart there
            os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


def assigned(secret: bytes, student: str, exercise: str, variants: int) -> tuple[int, int]:
    """Variant and shuffle seed of a student for one exercise."""
    name = unicodedata.normalize("NFC", student.strip()).casefold()
    digest = hmac.new(secret, f"{name}\0{exercise}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") % variants, 1 + int.from_bytes(digest[8:16], "big") % MAX_SEED
