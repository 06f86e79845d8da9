"""A sealed key as a file: a line that says what it is, its public part as one line of JSON, then the boxes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from grader.answer_key.sealed.box.lock import Lock
from grader.answer_key.sealed.box.sizes import COUNT, WORKED
from grader.errors import GraderError
from grader.model import Exercise, Json
from grader.storage.codec import RecordError, dump, load

if TYPE_CHECKING:
    from grader.answer_key.sealed.box.key_head import KeyHead, UnitHead

FORMAT = "grader/key/1"
SUFFIX = ".key"
LARGEST = 64 << 20  # bytes
FIELDS = {"is", "exercise", "items", "units", "salt", "cost", "grader", "digest", "rules", "judged"}  # of KeyHead


class KeyTrouble(GraderError):
    """A key that cannot be used: damaged, of another exercise, of another version."""


class KeyFile:
    """A sealed key. What only a new answer needs is worked out when it is asked for."""

    def __init__(self, path: Path, public: Mapping[str, Json], exercise: Exercise, boxes: bytes) -> None:
        self._path, self._public, self._boxes = path, public, boxes
        self.exercise = exercise
        self.salt, self.digest, self.judged = public["salt"], public["digest"], public["judged"]
        self.worked = boxes[-WORKED:]

    @cached_property
    def head(self) -> KeyHead:
        """All that anybody may read. Raises KeyTrouble if it is of another version."""
        from grader.answer_key.sealed.box.key_head import KeyHead

        try:
            rest = {name: part for name, part in self._public.items() if name != "exercise"}
            head: KeyHead = load(KeyHead, rest, exercise=self.exercise)
        except RecordError as error:
            raise _other_version(self._path) from error
        return head

    @cached_property
    def boxes(self) -> Mapping[str, bytes]:
        """By unit."""
        found, start = {}, 0
        for unit in self.head.units:
            found[unit.name] = self._boxes[start : start + COUNT * unit.size]
            start += COUNT * unit.size
        return found

    def lock(self, unit: str) -> Lock:
        return lock(self.salt, cost_of(self.head.cost, self.unit(unit).cheaper), self.exercise, unit)

    def unit(self, name: str) -> UnitHead:
        return next(unit for unit in self.head.units if unit.name == name)


def cost_of(cost: int, cheaper: int) -> int:
    """The cost of a guess in a unit."""
    return max(cost >> cheaper, 2)


def lock(salt: str, cost: int, exercise: Exercise, unit: str) -> Lock:
    return Lock(bytes.fromhex(salt), f"{FORMAT} {exercise.id} {exercise.variant} {unit}", cost)


def write(head: KeyHead, boxes: bytes) -> bytes:
    """The file; `head` already has the digest of the boxes, behind which stands that of the worked solution."""
    public = json.dumps(dump(head), ensure_ascii=False, separators=(",", ":"))
    return b"\n".join([FORMAT.encode(), public.encode(), boxes])


def digest_of(boxes: bytes) -> str:
    return hashlib.sha256(boxes).hexdigest()


def read(path: Path, exercise: str) -> KeyFile:
    """The key of an exercise.

    Raises:
        KeyTrouble: it is damaged, of another exercise or of another version.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        kind, public, boxes = file.readline(100), file.readline(LARGEST), file.read(LARGEST)
    if kind.strip() != FORMAT.encode():
        raise _other_version(path) if kind.startswith(b"grader/key/") else _damaged(path)
    try:
        document = json.loads(public)
        known: Exercise = load(Exercise, document["exercise"])
        sizes = [unit["size"] for unit in document["units"]]
        expected, digest = COUNT * sum(sizes) + WORKED, document["digest"]
        if set(document) != FIELDS:
            raise _other_version(path)
    except (RecordError, KeyError, TypeError) as error:
        raise _other_version(path) from error
    except ValueError as error:
        raise _damaged(path) from error
    if known.id != exercise:
        raise KeyTrouble(
            f"{path} is the key of {known.id}, not of {exercise}. Put the file of your kit in its place again.",
            de=f"{path} ist der Schlüssel zu {known.id}, nicht zu {exercise}. Lege die Datei aus deinem Paket wieder "
            "an ihren Platz.",
        )
    if len(boxes) != expected or digest_of(boxes) != digest:
        raise _damaged(path)
    return KeyFile(path, document, known, boxes)


def _damaged(path: Path) -> KeyTrouble:
    return KeyTrouble(
        f"{path} is damaged. Put the file of your kit in its place again.",
        de=f"{path} ist beschädigt. Lege die Datei aus deinem Paket wieder an ihren Platz.",
    )


def _other_version(path: Path) -> KeyTrouble:
    return KeyTrouble(
        f"{path} was made for another version of grade. Install the one from your kit, as its README says.",
        de=f"{path} gehört zu einer anderen Version von grade. Installiere die aus deinem Paket, wie LIESMICH.md es sagt.",
    )
