"""System calls that Python has no function for; each failure is an OSError that names the call. Linux only."""

from __future__ import annotations

import ctypes
import os
import sys

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

Argument = int | bytes | ctypes.Array[ctypes.c_char] | None


def syscall(name: str, number: int, *arguments: Argument) -> int:
    """The result of system call `number`; integers go in as machine words, bytes and buffers as pointers.

    Raises:
        OSError: it failed; `name` is in the message.
    """
    words = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    result: int = _libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise _failed(name)
    return result


def prctl(name: str, option: int, *arguments: int) -> int:
    """Raises:
    OSError: it failed; `name` is in the message.
    """
    padded = (*arguments, 0, 0, 0, 0)[:4]
    result: int = _libc.prctl(option, *map(ctypes.c_ulong, padded))
    if result < 0:
        raise _failed(f"prctl({name})")
    return result


def _failed(name: str) -> OSError:
    code = ctypes.get_errno()
    return OSError(code, f"{name}: {os.strerror(code)}")
