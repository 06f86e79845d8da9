"""What a gradebook costs: time, memory and size of the database for many results, and what it adds to a class.

python tests/benchmarks/bench_gradebook.py [--count 3000] [--url postgresql://…] [--rounds 3] [--without-class] [FOLDER]

FOLDER is a class; without one the sample class. It is graded with a gradebook and without one by turns: first with an empty
cache, then again when all is remembered; the processor time is that of all processes (cgroup of processor time). Its
results, again and again under other names and with other code, are then stored without any grading until there are so many.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from bench_class import Took, timed  # noqa: E402

from grader.desk.gradebook.backup import back_up  # noqa: E402
from grader.desk.gradebook.forgetting import forget  # noqa: E402
from grader.desk.gradebook.rows import StoredResult  # noqa: E402
from grader.desk.gradebook.store import GradebookStore  # noqa: E402
from grader.model import Cell, Result  # noqa: E402


def graded(folder: Path, here: Path, cache: str, *, book: str | None) -> Took:
    command = [sys.executable, "-m", "grader.cli", "class", str(folder), "--out", str(here / "out")]
    stored = [] if book is None else ["--gradebook", str(here / book)]
    home = {"GRADER_HOME": str(ROOT), "GRADER_CACHE": str(here / cache), "PYTHONPATH": str(ROOT)}
    return timed([*command, *stored], cwd=here, **home)


def classes(folder: Path, here: Path, rounds: int) -> None:
    """Processor seconds with and without, the median of the rounds."""
    took: dict[tuple[str, str], list[Took]] = {}
    for number in range(rounds):
        for state in ("empty cache", "all remembered"):
            for way in ("without", "with") if number % 2 else ("with", "without"):
                book = f"class-{number}.sqlite" if way == "with" else None
                took.setdefault((state, way), []).append(graded(folder, here, f"cache-{way}-{number}", book=book))
    for (state, way), times in took.items():
        used = [one.processor for one in times if one.processor is not None]
        clock = statistics.median(one.clock for one in times)
        processor = f"{statistics.median(used):7.2f} s of the processor ({', '.join(f'{one:.2f}' for one in used)})"
        print(f"{state:15} {way:8} gradebook {processor if used else '':30} {clock:7.2f} s by the clock", flush=True)


def many(results: list[Result], count: int) -> Iterator[Result]:
    """So many results, each student with as many exercises as there are; no two hand-ins are alike."""
    each = {result.exercise.id: result for result in results}
    for number, result in zip(range(count), itertools.cycle(each.values()), strict=False):
        student = f"student{number // len(each):05}"
        cells = (*result.submission.cells, Cell(99, f"mine = {number}"))
        yield replace(result, submission=replace(result.submission, student=student, cells=cells, digest=f"{number:064x}"))


@contextmanager
def said(what: str, count: int = 0) -> Iterator[None]:
    """How long it took, each of so many, and how much memory this process has needed so far."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = f", {processor / count * 1000:.2f} ms of the processor each" if count else ""
    print(f"{what:38} {processor:6.2f} s of the processor, {clock:6.2f} s by the clock{each}; peak {peak:.0f} MB")


def store_many(stored: list[StoredResult], place: str, count: int, here: Path) -> None:
    results = [one.result for one in stored]
    with GradebookStore(place) as book:

        def record(version: str) -> None:
            for result in many(results, count):
                book.record(result, version=version)

        def size() -> str:
            if book.file is not None:
                return f"{sum(path.stat().st_size for path in book.file.parent.glob(book.file.name + '*')) / 1e6:.1f} MB"
            with book.reading() as connection:
                number = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
                return f"{number / 1e6:.1f} MB"

        steps: list[tuple[str, Callable[[], object], int]] = [
            ("store", lambda: record("v1"), count),
            ("store the same again: nothing is new", lambda: record("v1"), count),
            ("read all, one after the other", lambda: sum(1 for _ in book.latest()), count),
            ("read those of one student", lambda: list(book.latest("student00001")), 0),
            ("store all by another version", lambda: record("v2"), count),
            ("back up", lambda: back_up(book, here / f"{os.urandom(4).hex()}.zip", None), 0),
            ("forget one student", lambda: forget(book, ["student00001"]), 0),
        ]
        for name, step, each in steps:
            with said(name, each):
                step()
            if name.startswith("store"):
                print(f"{'':38} database: {size()}")
    for path in here.glob("*.zip"):
        print(f"{'backup':38} {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests" / "class" / "hand_ins")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--url", default="")
    parser.add_argument("--without-class", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        if asked.without_class:
            graded(asked.folder, here, "cache", book="class-0.sqlite")
        else:
            classes(asked.folder, here, asked.rounds)
        with GradebookStore(str(here / "class-0.sqlite")) as first:
            stored = list(first.latest())
        print(f"{asked.folder}: {len(stored)} results")
        print(f"{asked.count} results without grading, {asked.url or 'SQLite'}")
        store_many(stored, asked.url or str(here / "many.sqlite"), asked.count, here)


if __name__ == "__main__":
    main()
