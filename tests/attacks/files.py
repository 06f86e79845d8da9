"""Attacks on files, by paths and past them."""

from __future__ import annotations

from tests.attacks.attack import BOTH, LANDLOCK, SECCOMP, USES, Attack

CALL = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
CHECK = "\nif got < 0: raise OSError(ctypes.get_errno(), 'refused')"
OTHER_WAYS = "links and calls that change files are on no list"

FILES = (
    Attack(1, "read the reference", "open({reference}).read()", LANDLOCK, says=USES, control=True),
    Attack(1, "list the solutions", "import os\nassert os.listdir({solutions})", LANDLOCK, says=USES, control=True),
    Attack(
        1,
        "import the reference",
        "import sys\nsys.path.insert(0, {solutions})\nimport ex90_target\nassert ex90_target.exercise.items",
        LANDLOCK,
        says="not installed here",
    ),
    Attack(
        1, "read the grader's course folder", "import os\nassert os.listdir({repository})", LANDLOCK, says=USES, control=True
    ),
    Attack(2, "read another hand-in", "open({other}).read()", LANDLOCK, says=USES, control=True),
    Attack(2, "list the class", "import os\nassert os.listdir({hand_ins})", LANDLOCK, says=USES, control=True),
    Attack(3, "read the accounts", "open('/etc/passwd').read()", LANDLOCK, says=USES, control=True),
    Attack(
        3,
        "find a secret in the environment",
        "import os\nassert 'ATTACKED_TOKEN' in os.environ",
        "zygotes start with a clean environment",
        says="AssertionError",
    ),
    Attack(4, "symbolic link to the reference", "import os\nos.symlink({reference}, 'x')", SECCOMP, says=USES, control=True),
    Attack(
        4, "hard link to the reference", "import os\nos.link({reference}, {folder} + '/x')", SECCOMP, says=USES, control=True
    ),
    Attack(
        5,
        "change the folder, open relatively",
        "import os\nos.chdir({solutions})\nopen('ex90_target.py').read()",
        SECCOMP,
        says=USES,
        control=True,
    ),
    Attack(
        5,
        "open relatively to a descriptor",
        "import os\nd = os.open({solutions}, os.O_PATH)\nos.open('ex90_target.py', os.O_RDONLY, dir_fd=d)",
        LANDLOCK,
        says=USES,
        control=True,
    ),
    Attack(6, "/proc/self/environ", "open('/proc/self/environ').read()", LANDLOCK, says=USES),
    Attack(6, "memory of the zygote in /proc", "import os\nopen(f'/proc/{os.getppid()}/mem', 'rb')", LANDLOCK, says=USES),
    Attack(6, "the reference by /proc/self/root", "open('/proc/self/root' + {reference}).read()", LANDLOCK, says=USES),
    Attack(14, "chmod", "import os\nos.chmod({canary}, 0o777)", SECCOMP, says=USES, control=True),
    Attack(14, "fchmod", "import os\nos.fchmod(os.open({library}, 0), 0o777)", SECCOMP, says=USES, control=True),
    Attack(14, "utime", "import os\nos.utime({canary}, (0, 0))", SECCOMP, says=USES, control=True),
    Attack(14, "xattr", "import os\nos.setxattr({canary}, 'user.x', b'x')", SECCOMP, says=USES),
    Attack(
        15, "empty a library: O_RDONLY|O_TRUNC", "import os\nos.open({library}, os.O_TRUNC)", SECCOMP, says=USES, control=True
    ),
    Attack(
        15,
        "empty a library: access mode 3",
        "import os\nos.open({library}, 3 | os.O_TRUNC)",
        "seccomp (Landlock of ABI 1 and 2 sees no access in mode 3)",
        says=USES,
        control=True,
    ),
    Attack(15, "truncate a library", "import os\nos.truncate({library}, 0)", SECCOMP, says=USES, control=True),
    Attack(16, "write over a library", "open({library}, 'r+').write('x')", LANDLOCK, says=USES, control=True),
    Attack(16, "add a .pth beside the libraries", "open({site} + '/attack.pth', 'w').write('import os')", LANDLOCK, says=USES),
    Attack(16, "remove a library", "import os\nos.unlink({library})", BOTH, says=USES),
    Attack(16, "rename a library", "import os\nos.rename({library}, {library} + 'x')", BOTH, says=USES),
    Attack(17, "fill the disk: one file", "open('big', 'wb').write(bytes(1 << 20))", LANDLOCK, says=USES, control=True),
    Attack(
        17,
        "fill the disk: many files",
        "for n in range(20): open(f'small{n}', 'w').write('x')",
        LANDLOCK,
        says=USES,
        control=True,
    ),
    Attack(17, "a file in the temporary folder", "open('/tmp/attacked', 'x')", LANDLOCK, says=USES),
    Attack(20, "open the terminal", "open('/dev/tty', 'w').write('x')", LANDLOCK, says=USES),
    Attack(20, "type into the terminal (TIOCSTI)", "import fcntl\nfcntl.ioctl(1, 0x5412, b'x')", SECCOMP, says=USES),
    Attack(
        95,
        "lease on a library",
        "import fcntl, signal\nsignal.signal(signal.SIGIO, signal.SIG_IGN)\nfcntl.fcntl(open({library}), 1024, 0)",
        SECCOMP,
        says=USES,
        control=True,
    ),
    Attack(95, "lock a library", "import fcntl\nfcntl.flock(open({library}), fcntl.LOCK_SH)", SECCOMP, says=USES, control=True),
)
