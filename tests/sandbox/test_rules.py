"""The filter of system calls, gone through for both processors by an interpreter of our own."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from grader.sandbox.wall import bpf, syscall_policy
from grader.sandbox.wall.bpf import ALLOW, KILL
from grader.sandbox.wall.syscalls import ALWAYS, FOLDER, MACHINES, PATHS, SPECIAL, Machine

from .machine import call, instructions, run

PID = 4711
EPERM, ENOSYS = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS

# Numbers of calls that must never pass, from the kernel's headers: x86_64, aarch64.
FORBIDDEN = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "sendto": (44, 206),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "io_uring_setup": (425, 425),
    "unshare": (272, 97),
    "setns": (308, 268),
    "memfd_create": (319, 279),
    "userfaultfd": (323, 282),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "truncate": (76, 45),
    "link": (86, None),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "chdir": (80, 49),
    "fchdir": (81, 50),
    "chroot": (161, 51),
    "mount": (165, 40),
    "openat2": (437, 437),
    "open_by_handle_at": (304, 265),
    "setrlimit": (160, 164),
    "setuid": (105, 146),
    "setsid": (112, 157),
    "flock": (73, 32),
    "shmget": (29, 194),
    "inotify_init1": (294, 26),
    "personality": (135, 92),
    "splice": (275, 76),
    "capset": (126, 91),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
}


class Filter:
    def __init__(self, machine: Machine, *, paths: bool = True, folder: bool = False) -> None:
        self.machine = machine
        self.program = instructions(syscall_policy.make_filter(machine, paths=paths, folder=folder).of(PID))
        self.numbers = {name: n for group in (ALWAYS, PATHS, FOLDER, SPECIAL) for name, n in machine.numbers(group).items()}

    def __call__(self, name: str, *arguments: int) -> int:
        return run(self.program, call(self.machine, self.numbers[name], *arguments))


@pytest.fixture(params=MACHINES.values(), ids=MACHINES)
def machine(request: pytest.FixtureRequest) -> Machine:
    found: Machine = request.param
    return found


def test_exactly_what_is_listed_passes(machine: Machine) -> None:
    for paths in (True, False):
        for folder in (True, False):
            walled = Filter(machine, paths=paths, folder=folder)
            groups = (ALWAYS, *([PATHS] if paths else []), *([FOLDER] if folder else []))
            allowed = {number for group in groups for number in machine.numbers(group).values()}
            special = set(machine.numbers(SPECIAL).values())
            for number in set(range(700)) - special:
                expected = ALLOW if number in allowed else EPERM
                assert run(walled.program, call(machine, number)) == expected, number


def test_calls_that_must_never_pass(machine: Machine) -> None:
    walled = Filter(machine, paths=True, folder=True)
    numbers = {name: columns[machine.column - 1] for name, columns in FORBIDDEN.items()}
    passed = [
        name for name, number in numbers.items() if number is not None and run(walled.program, call(machine, number)) != EPERM
    ]
    assert passed == []
    assert any(numbers.values())


def test_another_processors_calls_kill(machine: Machine) -> None:
    walled = Filter(machine)
    for other in (0x40000003, 0x40000028, *(known.audit for known in MACHINES.values() if known is not machine)):
        assert run(walled.program, call(machine, 0, processor=other)) == KILL
    if machine.name == "x86_64":
        assert run(walled.program, call(machine, 0x40000000)) == KILL  # x32
        assert run(walled.program, call(machine, 0xFFFFFFFF)) == KILL


CALLS = [
    ("kill", (PID, 9), ALLOW, "itself"),
    ("kill", (PID + 1, 9), EPERM, "another"),
    ("kill", (0, 9), EPERM, "the group"),
    ("kill", (-1, 9), EPERM, "everybody"),
    ("kill", (-PID, 9), EPERM, "its group by number"),
    ("tgkill", (PID, 99, 6), ALLOW, "abort()"),
    ("tgkill", (1, 1, 9), EPERM, "another's thread"),
    ("clone", (0x3D0F00,), ALLOW, "pthread_create"),
    ("clone", (0x01200011,), EPERM, "fork()"),
    ("clone", (0x4111,), EPERM, "vfork()"),
    ("clone", (0x3D0F00 | 0x10000000,), EPERM, "a thread in a new user namespace"),
    ("clone", (0x3D0F00 | 0x2000,), EPERM, "a traced thread"),
    ("clone3", (0, 88), ENOSYS, "libc falls back to clone"),
    ("prlimit64", (0, 7, 0, 4096), ALLOW, "asking"),
    ("prlimit64", (0, 7, 4096, 0), EPERM, "setting"),
    ("prlimit64", (0, 7, 1 << 32, 0), EPERM, "setting from an address whose low half is zero"),
    ("prlimit64", (1, 7, 0, 4096), EPERM, "of another"),
    ("prctl", (15, 4096), ALLOW, "a thread's name"),
    ("prctl", (1, 0), EPERM, "outlive the zygote"),
    ("prctl", (4, 1), EPERM, "dumpable"),
    ("prctl", (38, 0), EPERM, "no_new_privs"),
    ("fcntl", (3, 1), ALLOW, "F_GETFD"),
    ("fcntl", (3, 1030, 9), ALLOW, "F_DUPFD_CLOEXEC"),
    ("fcntl", (3, 8, 1), EPERM, "F_SETOWN: a signal without kill()"),
    ("fcntl", (3, 10, 9), EPERM, "F_SETSIG"),
    ("fcntl", (3, 15, 4096), EPERM, "F_SETOWN_EX"),
    ("fcntl", (3, 1024, 0), EPERM, "F_SETLEASE"),
    ("fcntl", (3, 1026, 1), EPERM, "F_NOTIFY"),
    ("fcntl", (3, 6, 4096), EPERM, "F_SETLK"),
    ("fcntl", (3, 1031, 1 << 20), EPERM, "F_SETPIPE_SZ"),
    ("ioctl", (1, 0x5401), ALLOW, "isatty"),
    ("ioctl", (0, 0x5412, 4096), EPERM, "TIOCSTI"),
    ("ioctl", (0, 0x541C, 4096), EPERM, "TIOCLINUX"),
    ("ioctl", (0, 0x5452, 4096), EPERM, "FIOASYNC"),
    ("openat", (0, 0, 0o2000000), ALLOW, "reading"),
    ("openat", (0, 0, 0o1101, 0o600), ALLOW, "writing: Landlock decides where"),
    ("openat", (0, 0, 0o1000), EPERM, "O_RDONLY|O_TRUNC empties a file that may only be read"),
    ("openat", (0, 0, 0o1003), EPERM, "access mode 3 is no access that Landlock knows"),
    ("openat", (0, 0, 0o3), EPERM, "access mode 3"),
]


@pytest.mark.parametrize(("name", "arguments", "expected", "why"), CALLS, ids=[f"{row[0]}: {row[3]}" for row in CALLS])
def test_calls_that_are_looked_at_closely(
    machine: Machine, name: str, arguments: tuple[int, ...], expected: int, why: str
) -> None:
    assert Filter(machine)(name, *arguments) == expected


def test_old_calls_obey_the_same_rules() -> None:
    walled = Filter(MACHINES["x86_64"])
    assert walled("open", 0, 0) == ALLOW
    assert walled("open", 0, 0o1000) == EPERM


def test_without_landlock_no_call_names_a_file(machine: Machine) -> None:
    walled = Filter(machine, paths=False)
    for name in (*machine.numbers(PATHS), *({"open", "openat"} & set(walled.numbers))):
        assert walled(name, 0, 0, 0) == EPERM, name


def test_the_programs_fit_into_the_kernel(machine: Machine) -> None:
    program = Filter(machine, paths=True, folder=True).program
    assert len(program) < 1000
    for position, instruction in enumerate(program):
        if instruction.code in (0x15, 0x35, 0x45):
            assert position + 1 + max(instruction.yes, instruction.no) < len(program)


HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


def test_the_numbers_are_those_of_the_kernels_headers(machine: Machine) -> None:
    header = HEADERS[machine.name]
    if not header.is_file():
        pytest.skip("the headers of the kernel are not installed")
    text = header.read_text()
    known = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    known |= {new: known[old] for new, old in re.findall(r"#define __NR_(\w+)\s+__NR3264_(\w+)", text) if old in known}
    for group in (ALWAYS, PATHS, FOLDER, SPECIAL):
        for name, number in machine.numbers(group).items():
            assert known[name] == number, name


def test_a_search_finds_what_it_should() -> None:
    values = (0, 1, 2, 7, 9, 10, 300)
    program = bpf.assemble(bpf.Load(0, bpf.one_of(values, bpf.Return(1), bpf.Return(0))))
    for word in range(400):
        assert run(program, word.to_bytes(4, "little")) == (word in values)


def test_a_jump_too_far_is_refused() -> None:
    far: bpf.Node = bpf.Return(1)
    for _ in range(256):
        far = bpf.Load(0, far)
    with pytest.raises(ValueError, match="jump"):
        bpf.assemble(bpf.Equal(1, far, far))
