"""A sealed key as a file: a line that says what it is, its public part as one line of JSON, then the boxes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.answer_key.sealed.lock import Lock
from grader.answer_key.sealed.plan import COUNT, WORKED, PublicRules, SealedItem
from grader.errors import GraderError
from grader.model import Exercise
from grader.storage.codec import RecordError, dump, load

FORMAT = "grader/key/1"
SUFFIX = ".key"
LARGEST = 64 << 20  # bytes


class KeyTrouble(GraderError):
    """A key that cannot be used: damaged, of another exercise, of another version."""


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A unit without its boxes."""

    name: str
    offsets: tuple[int, ...]
    size: int  # of a box
    cheaper: int = 0  # how often the cost of a guess is halved


@dataclass(frozen=True, slots=True)
class KeyHead:
    """All of a key that anybody may read. `digest` is that of the boxes: a damaged key must not call an answer wrong."""

    exercise: Exercise
    items: Mapping[str, SealedItem]
    units: tuple[UnitHead, ...]
    salt: str
    cost: int
    grader: str
    digest: str
    rules: PublicRules | None = None
    judged: tuple[str, ...] = ()  # the items on which the key says of every answer what the teacher's says


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A sealed key."""

    head: KeyHead
    boxes: Mapping[str, bytes]  # by unit
    worked: bytes

    def lock(self, unit: str) -> Lock:
        return lock(self.head.salt, cost_of(self.head.cost, self.unit(unit).cheaper), self.head.exercise, unit)

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
        head: KeyHead = load(KeyHead, json.loads(public))
    except RecordError as error:
        raise _other_version(path) from error
    except ValueError as error:
        raise _damaged(path) from error
    if head.exercise.id != exercise:
        raise KeyTrouble(
            f"{path} is the key of {head.exercise.id}, not of {exercise}. Put the file of your kit in its place again.",
            de=f"{path} ist der Schlüssel zu {head.exercise.id}, nicht zu {exercise}. Lege die Datei aus deinem Paket wieder "
            "an ihren Platz.",
        )
    if len(boxes) != COUNT * sum(unit.size for unit in head.units) + WORKED or digest_of(boxes) != head.digest:
        raise _damaged(path)
    return KeyFile(head, _by_unit(head, boxes), boxes[-WORKED:])


def _by_unit(head: KeyHead, boxes: bytes) -> dict[str, bytes]:
    found, start = {}, 0
    for unit in head.units:
        found[unit.name] = boxes[start : start + COUNT * unit.size]
        start += COUNT * unit.size
    return found


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
