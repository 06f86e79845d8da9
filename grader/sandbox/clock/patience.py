"""A limit on the processor time of trusted code in this process, by a timer that rings inside of it."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfPatience(BaseException):
    """Not an Exception: what runs may catch those."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raises OutOfPatience in Python code that computes longer; where there is no such timer, nothing here limits it."""
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
