"""Small exercises and submissions for the tests of executors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from grader import answers
from grader.model import Cell, Exercise, Item, Kind, Observation, Returned, Submission, Text

_T = Text("x", "x")


def function(name: str) -> dict[str, Any]:
    return {"kind": "function", "functions": {name: {"signature": f"{name}(x)", "returns": {"kind": "value"}}}, "uses": []}


def call(name: str, *arguments: Any) -> dict[str, Any]:
    return {"function": name, "args": list(arguments), "named": {}}


def exercise(*names: str, asks: str | None = None, arguments: tuple[Any, ...] = (1, 2)) -> Exercise:
    """An exercise that asks for plain values called `names`, and for a function."""
    items = [Item(f"ex10.{name}", name, Kind.VALUE, Fraction(1), False, _T, reading={"kind": "value"}) for name in names]
    if asks:
        probes = tuple(call(asks, argument) for argument in arguments)
        items.append(Item("ex10.z", asks, Kind.FUNCTION, Fraction(1), False, _T, reading=function(asks), probes=probes))
    return Exercise("ex10", "three_steps", _T, _T, 0, 1, tuple(items))


def submission(*cells: str, student: str = "anna") -> Submission:
    return Submission(
        student, "ex10", 0, tuple(Cell(number, source) for number, source in enumerate(cells, 1)), "0", "ex10.ipynb"
    )


def value(number: float) -> Observation:
    """What is observed of a plain number."""
    return Returned(answers.read({"kind": "value"}, number))
