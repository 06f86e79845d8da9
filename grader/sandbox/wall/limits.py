"""What a child may use: time, memory, output; and the part of it that the operating system enforces."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from grader.sandbox.clock.stopwatch import STARVING
from grader.time_limits import COMPUTING, WAITING

GIB = 1 << 30
STATM = "/proc/self/statm"  # what address space a process has today


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Budgets of one job; times in seconds, sizes in bytes.

    Processor time, all threads together: `soft` ends a single cell or probe from inside, `grace` later the judge kills the
    child; `hard` is for the whole exercise in one child, `whole` for everything of one student. `waiting` and
    `whole_waiting` are wide limits by the clock on the wall, for a cell or probe and for a student; in them does not count
    what a child stood in the queue for a processor, but `starving` times as much is the end. `memory` and `torch_memory`
    come on top of what the warm child occupies already.
    """

    soft: float = COMPUTING
    grace: float = 1.0
    hard: float = 10.0
    whole: float = 60.0
    waiting: float = WAITING
    whole_waiting: float = 120.0
    starving: float = STARVING
    restarts: int = 12  # how often a killed child is started again without what it was stuck in
    rounds: int = 3  # and how many times `hard` all of these children may take together
    memory: int = GIB
    torch_memory: int = 4 * GIB
    late: int = 2  # calls of a function that may run out of time before the others are not tried any more
    queries: int = 5000  # how often one probe may ask an Oracle
    frame: int = 1 << 20
    frames: int = 16 << 20  # all frames of a job together
    sent: int = 64 << 20  # all frames of a student together, files that were read apart
    judging: float = 20.0  # processor time of the judge itself for what a student's children send
    reading: float = 20.0  # and of the children that read a student's files
    log: int = 64 << 10
    file: int = 16 << 20  # the largest file that may be written
    open_files: int = 64
    start: float = 60.0  # of either kind, until a child says that it is ready, cold imports included
    control: float = 10.0  # until a zygote answers, or a child that has been alive for a while

    def __post_init__(self) -> None:
        times = ("soft", "grace", "hard", "whole", "waiting", "whole_waiting", "starving", "start", "control")
        shares = ("sent", "judging", "reading")
        for name in (*times, *shares, "memory", "torch_memory", "frame", "frames"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")

    @property
    def cpu(self) -> int:
        """Seconds of processor time: a last stop for a child that nobody watches any more."""
        return int(self.whole + self.rounds * self.hard + self.grace) + 5

    def used_up(self) -> Limits:
        """What each further exercise gets when `whole` is gone: enough for ordinary code, and one child more without what
        the first was stuck in."""
        return replace(self, hard=self.soft + self.grace, whole_waiting=self.waiting, rounds=2, restarts=1)

    def patient(self) -> Limits:
        """For code that was left no processor before, and that now runs alone."""
        return replace(self, starving=4 * self.starving)


def can_limit() -> bool:
    """This system has resource limits (not Windows)."""
    return sys.platform != "win32"


def apply_limits(*, memory: int, cpu: int, file: int, open_files: int) -> None:
    """Bind the running process: address space (today's + `memory`), processor time, file size, open files, no core."""
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_CPU: cpu,  # a little later than that comes SIGKILL, if somebody ignores the first word
        resource.RLIMIT_FSIZE: file,
        resource.RLIMIT_NOFILE: open_files,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":  # macOS ignores or refuses RLIMIT_AS
        with open(STATM, "rb") as statm:
            occupied = int(statm.read().split()[0]) * resource.getpagesize()
        wanted[resource.RLIMIT_AS] = occupied + memory
        wanted[resource.RLIMIT_MEMLOCK] = wanted[resource.RLIMIT_MSGQUEUE] = 0
    for kind, value in wanted.items():
        ceiling = resource.getrlimit(kind)[1]
        most = value + 1 if kind == resource.RLIMIT_CPU else value
        if ceiling != resource.RLIM_INFINITY:
            value, most = min(value, ceiling), min(most, ceiling)
        resource.setrlimit(kind, (value, most))
