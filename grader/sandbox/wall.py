"""What stands between the code in a child and the rest of the machine; entered once, never left."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from typing import Literal

from grader.sandbox.limits import apply_limits, can_limit

Isolation = Literal["strong", "strict", "limits-only", "none"]

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9


def level() -> Isolation:
    """How strong `apply_wall` is on this system."""
    return "limits-only" if can_limit() else "none"


def apply_wall(*, memory: int, cpu: int, file: int, open_files: int, keep: Collection[int], parent: int) -> None:
    """Shut this process in; every step fails loudly, none is skipped in silence.

    `keep` are the file descriptors that stay open besides 0, 1 and 2; `parent` is the process whose death is ours.
    The order is fixed: die with the parent, close descriptors, resource limits, and then (issue 5) Landlock and
    seccomp, which must come last because they forbid the steps before.
    """
    _die_with(parent)
    _close_all_but(keep)
    apply_limits(memory=memory, cpu=cpu, file=file, open_files=open_files)


def _die_with(parent: int) -> None:
    if sys.platform != "linux":
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    for option, value in ((_PR_SET_PDEATHSIG, _SIGKILL), (_PR_SET_DUMPABLE, 0), (_PR_SET_NO_NEW_PRIVS, 1)):
        if libc.prctl(option, value, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), f"prctl({option})")
    if os.getppid() != parent:  # it died between the fork and the request to be told
        os._exit(0)


def _close_all_but(keep: Collection[int]) -> None:
    first = 3
    for descriptor in sorted(keep):
        if descriptor >= first:
            os.closerange(first, descriptor)
            first = descriptor + 1
    os.closerange(first, 1 << 16)
