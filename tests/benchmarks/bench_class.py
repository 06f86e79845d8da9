"""A class of model solutions in this grader, in nbgrader and in Otter, and realistic classes beside them, in one run.

python tests/benchmarks/bench_class.py [--students 20] [--others N] [--rounds 3] [--without nbgrader,otter]
    [--envs DIR] [--alone] [--one-lane] [FOLDER...]

Everything counts: start-up, an empty cache, pages and pictures. The other two get the same answers in their own formats,
with tests that ask less than ours (`others/`); their environments are made in DIR and are no dependencies of ours. A FOLDER
is a class of other hand-ins. With --alone the students' code runs without any grader, too, which takes minutes, and with
--one-lane each class is graded on one lane, too. Processor time is that of all processes, where the system can tell (Linux,
cgroup of processor time that this user may write). One lane alone keeps more than one processor busy (the judge and the key
worker beside the hand-in), so --one-lane grades on one lane and one processor, too (Linux).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from grader.answer_key.process.client import LiveKey  # noqa: E402
from grader.course import catalogue  # noqa: E402
from grader.course.stubs import model_submission  # noqa: E402

HERE = Path(__file__).parent / "others"
PACKAGES = {"nbgrader": ["nbgrader==0.9.*"], "otter": ["otter-grader==7.*", "ipykernel"]}
CGROUP = Path("/sys/fs/cgroup/cpuacct")


@dataclass(frozen=True, slots=True)
class Took:
    clock: float
    processor: float | None  # of all processes that were started


def timed(command: Sequence[str], *, cwd: Path, check: bool = True, one_processor: bool = False, **environment: str) -> Took:
    """Raises CalledProcessError where the command fails, and `check` forbids it."""
    group = CGROUP / f"bench-{os.getpid()}"
    with suppress(OSError):
        group.mkdir()

    def enter() -> None:
        if group.is_dir():
            (group / "cgroup.procs").write_text("0")
        if one_processor:
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    begun = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        known = {**os.environ, **environment}
        subprocess.run(command, cwd=cwd, env=known, preexec_fn=enter, stdout=nowhere, stderr=nowhere, check=check)
    clock = time.perf_counter() - begun
    if not group.is_dir():
        return Took(clock, None)
    processor = int((group / "cpuacct.usage").read_text()) / 1e9
    with suppress(OSError):
        group.rmdir()
    return Took(clock, processor)


def model_class(folder: Path, students: int) -> dict[str, Any]:
    """Hand-ins of ex01 to ex15 for this grader, the same answers for the others, and how functions are called."""
    exercises, calls = [], {}
    with LiveKey(ROOT) as key:
        for source in catalogue.sources(ROOT)[:15]:
            exercise = key.exercise(source.id)
            answers = key.solution(exercise)
            for number in range(students):
                place = folder / f"student{number:02}" / f"{source.id}.ipynb"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(model_submission(exercise, answers), encoding="utf-8")
            symbols = ", ".join(exercise.symbols)
            head = "from sympy import *" + (f"\n{symbols} = symbols('{symbols}')" if symbols else "")
            items = [
                {"name": item.name, "answer": answers[item.name], "test": f"assert {item.name} is not None"}
                for item in exercise.items
            ]
            asked = [call for item in exercise.items for call in item.probes if '"oracle"' not in json.dumps(call)]
            calls[source.id] = [call for call in asked if "function" in call]
            exercises.append({"id": source.id, "head": head, "items": items})
    return {"exercises": exercises, "students": sorted(path.name for path in folder.iterdir()), "calls": calls}


def environment(name: str, envs: Path) -> Path:
    """The Python of an environment with another grader, and with what the students' code imports."""
    python = envs / name / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(envs / name)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES[name]], check=True)
        ours = next(path for path in sys.path if path.endswith("site-packages"))
        (site,) = (envs / name).glob("lib/python3*/site-packages")
        (site / "after.pth").write_text(ours + "\n")  # after its own: torch and SymPy are found here
    return python


