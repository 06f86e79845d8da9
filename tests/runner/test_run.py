"""What the clock stopped is known of a run, wherever it was stopped."""

from __future__ import annotations

import pytest

from grader.model import Missing, Observation, Raised, Returned, TimedOut
from grader.runner.supervisor.run_result import CellReport, Run

RUNS = [
    ({"a": Returned(1), "b": Missing()}, (), False),
    ({"a": Returned(1)}, (CellReport(1), CellReport(2, Raised("ValueError", "", 1, 2))), False),
    ({"a": Returned(1)}, (CellReport(1), CellReport(2, TimedOut(2))), True),
    ({"f": Returned({"probes": [{"is": "returned"}, {"is": "raised"}], "uses": []})}, (), False),
    ({"f": Returned({"probes": [{"is": "returned"}, {"is": "timeout"}], "uses": []})}, (), True),
    ({"a": Returned({"x": "1"})}, (), False),
    ({"a": TimedOut(1)}, (), True),
    *(({"a": Returned({"probes": forged})}, (), False) for forged in (5, "timeout", {"is": "timeout"}, ["timeout", None, [1]])),
]


@pytest.mark.parametrize(("observations", "cells", "expected"), RUNS)
def test_hurried(observations: dict[str, Observation], cells: tuple[CellReport, ...], expected: bool) -> None:
    assert Run(observations, cells).timed_out is expected
