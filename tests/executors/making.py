"""Small exercises and submissions for the tests of executors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from grader import answers
from grader.model import Cell, Exercise, Item, Kind, Observation, Returned, Submission, Text

_T = Text("x", "x")
FUNCTION = {"kind": "function", "signature": "f(x)", "returns": {"kind": "value"}}


def exercise(*names: str, function: str | None = None, probes: tuple[Any, ...] = ({"args": [1]}, {"args": [2]})) -> Exercise:
    """An exercise that asks for plain values called `names`, and for a function."""
    items = [Item(f"ex10.{name}", name, Kind.VALUE, Fraction(1), False, _T, reading={"kind": "value"}) for name in names]
    if function:
        items.append(Item("ex10.z", function, Kind.FUNCTION, Fraction(1), False, _T, reading=FUNCTION, probes=probes))
    return Exercise("ex10", "three_steps", _T, _T, 0, 1, tuple(items))


def submission(*cells: str, student: str = "anna") -> Submission:
    return Submission(
        student, "ex10", 0, tuple(Cell(number, source) for number, source in enumerate(cells, 1)), "0", "ex10.ipynb"
    )


def value(number: float) -> Observation:
    """What is observed of a plain number."""
    return Returned(answers.read({"kind": "value"}, number))
