"""What comes back from running a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model import Observation, Text


@dataclass(frozen=True, slots=True)
class CellReport:
    """A cell that was run, and how it failed if it did."""

    number: int
    failure: Observation | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One observation for each item of the exercise, by its name; `log` is what was printed, capped."""

    observations: Mapping[str, Observation]
    cells: tuple[CellReport, ...] = ()
    notes: tuple[Text, ...] = ()
    log: str = ""
