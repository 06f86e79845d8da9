"""A child that is started instead of forked, for systems without fork or pidfd.

python -P -m grader.sandbox.children.spawned TASK… MODULE…

Jobs on standard input, frames on standard output, log on standard error. A task has a colon in its name, and a module is
one that the first job is going to want.
"""

from __future__ import annotations

import importlib
import os
import sys

from grader.sandbox.children.channel import Channel, serve
from grader.sandbox.libraries.preload import warm
from grader.sandbox.wall.wall import apply_wall


def main(words: tuple[str, ...]) -> None:
    tasks = tuple(word for word in words if ":" in word)
    incoming, outgoing = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    for name in tasks:
        importlib.import_module(name.partition(":")[0])
    for module in (word for word in words if ":" not in word):
        warm(module)
    channel = Channel(incoming, outgoing, forked=False)
    start = channel.receive()
    apply_wall(**start["wall"], keep=(incoming, outgoing), parent=os.getppid())
    serve(channel, tasks)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
