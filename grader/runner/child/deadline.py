"""A soft deadline: code that runs too long is interrupted from inside, so that what follows it can still run."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STUCK = 98  # exit code of a child whose code swallows every interruption
_AGAIN = 0.25  # seconds between two interruptions
_INSISTENCE = 3  # interruptions before the child gives up

# Captured before student code runs.
_exit = os._exit
_signal = signal.signal
_setitimer = getattr(signal, "setitimer", None)  # not on Windows


class Overtime(BaseException):
    """Raised inside code that ran too long; not an Exception, so that `except Exception` lets it pass."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of `work`.

    Raises:
        Overtime: it took longer. What swallows that again and again ends the process with exit code STUCK.
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

    alarm: signal.Signals = signal.SIGALRM  # type: ignore[attr-defined,unused-ignore]
    _signal(alarm, ring)
    _setitimer(0, seconds, _AGAIN)
    try:
        return work()
    finally:
        _setitimer(0, 0)
        _signal(alarm, signal.SIG_IGN)  # one that has rung already must not reach the next cell


def _with_thread(seconds: float, work: Callable[[], T]) -> T:
    """The same without signals; it reaches loops, but no call into C such as time.sleep: there the judge kills."""
    done = threading.Event()
    target = ctypes.c_ulong(threading.get_ident())

    def watch() -> None:
        if done.wait(seconds):
            return
        for _ in range(_INSISTENCE):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(Overtime))
            if done.wait(_AGAIN):
                return
        _exit(STUCK)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        return work()
    finally:
        done.set()
        thread.join()
