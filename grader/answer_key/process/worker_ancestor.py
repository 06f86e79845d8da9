"""The ancestor of key workers: it has imported SymPy and all that compares, and knows no course. Linux only.

python -P -m grader.answer_key.process.worker_ancestor CONTROL_FD
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from grader.answer_key.process.worker import work
from grader.sandbox.ancestors.server import Letter, serve


def live(letter: Letter, descriptors: list[int]) -> NoReturn:
    """A worker, with its standard input and output."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    with suppress(OSError):  # a folder that is gone
        os.chdir(letter["folder"])
    work(Path(letter["root"]))


if __name__ == "__main__":
    gc.freeze()  # imported for good: not looked through in every worker
    serve(socket.socket(fileno=int(sys.argv[1])), live)
