"""What comes back from running a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model import Observation, Returned, Text, TimedOut


@dataclass(frozen=True, slots=True)
class CellReport:
    """A cell that was run, and how it failed if it did."""

    number: int
    failure: Observation | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One observation for each item of the exercise, by its name; `log` is what was printed, capped.

    `shared`: other exercises of the student had run in the same child before.
    """

    observations: Mapping[str, Observation]
    cells: tuple[CellReport, ...] = ()
    notes: tuple[Text, ...] = ()
    log: str = ""
    shared: bool = False

    @property
    def timed_out(self) -> bool:
        """A cell, a call or a look at an answer was stopped by the clock: on a machine with less to do the same code may get
        further, and a library may have been in the middle of something."""
        return any(map(_stopped, (*(cell.failure for cell in self.cells), *self.observations.values())))


def _stopped(seen: Observation | None) -> bool:
    match seen:
        case TimedOut():
            return True
        case Returned({"probes": [*probes]}):  # a child may send whatever it likes in their place
            return any(type(probe) is dict and probe.get("is") == "timeout" for probe in probes)
    return False
