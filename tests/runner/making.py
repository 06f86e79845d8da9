"""Small exercises and submissions for the tests of executors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from grader.answers.door import read as read_value
from grader.model import Cell, Delay, Exercise, Item, Observation, Returned, Submission, Text, TimedOut
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.wall.limits import Limits
from grader.submissions.files.handin import Reading

_T = Text("x", "x")
# Little processor time, and a long queue for it before anybody says that a machine is too busy.
SHORT = Limits(soft=0.5, grace=0.5, hard=4.0, starving=60.0)
HASTY = replace(SHORT, waiting=1.5)  # for code that waits: a machine that stands still for so long is taken for it
BRIEF = replace(SHORT, soft=0.2, grace=0.2)  # for code that never ends, beside cells that take no time at all
# What a hand-in begins with that forges frames: the bytes of a frame, and where to write them.
PIPE = """
import os, struct, json
def frame(**f):
    b = json.dumps(f).encode()
    return struct.pack('<I', len(b)) + b
def everywhere(data):
    for fd in range(3, 64):
        try: os.write(fd, data)
        except OSError: pass
"""
# What a hand-in begins with that changes what is sent for it: `change` takes a frame and gives another.
LIE = """
import sys
channel = sys.modules['grader.sandbox.children.channel'].Channel
honest = channel.send
channel.send = lambda self, frame: honest(self, change(dict(frame)))
"""


def function(name: str) -> dict[str, Any]:
    return {"kind": "function", "functions": {name: {"signature": f"{name}(x)", "returns": {"kind": "value"}}}, "uses": []}


def call(name: str, *arguments: Any) -> dict[str, Any]:
    return {"function": name, "args": list(arguments), "named": {}}


def exercise(*names: str, asks: str | None = None, arguments: tuple[Any, ...] = (1, 2)) -> Exercise:
    """An exercise that asks for plain values called `names`, and for a function."""
    items = [Item(f"ex10.{name}", name, "value", Fraction(1), False, _T, reading={"kind": "value"}) for name in names]
    if asks:
        probes = tuple(call(asks, argument) for argument in arguments)
        items.append(Item("ex10.z", asks, "function", Fraction(1), False, _T, reading=function(asks), probes=probes))
    return Exercise("ex10", "three_steps", _T, _T, 0, 1, tuple(items))


def submission(*cells: str, student: str = "anna") -> Submission:
    return Submission(
        student, "ex10", 0, tuple(Cell(number, source) for number, source in enumerate(cells, 1)), "0", "ex10.ipynb"
    )


def value(number: float) -> Observation:
    """What is observed of a plain number."""
    return Returned(read_value({"kind": "value"}, number))


def late(cell: int = 0, why: Delay = "computing", limits: Limits = SHORT) -> Observation:
    """What is observed of a cell that was stopped."""
    return TimedOut(cell, why, {"computing": limits.soft, "together": limits.hard}.get(why, limits.waiting))


def read(executor: LocalExecutor, data: bytes, name: str, catalogue: Mapping[str, Sequence[str]]) -> Reading:
    """What is read of one file."""
    with executor.session() as session:
        return session.read(data, name, catalogue)
