"""What an ancestor does: it has imported what its descendants need, and forks one whenever it is asked. Linux only.

It knows nothing: what a descendant is for stands in a short letter of ours, and everything else comes to the descendant's
own descriptors after the fork. Whoever asked for it sees its end by a descriptor, so nobody waits for it here.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

LONGEST = 1 << 14  # bytes of a letter: a few paths
DESCRIPTORS = 3
BORN = struct.Struct("<i")  # process id; 0 for what has been done and had none
FAILED = 97  # exit code of a descendant whose life ended in an exception of ours

Letter = dict[str, Any]


def be_called(name: str) -> None:
    """What this process is, for who looks at a list of them: all of them have the command line of the first."""
    with suppress(OSError), open("/proc/self/comm", "w") as comm:
        comm.write(name)


def serve(
    control: socket.socket, live: Callable[[Letter, list[int]], NoReturn], warm: Callable[[str], object] | None = None
) -> bool:
    """Fork, or import one module more, until told to end; False if who asks has gone without a word."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _answer(control, 0)
    while True:
        try:
            message, descriptors, _, _ = socket.recv_fds(control, LONGEST, DESCRIPTORS)
        except ConnectionResetError:  # it went without reading our last reply
            return False
        if not message:
            return False
        letter: Letter = json.loads(message)
        if "end" in letter:
            return True
        if warm is not None and "warm" in letter:
            warm(letter["warm"])
            _answer(control, 0)
        else:
            _bear(control, live, letter, descriptors)


def _bear(
    control: socket.socket, live: Callable[[Letter, list[int]], NoReturn], letter: Letter, descriptors: list[int]
) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            control.close()
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            live(letter, descriptors)
        except BaseException as error:  # noqa: BLE001 - nothing may return into the ancestor's loop
            os.write(2, f"{type(error).__name__}: {error}\n".encode("utf-8", "replace")[:2000])
        finally:
            os._exit(FAILED)
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:  # it has ended already
        _answer(control, 0)
    else:
        _answer(control, pid, handle)
        os.close(handle)
    for descriptor in descriptors:
        os.close(descriptor)


def _answer(control: socket.socket, pid: int, *descriptors: int) -> None:
    with suppress(BrokenPipeError):  # nobody is left: the next letter, which never comes, will tell
        socket.send_fds(control, [BORN.pack(pid)], descriptors)
