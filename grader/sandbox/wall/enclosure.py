"""Landlock and seccomp together, prepared once in a zygote and entered by each of its children. Linux only."""

from __future__ import annotations

import os
import sys

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.wall import capabilities, landlock, seccomp, syscall_policy
from grader.sandbox.wall.readable import WRITABLE, readable
from grader.sandbox.wall.syscalls import MACHINES
from grader.sandbox.wall.wall import Wall


class Enclosure:
    """What a child may open and call. `folder` is the lane's own; a child may write there only if its job asks for it."""

    def __init__(self, wall: Wall, folder: str) -> None:
        self._machine = MACHINES[os.uname().machine]
        capabilities.empty_bounding_set(self._machine)
        self._level = min(wall.abi, landlock.abi())
        paths = wall.isolation == "strong"
        self._filters = {
            writes: syscall_policy.make_filter(self._machine, paths=paths, folder=writes) for writes in (False, True)
        }
        self._rulesets: dict[bool, int] = {}
        if paths:
            allowed = readable()
            self._rulesets[False] = landlock.ruleset(self._level, read=(*allowed, folder), write=WRITABLE)
            self._rulesets[True] = landlock.ruleset(self._level, read=allowed, write=(*WRITABLE, folder))

    def shut_files(self, *, writes: bool) -> None:
        """Raises OSError. Needs no_new_privs, and the descriptors that were open when the zygote started."""
        if self._rulesets:
            landlock.restrict(self._rulesets[writes])

    def shut_calls(self, *, writes: bool) -> None:
        """The last step: nothing that the wall itself does is allowed afterwards. Raises OSError."""
        capabilities.drop(self._machine)
        seccomp.install(self._machine, self._filters[writes].of(os.getpid()))
