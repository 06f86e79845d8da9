"""The nouns of handing in: a file that was found, what was read from it, and what is taken of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.model import Cell, Objection, Problem, Submission, Text, TextBeside, Trouble

FoundBy = Literal["metadata", "marker", "name", "items"]
Strange = Literal["", "unknown", "grader"]


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of one exercise in a file. `variant` is 0 unless the file says otherwise."""

    exercise: str
    variant: int
    cells: tuple[Cell, ...]
    found_by: FoundBy = "name"
    shuffle: int = 0  # the seed by which the options of choices were ordered
    answers: int = 0  # names of the exercise that are bound to something
    blank: bool = False  # still the sheet as it was given out
    texts: tuple[TextBeside, ...] = ()
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class RawReading:
    """A `Reading` as a child sends it, with codes for sentences."""

    parts: tuple[Part, ...] = ()
    remarks: tuple[Trouble, ...] = ()
    problem: Trouble | None = None
    strange: Strange = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file: its parts, remarks about it, and the problem if nothing can be graded.

    `strange`: it can be read and is no hand-in: nothing tells its exercise, or it is a file of the course itself.
    `passing`: the problem lies not in the file alone, and another run may do better.
    """

    parts: tuple[Part, ...] = ()
    notes: tuple[Text, ...] = ()
    problem: Text | None = None
    strange: Strange = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class HandIn:
    """A file of a student, not yet opened; `name` is its place in the class: the student's folder, what lies in it."""

    student: str
    path: Path
    name: str

    @property
    def own(self) -> str:
        """The file's own name, without a person's that a learning platform has written before it."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Found:
    """What a layout found, in a fixed order.

    `folders` are the names under which the work of students lay in what was downloaded; of those who are `flat`, that name
    stood before each of their files instead. `handed_in` is when somebody handed in, in ISO 8601, where that is known.
    `read_as` is the platform that has packed the class, if one has.
    """

    hand_ins: tuple[HandIn, ...]
    problems: tuple[Problem, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)
    flat: frozenset[str] = frozenset()
    handed_in: Mapping[str, str] = field(default_factory=dict)
    read_as: Text | None = None


@dataclass(frozen=True, slots=True)
class ReadHandIn:
    """A hand-in together with what was read from it."""

    hand_in: HandIn
    digest: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """One submission for each pair of student and exercise, and everything a teacher should know about the rest."""

    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
