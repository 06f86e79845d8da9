"""`await` in a cell, as Jupyter allows it: a loop that wakes itself through a pipe, since the wall refuses sockets."""

from __future__ import annotations

import os
import selectors
import sys
from collections.abc import Coroutine
from typing import Any, Protocol


class Loop(Protocol):
    """What a run needs of an event loop."""

    def run_until_complete(self, future: Coroutine[Any, Any, Any]) -> Any: ...

    def close(self) -> None: ...


class _End:
    """One end of a pipe, with the few words of a socket that a loop uses on its own wake-up."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        os.close(self._descriptor)


def new_loop() -> Loop:
    """A fresh event loop. asyncio takes 50 ms to import, so only who awaits waits for it."""
    import asyncio

    if sys.platform == "win32":  # no wall that refuses sockets, and pipes that cannot be waited for
        return asyncio.new_event_loop()

    class PipeLoop(asyncio.SelectorEventLoop):
        def _make_self_pipe(self) -> None:
            here, there = os.pipe()
            for end in (here, there):
                os.set_blocking(end, False)
            self._ssock, self._csock = _End(here), _End(there)
            self._internal_fds += 1  # type: ignore[attr-defined,unused-ignore]
            self._add_reader(here, self._read_from_self)  # type: ignore[attr-defined,unused-ignore]

    return PipeLoop(selectors.SelectSelector())
