"""What an attack is: code whose success would be full points, what stops it, and what the grader reports instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Attack:
    """`code` comes before the right answer to the item `one`: it raises where it was stopped, and gets the point where not.

    `names`: words in braces that `code` uses stand for paths (see grading.py). `reported`: the outcome of the item, and
    words of its feedback. `control`: it may also run without the wall, where it must succeed; only what harms nobody.
    """

    line: int  # in the list of attacks that the project set out with
    name: str
    code: str
    stopped_by: str
    outcome: str = "crashed"
    says: str = ""
    control: bool = False


USES = "tried to use a file, the network or another program"  # how a refusal is reported
DEADLINE, PARTED = "a deadline", "answers are kept one by one; the rest is asked of a new child"
LANDLOCK, SECCOMP, BOTH = "Landlock", "seccomp", "Landlock and seccomp"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tables for an attack that has a test of its own."""

    line: int
    name: str
    stopped_by: str
    reported: str


def row(line: int, name: str, stopped_by: str, reported: str) -> Callable[[Test], Test]:
    """Enters a test into the tables."""

    def enter(test: Test) -> Test:
        vars(test).setdefault("rows", []).insert(0, Row(line, name, stopped_by, reported))
        return test

    return enter


def rows(module: ModuleType) -> list[Row]:
    """The rows of all tests of a module, in their order."""
    return [found for test in vars(module).values() for found in getattr(test, "rows", ()) if callable(test)]
