"""The tasks of children by name, and the frames that each may send. The judge reads this; it imports no task."""

from __future__ import annotations

from grader.sandbox.protocol.frames import Shapes
from grader.sandbox.protocol.interface import PREFLIGHT

READ_HAND_IN = "grader.runner.child.tasks:read_hand_in"
RUN_CELLS = "grader.runner.child.tasks:run_cells"
RUN_RULES = "grader.runner.child.run_rules:run_rules"
TASKS = (READ_HAND_IN, RUN_CELLS, RUN_RULES, PREFLIGHT)

READ_SHAPES: Shapes = {"reading": {"reading": dict}}
RUN_SHAPES: Shapes = {
    "uses": {"found": dict},
    "cell": {"number": int},
    "traces": {},
    "ran": {"number": int, "failure": dict, "notes": list},
    "loaded": {"callables": list, "clues": dict},
    "item": {"name": str, "observation": dict},
    "query": {"point": list},
    "probe": {"name": str, "index": int, "outcome": dict},
    "done": {},
}
RULES_SHAPES: Shapes = {"passed": {"rules": list}}
