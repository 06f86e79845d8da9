"""What crosses between the teacher's machine and the workers: records as bytes of JSON, in both directions."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from grader.model import Isolation, Json, Problem, Submission, Text
from grader.storage import codec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CourseSent:
    """All that a worker must know to grade: the course's `files` below its folder (base64), the item names and the slugs by
    which hand-ins are recognised, the exercises that count (none: all do), and the seed that draws hidden probes. There
    are `many` hand-ins, or few. `run` tells this class from every other."""

    run: str
    files: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    slugs: Mapping[str, str]
    only: tuple[str, ...]
    seed: int
    many: bool


@dataclass(frozen=True, slots=True)
class FileSent:
    """A file of a student: its name in the class, and its content (base64) with digest, or why it was not taken."""

    name: str
    content: str = ""
    digest: str = ""
    refused: Text | None = None

    @property
    def data(self) -> bytes:
        return base64.b64decode(self.content)


@dataclass(frozen=True, slots=True)
class StudentSent:
    """One student's hand-ins, for the course of that digest; `numbers` are variant and seed of exercises that a class list
    gives this student, whatever the sheet says."""

    course: str
    student: str
    files: tuple[FileSent, ...]
    numbers: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AloneSent:
    """A submission that had no processor before."""

    course: str
    submission: Submission


@dataclass(frozen=True, slots=True)
class ResultSent:
    """What became of a submission: a packed `result`, which may be kept if it `lasts`; or it is for `later`; or neither, and
    `failed` says why."""

    result: Json = None
    lasts: bool = False
    later: bool = False
    failed: Problem | None = None


@dataclass(frozen=True, slots=True)
class StudentGraded:
    """What was taken of a student's files, with the numbers of the sheets, and what became of each exercise of it; `log` are
    lines for the teacher."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    graded: Mapping[str, ResultSent]
    log: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has the course, and its wall has held."""

    isolation: Isolation


@dataclass(frozen=True, slots=True)
class Declined:
    """The worker takes no hand-ins, or could not do anything with these."""

    why: Text


@dataclass(frozen=True, slots=True)
class Unprepared:
    """The worker at this address does not have the course: it is another process than the one that had."""

    address: str


Reply = StudentGraded | Declined | Unprepared


def to_bytes(record: Any) -> bytes:
    return json.dumps(codec.dump(record)).encode()


def of_bytes(kind: type[T] | Any, data: bytes) -> T:
    """Raises ValueError: this is no such record."""
    read: T = codec.load(kind, json.loads(data))
    return read


def read_reply(kind: type[T] | Any, data: Any) -> T | Declined:
    """What a worker has sent, if it is bytes of such a record; nothing else is looked at."""
    try:
        if type(data) is bytes:
            read: T = of_bytes(kind, data)
            return read
    except ValueError:
        pass
    return Declined(Text(de="die Antwort des Workers ist unlesbar", en="the worker's answer cannot be read"))


def as_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
