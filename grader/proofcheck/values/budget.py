"""Time of the processor that one check may take."""

from __future__ import annotations

import time

from grader.proofcheck.values.findings import NotCheckable

EVERY = 8  # steps from one look at the clock to the next


class Budget:
    """Counts from its making; flint's own calls are not interrupted, so it is asked between small steps."""

    def __init__(self, seconds: float) -> None:
        self.end, self.steps = time.process_time() + seconds, 0
        self.look = time.perf_counter() + seconds  # before that the processor cannot have worked for so long

    def spend(self) -> None:
        """Raises NotCheckable once the time is up. The processor's clock is dear, so it is asked only when it may be up."""
        self.steps += 1
        if self.steps % EVERY == 0 and time.perf_counter() > self.look:
            left = self.left()
            if left <= 0:
                raise NotCheckable("it takes too long")
            self.look = time.perf_counter() + left

    def left(self) -> float:
        return self.end - time.process_time()
