"""What a child may claim, by the judge's own measures: a cell that exists, a line in it, words of a length.

The child keeps to the same measures where it honestly can, so what lies beyond them was made up: every function raises
ValueError for that, and the judge calls the frame forged.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from grader.answers.functions.came_back import CAME_BACK, OTHER
from grader.measures import (
    LONGEST_KIND,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    LONGEST_OBJECTION,
    LONGEST_OWN,
    LONGEST_SHOWN,
    LONGEST_SOURCE,
    MOST_KINDS,
    MOST_NAMES,
    MOST_OBJECTIONS,
    MOST_REMARKS,
    MOST_TEXTS,
)
from grader.mistakes import door as mistakes
from grader.model import Attempt, Cell, Json, Lost, Missing, Observation, Raised, Returned, TimedOut, Trouble, Unreadable
from grader.storage.codec import load
from grader.submissions.files.handin import RawReading

ITEM = re.compile(r"ex\d{1,3}\.[a-z][a-z0-9]?")
NAME = re.compile(rf"\w[\w.]{{0,{LONGEST_NAME - 1}}}")  # what a sentence may hold without quotation
_LARGEST_SEED = 1 << 32
_LARGEST_LINE = 1 << 26  # of a file that is read at all
_MOST_WORDS = 8  # that one sentence needs
_OUTCOMES = {
    "returned": {"value", "one"},
    "raised": {"type", "kinds", "message", "source", "unfit"},
    "timeout": set(),
    "unreadable": {"why", "mistake", "came"},
}


def expect_observation(seen: Observation, cells: Mapping[int, Cell], told: Collection[Observation] = ()) -> None:
    """`told`: what the judge itself has told the child about cells that it leaves out, which it may say again."""
    match seen:
        case Missing(attempt):
            if attempt is not None:
                _expect_attempt(attempt, cells)
        case Unreadable(why, shown, mistake):
            expect_trouble(why)
            _expect_words(shown, LONGEST_SHOWN)
            _expect_mistake(mistake)
        case Raised(kind, message, line, cell):
            _expect_words(kind, LONGEST_KIND)
            _expect_words(message, LONGEST_MESSAGE)
            _expect(cell in cells and 0 <= line <= lines_of(cells[cell].source), "a line")
        case TimedOut(cell):
            _expect(cell == 0 or cell in cells, "a cell")
        case Lost():
            _expect(seen in told, "an end")
        case Returned(slip=slip, place=place):
            _expect_mistake(slip)
            if place is not None:
                _expect_place(place.cell, place.line, cells)


def _expect_attempt(said: Attempt, cells: Mapping[int, Cell]) -> None:
    _expect_place(said.cell, said.line, cells)
    _expect(said.word == "" or NAME.fullmatch(said.word) is not None, "a name")


def _expect_place(cell: int, line: int, cells: Mapping[int, Cell]) -> None:
    _expect(cell == 0 or cell in cells, "a cell")
    _expect(0 <= line <= (lines_of(cells[cell].source) if cell else 0), "a line")


def lines_of(source: str) -> int:
    """The last line that an exception can be at: Python sees the end of a file behind the last."""
    return source.count("\n") + 2


def expect_outcome(outcome: Mapping[str, Json], probe: Mapping[str, Json]) -> None:
    """What the call of a function led to."""
    kind = outcome.get("is")
    _expect(type(kind) is str and kind in _OUTCOMES, "an outcome")
    _expect(outcome.keys() <= {"is", "changed"} | _OUTCOMES[str(kind)], "an outcome")
    if kind == "returned":
        _expect(type(outcome.get("value")) in (dict, str), "a value")
    elif kind == "raised":
        _expect_words(outcome.get("type"), LONGEST_KIND)
        _expect_words(outcome.get("message"), LONGEST_MESSAGE)
        _expect_words(outcome.get("source", ""), LONGEST_SOURCE)
        _expect_list(outcome.get("kinds", []), MOST_KINDS)
        for name in outcome.get("kinds", []):
            _expect_words(name, LONGEST_KIND)
    elif kind == "unreadable":
        expect_trouble(load(Trouble, outcome.get("why")))
        _expect_mistake(outcome.get("mistake"))
        _expect(outcome.get("came", OTHER) in CAME_BACK, "a kind of value")
    _expect(all(outcome.get(name, True) is True for name in ("one", "unfit")), "a remark")
    places = outcome.get("changed", [])
    _expect_list(places, len(probe["args"]))
    _expect(all(type(place) is int and 0 <= place < len(probe["args"]) for place in places), "a place")


def expect_names(said: Any, known: Collection[str]) -> None:
    """A list of some of these names."""
    _expect_list(said, len(known))
    _expect(all(type(name) is str and name in known for name in said), "a name")


def expect_trouble(said: Trouble) -> None:
    """Of a size that a table may look at (reading_help/), which knows what each code may say."""
    _expect_words(said.code, LONGEST_NAME)
    _expect(len(said.words) <= _MOST_WORDS, "words")
    for name, value in said.words.items():
        _expect_words(name, LONGEST_NAME)
        if type(value) is list:
            _expect_list(value, MOST_NAMES + 1)
        for one in value if type(value) is list else [value]:
            _expect(one is None or type(one) in (bool, int) or (type(one) is str and len(one) <= LONGEST_OWN), "a word")


def expect_reading(read: RawReading, exercises: Collection[str]) -> None:
    """What was read of a file. The parser is ours, but code of the student may have run before it in its process."""
    _expect(len({part.exercise for part in read.parts}) == len(read.parts), "parts")
    _expect(len(read.remarks) <= MOST_REMARKS + 1, "remarks")
    for said in (*read.remarks, *([read.problem] if read.problem else [])):
        expect_trouble(said)
    for part in read.parts:
        _expect(part.exercise in exercises, "an exercise")
        _expect(0 <= part.variant < _LARGEST_SEED and 0 <= part.shuffle < _LARGEST_SEED, "a variant")
        numbers = [cell.number for cell in part.cells]
        _expect(all(0 < number < _LARGEST_LINE for number in numbers), "a cell")
        _expect(numbers == sorted(set(numbers)), "an order of cells")
        _expect(all(0 <= cell.line < _LARGEST_LINE for cell in part.cells), "a line")
        _expect(len(part.texts) <= MOST_TEXTS, "texts")
        for text in part.texts:
            _expect(text.cell == 0 or text.cell in numbers, "a cell")
            _expect(len(text.names) <= MOST_TEXTS and all(map(NAME.fullmatch, text.names)), "names")
        _expect(len(part.objections) <= MOST_OBJECTIONS, "objections")
        for objection in part.objections:
            _expect(ITEM.fullmatch(objection.item) is not None, "an item")
            _expect_words(objection.text, LONGEST_OBJECTION)


def _expect_mistake(said: Any) -> None:
    _expect(said is None or mistakes.known(said) is not None, "a generic mistake")


def _expect_words(said: Any, longest: int) -> None:
    _expect(type(said) is str and len(said) <= longest, "words")


def _expect_list(said: Any, most: int) -> None:
    _expect(type(said) is list and len(said) <= most, "a list")


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"{what} that no child of ours would send")
