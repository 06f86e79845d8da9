"""Numbers of system calls on the two processors that we know: a name, its number on x86_64, its number on aarch64.

From asm/unistd_64.h and asm-generic/unistd.h; `-` where a processor has only the newer call. Grouped by what they are for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

# What every program does with what it already holds; nothing here names a file, a process or a machine.
ALWAYS = """
read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68, close 3 57, close_range 436 436,
fstat 5 80, lseek 8 62, getdents64 217 61, ftruncate 77 46, dup 32 23, dup2 33 -, dup3 292 24, pipe 22 -, pipe2 293 59,
select 23 -, pselect6 270 72, poll 7 -, ppoll 271 73, epoll_create1 291 20, epoll_ctl 233 21, epoll_wait 232 -,
epoll_pwait 281 22, eventfd2 290 19,
mmap 9 222, mprotect 10 226, munmap 11 215, brk 12 214, mremap 25 216, madvise 28 233, membarrier 324 283,
rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136, rt_sigsuspend 130 133,
rt_sigtimedwait 128 137, sigaltstack 131 132, pause 34 -, alarm 37 -, setitimer 38 103, getitimer 36 102,
restart_syscall 219 128,
nanosleep 35 101, clock_nanosleep 230 115, clock_gettime 228 113, clock_getres 229 114, gettimeofday 96 169, time 201 -,
times 100 153,
getpid 39 172, gettid 186 178, getppid 110 173, getuid 102 174, geteuid 107 175, getgid 104 176, getegid 108 177,
getgroups 115 158, getpgrp 111 -, getpgid 121 155, getsid 124 156, umask 95 166, getcwd 79 17,
getrlimit 97 163, getrusage 98 165, getpriority 140 141, sysinfo 99 179, uname 63 160, getcpu 309 168, getrandom 318 278,
sched_yield 24 124, sched_getaffinity 204 123, sched_getscheduler 145 120, sched_getparam 143 121,
sched_get_priority_max 146 125, sched_get_priority_min 147 126,
futex 202 98, set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96, rseq 334 293, arch_prctl 158 -,
exit 60 93, exit_group 231 94
"""

# Calls that name a file, for reading; which file is Landlock's business.
PATHS = "stat 4 -, lstat 6 -, newfstatat 262 79, statx 332 291, access 21 -, faccessat 269 48, faccessat2 439 439"

# Only with a temporary folder of one's own.
FOLDER = """
unlink 87 -, unlinkat 263 35, mkdir 83 -, mkdirat 258 34, rmdir 84 -, rename 82 -, renameat 264 38, renameat2 316 276,
fallocate 285 47, fsync 74 82, fdatasync 75 83
"""

# Calls that are looked at more closely (seccomp.py).
SPECIAL = """
open 2 -, openat 257 56, clone 56 220, clone3 435 435, ioctl 16 29, prlimit64 302 261, prctl 157 167, fcntl 72 25,
kill 62 129, tgkill 234 131
"""

# What the wall itself needs.
OURS = "seccomp 317 277, capget 125 90, capset 126 91"


@dataclass(frozen=True, slots=True)
class Machine:
    """A processor: its name, the kernel's constant for it (linux/audit.h), and from where on numbers are another ABI's."""

    name: str
    audit: int
    foreign: int | None
    column: int

    def numbers(self, group: str) -> dict[str, int]:
        """The calls of a group that this processor has."""
        return _column(group, self.column)


@cache
def _column(group: str, column: int) -> dict[str, int]:
    rows = [entry.split() for entry in group.replace("\n", " ").split(",")]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


# x32 programs on x86_64 set bit 30 in the numbers.
MACHINES = {
    machine.name: machine for machine in (Machine("x86_64", 0xC000003E, 1 << 30, 1), Machine("aarch64", 0xC00000B7, None, 2))
}
