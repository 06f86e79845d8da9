"""Ctrl-C, a closed terminal, a polite kill: one sentence in the language of the run, and a quick end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

from grader.cli.shared.context import print_safely
from grader.model import Lang, Text
from grader.sandbox.forks import has_zygotes

PATIENCE = 0.5  # seconds for an orderly end
PORTABLE_PATIENCE = 15.0  # where no zygotes clear up, lanes end their own children: a hand-in takes at most ten
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # the last is unknown to Windows
_CLEAR_LINE_SHOW_CURSOR = "\r\x1b[2K\x1b[?25h"

STOPPED = Text(
    de="Abgebrochen. Keine Datei ist halb geschrieben, und Beurteiltes ist gemerkt: derselbe Befehl macht dort weiter.",
    en="Interrupted. No file is half written, and what has been graded is remembered: the same command carries on from there.",
)


class Stopper:
    """Turns the first signal into KeyboardInterrupt.

    Lanes may be in the middle of a hand-in that takes its ten seconds. Nothing is lost by not waiting for them: zygotes
    clear up behind a judge that has gone, and files are written whole.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._number = signal.SIGINT
        self._stopping = False
        self._said = threading.Lock()

    def install(self) -> None:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as for nohup
                signal.signal(number, self._on_signal)

    def say(self) -> int:
        """The sentence, once; the exit status of a process that was asked to end."""
        if self._said.acquire(blocking=False):
            with suppress(OSError):  # the terminal may be closed
                print_safely(STOPPED.in_(self._lang), sys.__stderr__)
        return 128 + self._number

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self._stopping:  # impatience must not turn an orderly end into a traceback
            return
        self._stopping = True
        self._number = signal.Signals(number)
        end = threading.Timer(PATIENCE if has_zygotes() else PORTABLE_PATIENCE, self._end_now)
        end.daemon = True
        end.start()
        raise KeyboardInterrupt

    def _end_now(self) -> None:
        terminal = sys.__stderr__  # sys.stderr may be a progress bar's, which would draw itself once more
        with suppress(OSError):
            if terminal is not None and terminal.isatty():
                terminal.write(_CLEAR_LINE_SHOW_CURSOR)
        os._exit(self.say())
