"""What comes back from running a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model import Json, Observation, Returned, Text, TimedOut
from grader.runner.supervisor.exit_messages import KILLED
from grader.time_limits import OPEN, delay_of, sentence_on_delay


@dataclass(frozen=True, slots=True)
class CellReport:
    """A cell that was run, and how it failed if it did."""

    number: int
    failure: Observation | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One observation for each item of the exercise, by its name; `log` is what was printed, capped.

    `remarks`: those of the notes that are about a cell. `shared`: other exercises of the student had run in the same child
    before. `killed`: twice by somebody else than the judge. `steady`: no child was ended by a signal that another run need
    not meet.
    """

    observations: Mapping[str, Observation]
    cells: tuple[CellReport, ...] = ()
    notes: tuple[Text, ...] = ()
    log: str = ""
    remarks: tuple[Text, ...] = ()
    shared: bool = False
    killed: bool = False
    steady: bool = True

    @property
    def timed_out(self) -> bool:
        """A cell, a call or a look at an answer was stopped: a library may have been in the middle of something."""
        return bool(self._delays)

    @property
    def starved(self) -> bool:
        """Something was stopped because others had the processor: alone it may go better."""
        return any(late.why == "starved" for late in self._delays)

    @property
    def open(self) -> Text | None:
        """Why nothing of this counts against the student, if it does not."""
        if self.killed:
            return KILLED
        return next((sentence_on_delay(late.why, late.limit) for late in self._delays if late.why in OPEN), None)

    @property
    def lasts(self) -> bool:
        """Another run would see the same."""
        return self.steady and not self.timed_out

    @property
    def _delays(self) -> list[TimedOut]:
        found = [cell.failure for cell in self.cells]
        return [late for seen in (*found, *self.observations.values()) for late in _delays(seen)]


def _delays(seen: Observation | None) -> list[TimedOut]:
    match seen:
        case TimedOut():
            return [seen]
        case Returned({"probes": [*probes]}):  # a child may send whatever it likes in their place
            return [_delay(probe) for probe in probes if type(probe) is dict and probe.get("is") == "timeout"]
    return []


def _delay(probe: dict[str, Json]) -> TimedOut:
    limit = probe.get("limit")
    return TimedOut(0, delay_of(probe.get("why")), limit if type(limit) is float else 0.0)
