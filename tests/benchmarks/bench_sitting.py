"""What a student's exercises cost in one child, in a child each, and without any wall, by turns in one run.

python tests/benchmarks/bench_sitting.py [STUDENTS] [torch]     Linux only

Every student hands in the model solutions of the exercises 1 to 15 (those without torch, unless asked for). "No wall" is a
plain fork of a warm process for each student, which executes the same cells, calls the same functions and reads the answers.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from grader.answer_key.process.client import LiveKey
from grader.answers.door import call, observe
from grader.answers.functions import symbolic_function
from grader.course import catalogue
from grader.course.stubs import model_submission
from grader.grading.selfcheck import script
from grader.model import Exercise, Submission
from grader.runner.supervisor.local import LocalExecutor
from grader.runner.supervisor.student_session import StudentSession
from grader.sandbox.libraries.preload import warm

ROOT = Path(__file__).parents[2]
HandIn = tuple[Submission, Exercise]


def hand_ins(torch: bool) -> list[HandIn]:
    """The model solutions, as submissions."""
    found = []
    with LiveKey(ROOT) as key:
        for source in catalogue.sources(ROOT):
            exercise = key.exercise(source.id)
            submission = script(exercise, model_submission(exercise, key.solution(exercise), form="py"))
            if int(source.id[2:]) <= 15 and (torch or not any("torch" in cell.source for cell in submission.cells)):
                found.append((submission, exercise))
    return found


def without_wall(student: list[HandIn]) -> None:
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        for submission, exercise in student:
            namespace: dict[str, Any] = {"__name__": "__main__"}
            for cell in submission.cells:
                exec(compile(cell.source, "cell", "exec"), namespace)
            for item in exercise.items:
                if not item.probes:
                    observe(item.reading, namespace.get(item.name))
                for probe in item.probes:
                    call(item.reading, namespace[probe["function"]], probe, symbolic_function.answer)
        os._exit(0)
    _, status, _ = os.wait4(pid, 0)
    assert status == 0


def used(executor: LocalExecutor) -> float:
    """Milliseconds of processor time so far: this process, its forks, the zygotes and their children."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    total = 1e3 * sum(usage.ru_utime + usage.ru_stime for usage in both)
    for lane in executor._all:
        for pid in lane.zygote_pids:  # type: ignore[attr-defined]
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += 1e3 * sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def main(students: int, torch: bool) -> None:
    student = hand_ins(torch)
    for module in ("numpy", "sympy", *(("torch",) if torch else ())):
        warm(module)

    def apart() -> None:
        for submission, exercise in student:
            executor.run(submission, exercise)

    def together() -> None:
        with executor._lane() as lane, closing(StudentSession(lane, executor.limits)) as session:
            shared.append(sum(session.run(*one).shared for one in student))

    ways = {"one child": together, "a child each": apart, "no wall": lambda: without_wall(student)}
    spent: dict[str, list[float]] = {way: [] for way in ways}
    clock: dict[str, list[float]] = {way: [] for way in ways}
    shared: list[int] = []
    with LocalExecutor() as executor:
        for number in range(students + 3):
            for way, work in ways.items():
                before, start = used(executor), time.perf_counter()
                work()
                if number >= 3:  # imports, warming and priming are not what is measured
                    spent[way].append(used(executor) - before)
                    clock[way].append(1e3 * (time.perf_counter() - start))
    count = len(student)
    print(f"{count} exercises, {statistics.median(shared):g} of them shared; ms per exercise, {students} students")
    none = statistics.mean(spent["no wall"])
    for way in ways:
        mean, median = statistics.mean(spent[way]), statistics.median(clock[way])
        print(f"{way:14} {mean / count:7.2f} processor {mean / none:6.2f} x  {median / count:7.2f} clock")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 20, "torch" in sys.argv)
