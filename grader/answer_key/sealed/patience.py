"""A limit on how long one answer is compared in the judge's own process: it is the student's own answer on their machine."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 4.0  # of processor time, scrypt included


class OutOfPatience(BaseException):
    """Not an Exception: what compares may catch those."""


@contextmanager
def patience(seconds: float = SECONDS) -> Iterator[None]:
    """Raises OutOfPatience in Python code that computes longer; where there is no such timer, nothing limits it."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise OutOfPatience

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
