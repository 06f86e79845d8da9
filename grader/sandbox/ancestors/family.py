"""All ancestors of this process descend from one root, and those with torch from one that is forked from it. Linux only."""

from __future__ import annotations

import sys
from collections.abc import Sequence

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.client import Ancestor, Birth
from grader.sandbox.ancestors.root import USED
from grader.sandbox.ancestors.shared import Household, SharedAncestor
from grader.sandbox.wall.environment import Scratch, clean_environment

_ROOT = "grader.sandbox.ancestors.root"
_COMMON = ("sympy", "grader.answers.registry")  # what reads answers is needed by who reads them and by who compares them
_START = 60.0  # seconds: SymPy, or torch, from a slow disk


class Family:
    """Started when it is first asked."""

    def __init__(self, _: None) -> None:
        self._scratch = Scratch()
        self._birth = Birth(_ROOT, (), clean_environment(self._scratch.path), self._scratch.path)
        self._plain = SharedAncestor(lambda: self._birth.executed(patience=_START))
        self._torch = SharedAncestor(lambda: self._plain.ancestor(self._birth, patience=_START))

    def begin(self, modules: Sequence[str] = (), *, many: bool = False) -> None:
        """Start what `modules` need, and their import, without waiting for either; `many` hand-ins are to come."""
        numpy = ("numpy",) if {"numpy", "torch"} & set(modules) else ()
        self._plain.begin((*_COMMON, *numpy, *((USED,) if many else ())))
        if "torch" in modules:
            self._torch.begin(("torch",))

    def ancestor(self, birth: Birth, *, torch: bool, patience: float) -> Ancestor:
        """Another one, which has imported what all need, and with `torch` that, too. Nothing is waited for.

        Raises:
            AncestorLost: twice.
        """
        self.begin(("torch",) if torch else ())
        return (self._torch if torch else self._plain).ancestor(birth, patience=patience)

    def close(self) -> None:
        self._torch.close()
        self._plain.close()
        self._scratch.remove()


FAMILIES: Household[None, Family] = Household(Family)
