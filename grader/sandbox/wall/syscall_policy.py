"""Which system calls a child may make: all others fail with EPERM. Pure; seccomp.py puts the rules into force.

Landlock sees paths but not everything that can be done with them (chmod, stat, truncating on old kernels), seccomp sees
calls but no paths: both are needed. Several rules stand here because their absence was an attack that worked.
"""

from __future__ import annotations

import errno
import struct
from dataclasses import dataclass
from typing import Final

from grader.sandbox.wall.bpf import (
    ALLOW,
    KILL,
    NUMBER,
    PROCESSOR,
    AnyBit,
    AtLeast,
    Equal,
    Load,
    Node,
    Return,
    assemble,
    high,
    low,
    one_of,
    packed,
    refuse,
)
from grader.sandbox.wall.syscalls import ALWAYS, FOLDER, PATHS, SPECIAL, Machine

_ITSELF = 0x7FFFFFFF  # stands for the process itself until it is known; no process has this number
_YES: Final = Return(ALLOW)
_NO: Final = refuse(errno.EPERM)

# Threads of this process, and nothing that leaves its namespaces or traces.
_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020000 | 0x80 | 0x2000  # new namespaces, time namespace; CLONE_PTRACE

# How many bytes wait, is it a terminal, close on exec, non-blocking: no TIOCSTI, no FIOASYNC, no FIOSETOWN.
_IOCTLS = (0x541B, 0x5401, 0x5451, 0x5450, 0x5421)

# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC, F_GETPIPE_SZ. F_SETOWN and F_SETSIG send signals without
# kill(); F_SETLEASE, F_NOTIFY and locks touch files of others.
_FCNTLS = (0, 1, 2, 3, 4, 1030, 1032)

_PRCTLS = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA: names of threads and of memory

# Of the flags of open(): access mode 3 asks for no access that Landlock knows, and O_TRUNC without write access empties a
# file that may only be read (ABI 1 and 2).
_ACCESS_MODE, _TRUNCATE = 0o3, 0o1000


@dataclass(frozen=True, slots=True)
class Filter:
    """A program with holes for the number of the process that it is for."""

    code: bytes
    holes: tuple[int, ...]

    def of(self, pid: int) -> bytes:
        """The program for the process `pid`. Assembling it anew would take longer than loading it."""
        code = bytearray(self.code)
        for hole in self.holes:
            struct.pack_into("=I", code, hole, pid)
        return bytes(code)


def make_filter(machine: Machine, *, paths: bool, folder: bool) -> Filter:
    """What children may call: on the right processor, signals to themselves only, and what is listed.

    Without `paths` no call that names a file is left (a kernel without Landlock); `folder` allows to make and remove
    files.
    """
    allowed = [machine.numbers(ALWAYS)]
    if paths:
        allowed.append(machine.numbers(PATHS))
    if folder:
        allowed.append(machine.numbers(FOLDER))
    tree: Node = one_of(tuple(number for group in allowed for number in group.values()), _YES, _NO)
    rules = _special() | ({} if paths else {"open": _NO, "openat": _NO})
    for name, number in machine.numbers(SPECIAL).items():
        tree = Equal(number, rules[name], tree)
    if machine.foreign is not None:
        tree = AtLeast(machine.foreign, Return(KILL), tree)
    program = assemble(Load(PROCESSOR, Equal(machine.audit, Load(NUMBER, tree), Return(KILL))))
    holes = tuple(8 * place + 4 for place, instruction in enumerate(program) if instruction.value == _ITSELF)
    return Filter(packed(program), holes)


def _special() -> dict[str, Node]:
    itself = Load(low(0), Equal(_ITSELF, _YES, _NO))
    return {
        "kill": itself,
        "tgkill": itself,
        "clone": Load(low(0), AnyBit(_CLONE_NEW, _NO, AnyBit(_CLONE_THREAD, _YES, _NO))),
        "clone3": refuse(errno.ENOSYS),  # its flags lie in memory, where a filter cannot look; libc falls back to clone
        "ioctl": Load(low(1), one_of(_IOCTLS, _YES, _NO)),
        "fcntl": Load(low(1), one_of(_FCNTLS, _YES, _NO)),
        "prctl": Load(low(0), one_of(_PRCTLS, _YES, _NO)),
        "prlimit64": Load(low(0), Equal(0, _null(2), _NO)),  # of itself, and only asking: no new limits are given
        "open": _opening(1),
        "openat": _opening(2),
    }


def _null(argument: int) -> Node:
    """Both halves of a pointer are zero."""
    return Load(low(argument), Equal(0, Load(high(argument), Equal(0, _YES, _NO)), _NO))


def _opening(flags: int) -> Node:
    forbidden = (_ACCESS_MODE, _ACCESS_MODE | _TRUNCATE, _TRUNCATE)
    return Load(low(flags), one_of(forbidden, _NO, _YES), mask=_ACCESS_MODE | _TRUNCATE)
