"""Which wall and which lane this system has."""

from __future__ import annotations

import sys

from grader.sandbox.protocol.interface import Lane
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Wall, has_zygotes, limits_only, strongest


def choose_wall() -> Wall:
    """The strongest wall of this system; GRADER_EXECUTOR=portable forces the one that every system has."""
    return strongest() if has_zygotes() else limits_only()


def open_lane(tasks: tuple[str, ...], limits: Limits, wall: Wall) -> Lane:
    """A lane behind `wall`. Starts nothing yet."""
    if sys.platform == "linux" and has_zygotes():
        from grader.sandbox.children.fork_pool import ForkLane

        return ForkLane(tasks, limits, wall)
    from grader.sandbox.children.portable import PortableLane

    return PortableLane(tasks, limits)
