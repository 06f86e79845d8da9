"""A soft deadline: code that computes too long is interrupted from inside, so that what follows it can still run.

It counts the processor time of all threads of this process. Who takes it away from themselves, or waits instead of computing,
is ended by the judge, which measures for itself.
"""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STUCK = 98  # exit code of a child whose code swallows every interruption
_AGAIN = 0.25  # seconds of processor time between two interruptions
_LOOK = 0.05  # seconds between two looks at the clock, where nothing rings by itself
_INSISTENCE = 3  # interruptions before the child gives up

# Captured before student code runs.
_exit = os._exit
_signal = signal.signal
_setitimer = getattr(signal, "setitimer", None)  # not on Windows
_processor_time = time.process_time


class Overtime(BaseException):
    """Raised inside code that computed too long; not an Exception, so that `except Exception` lets it pass."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of `work`.

    Raises:
        Overtime: it computed longer. What swallows that again and again ends the process with exit code STUCK.
    """
    return _with_signal(seconds, work) if _setitimer is not None else _with_thread(seconds, work)


def _with_signal(seconds: float, work: Callable[[], T]) -> T:
    assert _setitimer is not None
    rung = 0

    def ring(*_: object) -> None:
        nonlocal rung
        rung += 1
        if rung > _INSISTENCE:
            _exit(STUCK)
        raise Overtime

    alarm: signal.Signals = signal.SIGPROF  # type: ignore[attr-defined,unused-ignore]
    timer: int = signal.ITIMER_PROF  # type: ignore[attr-defined,unused-ignore]
    _signal(alarm, ring)
    _setitimer(timer, seconds, _AGAIN)
    try:
        return work()
    finally:
        _setitimer(timer, 0)
        _signal(alarm, signal.SIG_IGN)  # one that has rung already must not reach the next cell


def _with_thread(seconds: float, work: Callable[[], T]) -> T:
    """The same without signals; it reaches loops, but no call into C such as time.sleep: there the judge kills."""
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())

    due = _processor_time() + seconds

    def watch() -> None:
        for number in range(_INSISTENCE + 1):
            while _processor_time() < due + number * _AGAIN:
                if done.wait(_LOOK):
                    return
            if number == _INSISTENCE:
                _exit(STUCK)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(Overtime))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        return work()
    finally:
        done.set()
        thread.join()
