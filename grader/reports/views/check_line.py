"""One line of the self-check of an exercise, as reports show it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Text


@dataclass(frozen=True, slots=True)
class CheckLine:
    """`check` says what was promised of `exercise`; `detail` says what was found if it does not hold.

    `properties` are facts for a machine that reads the JUnit file: points, number of mistakes, ...
    """

    exercise: str
    check: str
    passed: bool
    detail: Text | None
    seconds: float
    properties: tuple[tuple[str, str], ...] = ()
