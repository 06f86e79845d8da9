"""Where zygotes come from: what one lane of this process has imported, no other lane imports again. Linux only."""

from __future__ import annotations

import os
import socket
import sys
from functools import partial

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.client import Ancestor, AncestorLost, Birth
from grader.sandbox.ancestors.family import FAMILIES
from grader.sandbox.ancestors.shared import Household, SharedAncestor
from grader.sandbox.children.zygote_client import Zygote, ZygoteLost
from grader.sandbox.wall.environment import Scratch, clean_environment
from grader.sandbox.wall.limits import Limits
from grader.sandbox.wall.wall import Wall

Place = tuple[tuple[str, ...], Wall]  # what zygotes of one nursery have in common: the tasks of their children, and the wall

_ZYGOTE = "grader.sandbox.children.zygote"
_START = Limits().start


class Nursery:
    """Two ancestors of zygotes, a light one and one with torch: forking the large one takes twice as long."""

    def __init__(self, place: Place) -> None:
        self._tasks, self._wall = place
        self._scratch = Scratch()
        self._family = FAMILIES.enter(None)
        self._ancestors = {torch: SharedAncestor(partial(self._ancestor, torch=torch)) for torch in (False, True)}

    def begin(self, modules: tuple[str, ...], *, many: bool = False) -> None:
        """Start the ancestor that `modules` need, and their import, without waiting for it; `many` hand-ins are to come."""
        if self._wall.opens_files:
            self._family.begin(modules, many=many)
        self._ancestors["torch" in modules].begin(modules)

    def zygote(self, modules: tuple[str, ...], limits: Limits, folder: str) -> Zygote:
        """One that has imported `modules` and stands in `folder`.

        Raises:
            ZygoteLost
        """
        control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        letter = {"environment": clean_environment(folder)}
        with theirs:
            try:
                born, warm = self._ancestors["torch" in modules].fork(
                    letter, [theirs.fileno()], patience=limits.control, modules=modules
                )
            except AncestorLost as error:
                control.close()
                raise ZygoteLost(str(error)) from error
        return Zygote(born, control, limits, warm)

    def close(self) -> None:
        for ancestor in self._ancestors.values():
            ancestor.close()
        FAMILIES.leave(None)
        self._scratch.remove()

    def _ancestor(self, *, torch: bool) -> Ancestor:
        arguments = (str(os.getpid()), self._wall.isolation, str(self._wall.abi), *self._tasks)
        birth = Birth(_ZYGOTE, arguments, clean_environment(self._scratch.path), self._scratch.path)
        if not self._wall.opens_files:  # its preparation comes before everything else
            return birth.executed(patience=_START)
        return self._family.ancestor(birth, torch=torch, patience=_START)


NURSERIES: Household[Place, Nursery] = Household(Nursery)
