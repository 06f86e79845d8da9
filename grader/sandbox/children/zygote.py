"""A warm process that forks children and knows nothing: no reference, no hand-in, no job ever enters it.

    python -P -m grader.sandbox.children.zygote CONTROL_FD JUDGE ISOLATION ABI TASK…

is their ancestor, unless a root has forked it: the zygote of each lane is forked from it. A zygote receives requests of a
fixed size and file descriptors; the child reads its job from its own pipe after the fork, because buffers that a zygote
has freed are still readable in every child to come. Linux only.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from typing import NoReturn, cast

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.server import Letter, be_called, serve
from grader.sandbox.children.channel import Channel, freeze
from grader.sandbox.children.channel import serve as do_tasks
from grader.sandbox.libraries.preload import WARMABLE, warm
from grader.sandbox.libraries.warm_up import prime
from grader.sandbox.protocol.control import REPLY, REQUEST
from grader.sandbox.strict.preparation import preparation
from grader.sandbox.wall.enclosure import Enclosure
from grader.sandbox.wall.wall import Isolation, Wall, apply_wall
from grader.storage.owned_tempdir import sweep


def main(control: socket.socket, judge: str, isolation: str, abi: str, *tasks: str) -> NoReturn:
    """What all zygotes have in common, once; `judge` is the process that it is all for."""
    wall = Wall(cast(Isolation, isolation), int(abi))
    gc.disable()  # imports leave nothing to collect, and looking for it takes a tenth of their time
    prepared = preparation(wall)
    prepared.begin()
    for name in ("ctypes", "resource", *(task.partition(":")[0] for task in tasks)):
        importlib.import_module(name)  # the first two are what the wall needs: not again in every child
    prepared.imported()
    freeze()

    def import_for_all(module: str) -> bool:
        installed = warm(module)
        prepared.warmed(module)
        freeze()
        return installed

    def live(letter: Letter, descriptors: list[int]) -> NoReturn:
        os.environ.update(letter["environment"])
        os.chdir(letter["environment"]["HOME"])
        _serve(socket.socket(fileno=descriptors[0]), wall, tasks, int(judge), import_for_all)

    if not serve(control, live, import_for_all):
        _clear_up(int(judge), set())
    os._exit(0)  # taking torch down properly takes 0.3 s, and there is nothing to save


def _serve(
    control: socket.socket, wall: Wall, tasks: tuple[str, ...], judge: int, import_for_all: Callable[[str], bool]
) -> NoReturn:
    """The zygote of one lane, whose folder it stands in."""
    be_called("zygote of lane")
    children = set[int]()
    tempfile.tempdir = os.getcwd()  # else the first who asks tries to write into every folder that it could be
    enclosure = Enclosure(wall, os.getcwd()) if wall.encloses else None
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
            _reply(control, int(import_for_all(WARMABLE[argument])))
        elif what == b"p":
            prime()
            freeze()
            _reply(control, 0)

    os._exit(0)


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
    with contextlib.suppress(ProcessLookupError):
        gone = select.poll()
        gone.register(os.pidfd_open(judge), select.POLLIN)
        gone.poll(2000)  # then it has let go of its locks
    sweep(os.path.dirname(os.getcwd()))


def child(enclosure: Enclosure | None, tasks: tuple[str, ...], incoming: int, outgoing: int, log: int, zygote: int) -> NoReturn:
    """Shut the wall, then do what the judge asks."""
    gc.enable()
    try:
        be_called("hand-in")
        os.setsid()
        os.dup2(log, 1)
        os.dup2(log, 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        channel = Channel(incoming, outgoing, forked=True)
        start = channel.receive()
        os.chdir(start["cwd"])
        apply_wall(**start["wall"], keep=(incoming, outgoing), parent=zygote, enclosure=enclosure)
        do_tasks(channel, tasks)
    except BaseException as error:  # noqa: BLE001 - the wall: nothing may return into the zygote's loop
        os.write(2, f"child: {type(error).__name__}: {error}\n".encode("utf-8", "replace")[:2000])
        os._exit(97)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), *sys.argv[2:])
