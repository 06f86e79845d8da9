"""Time of the processor that one check may take."""

from __future__ import annotations

import time

from grader.proofcheck.findings import NotCheckable

EVERY = 8  # steps from one look at the clock to the next: a look may cost more than a step


class Budget:
    """Counts from its making; flint's own calls are not interrupted, so it is asked between small steps."""

    def __init__(self, seconds: float) -> None:
        self.end, self.steps = time.process_time() + seconds, 0

    def spend(self) -> None:
        """Raises NotCheckable once the time is up."""
        if self.steps % EVERY == 0 and time.process_time() > self.end:
            raise NotCheckable("it takes too long")
        self.steps += 1
