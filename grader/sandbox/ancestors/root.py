"""The first ancestor: it has imported what all others need, and forks them. Linux only.

    python -P -m grader.sandbox.ancestors.root CONTROL_FD

Each goes on as if its module had been started by exec, with an environment and a folder of its own. So SymPy is imported
once, whatever is forked later, and a root that has imported torch, too, is itself forked from the first one.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import socket
import sys
import time
from typing import NoReturn

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.server import Letter, be_called, serve
from grader.sandbox.libraries.preload import WARMABLE, warm
from grader.sandbox.libraries.warm_up import prime

USED = "used"  # instead of a module: what was imported is also used, as the hand-ins of a class will


def main(control: socket.socket) -> NoReturn:
    gc.disable()  # imports leave nothing to collect, and looking for it takes a tenth of their time
    serve(control, become, import_for_all)
    os._exit(0)  # taking torch down properly takes 0.3 s, and there is nothing to save


def import_for_all(module: str) -> None:
    if module == USED:
        prime()
    elif module in WARMABLE:
        warm(module)
    else:
        importlib.import_module(module)
    gc.freeze()  # imported for good: not looked through in every descendant


def become(_: Letter, descriptors: list[int]) -> NoReturn:
    """Another ancestor: its socket, what it is told in a file (an environment may be long), and where its words go."""
    control, told, *words = descriptors
    with open(told, encoding="utf-8") as letter:
        birth = json.load(letter)
    for descriptor in words:
        os.dup2(descriptor, 2)
        os.close(descriptor)
    gc.enable()
    environment: dict[str, str] = birth["environment"]
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    if birth["folder"]:
        os.chdir(birth["folder"])
    be_called(birth["module"].rpartition(".")[2])
    importlib.import_module(birth["module"]).main(socket.socket(fileno=control), *birth["arguments"])
    os._exit(0)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
