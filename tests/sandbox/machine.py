"""The kernel's packet filter in Python, and calls as it sees them: what a filter does on a processor that is not ours."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from grader.sandbox.wall.bpf import Instruction
from grader.sandbox.wall.syscalls import Machine


def instructions(program: bytes) -> list[Instruction]:
    return [Instruction(*fields) for fields in struct.iter_unpack("=HBBI", program)]


def run(program: Sequence[Instruction], data: bytes) -> int:
    """The action for a struct seccomp_data.

    Raises:
        IndexError: the program does not end in an action.
        ValueError: an instruction that we do not use.
    """
    accumulator, position = 0, 0
    while True:
        instruction = program[position]
        position += 1
        match instruction.code:
            case 0x20:
                (accumulator,) = struct.unpack_from("<I", data, instruction.value)
            case 0x54:
                accumulator &= instruction.value
            case 0x06:
                return instruction.value
            case 0x15 | 0x35 | 0x45 as test:
                value = instruction.value
                holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[test]
                position += instruction.yes if holds else instruction.no
            case other:
                raise ValueError(f"unknown instruction {other:#x}")


def call(machine: Machine, number: int, *arguments: int, processor: int | None = None) -> bytes:
    padded = [argument & (1 << 64) - 1 for argument in (*arguments, 0, 0, 0, 0, 0, 0)[:6]]
    return struct.pack("<IIQ6Q", number, machine.audit if processor is None else processor, 0, *padded)
