"""The child's end of the conversation."""

from __future__ import annotations

import gc
import importlib
import json
import os
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from grader.sandbox.libraries.preload import is_warm, warm
from grader.sandbox.protocol.frames import HEADER, Frame, pack

# Captured before student code runs; patching os.write or json in the child must not confuse our own code.
_read, _write = os.read, os.write
_decode = json.JSONDecoder().decode


class Channel:
    """Receives the job and further messages, sends frames."""

    def __init__(self, incoming: int, outgoing: int, *, forked: bool) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._forked = forked

    def want(self, modules: tuple[str, ...]) -> None:
        """Have `modules` imported before anything else runs, and say that the job starts now.

        A forked child that finds one cold leaves: its zygote imports it once, for all children to come, and the lane
        forks again. A spawned child imports for itself.
        """
        cold = [module for module in modules if not is_warm(module)]
        if cold and self._forked:
            self.send({"is": "want", "modules": cold})
            os._exit(0)
        for module in cold:
            warm(module)
        self.send({"is": "ready"})

    def send(self, frame: Mapping[str, Any]) -> None:
        rest = memoryview(pack(frame))
        while rest:
            rest = rest[_write(self._outgoing, rest) :]

    def receive(self) -> Frame:
        """The next message of the judge."""
        message: Frame = _decode(self.receive_bytes().decode("utf-8"))
        return message

    def receive_bytes(self) -> bytes:
        (size,) = HEADER.unpack(self._exactly(HEADER.size))
        return self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        if size < 1 << 16:
            data = _read(self._incoming, size) if size else b""
            if len(data) == size:
                return data
        else:
            data = b""
        buffer = bytearray(data)
        while len(buffer) < size:
            part = _read(self._incoming, min(size - len(buffer), 1 << 20))
            if not part:
                os._exit(0)  # the judge has gone: nobody waits for an answer
            buffer += part
        return bytes(buffer)


Task = Callable[[Frame, Channel], None]


def resolve(name: str, allowed: tuple[str, ...]) -> Task:
    """The function behind "package.module:function", only if it is on the list.

    Raises:
        PermissionError: it is not on the list.
    """
    if name not in allowed:
        raise PermissionError(f"{name} is not a task of this zygote")
    module, _, function = name.partition(":")
    task: Task = getattr(importlib.import_module(module), function)
    return task


def freeze() -> None:
    """Keep the collector's hands off what is warm: a collection in a child would copy every page of it."""
    gc.freeze()


def serve(channel: Channel, allowed: tuple[str, ...]) -> NoReturn:
    """Do one job after the other until the judge kills this process, or goes away."""
    while True:
        job = channel.receive()
        resolve(job["task"], allowed)(job["data"], channel)
