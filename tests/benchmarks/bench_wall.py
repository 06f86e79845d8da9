"""What the wall costs: the same cells behind it, in children with limits only, and without any child, by turns in one run.

python tests/benchmarks/bench_wall.py [RUNS]     Linux only
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from fractions import Fraction
from pathlib import Path

from grader.answers.door import observe
from grader.model import Cell, Exercise, Item, Submission, Text
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.children.fork_pool import ForkLane
from grader.sandbox.select import choose_wall
from grader.sandbox.wall.wall import limits_only

_T = Text("x", "x")
BLOCK = 20  # clock ticks are too coarse for less
Cells = tuple[str, ...]
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
    "torch": (
        "import torch\nw = torch.zeros(2, requires_grad=True)\noptimiser = torch.optim.SGD([w], lr=0.1)",
        "for _ in range(100):\n    optimiser.zero_grad()\n    ((w - 1) ** 2).sum().backward()\n    optimiser.step()",
        "a = float(w[0].detach())",
    ),
}
EXERCISE = Exercise(
    "ex10", "x", _T, _T, 0, 1, (Item("ex10.a", "a", "value", Fraction(1), False, _T, reading={"kind": "value"}),)
)


def without_child(cells: Cells) -> None:
    namespace: dict[str, object] = {"__name__": "__main__"}
    for cell in cells:
        exec(compile(cell, "cell", "exec"), namespace)
    observe({"kind": "value"}, namespace["a"])


def used(executor: LocalExecutor | None) -> float:
    """Milliseconds of processor time so far: of this process, of the zygotes and of their children."""
    total = 1e3 * time.process_time()
    for lane in executor._all if executor else ():
        assert isinstance(lane, ForkLane)
        for pid in lane.zygote_pids:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += 1e3 * sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def main(runs: int) -> None:
    wall = choose_wall()
    print(f"ms of processor time per submission, median of {runs // BLOCK} blocks of {BLOCK}, three ways by turns")
    print(f"the wall is {wall.isolation}, Landlock ABI {wall.abi}")
    print(f"{'cells':8} {'no child':>10} {'limits':>10} {'wall':>10} {'wall - limits':>14}")
    with LocalExecutor(wall=limits_only()) as bare, LocalExecutor(wall=wall) as walled:
        for name, cells in CELLS.items():
            submission = Submission("s", "ex10", 0, tuple(Cell(n, source) for n, source in enumerate(cells, 1)), "0", "f")

            def spent(executor: LocalExecutor | None, cells: Cells = cells, submission: Submission = submission) -> float:
                start = used(executor)
                for _ in range(BLOCK):
                    executor.run(submission, EXERCISE) if executor else without_child(cells)
                return (used(executor) - start) / BLOCK

            for way in (None, bare, walled):  # imports, warming and priming are not what is measured
                spent(way)
            blocks = [[spent(way) for way in (None, bare, walled)] for _ in range(runs // BLOCK)]
            none, limits, within = (statistics.median(column) for column in zip(*blocks, strict=True))
            difference = statistics.median(row[2] - row[1] for row in blocks)
            print(f"{name:8} {none:10.2f} {limits:10.2f} {within:10.2f} {difference:14.2f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
