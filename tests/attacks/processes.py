"""Attacks on processes, the network and the kernel."""

from __future__ import annotations

from tests.attacks.attack import SECCOMP, USES, Attack
from tests.attacks.files import CALL, CHECK

RAW = "syscall = libc.syscall\nsyscall.restype = ctypes.c_long\n"


def raw(number_x86: int, number_arm: int, arguments: str) -> str:
    """A system call past Python and libc."""
    number = f"{{'x86_64': {number_x86}, 'aarch64': {number_arm}}}[os.uname().machine]"
    return f"{CALL}{RAW}got = syscall(ctypes.c_long({number}), {arguments}){CHECK}"


PROCESSES = (
    Attack(7, "trace the zygote", raw(101, 117, "0x4206, os.getppid(), 0, 0"), SECCOMP, says=USES),
    Attack(
        7,
        "read the zygote's memory",
        f"{CALL}b = ctypes.create_string_buffer(16)\nv = (ctypes.c_size_t * 2)(ctypes.addressof(b), 16)\n"
        f"got = libc.process_vm_readv(os.getppid(), v, 1, v, 1, 0){CHECK}",
        SECCOMP,
        says=USES,
    ),
    Attack(8, "signal the zygote", "import os\nos.kill(os.getppid(), 0)", SECCOMP, says=USES, control=True),
    Attack(8, "signal everybody", "import os\nos.kill(-1, 0)", SECCOMP, says=USES),
    Attack(8, "signal a group", "import os\nos.killpg(os.getpgid(os.getppid()), 0)", SECCOMP, says=USES, control=True),
    Attack(8, "signal by tkill", raw(200, 130, "os.getppid(), 0"), SECCOMP, says=USES, control=True),
    Attack(8, "signal by a process handle", "import os\nos.pidfd_open(os.getppid())", SECCOMP, says=USES, control=True),
    Attack(9, "TCP", "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)", SECCOMP, says=USES),
    Attack(
        9,
        "UDP",
        "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        SECCOMP,
        says=USES,
        control=True,
    ),
    Attack(9, "a socket of the machine", "import socket\nsocket.socket(socket.AF_UNIX)", SECCOMP, says=USES, control=True),
    Attack(9, "a pair of sockets", "import socket\nsocket.socketpair()", SECCOMP, says=USES, control=True),
    Attack(9, "ask for a name", "import socket\nsocket.getaddrinfo('example.org', 80)", SECCOMP),
    Attack(10, "subprocess", "import subprocess\nsubprocess.run(['/bin/true'], check=True)", SECCOMP, says=USES, control=True),
    Attack(10, "os.system", "import os\nassert os.system('true') == 0", SECCOMP, says="AssertionError", control=True),
    Attack(10, "os.popen", "import os\nos.popen('true').read()", SECCOMP, says=USES, control=True),
    Attack(10, "exec", "import os\nos.execv('/bin/true', ['true'])", SECCOMP, says=USES),
    Attack(
        10,
        "multiprocessing",
        "import multiprocessing as m\np = m.get_context('fork').Process(target=int)\np.start()",
        SECCOMP,
        says=USES,
    ),
    Attack(11, "fork", "import os\nif os.fork() == 0: os._exit(0)", SECCOMP, says=USES, control=True),
    Attack(11, "fork bomb", "import os\nwhile True: os.fork()", SECCOMP, says=USES),
    Attack(
        13,
        "a daemon that survives",
        "import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork(): os._exit(0)\n    os._exit(0)",
        SECCOMP,
        says=USES,
    ),
    Attack(
        18,
        "raise a limit",
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
        SECCOMP,
        says="not allowed",
        control=True,
    ),
    Attack(
        18,
        "a limit of the zygote",
        "import os, resource\nresource.prlimit(os.getppid(), resource.RLIMIT_CPU)",
        SECCOMP,
        says=USES,
        control=True,
    ),
    Attack(19, "io_uring", raw(425, 425, "1, ctypes.create_string_buffer(256)"), SECCOMP, says=USES),
    Attack(19, "a user namespace", raw(272, 97, "0x10000000"), SECCOMP, says=USES),
    Attack(19, "a file in memory", "import os\nos.memfd_create('x')", SECCOMP, says=USES, control=True),
    Attack(19, "a key of the kernel", raw(250, 219, "0, -3, 0"), SECCOMP, says=USES),
    Attack(19, "a filter program", raw(321, 280, "0, 0, 0"), SECCOMP, says=USES),
    Attack(
        21,
        "open descriptors beyond one's own",
        "import os\ndef is_open(d):\n    try: os.fstat(d)\n    except OSError: return False\n    return True\n"
        "assert sum(map(is_open, range(3, 1024))) > 2",
        "all but the two pipes are closed",
        says="AssertionError",
    ),
    Attack(84, "become root", "import os\nos.setuid(0)", SECCOMP, says=USES),
    Attack(84, "change the root folder", "import os\nos.chroot('/')", SECCOMP, says=USES),
    Attack(
        84,
        "privileges that were kept",
        raw(125, 90, "(ctypes.c_int * 2)(0x20080522, 0), ctypes.create_string_buffer(24)"),
        "capabilities are dropped, and may not be asked for",
        says=USES,
        control=True,
    ),
    Attack(94, "F_SETOWN", "import fcntl, os\nfcntl.fcntl(os.pipe()[0], 8, os.getppid())", SECCOMP, says=USES, control=True),
    Attack(94, "F_SETSIG", "import fcntl, os\nfcntl.fcntl(os.pipe()[0], 10, 9)", SECCOMP, says=USES, control=True),
    Attack(
        94,
        "FIOSETOWN",
        "import fcntl, os, struct\nfcntl.ioctl(os.pipe()[0], 0x5452, struct.pack('i', 1))",
        SECCOMP,
        says=USES,
        control=True,
    ),
)
