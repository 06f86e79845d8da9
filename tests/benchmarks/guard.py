"""Gross losses of speed only: what must stay below a generous ratio to a plain import, by processor time, in one run.

python tests/benchmarks/guard.py: status 1 and a sentence where a ratio is broken. The real figures are in docs/performance.md.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from bench_class import ROOT, Took, model_class, timed

RUNS = 3  # of what is short
SYMPY = [sys.executable, "-c", "import sympy"]
TORCH = [sys.executable, "-c", "import torch"]


def cost(took: Took) -> float:
    return took.processor or took.clock


def median(command: list[str], folder: Path, **environment: str) -> float:
    return statistics.median(cost(timed(command, cwd=folder, **environment)) for _ in range(RUNS))


def main() -> int:
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model_class(folder / "class", 2)
        known = {"GRADER_HOME": str(ROOT), "GRADER_CACHE": str(folder / "cache")}
        grade = [sys.executable, "-m", "grader.cli"]
        whole = [*grade, "class", "class", "--out", "graded"]
        hand_in = str(folder / "class" / "student00" / "ex04.ipynb")
        cold = cost(timed(whole, cwd=folder, **known))
        sympy, torch = median(SYMPY, folder), median(TORCH, folder)
        rows = [
            ("two students, 15 exercises, nothing in the cache", cold, torch, "import torch", 15),
            (
                "the same again",
                cost(timed(whole, cwd=folder, **known)),
                torch,
                "import torch",
                4,
            ),
            ("`grade ex04`, unchanged", median([*grade, hand_in], folder, **known), sympy, "import sympy", 4),
        ]
    for label, took, beside, what, most in rows:
        broken += took > most * beside
        verdict = "more than" if took > most * beside else "at most"
        print(f"{label}: {took / beside:.1f} times `{what}`, {verdict} {most}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
