"""Which exercise a file is: metadata, marker, file name, item names; otherwise it stays open. Splits at markers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model import Cell, Text
from grader.submissions.files.handin import FoundBy, Part, Reading
from grader.submissions.source.bindings import bound_names

Catalogue = Mapping[str, Sequence[str]]  # exercise -> its item names

MARKER = re.compile(
    r"#\s*grader:\s*(?P<exercise>[A-Za-z]\w*)(?:\s+variant\s+(?P<variant>\d{1,4}))?(?:\s+shuffle\s+(?P<shuffle>\d{1,9}))?\b"
)
_COMMENT = re.compile(
    r"\s*<!--\s*grader:\s*(?P<exercise>[A-Za-z]\w*)(?:\s+variant\s+(?P<variant>\d{1,4}))?(?:\s+shuffle\s+(?P<shuffle>\d{1,9}))?\s*-->"
)
_NUMBERED = re.compile(r"(?<![a-z])ex[ _-]?0*(?P<number>\d{1,3})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A cell of a file before anything is known about it; `number` is 0 for text cells, `line` as in Cell."""

    code: bool
    number: int
    source: str
    line: int = 0

    @property
    def cell(self) -> Cell:
        return Cell(self.number, self.source, self.line)


@dataclass(frozen=True, slots=True)
class Label:
    """An exercise, as a file names it, and its variant if it names one."""

    exercise: str
    variant: int | None
    shuffle: int | None = None


def identify(name: str, blocks: Sequence[Block], metadata: Any, catalogue: Catalogue) -> Reading:
    """The parts of a file called `name`, or the problem that nobody can say which exercise it is."""
    cells = tuple(block.cell for block in blocks if block.code)
    if not any(cell.source.strip() for cell in cells):
        return Reading(problem=_no_code(name))
    notes: list[Text] = []
    marked = _split(blocks, catalogue, notes)
    declared = _declared(metadata, catalogue)
    exercises = {label.exercise for label, _ in marked[1:]}
    if len(exercises) > 1:
        return Reading(_parts(marked), tuple(notes))
    if declared is not None:
        notes += [_conflict(declared, label) for label, _ in marked[1:2] if _differ(declared, label)]
        return Reading(
            (Part(declared.exercise, declared.variant or 0, cells, "metadata", declared.shuffle or 0),), tuple(notes)
        )
    if exercises:
        label = marked[1][0]
        return Reading((Part(label.exercise, label.variant or 0, cells, "marker", label.shuffle or 0),), tuple(notes))
    found = from_name(name, catalogue)
    by: FoundBy = "name"
    if found is None:
        found, by = _from_items(cells, catalogue), "items"
    if found is None:
        return Reading(notes=tuple(notes), problem=_unknown(name))
    return Reading((Part(found, 0, cells, by),), tuple(notes))


def from_name(name: str, catalogue: Mapping[str, Any]) -> str | None:
    """The one exercise of the catalogue that a file name speaks of: ex10.ipynb, EX10 (2).ipynb, Kopie von ex10_steps.py."""
    numbers = {int(match["number"]) for match in _NUMBERED.finditer(name)}
    found = {exercise for exercise in catalogue if (match := _NUMBERED.fullmatch(exercise)) and int(match["number"]) in numbers}
    return found.pop() if len(found) == 1 else None


def _differ(declared: Label, marked: Label) -> bool:
    return declared.exercise != marked.exercise or (marked.variant is not None and marked.variant != (declared.variant or 0))


def _conflict(declared: Label, marked: Label) -> Text:
    taken, left = (f"{label.exercise} (variant {label.variant or 0})" for label in (declared, marked))
    return Text(
        de=f"Das Notebook gehört laut seinen Metadaten zu {taken}, laut seiner ersten Zeile zu {left}; gewertet wird {taken}.",
        en=f"By its metadata the notebook belongs to {taken}, by its first line to {left}; it is graded as {taken}.",
    )


def _declared(metadata: Any, catalogue: Catalogue) -> Label | None:
    said = metadata.get("grader") if isinstance(metadata, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("exercise"), str):
        return None
    known = _known(said["exercise"], catalogue)
    if known is None:
        return None
    return Label(known, _number(said.get("variant"), 10_000), _number(said.get("shuffle"), 1_000_000_000))


def _number(value: Any, end: int) -> int | None:
    return value if type(value) is int and 0 <= value < end else None


def _split(blocks: Sequence[Block], catalogue: Catalogue, notes: list[Text]) -> list[tuple[Label, list[Cell]]]:
    """The cells by the marker that they follow; the first entry, without exercise, is what stands before all markers."""
    groups: list[tuple[Label, list[Cell]]] = [(Label("", None), [])]
    for block in blocks:
        label = _label(block, catalogue, notes)
        if label is not None:
            groups.append((label, []))
        if block.code:
            groups[-1][1].append(block.cell)
    return groups


def _label(block: Block, catalogue: Catalogue, notes: list[Text]) -> Label | None:
    if block.code:
        match = next((match for line in block.source.split("\n") if (match := MARKER.match(line))), None)
    else:
        match = _COMMENT.match(block.source)
    if match is None:
        return None
    known = _known(match["exercise"], catalogue)
    if known is None:
        notes.append(_unknown_marker(match["exercise"]))
        return None
    return Label(known, *(int(match[what]) if match[what] else None for what in ("variant", "shuffle")))


def _known(exercise: str, catalogue: Catalogue) -> str | None:
    return next((known for known in catalogue if known.lower() == exercise.lower()), None)


def _parts(groups: list[tuple[Label, list[Cell]]]) -> tuple[Part, ...]:
    (_, before), *marked = groups
    variants: dict[str, int] = {}
    seeds: dict[str, int] = {}
    cells: dict[str, list[Cell]] = {}
    for label, own in marked:
        variants.setdefault(label.exercise, 0)
        if label.variant is not None:
            variants[label.exercise] = label.variant
        if label.shuffle is not None:
            seeds[label.exercise] = label.shuffle
        cells.setdefault(label.exercise, list(before)).extend(own)
    return tuple(
        Part(exercise, variants[exercise], tuple(own), "marker", seeds.get(exercise, 0)) for exercise, own in cells.items()
    )


def _from_items(cells: Sequence[Cell], catalogue: Catalogue) -> str | None:
    bound = set().union(*(bound_names(cell.source) for cell in cells))
    counts = {exercise: len(bound & set(names)) for exercise, names in catalogue.items()}
    best = max(counts.values(), default=0)
    winners = [exercise for exercise, count in counts.items() if count == best]
    return winners[0] if best > 0 and len(winners) == 1 else None


def _no_code(name: str) -> Text:
    return Text(
        de=f"{name} enthält keinen Code. Schreibe deine Antworten in die Code-Zellen, speichere und gib noch einmal ab.",
        en=f"{name} holds no code. Write your answers into the code cells, save and hand in again.",
    )


def _unknown(name: str) -> Text:
    return Text(
        de=f"Zu welcher Übung {name} gehört, ist nicht zu erkennen. Nenne die Datei wie die Vorlage, zum Beispiel ex10.ipynb.",
        en=f"Nobody can tell which exercise {name} belongs to. Name the file as the template, for example ex10.ipynb.",
    )


def _unknown_marker(exercise: str) -> Text:
    return Text(
        de=f"Die Marke „grader: {exercise[:40]}“ nennt keine bekannte Übung und wurde übergangen. Prüfe die Nummer.",
        en=f'The marker "grader: {exercise[:40]}" names no known exercise and was passed over. Check the number.',
    )
