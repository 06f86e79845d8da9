"""Landlock: which files a process may still open; no network and no signals to others where the kernel can. Linux only.

The kernel's interface grew by levels (ABI): 1 files · 2 moving between folders · 3 truncating · 4 TCP · 5 device
controls · 6 abstract sockets and signals. What a level cannot forbid, seccomp forbids at all levels (seccomp.py).
Source: Documentation/userspace-api/landlock.rst.
"""

from __future__ import annotations

import os
import stat
import struct
import sys
from collections.abc import Iterable
from enum import IntFlag

if sys.platform != "linux":
    raise ImportError("this module works on Linux only; see protocol/interface.py")

from grader.sandbox.wall.libc import syscall

# The same numbers on every processor.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1  # flag of landlock_create_ruleset: tell the level
_PATH_BENEATH = 1  # kind of rule


class Access(IntFlag):
    """What can be done with files and folders, in the kernel's order."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ = Access.READ_FILE | Access.READ_DIR
# No links, sockets, pipes, devices, and nothing that can be executed.
WRITE = READ | Access.WRITE_FILE | Access.TRUNCATE | Access.MAKE_REG | Access.MAKE_DIR | Access.REMOVE_FILE | Access.REMOVE_DIR
_OF_A_FILE = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
_ALL_SINCE = {1: Access(0x1FFF), 2: Access.REFER, 3: Access.TRUNCATE, 5: Access.IOCTL_DEV}
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract sockets, signals


def abi() -> int:
    """The level of this kernel; 0 without Landlock. Asked by the call itself: WSL2 lacks the list of security modules."""
    try:
        return syscall("landlock_create_ruleset", _CREATE_RULESET, None, 0, _VERSION)
    except OSError:
        return 0


def ruleset(level: int, *, read: Iterable[str] = (), write: Iterable[str] = ()) -> int:
    """A descriptor of the rule "nothing but these", as a kernel of ABI `level` knows it; paths that do not exist are left out.

    Raises:
        OSError: no Landlock, or a path that cannot be looked at.
    """
    handled = Access(0)
    for since, access in _ALL_SINCE.items():
        if level >= since:
            handled |= access
    attributes = struct.pack("=QQQ", handled, _TCP if level >= 4 else 0, _SCOPES if level >= 6 else 0)
    size = 8 if level < 4 else 16 if level < 6 else 24  # older kernels refuse what they do not know
    descriptor = syscall("landlock_create_ruleset", _CREATE_RULESET, attributes, size, 0)
    for paths, access in ((read, READ), (write, WRITE)):
        for path in paths:
            _allow(descriptor, path, access & handled)
    return descriptor


def restrict(descriptor: int) -> None:
    """Bind this thread, and all that it will start, for ever. The process must have set no_new_privs.

    Raises:
        OSError
    """
    syscall("landlock_restrict_self", _RESTRICT_SELF, descriptor, 0)


def _allow(descriptor: int, path: str, access: Access) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        if not stat.S_ISDIR(os.fstat(beneath).st_mode):
            access &= _OF_A_FILE
        rule = struct.pack("=Qi", access, beneath)
        syscall("landlock_add_rule", _ADD_RULE, descriptor, _PATH_BENEATH, rule, 0)
    finally:
        os.close(beneath)
