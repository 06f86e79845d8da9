"""Time of the processor that one check may take."""

from __future__ import annotations

import time

from grader.proofcheck.findings import NotCheckable


class Budget:
    """Counts from its making; flint's own calls are not interrupted, so it is asked between small steps."""

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    def spend(self) -> None:
        """Raises NotCheckable once the time is up."""
        if time.process_time() > self.end:
            raise NotCheckable("it takes too long")
