"""How long a student waits from a save to the verdict with `--watch`: medians and the longest, in milliseconds.

python tests/benchmarks/bench_watch.py [SAVES [WORD]]

Each save is a new file that takes the place of the old one, as editors write, with an answer that nobody has given yet;
the clock stops at the first line of the verdict. With WORD only the rows that have it in their label.
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


LOSS = """
import torch
logits = torch.tensor([[2.0, 1.0], [0.0, 3.0]], requires_grad=True)
torch.nn.functional.cross_entropy(logits, torch.tensor([0, 1])).backward()
"""
ROWS = [
    Row("formulas: ex10", "ex10", "limit_value"),
    Row("formulas: ex10, in a kit", "ex10", "limit_value", kit=True),
    Row("formulas: ex10, portable", "ex10", "limit_value", environment={"GRADER_EXECUTOR": "portable"}),
    Row("torch: ex22, a loss", "ex22", "returned_loss", code=LOSS),
    Row("torch: ex22, portable", "ex22", "returned_loss", code=LOSS, environment={"GRADER_EXECUTOR": "portable"}),
    Row("torch: ex11, its loops", "ex11", "shrink_factor"),
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


def measured(row: Row, saves: int) -> list[float]:
    """Milliseconds of each save."""
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
        found = []
        for number in range(saves):
            draft.write_text(f"{source}\n{row.item} = {100 + number}\n", encoding="utf-8")
            begun = time.perf_counter()
            draft.replace(file)
            found.append((watch.next_line() - begun) * 1000)
            watch.silence()
        watch.end()
        return found


def main() -> None:
    os.environ["GRADER_HOME"] = str(ROOT)
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    for row in ROWS:
        if word in row.label:
            found = measured(row, saves)
            print(f"{row.label:<28}{statistics.median(found):6.0f} ms   longest {max(found):6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
