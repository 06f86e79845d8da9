"""A warm process that forks children and knows nothing: no reference, no hand-in, no job ever enters it.

    python -P -m grader.sandbox.children.zygote CONTROL_FD ISOLATION ABI TASK…

It receives requests of a fixed size and file descriptors; the child reads its job from its own pipe after the fork,
because buffers that a zygote has freed are still readable in every child to come. Linux only.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import tempfile
import time
from typing import NoReturn, cast

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.children.channel import Channel, freeze, serve
from grader.sandbox.libraries.preload import WARMABLE, warm
from grader.sandbox.libraries.warm_up import prime
from grader.sandbox.protocol.control import REPLY, REQUEST
from grader.sandbox.strict.preparation import preparation
from grader.sandbox.wall.enclosure import Enclosure
from grader.sandbox.wall.wall import Isolation, Wall, apply_wall
from grader.storage.owned_tempdir import sweep


def main(control: socket.socket, wall: Wall, tasks: tuple[str, ...]) -> NoReturn:
    judge, children = os.getppid(), set[int]()
    gc.disable()  # imports leave nothing to collect, and looking for it takes a tenth of their time
    prepared = preparation(wall)
    prepared.begin()
    for name in ("ctypes", "resource", *(task.partition(":")[0] for task in tasks)):
        importlib.import_module(name)  # the first two are what the wall needs: not again in every child
    tempfile.tempdir = os.getcwd()  # else the first who asks tries to write into every folder that it could be
    prepared.imported()
    enclosure = Enclosure(wall, os.getcwd()) if wall.encloses else None
    freeze()
    _reply(control, 0, os.getpid())
    while True:
        message, descriptors = _request(control)
        if len(message) != REQUEST.size:
            _clear_up(judge, children)
            break
        what, argument = REQUEST.unpack(message)
        if what == b"q":
            break
        if what == b"f":
            children.add(_fork(control, enclosure, tasks, descriptors))
        elif what == b"r":
            _, status, usage = os.wait4(argument, 0)
            children.discard(argument)
            _reply(control, status, usage.ru_maxrss)
        elif what == b"w":
            installed = warm(WARMABLE[argument])
            prepared.warmed(WARMABLE[argument])
            freeze()
            _reply(control, int(installed))
        elif what == b"p":
            prime()
            freeze()
            _reply(control, 0)

    os._exit(0)  # taking torch down properly takes 0.3 s, and there is nothing to save


def _fork(control: socket.socket, enclosure: Enclosure | None, tasks: tuple[str, ...], descriptors: list[int]) -> int:
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        incoming, outgoing, log = descriptors
        child(enclosure, tasks, incoming, outgoing, log, zygote)
    handle = os.pidfd_open(pid)
    _reply(control, pid, descriptors=(handle,))
    for descriptor in (*descriptors, handle):
        os.close(descriptor)
    return pid


def _request(control: socket.socket) -> tuple[bytes, list[int]]:
    try:
        message, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 3)
    except ConnectionResetError:  # the judge went without reading our last reply
        return b"", []
    return message, descriptors


def _reply(control: socket.socket, first: int, second: int = 0, *, descriptors: tuple[int, ...] = ()) -> None:
    with contextlib.suppress(BrokenPipeError):  # the judge has gone: the next request, which never comes, will tell
        socket.send_fds(control, [REPLY.pack(first, second)], descriptors)


def _clear_up(judge: int, children: set[int]) -> None:
    """The judge has gone without a word: its children and its temporary folders go, too."""
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    for _ in range(200):
        if os.getppid() != judge:  # now it has let go of its locks
            break
        time.sleep(0.01)
    sweep(os.path.dirname(os.getcwd()))


def child(enclosure: Enclosure | None, tasks: tuple[str, ...], incoming: int, outgoing: int, log: int, zygote: int) -> NoReturn:
    """Shut the wall, then do what the judge asks."""
    gc.enable()
    try:
        os.setsid()
        os.dup2(log, 1)
        os.dup2(log, 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        channel = Channel(incoming, outgoing, forked=True)
        start = channel.receive()
        os.chdir(start["cwd"])
        apply_wall(**start["wall"], keep=(incoming, outgoing), parent=zygote, enclosure=enclosure)
        serve(channel, tasks)
    except BaseException as error:  # noqa: BLE001 - the wall: nothing may return into the zygote's loop
        os.write(2, f"child: {type(error).__name__}: {error}\n".encode("utf-8", "replace")[:2000])
        os._exit(97)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), Wall(cast(Isolation, sys.argv[2]), int(sys.argv[3])), tuple(sys.argv[4:]))
