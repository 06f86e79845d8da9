"""Which wall and which lane this system has."""

from __future__ import annotations

import os
import sys

from grader.sandbox.door import Lane
from grader.sandbox.limits import Limits
from grader.sandbox.wall import Wall, limits_only, strongest


def choose_wall() -> Wall:
    """The strongest wall of this system; GRADER_EXECUTOR=portable forces the one that every system has."""
    return limits_only() if _portable() else strongest()


def open_lane(tasks: tuple[str, ...], limits: Limits, wall: Wall) -> Lane:
    """A lane behind `wall`. Starts nothing yet."""
    if sys.platform == "linux" and not _portable():
        from grader.sandbox.lane import ForkLane

        return ForkLane(tasks, limits, wall)
    from grader.sandbox.portable import PortableLane

    return PortableLane(tasks, limits)


def _portable() -> bool:
    """Only Linux forks, and has handles on processes that never mean another one."""
    return not hasattr(os, "pidfd_open") or os.environ.get("GRADER_EXECUTOR") == "portable"
