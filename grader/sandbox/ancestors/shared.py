"""Ancestors that all threads of this process share, for as long as somebody wants them. Linux only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.ancestors.client import Ancestor, AncestorLost, Birth, Descendant

if TYPE_CHECKING:
    from grader.model import Json


class SharedAncestor:
    """Started when it is first asked, and replaced when it is lost."""

    def __init__(self, make: Callable[[], Ancestor]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._ancestor: Ancestor | None = None
        self._warm: set[str] = set()

    def begin(self, modules: Sequence[str] = ()) -> None:
        """Start it, and the import of `modules`, without waiting for either."""
        with self._lock, suppress(AncestorLost):  # who asks for a descendant will hear of it
            self._begun(modules)

    def fork(
        self, letter: Mapping[str, Json], descriptors: Sequence[int], *, patience: float, modules: Sequence[str] = ()
    ) -> tuple[Descendant, frozenset[str]]:
        """A descendant, and what it has imported: `modules` are among that.

        Raises:
            AncestorLost: twice.
        """
        with self._lock:
            try:
                born = self._begun(modules).fork(letter, descriptors, patience=patience)
            except AncestorLost:  # killed or stopped by somebody: another one may go better
                self._drop()
                born = self._begun(modules).fork(letter, descriptors, patience=patience)
            return born, frozenset(self._warm)

    def ancestor(self, birth: Birth, *, patience: float) -> Ancestor:
        """Begin to fork another ancestor, without waiting for it; `patience` is for what it imports.

        Raises:
            AncestorLost: twice.
        """
        with self._lock:
            try:
                return self._other(birth, patience)
            except AncestorLost:
                self._drop()
                return self._other(birth, patience)

    def close(self) -> None:
        """It may be asked again; it starts anew."""
        with self._lock:
            if self._ancestor is not None:
                self._ancestor.close()
                self._ancestor = None

    def _begun(self, modules: Sequence[str]) -> Ancestor:
        if self._ancestor is None:
            self._ancestor, self._warm = self._make(), set()
        for module in modules:
            if module not in self._warm:
                self._ancestor.begin_to_warm(module)
                self._warm.add(module)
        return self._ancestor

    def _other(self, birth: Birth, patience: float) -> Ancestor:
        root = self._begun(())
        other = _Forked(partial(self._settle, root))
        return Ancestor(root.bear(birth, other.born), other, patience=patience)

    def _settle(self, root: Ancestor) -> None:
        with self._lock:
            root.settle()

    def _drop(self) -> None:
        if self._ancestor is not None:
            self._ancestor.kill()
            self._ancestor = None


class _Forked:
    """The process of an ancestor that was forked from another one; which it is, is known some time later."""

    def __init__(self, settle: Callable[[], None]) -> None:
        self._settle = settle
        self._process: Descendant | None = None

    def born(self, process: Descendant) -> None:
        self._process = process

    def kill(self) -> None:
        self._settle()
        if self._process is not None:  # else it is still to come, and will find its socket closed
            self._process.kill()

    def wait(self, seconds: float) -> None:
        self._settle()
        if self._process is not None:
            self._process.has_ended(seconds)


class Closing(Protocol):
    def close(self) -> None: ...


Place = TypeVar("Place")
Thing = TypeVar("Thing", bound=Closing)


class Household(Generic[Place, Thing]):
    """What is made for the first who enters a place, and closed after the last who leaves it."""

    def __init__(self, make: Callable[[Place], Thing]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._things: dict[Place, tuple[Thing, int]] = {}  # and how many are in it

    def enter(self, place: Place) -> Thing:
        with self._lock:
            thing, guests = self._things.get(place) or (self._make(place), 0)
            self._things[place] = thing, guests + 1
            return thing

    def leave(self, place: Place) -> None:
        with self._lock:
            thing, guests = self._things.pop(place)
            if guests > 1:
                self._things[place] = thing, guests - 1
                return
        thing.close()
