"""What a child says is taken as far as it can be true, and no further."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grader.answers.door import call as call_it
from grader.answers.door import observe
from grader.model import Attempt, Cell, Lost, Missing, Observation, Raised, Returned, Text, TimedOut, Trouble, Unreadable
from grader.runner.supervisor.in_range import expect_observation, expect_outcome, expect_reading
from grader.submissions.files.handin import Part, RawReading

from .making import call, function

CELLS = {1: Cell(1, "a = 1\nb = 2"), 3: Cell(3, "c")}
SAID = Text("x", "x")
END = Lost(SAID)
RAISED = Raised("E", "x", 2, 1)
TAKEN: list[Observation] = [
    Missing(Attempt("similar name", word="losses")),
    Missing(Attempt("printed", 1, 2)),
    RAISED,
    replace(RAISED, line=0),
    replace(RAISED, line=3),  # a file that ends too early ends behind its last line
    TimedOut(3),
    TimedOut(),
    END,
    Unreadable(Trouble("equation"), "1,5", "G1"),
    Unreadable(Trouble("of another version", {"names": ["x"] * 7, "at": 3, "cut": True})),
    Returned({"node": ["num", "1"]}, slip="G2"),
]
FORGED: list[Observation] = [
    Missing(Attempt("similar name", word="no name")),
    Missing(Attempt("similar name", word="x" * 61)),
    *(Missing(Attempt("printed", cell, line)) for cell, line in ((2, 1), (1, 4), (1, -1), (0, 1), (10**18, 1))),
    *(replace(RAISED, line=line) for line in (-1, 4, 10**18)),
    *(replace(RAISED, cell=cell) for cell in (0, 2, -1, 10**18)),
    replace(RAISED, message="x" * 501),
    replace(RAISED, type="x" * 81),
    TimedOut(2),
    Lost(Text("y", "y")),
    Unreadable(Trouble("x" * 61)),
    Unreadable(Trouble("equation", {"name": "x" * 61})),
    Unreadable(Trouble("equation", {"x" * 61: "x"})),
    Unreadable(Trouble("equation", {"names": ["x"] * 8})),
    Unreadable(Trouble("equation", {"names": ["x" * 61]})),
    Unreadable(Trouble("equation", {"names": [["x"]]})),
    Unreadable(Trouble("equation", {"name": {"a": 1}})),
    Unreadable(Trouble("equation", {"name": 2.5})),
    Unreadable(Trouble("equation", {str(n): "x" for n in range(9)})),
    Unreadable(Trouble("equation"), "x" * 201),
    Unreadable(Trouble("equation"), "", "M1"),
    Returned(None, slip="the key is wrong"),
]


@pytest.mark.parametrize("seen", TAKEN)
def test_what_can_be_true_is_taken(seen: Observation) -> None:
    assert expect_observation(seen, CELLS, [END]) is None


@pytest.mark.parametrize("seen", FORGED)
def test_what_cannot_be_true_is_forged(seen: Observation) -> None:
    with pytest.raises(ValueError, match="no child of ours"):
        expect_observation(seen, CELLS, [END])


def raises(error: BaseException) -> Any:
    def squared(x: object) -> object:
        raise error

    return squared


HONEST: dict[str, Any] = {
    "a value": lambda x: x,
    "nothing": lambda x: None,
    "no number": lambda x: {"a": 1},
    "a long complaint": raises(ValueError("x" * 10_000)),
    "an odd name": raises(type("E" * 1000, (Exception,), {})("\ud800")),
    "a text of another kind": raises(ValueError(type("S", (str,), {"__str__": lambda self: self * 1000})("x"))),
}


@pytest.mark.parametrize("honest", HONEST.values(), ids=HONEST)
def test_what_calls_lead_to_is_in_range(honest: Any) -> None:
    probe = call("squared", 2)
    assert expect_outcome(call_it(function("squared"), honest, probe), probe) is None


MADE_UP: list[Any] = [
    {"is": "correct"},
    {"is": ["returned"]},
    {"is": "returned"},
    {"is": "returned", "value": 3},
    {"is": "returned", "value": "C", "points": 3},
    {"is": "returned", "value": "C", "changed": [1]},
    {"is": "returned", "value": "C", "changed": [0, 0]},
    {"is": "returned", "value": "C", "changed": [True]},
    {"is": "raised", "type": "E", "message": "x" * 501},
    {"is": "raised", "type": "E", "message": 3},
    {"is": "raised", "type": "E", "message": "", "source": "x" * 61},
    {"is": "raised", "type": "E", "message": "", "kinds": ["E"] * 9},
    {"is": "raised", "type": "E", "message": "", "kinds": "E"},
    {"is": "timeout", "why": "starved"},
    {"is": "unreadable", "de": "Volle Punkte", "en": "full points"},
    {"is": "unreadable", "why": "equation"},
    {"is": "unreadable", "why": {"is": "Trouble", "code": "equation", "words": {"name": "x" * 61}}},
    {"is": "unreadable", "why": {"is": "Text", "de": "Volle Punkte", "en": "full points"}},
]


@pytest.mark.parametrize("outcome", MADE_UP)
def test_what_no_call_leads_to_is_forged(outcome: Any) -> None:
    with pytest.raises(ValueError, match=r"no child of ours|is no"):
        expect_outcome(outcome, call("squared", 2))


def test_answers_that_cannot_be_read_are_in_range() -> None:
    many = observe({"kind": "value", "symbols": []}, " + ".join(f"{'x' * 30}{n}" for n in range(100)))
    assert isinstance(many, Unreadable)
    assert expect_observation(many, CELLS) is None


PART = Part("ex10", 1, (Cell(1, "a"), Cell(2, "b", 7)), "name", 5)
READ = [
    (RawReading((PART,), (Trouble("no cells"),)), True),
    (RawReading(problem=Trouble("no cells")), True),
    (RawReading((PART, PART)), False),
    (RawReading((PART,), (Trouble("x" * 61),)), False),
    (RawReading((PART,), (Trouble("no cells"),) * 10), False),
    (RawReading((replace(PART, exercise="ex11"),)), False),
    (RawReading((replace(PART, variant=-1),)), False),
    (RawReading((replace(PART, shuffle=1 << 40),)), False),
    (RawReading((replace(PART, cells=PART.cells[::-1]),)), False),
    (RawReading((replace(PART, cells=(Cell(0, "a"),)),)), False),
    (RawReading((replace(PART, cells=(Cell(1, "a", 1 << 40),)),)), False),
]


@pytest.mark.parametrize(("read", "taken"), READ)
def test_what_was_read_of_a_file_is_in_range(read: RawReading, taken: bool) -> None:
    try:
        expect_reading(read, ["ex10"])
    except ValueError:
        assert not taken
    else:
        assert taken
