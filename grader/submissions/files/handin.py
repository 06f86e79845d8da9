"""The nouns of handing in: a file that was found, what was read from it, and what is taken of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.model import Cell, Problem, Submission, Text

FoundBy = Literal["metadata", "marker", "name", "items"]


@dataclass(frozen=True, slots=True)
class Part:
    """The cells of one exercise in a file. `variant` is 0 unless the file says otherwise."""

    exercise: str
    variant: int
    cells: tuple[Cell, ...]
    found_by: FoundBy = "name"
    shuffle: int = 0  # the seed by which the options of choices were ordered


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file: its parts, remarks about it, and the problem if nothing can be graded."""

    parts: tuple[Part, ...] = ()
    notes: tuple[Text, ...] = ()
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class HandIn:
    """A file of a student, not yet opened; `name` is its path below the class folder, `modified` in nanoseconds."""

    student: str
    path: Path
    name: str
    modified: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a layout found, in a fixed order."""

    hand_ins: tuple[HandIn, ...]
    problems: tuple[Problem, ...] = ()


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


def take(read: Iterable[ReadHandIn]) -> Taken:
    """The newest file for each student and exercise; what was left out becomes a problem."""
    problems: list[Problem] = []
    rivals: dict[tuple[str, str], list[tuple[ReadHandIn, Part]]] = {}
    for one in read:
        said = [one.reading.problem] if one.reading.problem else []
        problems += [Problem(one.hand_in.student, one.hand_in.name, text) for text in (*said, *one.reading.notes)]
        for part in one.reading.parts:
            rivals.setdefault((one.hand_in.student, part.exercise), []).append((one, part))
    submissions = []
    for (student, exercise), candidates in sorted(rivals.items(), key=lambda entry: entry[0]):
        candidates.sort(key=lambda pair: _age(pair[0].hand_in))
        chosen, part = candidates[-1]
        submissions.append(_submission(student, part, chosen))
        problems += [_left_out(exercise, chosen, other) for other, _ in candidates[:-1]]
    return Taken(tuple(submissions), tuple(problems))


def _age(hand_in: HandIn) -> tuple[int, int, str]:
    """Of files that are equally old, as learning platforms make them, `ex10 (2).ipynb` came last."""
    copy = re.search(r"\((\d{1,6})\)$", hand_in.path.stem)
    return hand_in.modified, int(copy[1]) if copy else 0, hand_in.name


def _submission(student: str, part: Part, chosen: ReadHandIn) -> Submission:
    name = chosen.hand_in.name
    return Submission(student, part.exercise, part.variant, part.cells, chosen.digest, name, part.shuffle)


def _left_out(exercise: str, chosen: ReadHandIn, other: ReadHandIn) -> Problem:
    taken, left = (name.partition("/")[2] or name for name in (chosen.hand_in.name, other.hand_in.name))
    if chosen.digest == other.digest:
        why = Text(de="beide haben denselben Inhalt", en="both have the same content")
    elif chosen.hand_in.modified == other.hand_in.modified:
        why = Text(de="beide sind gleich alt, der Name entscheidet", en="both are equally old, the name decides")
    else:
        why = Text(de="die Datei ist neuer", en="that file is newer")
    return Problem(
        other.hand_in.student,
        other.hand_in.name,
        Text(
            de=f"Zwei Dateien für {exercise}: gewertet wird {taken}, nicht {left} ({why.de}). Falls falsch: lösche {taken}.",
            en=f"Two files for {exercise}: {taken} is graded, not {left} ({why.en}). If wrong: delete {taken}.",
        ),
    )
