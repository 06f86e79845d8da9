"""Decisions about a system call as a tree, and the tree as a program of the kernel's packet filter (classic BPF).

A filter sees the number of the call, the processor and the six arguments as 32-bit words; it can load one, compare and
jump forward, and it must end in an action. Pure: nothing here asks the system anything.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

# struct seccomp_data: nr, arch, instruction pointer, six arguments of 64 bits (little-endian on both processors)
NUMBER, PROCESSOR = 0, 4
ALLOW = 0x7FFF0000
KILL = 0x80000000


def refuse(code: int) -> Return:
    """The call fails with this errno."""
    return Return(0x00050000 | code)


def low(argument: int) -> int:
    """Where the low half of an argument is."""
    return 16 + 8 * argument


def high(argument: int) -> int:
    return low(argument) + 4


@dataclass(frozen=True, slots=True)
class Instruction:
    code: int
    yes: int
    no: int
    value: int

    def packed(self) -> bytes:
        return struct.pack("=HBBI", self.code, self.yes, self.no, self.value)


@dataclass(frozen=True, slots=True)
class Return:
    action: int


@dataclass(frozen=True, slots=True)
class Load:
    """Load a word, masked, and go on."""

    offset: int
    then: Node
    mask: int = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Equal:
    value: int
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class AtLeast:
    value: int
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class AnyBit:
    mask: int
    yes: Node
    no: Node


Node = Return | Load | Equal | AtLeast | AnyBit

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMPS = {Equal: 0x15, AtLeast: 0x35, AnyBit: 0x45}


def assemble(node: Node) -> tuple[Instruction, ...]:
    """The instructions of a tree.

    Raises:
        ValueError: both branches of a test are longer than a jump can reach.
    """
    match node:
        case Return(action):
            return (Instruction(_RETURN, 0, 0, action),)
        case Load(offset, then, mask):
            masked = () if mask == 0xFFFFFFFF else (Instruction(_AND, 0, 0, mask),)
            return (Instruction(_LOAD, 0, 0, offset), *masked, *assemble(then))
        case Equal(value, yes, no) | AtLeast(value, yes, no) | AnyBit(value, yes, no):
            return _branch(_JUMPS[type(node)], value, assemble(yes), assemble(no))


def _branch(code: int, value: int, yes: tuple[Instruction, ...], no: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """The shorter branch comes first and is jumped over: a jump reaches 255 instructions."""
    if min(len(yes), len(no)) > 255:
        raise ValueError("both branches of a test are longer than a jump can reach")
    if len(yes) <= len(no):
        return (Instruction(code, 0, len(yes), value), *yes, *no)
    return (Instruction(code, len(no), 0, value), *no, *yes)


def one_of(values: tuple[int, ...], yes: Node, no: Node) -> Node:
    """Is the loaded word one of `values`? A binary search over the runs of consecutive values."""
    runs: list[tuple[int, int]] = []
    for value in sorted(set(values)):
        if runs and runs[-1][1] == value:
            runs[-1] = (runs[-1][0], value + 1)
        else:
            runs.append((value, value + 1))
    return _search(runs, yes, no)


def _search(runs: list[tuple[int, int]], yes: Node, no: Node) -> Node:
    if not runs:
        return no
    if len(runs) == 1:
        start, end = runs[0]
        return Equal(start, yes, no) if end == start + 1 else AtLeast(start, AtLeast(end, no, yes), no)
    middle = len(runs) // 2
    return AtLeast(runs[middle][0], _search(runs[middle:], yes, no), _search(runs[:middle], yes, no))


def packed(instructions: tuple[Instruction, ...]) -> bytes:
    return b"".join(instruction.packed() for instruction in instructions)
