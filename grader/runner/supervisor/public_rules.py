"""Has a child say which public checks the calls of a function item pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.answers.functions.arguments import wanted_modules
from grader.model import Json
from grader.runner.supervisor.frame_schema import RULES_SHAPES, RUN_RULES
from grader.sandbox.protocol.interface import Ended, Job, Lane
from grader.sandbox.wall.limits import Limits


def run_rules(
    lane: Lane, limits: Limits, source: str, given: Mapping[str, Json], calls: Sequence[Json], rules: Sequence[Json]
) -> list[bool] | None:
    """Yes or no for each rule; None where the child ended before it said so, or said something else.

    Raises:
        SandboxError: no child could be started.
    """
    modules = wanted_modules([call["probe"] for call in calls])
    data = {"source": source, "given": dict(given), "calls": list(calls), "rules": list(rules)}
    child = lane.open(Job(RUN_RULES, data, RULES_SHAPES, expect=tuple(sorted(modules))))
    try:
        frame = child.receive(
            child.watch(computing=limits.soft + limits.grace, waiting=limits.waiting, starving=limits.starving)
        )
    finally:
        child.end()
    if isinstance(frame, Ended):
        return None
    passed = frame["rules"]
    return passed if len(passed) == len(rules) and all(type(one) is bool for one in passed) else None
