"""Where the processor time of a command goes: python tests/benchmarks/by_process.py COMMAND...

By what processes call themselves, with how many there were; what is left is that of those which nobody has seen at their
end, children for the most part. Linux, with a cgroup of processor time that this user may write.
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

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Seen:
    """A process, as it was last looked at."""

    name: str
    used: float


def look(group: Path, seen: dict[str, Seen]) -> None:
    for pid in (group / "cgroup.procs").read_text().split():
        with suppress(OSError):
            before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
            fields = after.split()
            seen[pid] = Seen(before.partition("(")[2], (int(fields[11]) + int(fields[12])) / TICK)


def main(command: list[str]) -> None:
    group = CGROUP / f"by-process-{os.getpid()}"
    group.mkdir()
    seen: dict[str, Seen] = {}
    begun = time.perf_counter()

    def enter() -> None:
        (group / "cgroup.procs").write_text("0")

    process = subprocess.Popen(command, preexec_fn=enter, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        look(group, seen)
        time.sleep(0.02)
    total = int((group / "cpuacct.usage").read_text()) / 1e9
    print(f"together {total:.1f} s of processor time, {time.perf_counter() - begun:.1f} s by the clock")
    of: dict[str, list[float]] = {}
    for one in seen.values():
        of.setdefault(one.name, []).append(one.used)
    for name, used in sorted(of.items(), key=lambda item: -sum(item[1])):
        total -= sum(used)
        print(f"{sum(used):6.2f} s: {len(used)} x {name}")
    print(f"{total:6.2f} s: seen by nobody")
    with suppress(OSError):
        group.rmdir()


if __name__ == "__main__":
    main(sys.argv[1:])
