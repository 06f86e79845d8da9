"""Giving up all privileges, root's too, while staying the same user, who can still read the libraries. Linux only."""

from __future__ import annotations

import ctypes
import struct
import sys

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.wall.libc import prctl, syscall
from grader.sandbox.wall.syscalls import OURS, Machine

_CAPBSET_READ, _CAPBSET_DROP, _CAP_AMBIENT, _CLEAR_ALL = 23, 24, 47, 4
_SETPCAP = 8
_MOST = 64
_HEADER = struct.pack("=Ii", 0x20080522, 0)  # version 3, this thread
_SETS = struct.Struct("=6I")  # effective, permitted, inheritable: the lower halves, then the upper ones


def empty_bounding_set(machine: Machine) -> None:
    """No capability to come by for what this process starts; once in the zygote, since it takes eighty calls.

    Raises:
        OSError
    """
    if _effective(machine.numbers(OURS)["capget"]) & (1 << _SETPCAP):  # else the set stays; no_new_privs makes it void
        for capability in range(_MOST):
            if not _known(capability):
                break
            prctl("PR_CAPBSET_DROP", _CAPBSET_DROP, capability)


def drop(machine: Machine) -> None:
    """No capability from now on.

    Raises:
        OSError
    """
    numbers = machine.numbers(OURS)
    prctl("PR_CAP_AMBIENT", _CAP_AMBIENT, _CLEAR_ALL)
    syscall("capset", numbers["capset"], _HEADER, bytes(_SETS.size))


def _known(capability: int) -> bool:
    try:
        prctl("PR_CAPBSET_READ", _CAPBSET_READ, capability)
    except OSError:  # EINVAL: past the last one
        return False
    return True


def _effective(capget: int) -> int:
    sets = ctypes.create_string_buffer(_SETS.size)
    syscall("capget", capget, _HEADER, sets)
    effective: int = _SETS.unpack(sets.raw)[0]
    return effective
