"""A class of small hand-ins on this machine and on a cluster of local workers: time, memory, and whether reports are equal.

python tests/benchmarks/bench_cluster.py [--students 3000] [--workers 2]

Each student hands in one exercise with an answer of their own, so nothing is found again. Scheduler and workers run here,
with certificates; each worker has one thread, and the local run as many lanes as there are workers. Times are processor
time where a process can be asked for it: the clock of a busy machine says little. Linux.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from grader.cluster.address import Cluster  # noqa: E402
from grader.cluster.documents import CourseSent, to_bytes  # noqa: E402
from grader.cluster.engine import Engine  # noqa: E402
from grader.storage.cache import Cache  # noqa: E402
from tests.cluster.machines import certificates, scheduler, worker  # noqa: E402

PROGRAM = """
import os, resource, sys
from grader.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss / 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
"""
TASKS = 1000
NOTHING = b"{}" + b" " * 30_000  # as large as fifteen small notebooks; the worker says that it is none
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of the command itself its processor time and its peak of memory in MB."""

    clock: float
    processor: float
    peak: float


def grade(folder: Path, out: str, *options: str) -> Took:
    cache = folder / f"cache of {out}"
    Cache(cache).put("seed", 1)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "class", "class", "--out", out, *options],
        cwd=folder,
        env={"GRADER_HOME": str(ROOT), "GRADER_CACHE": str(cache), "PATH": "", "GRADER_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    peak, processor = map(float, done.stderr.split()[-2:])
    return Took(time.perf_counter() - begun, processor, peak)


def used_by(pid: int) -> tuple[float, float]:
    """Processor time of a process so far, and its peak of memory in MB."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return (int(fields[11]) + int(fields[12])) / TICK, int(status["VmHWM"].split()[0]) / 1024


def is_same(one: Path, other: Path) -> bool:
    compared = filecmp.dircmp(one, other)
    _, different, odd = filecmp.cmpfiles(one, other, compared.common_files, shallow=False)
    here = not (compared.left_only or compared.right_only or different or odd)
    return here and all(is_same(one / name, other / name) for name in compared.common_dirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--students", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as machines:
        folder = Path(name)
        certificates(folder)
        for number in range(asked.students):
            own = folder / "class" / f"student{number:05}"
            own.mkdir(parents=True)
            (own / "ex10_three_steps.py").write_text(f"# %%\nlimit_value = {number} + 0.5\n")
        local = grade(folder, "local", "--jobs", str(asked.workers))
        print(f"local:   {_told(local, asked.students)}", flush=True)
        at = machines.enter_context(scheduler(folder / "scheduler", folder))
        workers = [machines.enter_context(worker(folder / f"worker {one}", at)) for one in range(asked.workers)]
        before, resting = used_by(at.machine.process.pid)
        begun = [used_by(one.process.pid)[0] for one in workers]
        spread = grade(folder, "spread", *at.options)
        print(f"cluster: {_told(spread, asked.students)}")
        after, peak = used_by(at.machine.process.pid)
        print(
            f"scheduler: {1000 * (after - before) / asked.students:.2f} ms a student of processor time; "
            f"{resting:.0f} MB at rest, {peak:.0f} MB at most"
        )
        for one, start in zip(workers, begun, strict=True):
            end, most = used_by(one.process.pid)
            print(f"worker: {end - start:.1f} s of its own processor time, {most:.0f} MB at most")
        tls = (folder / f"{name}.pem" for name in ("ca", "cert", "key"))
        with Engine(Cluster(at.address, *tls), lambda said: None) as engine:
            engine.prepare(to_bytes(CourseSent("none", {"solutions/none.py": ""}, {}, {}, (), 1, many=False)))
            begun_at, own = time.perf_counter(), time.process_time()
            before = used_by(at.machine.process.pid)[0]
            replies = sum(1 for _ in engine.each((None, NOTHING) for _ in range(TASKS)))
        clock, own = time.perf_counter() - begun_at, time.process_time() - own
        print(
            f"{replies} tasks that ask for nothing, {len(NOTHING) // 1000} kB each: {clock:.1f} s, processor time {own:.1f} s "
            f"here and {used_by(at.machine.process.pid)[0] - before:.1f} s of the scheduler"
        )
        print("reports equal:", is_same(folder / "local", folder / "spread"))


def _told(took: Took, students: int) -> str:
    each, own = (1000 * seconds / students for seconds in (took.clock, took.processor))
    return f"{took.clock:.1f} s, {each:.1f} ms a student; the command itself {own:.2f} ms a student, {took.peak:.0f} MB at most"


if __name__ == "__main__":
    main()
