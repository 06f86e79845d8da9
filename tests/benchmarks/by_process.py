"""Where the processor time of a command goes: python tests/benchmarks/by_process.py COMMAND...

Processes that live for more than two seconds with what they have used themselves; what is left is that of short-lived ones,
the children. Linux, with a cgroup of processor time that this user may write.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench_class import CGROUP

LONG = 2.0  # seconds
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Seen:
    """A process, as it was last looked at."""

    words: str
    begun: float
    last: float = 0.0
    used: float = 0.0


def look(group: Path, seen: dict[str, Seen], now: float) -> None:
    for pid in (group / "cgroup.procs").read_text().split():
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            if pid not in seen:
                words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
                seen[pid] = Seen(words[-60:], now)
            seen[pid].last, seen[pid].used = now, (int(fields[11]) + int(fields[12])) / TICK


def main(command: list[str]) -> None:
    group = CGROUP / f"by-process-{os.getpid()}"
    group.mkdir()
    seen: dict[str, Seen] = {}
    begun = time.perf_counter()

    def enter() -> None:
        (group / "cgroup.procs").write_text("0")

    process = subprocess.Popen(command, preexec_fn=enter, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        look(group, seen, time.perf_counter() - begun)
        time.sleep(0.05)
    total = int((group / "cpuacct.usage").read_text()) / 1e9
    print(f"together {total:.1f} s of processor time, {time.perf_counter() - begun:.1f} s by the clock")
    for one in sorted(seen.values(), key=lambda one: -one.used):
        if one.last - one.begun > LONG:
            total -= one.used
            print(f"{one.used:6.2f} s, alive from {one.begun:.1f} to {one.last:.1f}: {one.words}")
    print(f"{total:6.2f} s: children and what else did not live for {LONG:g} s")
    with suppress(OSError):
        group.rmdir()


if __name__ == "__main__":
    main(sys.argv[1:])
