"""The ancestor of key workers: it has imported all that compares, and knows no course. Linux only."""

from __future__ import annotations

import gc
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from grader.answer_key.process.worker import work
from grader.sandbox.ancestors.server import Letter, be_called, serve
from grader.sandbox.wall.non_dumpable import keep_memory_private


def main(control: socket.socket) -> NoReturn:
    keep_memory_private()  # the environment may hold the secret of the class
    gc.freeze()  # imported for good: not looked through in every worker
    serve(control, live)
    os._exit(0)


def live(letter: Letter, descriptors: list[int]) -> NoReturn:
    """A worker, with its standard input and output."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    with suppress(OSError):  # a folder that is gone
        os.chdir(letter["folder"])
    be_called("key worker")
    work(Path(letter["root"]))
