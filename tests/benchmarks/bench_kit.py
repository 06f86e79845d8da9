"""How long `grade ex04` and `grade ex11` take in a student's kit, each beside something known, by turns: medians and ratios.

python tests/benchmarks/bench_kit.py [RUNS]

first: nothing was seen before · seen: other code with the same answers · unchanged: the same file again. Clock and processor
time (children included). The grader is compiled to bytecode first, as installing it does.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench_commands import GRADE, ROOT, SYMPY, loops, measured, model, new_words

Times = tuple[float, float]  # by the clock, of processors


@dataclass(frozen=True, slots=True)
class Row:
    """A way to ask, and how often what stands beside it this may take at most by the clock."""

    exercise: str
    way: str
    goal: float | None


ROWS = [
    Row("ex04", "first", 2.5),
    Row("ex04", "seen", 1.6),
    Row("ex04", "unchanged", 0.6),
    Row("ex11", "first", 1.2),
    Row("ex11", "seen", 1.2),
    Row("ex11", "unchanged", None),
]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    compileall.compile_dir(str(ROOT / "grader"), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = {**os.environ, "GRADER_HOME": str(ROOT), "GRADER_CACHE": str(folder / "cache")}
        course.pop("PYTHONDONTWRITEBYTECODE", None)
        kit = folder / "kit"
        exercises = ",".join(dict.fromkeys(row.exercise for row in ROWS))
        release = [*GRADE, "release", "--to", str(kit), "--exercises", exercises, "--format", "py"]
        subprocess.run(release, env=course, check=True, capture_output=True)
        loop = folder / "loop.py"
        loop.write_text(loops(), encoding="utf-8")
        beside = {"ex04": SYMPY, "ex11": [sys.executable, str(loop)]}
        sources = {exercise: model(exercise) for exercise in beside}
        found: dict[Row, list[tuple[Times, Times]]] = {row: [] for row in ROWS}
        for number in range(runs):
            for row in ROWS:
                if row.way == "first":
                    cache = folder / f"cache-{row.exercise}-{number}"
                path = kit / f"{row.exercise}_mine.py"
                if row.way == "seen":
                    new_words(path, sources[row.exercise], number)
                elif row.way == "first":
                    path.write_text(sources[row.exercise], encoding="utf-8")
                environment = {**course, "GRADER_HOME": str(kit), "GRADER_CACHE": str(cache)}
                ours = measured([*GRADE, path.name], kit, environment)
                found[row].append((ours, measured(beside[row.exercise], folder, course)))
    print(f"| in a kit ({runs} runs) | clock s | processor s | beside it: clock s | clock × | processor × | goal × |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for row, pairs in found.items():
        clock, processor = (statistics.median(ours[which] for ours, _ in pairs) for which in (0, 1))
        known = statistics.median(theirs[0] for _, theirs in pairs)
        ratios = [statistics.median(ours[which] / theirs[which] for ours, theirs in pairs) for which in (0, 1)]
        goal = "" if row.goal is None else f"{row.goal:g}"
        print(
            f"| grade {row.exercise}, {row.way} | {clock:.2f} | {processor:.2f} | {known:.2f} | {ratios[0]:.2f} | "
            f"{ratios[1]:.2f} | {goal} |"
        )


if __name__ == "__main__":
    main()
