"""Which wall this system has."""

from __future__ import annotations

import os
import sys

from grader.sandbox.door import Lane
from grader.sandbox.limits import Limits


def open_lane(tasks: tuple[str, ...], limits: Limits) -> Lane:
    """The strongest lane of this system; GRADER_EXECUTOR=portable forces the other. Starts nothing yet."""
    if sys.platform == "linux" and hasattr(os, "pidfd_open") and os.environ.get("GRADER_EXECUTOR") != "portable":
        from grader.sandbox.lane import ForkLane

        return ForkLane(tasks, limits)
    from grader.sandbox.portable import PortableLane

    return PortableLane(tasks, limits)