def ours(name: str, folder: Path, rounds: int, calls: Path | None, *, one_lane: bool) -> Took:
    """The median of `grade class` with an empty cache; prints that, the run after it, and with `calls` the code alone."""
    cold, again, one_new, alone_in_lane, on_one = [], [], [], [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as out:
            grade = [sys.executable, "-m", "grader.cli", "class", str(folder), "--out", f"{out}/graded", "--jobs"]
            known = {"GRADER_HOME": str(ROOT), "GRADER_CACHE": f"{out}/cache"}
            cold.append(timed([*grade, "2"], cwd=Path(out), **known))
            again.append(timed([*grade, "2"], cwd=Path(out), **known))
            with one_hand_in_changed(folder):
                one_new.append(timed([*grade, "2"], cwd=Path(out), **known))
            if one_lane:
                alone_in_lane.append(timed([*grade, "1"], cwd=Path(out), **{**known, "GRADER_CACHE": f"{out}/other"}))
                anew = {**known, "GRADER_CACHE": f"{out}/third"}
                on_one.append(timed([*grade, "1"], cwd=Path(out), one_processor=True, **anew))
    said(f"{name}, cold", middle(cold))
    said(f"{name}, again", middle(again))
    sympy = middle([timed([sys.executable, "-c", "import sympy"], cwd=folder) for _ in range(5)]).clock
    said(f"{name}, after one new hand-in", middle(one_new))
    print(f"  {middle(one_new).clock / sympy:.1f} x `import sympy`", flush=True)
    if one_lane:
        for label, runs in (("one lane", alone_in_lane), ("one lane and one processor", on_one)):
            said(f"{name}, cold, on {label}", middle(runs))
            print(f"  two lanes are {middle(runs).clock / middle(cold).clock:.2f} x as fast", flush=True)
    if calls is not None:
        alone = timed(
            [sys.executable, str(HERE / "students_alone.py"), str(folder), str(calls)], cwd=folder, PYTHONPATH=str(ROOT)
        )
        said(f"{name}, the students' code alone", alone)
        most = middle(cold).processor
        if alone.processor and most:
            print(f"  {most / alone.processor:.2f} x its processor time", flush=True)
    return middle(cold)


@contextmanager
def one_hand_in_changed(folder: Path) -> Iterator[None]:
    """Someone hands in ex04 once more, with an answer of their own to its first item."""
    path = next(path for path in sorted(folder.rglob("ex04*")) if path.suffix == ".ipynb" and b'"cells"' in path.read_bytes())
    before = path.read_bytes()
    notebook = json.loads(before)
    answer = f"one_minimiser = ({secrets.randbelow(10**6)}, 1)"
    cell = {"cell_type": "code", "source": answer, "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(before)


def middle(runs: Sequence[Took]) -> Took:
    processor = [run.processor for run in runs if run.processor is not None]
    return Took(statistics.median(run.clock for run in runs), statistics.median(processor) if processor else None)


def said(label: str, took: Took) -> None:
    print(f"{label}: {took.clock:.1f} s" + (f", processor {took.processor:.1f} s" if took.processor else ""), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--others", type=int, help="students of the other graders, whose time grows with them evenly")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", default="")
    parser.add_argument("--envs", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--one-lane", action="store_true")
    parser.add_argument("folders", nargs="*", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        course = model_class(place / "class", chosen.students)
        few = chosen.others or chosen.students
        (place / "course.json").write_text(json.dumps({**course, "students": course["students"][:few]}))
        calls = place / "calls.json"
        calls.write_text(json.dumps(course["calls"]))
        took = {}
        for label, folder in [("the model class", place / "class"), *((str(one), one) for one in chosen.folders)]:
            took[label] = (
                ours(label, folder, chosen.rounds, calls if chosen.alone else None, one_lane=chosen.one_lane),
                sum(path.is_dir() for path in folder.iterdir()),
            )
        for other in PACKAGES.keys() - set(chosen.without.split(",")):
            python = environment(other, chosen.envs or place / "envs")
            run = [str(python), str(HERE / f"in_{other}.py"), str(place / "course.json"), str(place / other)]
            beside = {**os.environ, "PATH": f"{python.parent}:{os.environ['PATH']}"}  # they start programs of their own
            done = subprocess.run(run, env=beside, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-3000:]
            found = json.loads(done.stdout.splitlines()[-1])
            assert found["least"] == 1, found
            print(f"{other}, {few} students: {found}", flush=True)
            for label, (mine, students) in took.items():
                each = mine.clock / students
                print(f"  {label}: {found['grade'] / few / each:.1f} x as fast a student", flush=True)


if __name__ == "__main__":
    main()
