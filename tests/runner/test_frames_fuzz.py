"""Whatever a child puts into a frame is taken or refused; nothing else can happen in the judge."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from grader.model import Attempt, Cell, Json, Missing, Observation, Raised, Returned, TimedOut, Trouble, Unreadable
from grader.reading_help.table import TABLE, sentence_on
from grader.runner.supervisor.in_range import expect_observation, expect_outcome, expect_reading
from grader.runner.supervisor.remarks import sentence_on_remark, told
from grader.sandbox.protocol.frames import unpack
from grader.storage.codec import dump, load
from grader.submissions.files.handin import Part, RawReading
from grader.submissions.source.remark import Remark

from .making import call

CELLS = {1: Cell(1, "a = 1\nb = 2"), 3: Cell(3, "c")}
TROUBLE = Trouble("unknown name", {"name": "x", "text": "x + 1", "at": 0, "cut": False})
READING = RawReading((Part("ex10", 1, (Cell(1, "a"), Cell(2, "b", 7)), "name", 5),), (Trouble("commas", {"lines": [1, 2]}),))
VALUES: list[Json] = [
    *(None, True, False, 0, -1, 1, 7, 10**18, 1.5, "", "x", "A", "ex10", "Text", "Trouble", "equation", "x" * 70, "\u202e$x$"),
    *([], [1], ["x"], [[]], [["x"]], {}, {"is": "Text", "de": "x", "en": "x"}, {"a": 1}, {"is": "Cell", "number": 1}),
]


def _observation(document: Json) -> None:
    seen: Observation = load(Observation, document)
    expect_observation(seen, CELLS)
    if isinstance(seen, Unreadable):
        sentence_on(seen.why, {"kind": "value", "symbols": ["x"]})


def _reading(document: Json) -> None:
    raw: RawReading = load(RawReading, document)
    expect_reading(raw, ["ex10"])
    told(raw, "ex10.py", ["ex10"])


def _outcome(document: Json) -> None:
    if type(document) is dict:  # as the shape of a probe's frame says
        expect_outcome(document, call("f", 1, 2))


def _remarks(document: Json) -> None:
    for remark in load(tuple[Remark, ...], document):
        sentence_on_remark(remark, [1, 3])


HONEST: list[tuple[Callable[[Json], None], Any]] = [
    (_observation, Missing()),
    (_observation, Missing(Attempt("printed", 1, 2))),
    (_observation, Unreadable(TROUBLE, "1,5", "G1")),
    (_observation, Raised("E", "x", 2, 1)),
    (_observation, TimedOut(3)),
    (_observation, Returned({"node": ["num", "1"]}, slip="G2")),
    (_reading, READING),
    (_reading, RawReading(problem=Trouble("no cells"))),
    (_outcome, {"is": "unreadable", "why": dump(TROUBLE), "mistake": "G1", "changed": [0]}),
    (_outcome, {"is": "raised", "type": "E", "kinds": ["E"], "message": "x", "source": "y"}),
    (_remarks, (Remark("skipped magic", 1, "time"),)),
]


def places(document: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = document.items() if type(document) is dict else enumerate(document) if type(document) is list else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def changed(dice: random.Random, document: Json) -> Json:
    """With something else somewhere: another value, a key too much or too few."""
    document = copy.deepcopy(document)
    path = dice.choice(places(document)[1:] or [()])
    if not path:
        return dice.choice(VALUES)
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    how = dice.randrange(4)
    if how == 0 and type(holder) is dict:
        del holder[path[-1]]
    elif how == 1 and type(holder) is dict:
        holder[str(dice.choice(["is", "de", "words", "code", "x", *TABLE]))] = dice.choice(VALUES)
    else:
        holder[path[-1]] = dice.choice(VALUES)
    return document


@pytest.mark.parametrize("number", range(len(HONEST)), ids=[f"{take.__name__[1:]} {n}" for n, (take, _) in enumerate(HONEST)])
def test_a_frame_is_taken_or_refused(number: int) -> None:
    take, record = HONEST[number]
    honest = dump(record)
    take(honest)
    dice = random.Random(number)
    refused = 0
    for _ in range(1500):
        document = honest
        for _ in range(dice.choice([1, 1, 2, 4])):
            document = changed(dice, document)
        try:
            frame = unpack(json.dumps({"is": "x", "y": {"z": document}}).encode(), {"x": {"y": dict}})
            take(frame["y"]["z"])
        except ValueError:  # FrameError and RecordError are kinds of it
            refused += 1
    assert 200 < refused < 1500
