"""How long a student waits from a save to the verdict with `--watch`: medians and the longest, in milliseconds.

python tests/benchmarks/bench_watch.py [SAVES [WORD]]

Each save is a new file that takes the place of the old one, as editors write, with an answer that nobody has given yet;
the clock stops at the first line of the verdict. With WORD only the rows that have it in their label. Where the student's
own code takes most of it, that is timed alone, in a process that has imported torch, just before each save.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
GRADE = [sys.executable, "-m", "grader.cli"]
BETWEEN = 8.0  # seconds from a verdict to the next save, as a person takes: what is done ahead is done by then


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise whose model solution is spoiled in one item, each time by another number."""

    label: str
    exercise: str
    item: str
    kit: bool = False
    code: str = ""  # that stands before the spoiled item
    environment: dict[str, str] = field(default_factory=dict)
    loops: str = ""  # what the grader has it compute


LOSS = """
import torch
logits = torch.tensor([[2.0, 1.0], [0.0, 3.0]], requires_grad=True)
torch.nn.functional.cross_entropy(logits, torch.tensor([0, 1])).backward()
"""
LOOPS = """
minimise_l1(), minimise_l1(start=[1.0, 2.0], lr=0.004, steps=60)
starts = [1.0, 1.0, 0.0], [2.0, 1.5, -0.5], [-1.0, -1.0, 1.0]
minimise_l2(), [minimise_l2(start=start, lr=0.008, steps=60) for start in starts]
minimise_l3(), minimise_l3(start=5.0, lr=0.001, steps=60), minimise_l3(start=1e7)
"""
ALONE = """
import sys, time, torch
torch.set_num_threads(1)
source, loops = sys.argv[1:]
given = {}
exec(open(source, encoding="utf-8").read(), given)
exec(loops, given)
for _ in sys.stdin:
    begun = time.perf_counter()
    exec(loops, given)
    print((time.perf_counter() - begun) * 1000, flush=True)
"""
ROWS = [
    Row("formulas: ex10", "ex10", "limit_value"),
    Row("formulas: ex10, in a kit", "ex10", "limit_value", kit=True),
    Row("formulas: ex10, portable", "ex10", "limit_value", environment={"GRADER_EXECUTOR": "portable"}),
    Row("torch: ex22, a loss", "ex22", "returned_loss", code=LOSS),
    Row("torch: ex22, portable", "ex22", "returned_loss", code=LOSS, environment={"GRADER_EXECUTOR": "portable"}),
    Row("torch: ex11, its loops", "ex11", "shrink_factor", loops=LOOPS),
]


def script(exercise: str, folder: Path) -> str:
    """The model solution as a script."""
    subprocess.run([*GRADE, "solution", exercise, "--to", str(folder)], check=True, capture_output=True)
    (notebook,) = folder.glob(f"{exercise}*.ipynb")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    notebook.unlink()
    return "\n".join("# %%\n" + "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


class Watch:
    """The command while it runs."""

    def __init__(self, row: Row, folder: Path, home: Path) -> None:
        known = {"GRADER_HOME": str(home), "GRADER_CACHE": str(folder / "cache"), **row.environment}
        self._process = subprocess.Popen(
            [*GRADE, row.exercise, "--watch"],
            cwd=folder,
            env={**os.environ, **known},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._heard: queue.SimpleQueue[float] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for _ in self._process.stdout:
            self._heard.put(time.perf_counter())

    def next_line(self) -> float:
        return self._heard.get(timeout=120)

    def silence(self) -> None:
        try:
            while True:
                self._heard.get(timeout=BETWEEN)
        except queue.Empty:
            return

    def end(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)


class Alone:
    """The student's loops without a grader."""

    def __init__(self, source: Path, loops: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", ALONE, str(source), loops], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def once(self) -> float:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def end(self) -> None:
        self._process.communicate("")


def measured(row: Row, saves: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each save, and of the loops alone."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, home = Path(temporary) / "work", ROOT
        folder.mkdir()
        source = script(row.exercise, folder) + row.code
        if row.kit:
            home = Path(temporary) / "kit"
            asked = ["release", "--to", str(home), "--exercises", row.exercise]
            subprocess.run([*GRADE, *asked], check=True, capture_output=True)
        file, draft = folder / f"{row.exercise}.py", folder / "draft"
        file.write_text(f"{source}\n{row.item} = 99\n", encoding="utf-8")
        watch = Watch(row, folder, home)
        watch.next_line()  # the greeting
        for _ in range(3):  # that it is being checked, the first verdict, and all that is done ahead for the next
            watch.next_line()
        watch.silence()
        alone = Alone(file, row.loops) if row.loops else None
        found, loops = [], []
        for number in range(saves):
            draft.write_text(f"{source}\n{row.item} = {100 + number}\n", encoding="utf-8")
            if alone is not None:
                loops.append(alone.once())
            begun = time.perf_counter()
            draft.replace(file)
            found.append((watch.next_line() - begun) * 1000)
            watch.silence()
        watch.end()
        if alone is not None:
            alone.end()
        return found, loops


def main() -> None:
    os.environ["GRADER_HOME"] = str(ROOT)
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    for row in ROWS:
        if word in row.label:
            found, loops = measured(row, saves)
            alone = f"   loops alone {statistics.median(loops):6.0f} ms" if loops else ""
            print(f"{row.label:<28}{statistics.median(found):6.0f} ms   longest {max(found):6.0f} ms{alone}", flush=True)


if __name__ == "__main__":
    main()
