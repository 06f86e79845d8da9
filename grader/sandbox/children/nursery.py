"""Where zygotes come from: what one lane of this process has imported, no other lane imports again. Linux only."""

from __future__ import annotations

import socket
import sys
import threading

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.client import Ancestor, AncestorLost
from grader.sandbox.children.environment import Scratch, clean_environment
from grader.sandbox.children.zygote_client import Zygote, ZygoteLost
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Wall

_ZYGOTE = "grader.sandbox.children.zygote"
_START = Limits().start


class Nursery:
    """The ancestors of zygotes behind one wall, a light one and one with torch, from when they are first asked for."""

    def __init__(self, tasks: tuple[str, ...], wall: Wall) -> None:
        self._tasks = tasks
        self._wall = wall
        self._lock = threading.Lock()
        self._scratch: Scratch | None = None
        self._ancestors: dict[bool, tuple[Ancestor, set[str]]] = {}

    def begin(self, modules: tuple[str, ...]) -> None:
        """Start the ancestor that `modules` need, and their import, without waiting for it."""
        with self._lock:
            self._begun(modules)

    def zygote(self, modules: tuple[str, ...], limits: Limits, folder: str) -> Zygote:
        """One that has imported `modules` and stands in `folder`.

        Raises:
            ZygoteLost
        """
        with self._lock:
            control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                for attempt in (1, 2):
                    ancestor, warm = self._begun(modules)
                    try:
                        letter = {"environment": clean_environment(folder)}
                        born = ancestor.fork(letter, [theirs.fileno()], patience=limits.control)
                        return Zygote(born, control, limits, warm)
                    except AncestorLost as error:  # killed or stopped by somebody: another one may go better
                        self._ancestors.pop("torch" in modules)[0].kill()
                        if attempt == 2:
                            control.close()
                            raise ZygoteLost(str(error)) from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        with self._lock:
            for ancestor, _ in self._ancestors.values():
                ancestor.close()
            self._ancestors.clear()
            if self._scratch is not None:
                self._scratch.remove()
                self._scratch = None

    def _begun(self, modules: tuple[str, ...]) -> tuple[Ancestor, set[str]]:
        torch = "torch" in modules
        if self._scratch is None:
            self._scratch = Scratch()
        if torch not in self._ancestors:
            arguments = [self._wall.isolation, str(self._wall.abi), *self._tasks]
            environment, folder = clean_environment(self._scratch.path), self._scratch.path
            new = Ancestor(_ZYGOTE, arguments, environment=environment, folder=folder, patience=_START)
            self._ancestors[torch] = new, set()
        ancestor, warm = self._ancestors[torch]
        for module in modules:
            if module not in warm:
                ancestor.begin_to_warm(module)
                warm.add(module)
        return ancestor, warm


_lock = threading.Lock()
_open: dict[tuple[tuple[str, ...], Wall], tuple[Nursery, int]] = {}  # and how many lanes are in it


def enter(tasks: tuple[str, ...], wall: Wall) -> Nursery:
    """The nursery of this process for such zygotes, for a lane that will `leave` it."""
    with _lock:
        nursery, lanes = _open.get((tasks, wall)) or (Nursery(tasks, wall), 0)
        _open[tasks, wall] = nursery, lanes + 1
        return nursery


def leave(nursery: Nursery) -> None:
    """The last one shuts it."""
    with _lock:
        place, lanes = next((place, lanes) for place, (one, lanes) in _open.items() if one is nursery)
        if lanes > 1:
            _open[place] = nursery, lanes - 1
            return
        del _open[place]
    nursery.close()
