"""A budget of one process from a moment on: what it may compute, and how long it may take besides.

Computing is measured, not taken from the clock on the wall, so it ends no sooner on a busy machine. A wide limit on the wall
is for what does not compute; in it does not count what the process stood in the queue for a processor. Where the queue is so
long that nothing can be said any more, that is what is said.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from grader.model import Delay
from grader.sandbox.clock import meter

STARVING = 3.0  # times what a process may wait: by the clock on the wall that is the end, whoever had the processor
_FIRST_LOOK = 0.2  # seconds; who is done by then costs a look at one clock and no more
_SHORTEST = 0.01


class Stopwatch:
    """Of the process `pid`: `computing` seconds of processor time, `waiting` seconds without what others took from it.

    `starving` times `waiting` by the clock on the wall is the end in any case.
    """

    def __init__(self, pid: int, *, computing: float, waiting: float, starving: float = STARVING) -> None:
        self.computing = computing
        self.waiting = waiting
        self._longest = starving * waiting
        self._pid = pid
        self._busy = meter.busy(pid)
        self._final: tuple[float, float] | None = None
        self.wait_anew()

    def wait_anew(self) -> None:
        """What it waited so far was for us."""
        self._begun = time.monotonic()
        self._queued: float | None = None
        self._looked = False
        self._overslept = 0.0

    def next_look(self) -> float:
        """Seconds in which nothing can be overdue."""
        if not self._looked:
            return _FIRST_LOOK if self.computing > 0 and self.waiting > 0 else 0.0
        left = self.computing - self.computed()
        waits = self.waiting - self.waited() if self.waited() < self.waiting else self._longest - self._elapsed
        return max(_SHORTEST, min(left / meter.CORES, waits))

    def oversleep(self, seconds: float) -> None:
        """The judge itself came back so much later than it wanted: it was kept waiting, and so may be what it watches."""
        self._overslept += seconds

    def overdue(self) -> Delay | None:
        """Which limit is reached, if any."""
        if not self._looked:
            self._looked, self._queued = True, meter.queued(self._pid)
        if self.computed() >= self.computing:
            return "computing"
        if self.waited() >= self.waiting:
            known = self._busy is not None and self._queued is not None and not meter.stuck_in_kernel(self._pid)
            return "waiting" if known else "unclear"
        return "starved" if self._elapsed >= self._longest else None

    def stop(self) -> None:
        """Its process is about to go, and its number to another one."""
        if self._final is None:
            self._final = self.computed(), self.waited()

    def computed(self) -> float:
        """Seconds of processor time so far; 0 where the system does not tell."""
        if self._final is not None:
            return self._final[0]
        now = meter.busy(self._pid)
        return 0.0 if now is None or self._busy is None else now - self._busy

    def waited(self) -> float:
        """Seconds so far by the clock on the wall, without those in which others were served."""
        if self._final is not None:
            return self._final[1]
        queued = None if self._queued is None else meter.queued(self._pid)
        kept = 0.0 if queued is None or self._queued is None else max(0.0, queued - self._queued)
        return self._elapsed - min(self._elapsed, max(kept, self._overslept))

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self._begun


def first_overdue(watches: Sequence[Stopwatch], *, overslept: float) -> Delay | None:
    """The first limit that is reached by any of them, looked at `overslept` seconds later than it was wanted."""
    for watch in watches:
        watch.oversleep(overslept)
    return next((why for why in map(Stopwatch.overdue, watches) if why is not None), None)
