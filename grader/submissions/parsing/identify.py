"""Which exercise a file is: metadata, marker, file name, item names; otherwise it stays open. Splits at markers."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any

from grader.measures import trouble
from grader.model import Cell, TextBeside, Trouble
from grader.submissions.files.handin import FoundBy, Part, RawReading
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.labels import Label, LabelReader
from grader.submissions.parsing.own_text import own_texts
from grader.submissions.parsing.work import Work
from grader.submissions.source.bindings import PARSE_ERRORS, bound_names, parse

Catalogue = Mapping[str, Sequence[str]]  # exercise -> its item names

_MOST_SAID = 3
_NUMBERED = re.compile(r"(?<![a-z])ex[ _-]?0*(?P<number>\d{1,3})(?!\d)", re.IGNORECASE)


def identify(name: str, blocks: Sequence[Block], metadata: Any, catalogue: Catalogue) -> RawReading:
    """The parts of a file called `name`, or the problem that nobody can say which exercise it is.

    What a file says of itself comes before its name, and that before the names of its answers.
    """
    cells = tuple(block.cell for block in blocks if block.code)
    if not any(cell.source.strip() for cell in cells):
        return RawReading(problem=trouble("no code"))
    reader = LabelReader(catalogue)
    marked = _split(blocks, reader)
    declared = reader.in_metadata(metadata)
    exercises = {label.exercise for label, _ in marked[1:]}
    texts = own_texts(blocks)
    if len(exercises) > 1:
        return RawReading(_parts(marked, catalogue, texts), (*_disagreements(None, marked), *reader.notes()))
    if declared is not None or exercises:
        label = _together(declared, [label for label, _ in marked[1:]])
        notes = (*_disagreements(declared, marked), *reader.notes())
        return RawReading((_part(label, cells, "metadata" if declared else "marker", catalogue, texts),), notes)
    if any(_is_source(cell.source) for cell in cells):
        return RawReading(problem=trouble("source of an exercise"), strange="grader")
    found = from_name(name, catalogue)
    by: FoundBy = "name"
    if found is None:
        found, by = _from_items(cells, catalogue), "items"
    if found is None:
        return RawReading(remarks=reader.notes(), problem=trouble("unknown exercise"), strange="unknown")
    return RawReading((_part(Label(found), cells, by, catalogue, texts),), reader.notes())


def _part(label: Label, cells: tuple[Cell, ...], by: FoundBy, catalogue: Catalogue, texts: Sequence[TextBeside] = ()) -> Part:
    work = Work((cell.source for cell in cells), texts)
    items = frozenset(catalogue[label.exercise])
    answers = len(work.names & items if items else work.names)
    numbers = {cell.number for cell in cells}
    own = tuple(text for text in texts if not text.cell or text.cell in numbers)
    return Part(label.exercise, label.variant or 0, cells, by, label.shuffle or 0, answers, blank=work.blank, texts=own)


def _together(declared: Label | None, markers: Sequence[Label]) -> Label:
    """What metadata and markers say of one exercise; whoever comes first is believed."""
    first = declared or markers[0]
    own = [label for label in (first, *markers) if label.exercise == first.exercise]
    variant, shuffle = (
        next((value for label in own if (value := getattr(label, what)) is not None), None) for what in ("variant", "shuffle")
    )
    return Label(first.exercise, variant, shuffle)


def from_name(name: str, catalogue: Mapping[str, Any]) -> str | None:
    """The one exercise of the catalogue that a file name speaks of: ex10.ipynb, EX10 (2).ipynb, Kopie von ex10_steps.py."""
    if name.lower().startswith("test_"):  # a program that tests somebody's ex10, not ex10
        return None
    numbers = {int(match["number"]) for match in _NUMBERED.finditer(name)}
    found = {exercise for exercise in catalogue if (match := _NUMBERED.fullmatch(exercise)) and int(match["number"]) in numbers}
    return found.pop() if len(found) == 1 else None


def _disagreements(declared: Label | None, marked: Sequence[tuple[Label, Any]]) -> list[Trouble]:
    """Labels that contradict the one that is believed: one remark for each exercise, however many there are."""
    said: dict[str, Trouble] = {}
    first: dict[str, Label] = {} if declared is None else {declared.exercise: declared}
    for label, _ in marked[1:]:
        known = first.setdefault(label.exercise if declared is None else declared.exercise, label)
        if known.exercise not in said and _differ(known, label):
            said[known.exercise] = _conflict(known, label, by_metadata=known is declared)
    return list(said.values())[:_MOST_SAID]


def _differ(believed: Label, other: Label) -> bool:
    return believed.exercise != other.exercise or any(
        theirs is not None and theirs != (own or 0)
        for own, theirs in ((believed.variant, other.variant), (believed.shuffle, other.shuffle))
    )


def _conflict(believed: Label, other: Label, *, by_metadata: bool) -> Trouble:
    return trouble(
        "marker against metadata" if by_metadata else "marker against marker",
        taken=believed.exercise,
        variant=believed.variant or 0,
        left=other.exercise,
        other=other.variant or 0,
    )


def _split(blocks: Sequence[Block], reader: LabelReader) -> list[tuple[Label, list[Cell]]]:
    """The cells by the marker that they follow; the first entry, without exercise, is what stands before all markers."""
    groups: list[tuple[Label, list[Cell]]] = [(Label(""), [])]
    for block in blocks:
        label = reader.in_code(block.source) if block.code else reader.in_text(block.source)
        if label is not None:
            groups.append((label, []))
        if block.code:
            groups[-1][1].append(block.cell)
    return groups


def _parts(groups: list[tuple[Label, list[Cell]]], catalogue: Catalogue, texts: Sequence[TextBeside]) -> tuple[Part, ...]:
    (_, before), *marked = groups
    cells: dict[str, list[Cell]] = {}
    labels: dict[str, list[Label]] = {}
    for label, own in marked:
        labels.setdefault(label.exercise, []).append(label)
        cells.setdefault(label.exercise, list(before)).extend(own)
    return tuple(
        _part(_together(None, labels[exercise]), tuple(own), "marker", catalogue, texts) for exercise, own in cells.items()
    )


def _from_items(cells: Sequence[Cell], catalogue: Catalogue) -> str | None:
    """The one exercise of whose answers at least half have these names; a single name, `loss` or `train`, is anybody's.

    What was filled in holds all names, since a stub does.
    """
    bound = set().union(*(bound_names(cell.source) for cell in cells))
    counts = {exercise: len(bound & set(names)) for exercise, names in catalogue.items()}
    best = max(counts.values(), default=0)
    winners = [exercise for exercise, count in counts.items() if count == best]
    return winners[0] if best > 1 and len(winners) == 1 and 2 * best >= len(set(catalogue[winners[0]])) else None


def _is_source(source: str) -> bool:
    """A cell of solutions/ex10_three_steps.py, as it lies in a clone of the course: nobody's answers."""
    return "grader.authoring" in source and any(
        isinstance(node, ast.ImportFrom) and node.module == "grader.authoring" for node in ast.walk(_tree(source))
    )


def _tree(source: str) -> ast.AST:
    try:
        return parse(source)
    except PARSE_ERRORS:
        return ast.Module([], [])
