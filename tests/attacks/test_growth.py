"""What the judge does with the words of a hand-in takes time in proportion to them, not to their square."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grader.exception_help.table import LINES, TABLE, sentence_on
from grader.model import Cell, Returned
from grader.own_words import own_words
from grader.reports.text import safe
from grader.reports.text.mathml import mathml
from grader.reports.text.plain_text import plain
from grader.runner.supervisor.supervisor import Running
from grader.sandbox.clock.stopwatch import Stopwatch
from grader.sandbox.protocol.frames import HEADER, FrameError, FrameReader
from grader.sandbox.protocol.interface import Ended
from grader.sandbox.wall.limits import Limits
from grader.storage.codec import dump
from grader.submissions.parsing.block import Block
from grader.submissions.parsing.own_text import own_texts
from grader.submissions.parsing.repair import load
from grader.submissions.parsing.salvage import drop_outputs, salvage_cells
from grader.submissions.source.attempts import Attempts, Held
from tests.attacks.attack import row
from tests.attacks.growth import RATIO, growth, texts
from tests.every import turn
from tests.runner.making import exercise, submission


def patterns(text: str) -> None:
    for one in TABLE:
        re.search(one.pattern, text)
    LINES.sub("", text)


def frames(text: str) -> None:
    """As one frame, as many, and as a stream that is no frames at all."""
    body = text.encode("utf-8", "replace")
    many = b"".join(HEADER.pack(len(body[at : at + 9])) + body[at : at + 9] for at in range(0, len(body), 9))
    for stream in (HEADER.pack(len(body)) + body, many, body):
        reader = FrameReader({}, cap=1 << 22, total=1 << 24)
        try:
            for at in range(0, len(stream), 4096):
                for _ in reader.feed(stream[at : at + 4096]):
                    pass
        except FrameError:
            continue


def shown(text: str) -> None:
    for say in (safe.visible, safe.terminal, safe.one_line, safe.csv_cell, safe.xml, safe.markdown, safe.markdown_code):
        say(text)
    safe.encodable(safe.visible(text), "cp1252")


def searched(text: str) -> None:
    """For attempts at an answer: in cells of code, and in text cells."""
    own_texts([Block(False, 0, text), Block(True, 1, "steps = ..."), Block(False, 0, f"**a)** x</sub>{text}")])
    attempts = Attempts([Cell(1, "steps = ..."), Cell(2, text), Cell(3, f"%%html\n{text}")], ["derivative", "steps"])
    attempts.failed("steps")
    attempts.at("steps", Held())


WORK: dict[str, Callable[[str], object]] = {
    "patterns of exceptions": patterns,
    "sentences on exceptions": lambda text: sentence_on("TypeError", text),
    "a damaged notebook": lambda text: salvage_cells(text),
    "a notebook's outputs": lambda text: drop_outputs(text.encode("utf-8", "replace")),
    "attempts at an answer": searched,
    "conflict marks and commas": lambda text: load(text),
    "texts of reports": shown,
    "formulas as text": lambda text: plain(f"${text}$"),
    "formulas as MathML": lambda text: mathml(text),
    "frames": frames,
    "a student's own words": lambda text: own_words(text, len(text)),
}


class Scripted:
    """A child that runs through so many cells, as the judge sees it."""

    log, received = "", 0

    def __init__(self, cells: int) -> None:
        ran = ({"is": "ran", "number": number, "failure": {}, "notes": []} for number in range(1, cells + 1))
        begun = ({"is": "cell", "number": number} for number in range(1, cells + 1))
        value = {"is": "item", "name": "a", "observation": dump(Returned({"node": ["num", "1", "1"]}))}
        pairs = (frame for pair in zip(begun, ran, strict=True) for frame in pair)
        self.frames: Iterator[Any] = iter([*pairs, {"is": "loaded", "callables": [], "clues": {}}, value, {"is": "done"}])

    def watch(self, **limits: float) -> Stopwatch:
        return Stopwatch(os.getpid(), computing=1e9, waiting=1e9)

    def receive(self, *watches: Stopwatch) -> Any:
        return next(self.frames)

    def send(self, message: object) -> None: ...

    def end(self) -> Ended:
        return Ended("exited")


def run_through(text: str) -> None:
    cells = len(text) // 8
    running = Running(submission(*["a = 1"] * cells), exercise("a"), Limits())
    assert running.share(Scripted(cells)) is not None  # type: ignore[arg-type]


@row(
    43,
    "words that patterns look for, repeated and never completed",
    "linear patterns, and the judge's own caps before them",
    "as ever: four times the text takes at most nine times as long",
)
@pytest.mark.parametrize("name", WORK)
def test_time_grows_with_the_text_and_not_with_its_square(name: str) -> None:
    slow = {}
    for number, text in turn(enumerate(texts(seed=sum(map(ord, name)), count=24)), 2):
        found = growth(WORK[name], text)
        if found > RATIO:
            slow[number] = (round(found, 1), text(40))
    assert slow == {}


@row(
    43,
    "cells without number",
    "each frame costs the judge the same, whatever came before",
    "as ever: four times the cells take at most nine times as long",
)
def test_time_grows_with_the_cells_and_not_with_their_square() -> None:
    assert growth(run_through, lambda size: "x" * 32 * size) < RATIO  # from 4096 cells on: fewer hide a square


def test_the_measure_knows_a_quadratic_pattern() -> None:
    """The control: this one stood in the table."""
    pattern, piece = r"^(.+?)\(\) takes (.+?) positional", "a() takes "
    assert growth(lambda text: re.search(pattern, text), lambda size: piece * (size // len(piece))) > RATIO
