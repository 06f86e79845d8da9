"""What the wall costs: the same cells through an executor and without any wall, by turns in one run.

python tests/benchmarks/bench_wall.py [RUNS]
"""

from __future__ import annotations

import statistics
import sys
import time
from fractions import Fraction
from pathlib import Path

from grader import answers
from grader.executors.local import LocalExecutor
from grader.model import Cell, Exercise, Item, Kind, Submission, Text

_T = Text("x", "x")
CELLS = {
    "plain": (
        "m, w0, eta = 3, 0, 1/4",
        "w, steps = w0, []\nfor _ in range(3):\n    w -= eta * 2 * (w - m)\n    steps.append(w)",
        "a = steps[-1]",
    ),
    "numpy": ("import numpy as np", "x = np.linspace(0, 1, 1000)\na = float((x ** 2).sum())"),
    "sympy": (
        "import sympy as sp\nw = sp.symbols('w')",
        "a = str(sp.diff((w - 3) ** 2, w))\na = sp.solve(sp.diff((w - 3) ** 2, w), w)[0]",
    ),
}
EXERCISE = Exercise(
    "ex10", "x", _T, _T, 0, 1, (Item("ex10.a", "a", Kind.VALUE, Fraction(1), False, _T, reading={"kind": "value"}),)
)


def without_wall(cells: tuple[str, ...]) -> None:
    namespace: dict[str, object] = {"__name__": "__main__"}
    for cell in cells:
        exec(compile(cell, "cell", "exec"), namespace)
    answers.observe({"kind": "value"}, namespace["a"])


def main(runs: int) -> None:
    print(
        f"{'cells':8} {'no wall':>10} {'fork':>10} {'wall costs':>11} {'p95 fork':>10}   (ms per submission, median of {runs})"
    )
    with LocalExecutor() as executor:
        for name, cells in CELLS.items():
            submission = Submission("s", "ex10", 0, tuple(Cell(n, source) for n, source in enumerate(cells, 1)), "0", "f")
            bare, walled = [], []
            for turn in range(runs + 15):
                start = time.perf_counter()
                without_wall(cells)
                middle = time.perf_counter()
                executor.run(submission, EXERCISE)
                if turn >= 15:  # imports, warming and priming are not what is measured
                    bare.append(1e3 * (middle - start))
                    walled.append(1e3 * (time.perf_counter() - middle))
            without, within = statistics.median(bare), statistics.median(walled)
            p95 = sorted(walled)[int(0.95 * len(walled))]
            print(f"{name:8} {without:10.2f} {within:10.2f} {within - without:8.2f} ms {p95:10.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
