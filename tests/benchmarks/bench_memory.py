"""How time and the judge's peak memory grow with a class of small hand-ins; the children's memory is not counted.

python tests/benchmarks/bench_memory.py [COUNT...]    by default 30, 300 and 3 000 students with one hand-in each
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = """
import resource, sys
from grader.cli.main import main
try:
    main(["class", "class", "--json"])
except SystemExit as end:
    assert not end.code, end.code
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
ROOT = Path(__file__).parent.parent.parent


def measure(count: int) -> tuple[float, float]:
    """Peak of the judge in MB, and seconds."""
    with tempfile.TemporaryDirectory() as name:
        for number in range(count):
            folder = Path(name) / "class" / f"student{number:05}"
            folder.mkdir(parents=True)
            (folder / "ex10_three_steps.py").write_text(f"# %%\nlimit_value = {number} + 0.5\n")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=name,
            env={"GRADER_HOME": str(ROOT), "GRADER_CACHE": str(Path(name) / "cache"), "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
    return int(done.stderr.split()[-1]) / 1024, time.perf_counter() - start


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:]] or [30, 300, 3000]
    first = None
    for count in counts:
        peak, seconds = measure(count)
        first = first or peak
        grown = f"{peak:.0f} MB, {peak / first:.2f} times the first"
        print(f"{count} hand-ins: {grown}; {seconds:.1f} s, {seconds / count * 1000:.0f} ms each", flush=True)


if __name__ == "__main__":
    main()
