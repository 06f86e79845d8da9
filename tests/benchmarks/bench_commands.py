"""How long commands take, as a person waits for them: medians, each beside something known, by turns in one run.

python tests/benchmarks/bench_commands.py [RUNS [WORD]]

Clock and processor time. The cache is a new one that knows the answers of the hand-ins. The grader is
compiled to bytecode first, as installing it does. With WORD only the rows that have it in their label.
"""

from __future__ import annotations

import compileall
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench_class import timed

from grader.answer_key.process.client import LiveKey

ROOT = Path(__file__).parents[2]
GRADE = [sys.executable, "-m", "grader.cli"]
PASS, SYMPY = [sys.executable, "-c", "pass"], [sys.executable, "-c", "import sympy"]

Change = Callable[[Path, str, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A command, what is measured beside it, and what happens to the hand-in before each run of it."""

    label: str
    command: list[str]
    beside: list[str]
    what: str
    hand_in: str = ""
    change: Change | None = None


def new_words(path: Path, source: str, number: int) -> None:
    """Other code with the same answers: run again, compared before."""
    path.write_text(source.replace("\n\n", f"  # attempt {number}\n\n", 1), encoding="utf-8")


def new_answer(path: Path, source: str, number: int) -> None:
    """An answer that nobody has given yet: compared anew, too."""
    path.write_text(source.replace("4.5]", f"4.5{number:03}]"), encoding="utf-8")


def new_point(path: Path, source: str, number: int) -> None:
    """The same for ex04."""
    path.write_text(f"{source}\n# %%\none_minimiser = ({number + 6}, 1)\n", encoding="utf-8")


def rows(folder: Path) -> list[Row]:
    loop = [sys.executable, str(folder / "loop.py")]
    return [
        Row("grade --help", [*GRADE, "--help"], PASS, "pass"),
        Row("grade", [*GRADE], PASS, "pass"),
        Row("grade list", [*GRADE, "list"], PASS, "pass"),
        Row("grade ex10, unchanged", [*GRADE, "ex10.py"], SYMPY, "import sympy", "ex10.py"),
        Row("grade ex10, changed", [*GRADE, "ex10.py"], SYMPY, "import sympy", "ex10.py", new_words),
        Row("grade ex10, new answer", [*GRADE, "ex10.py"], SYMPY, "import sympy", "ex10.py", new_answer),
        Row("grade ex10 --fresh", [*GRADE, "ex10.py", "--fresh"], SYMPY, "import sympy", "ex10.py"),
        Row("grade ex04, changed", [*GRADE, "ex04.py"], SYMPY, "import sympy", "ex04.py", new_words),
        Row("grade ex04, new answer", [*GRADE, "ex04.py"], SYMPY, "import sympy", "ex04.py", new_point),
        Row("grade ex11, first time", [*GRADE, "ex11.py", "--fresh"], loop, "import torch and its loops", "ex11.py"),
        Row("grade ex11, changed", [*GRADE, "ex11.py"], loop, "import torch and its loops", "ex11.py", new_words),
        Row("grade class (24 hands)", [*GRADE, "class", str(ROOT / "tests/class/hand_ins")], SYMPY, "import sympy"),
    ]


def model(exercise: str) -> str:
    """The reference answers of an exercise as a script."""
    with LiveKey(ROOT) as key:
        answers = key.solution(key.exercise(exercise)).values()
    head = f'# grader: {exercise} variant 0\nfrom sympy import *\n\neta, w1, w2 = symbols("eta w1 w2", real=True)\n\n# %%\n'
    return head + "\n\n# %%\n".join(answers) + "\n"


def loops() -> str:
    """The code of ex11 and the calls that its probes make: what running it costs whoever runs it."""
    with LiveKey(ROOT) as key:
        exercise = key.exercise("ex11")
        code = key.solution(exercise)
    functions = [code[item.name] for item in exercise.items if item.probes]
    probes = [probe for item in exercise.items for probe in item.probes]
    calls = [f"{probe['function']}(*{probe['args']!r}, **{probe['named']!r})" for probe in probes]
    return "\n".join(["import torch", *functions, *calls]) + "\n"


def measured(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds by the clock and of processor time, that of all processes where the system can tell."""
    took = timed(command, cwd=folder, check=False, **environment)
    return took.clock, took.processor or float("nan")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    compileall.compile_dir(str(ROOT / "grader"), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "GRADER_HOME": str(ROOT), "GRADER_CACHE": str(folder / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        sources = {"ex04.py": model("ex04"), "ex11.py": model("ex11")}
        sources["ex10.py"] = (ROOT / "tests/hand_ins/ex10_readme.py").read_text(encoding="utf-8")
        (folder / "loop.py").write_text(loops(), encoding="utf-8")
        for hand_in, source in sources.items():
            (folder / hand_in).write_text(source, encoding="utf-8")
        print(f"| command ({runs} runs) | clock s | processor s | beside it | clock s | processor s | clock × | processor × |")
        print("|---|---:|---:|---|---:|---:|---:|---:|")
        for row in rows(folder):
            if word not in row.label:
                continue
            measured(row.command, folder, environment)  # fills the cache
            pairs = []
            for number in range(runs):
                if row.change is not None:
                    row.change(folder / row.hand_in, sources[row.hand_in], number)
                pairs.append((measured(row.command, folder, environment), measured(row.beside, folder, environment)))
            ours, theirs = ([statistics.median(pair[side][which] for pair in pairs) for which in (0, 1)] for side in (0, 1))
            ratios = [statistics.median(a[which] / b[which] for a, b in pairs) for which in (0, 1)]
            print(
                f"| `{row.label}` | {ours[0]:.2f} | {ours[1]:.2f} | `{row.what}` | {theirs[0]:.2f} | {theirs[1]:.2f} "
                f"| {ratios[0]:.2f} | {ratios[1]:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
