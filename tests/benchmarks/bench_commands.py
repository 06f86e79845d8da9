"""How long commands take, as a person waits for them: medians, each beside something known, by turns in one run.

python tests/benchmarks/bench_commands.py [RUNS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
GRADE = [sys.executable, "-m", "grader.cli"]
SYMPY = [sys.executable, "-c", "import sympy"]
ROWS = [
    ("grade --help", [*GRADE, "--help"], [sys.executable, "-c", "pass"], "python -c pass"),
    ("grade list", [*GRADE, "list"], SYMPY, "import sympy"),
    ("grade ex10", [*GRADE, "ex10"], SYMPY, "import sympy"),
    ("grade ex06", [*GRADE, "ex06"], SYMPY, "import sympy"),
    ("grade class (24 hands)", [*GRADE, "class", str(ROOT / "tests/class/hand_ins")], SYMPY, "import sympy"),
    ("grade check", [*GRADE, "check"], SYMPY, "import sympy"),
]


def seconds(command: list[str], folder: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        command, cwd=folder, env={**os.environ, "GRADER_HOME": str(ROOT)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - begun


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        for name in ("ex06", "ex10"):
            subprocess.run(
                [*GRADE, "solution", name, "--to", "."],
                cwd=folder,
                env={**os.environ, "GRADER_HOME": str(ROOT)},
                stdout=subprocess.DEVNULL,
                check=True,
            )
        print(f"{'command':<24}{'median s':>10}   {'beside':<16}{'median s':>9}{'ratio':>8}   ({runs} runs by turns)")
        for label, command, beside, what in ROWS:
            pairs = [(seconds(command, folder), seconds(beside, folder)) for _ in range(runs)]
            ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{label:<24}{ours:>10.2f}   {what:<16}{theirs:>9.2f}{ratio:>8.1f}")


if __name__ == "__main__":
    main()
