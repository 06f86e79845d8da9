"""Which wall and which lane this system has."""

from __future__ import annotations

import os
import sys

from grader.errors import SandboxError
from grader.sandbox.forks import has_zygotes
from grader.sandbox.protocol.interface import Lane
from grader.sandbox.wall.limits import STATM, Limits
from grader.sandbox.wall.wall import Wall, limits_only, strongest


def choose_wall() -> Wall:
    """The strongest wall of this system; GRADER_EXECUTOR=portable forces the one that every system has.

    Raises:
        SandboxError: Linux hides from us what a limit on memory is counted from.
    """
    if sys.platform == "linux" and not os.path.exists(STATM):
        raise SandboxError(
            "Nothing was graded: /proc is not there, and without it no process can be given a limit on its memory. Mount it "
            "(mount -t proc proc /proc), or start the container without hiding it.",
            de="Nichts wurde bewertet: /proc fehlt, und ohne /proc lässt sich kein Prozess im Speicher begrenzen. Hänge es ein "
            "(mount -t proc proc /proc), oder starte den Container so, dass er es nicht verbirgt.",
        )
    return strongest() if has_zygotes() else limits_only()


def open_lane(tasks: tuple[str, ...], limits: Limits, wall: Wall) -> Lane:
    """A lane behind `wall`. Starts nothing yet."""
    if sys.platform == "linux" and has_zygotes():
        from grader.sandbox.children.fork_pool import ForkLane

        return ForkLane(tasks, limits, wall)
    from grader.sandbox.children.portable import PortableLane

    return PortableLane(tasks, limits)
