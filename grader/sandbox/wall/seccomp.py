"""Putting a filter of system calls into force. Linux only."""

from __future__ import annotations

import ctypes
import errno
import struct
import sys

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.wall.libc import prctl, syscall
from grader.sandbox.wall.syscalls import OURS, Machine

_SET_SECCOMP, _MODE_FILTER = 22, 2
_SET_MODE_FILTER, _ALL_THREADS = 1, 1


def available() -> bool:
    """This kernel filters system calls; asked with a filter at no address, which must fail for just that reason."""
    try:
        prctl("PR_SET_SECCOMP", _SET_SECCOMP, _MODE_FILTER, 0)
    except OSError as error:
        return error.errno == errno.EFAULT
    return False


def install(machine: Machine, program: bytes) -> None:
    """Put a program into force, for ever. The process must have set no_new_privs.

    Raises:
        OSError: the kernel refuses the program.
    """
    code = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    syscall("seccomp", machine.numbers(OURS)["seccomp"], _SET_MODE_FILTER, _ALL_THREADS, described)
