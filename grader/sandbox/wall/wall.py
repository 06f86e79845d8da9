"""What stands between the code in a child and the rest of the machine; entered once, never left."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from grader.sandbox.wall.limits import apply_limits, can_limit

Isolation = Literal["strong", "strict", "limits-only", "none"]

_SIGKILL = 9


@dataclass(frozen=True, slots=True)
class Wall:
    """How strong the wall is.

    strong: files, network and system calls are allow-lists (Landlock of level `abi` and seccomp) · strict: no call that
    names a file at all (seccomp alone) · limits-only: time and memory · none.
    """

    isolation: Isolation
    abi: int = 0

    @property
    def encloses(self) -> bool:
        """It holds against code that means harm."""
        return self.isolation in ("strong", "strict")

    @property
    def opens_files(self) -> bool:
        """A child may open some: those that are on the list, or all."""
        return self.isolation != "strict"


class Enclosing(Protocol):
    """What closes files and system calls to a child (enclosure.py); `writes` leaves the lane's folder writable."""

    def shut_files(self, *, writes: bool) -> None: ...

    def shut_calls(self, *, writes: bool) -> None: ...


def limits_only() -> Wall:
    """What every system has, if it has limits."""
    return Wall("limits-only" if can_limit() else "none")


def strongest() -> Wall:
    """The strongest wall for forked children on this system."""
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        return limits_only()
    from grader.sandbox.wall import landlock, seccomp
    from grader.sandbox.wall.syscalls import MACHINES

    if os.uname().machine not in MACHINES or sys.maxsize < 1 << 32 or not seccomp.available():
        return limits_only()
    level = landlock.abi()
    return Wall("strong", level) if level else Wall("strict")


def apply_wall(
    *,
    memory: int,
    cpu: int,
    file: int,
    open_files: int,
    keep: Collection[int],
    parent: int,
    enclosure: Enclosing | None = None,
    writes: bool = False,
) -> None:
    """Shut this process in; every step fails loudly, none is skipped in silence.

    `keep` are the file descriptors that stay open besides 0, 1 and 2; `parent` is the process whose death is ours;
    `writes` leaves the folder of the lane writable. The order is fixed: each step forbids what those before it need.
    """
    _die_with(parent)
    apply_limits(memory=memory, cpu=cpu, file=file, open_files=open_files)
    if enclosure is not None:
        enclosure.shut_files(writes=writes)
    _close_all_but(keep)
    if enclosure is not None:
        enclosure.shut_calls(writes=writes)


def _die_with(parent: int) -> None:
    if sys.platform != "linux":
        return
    from grader.sandbox.wall.libc import prctl

    prctl("PR_SET_PDEATHSIG", 1, _SIGKILL)
    prctl("PR_SET_DUMPABLE", 4, 0)
    prctl("PR_SET_NO_NEW_PRIVS", 38, 1)
    if os.getppid() != parent:  # it died between the fork and the request to be told
        os._exit(0)


def _close_all_but(keep: Collection[int]) -> None:
    first = 3
    for descriptor in sorted(keep):
        if descriptor >= first:
            os.closerange(first, descriptor)
            first = descriptor + 1
    os.closerange(first, 1 << 16)
