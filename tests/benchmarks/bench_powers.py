"""What one hand-in of bombs costs: the same text as the answer to every item of every exercise, in one student's session.

python tests/benchmarks/bench_powers.py ["9^9^9^9" …]
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.course import catalogue
from grader.grading.grade_submission import grade
from grader.model import Cell, Exercise, Submission
from grader.runner.supervisor.local import LocalExecutor

ROOT = Path(__file__).parents[2]
TEXTS = ("2**(2**40)", "9**9**9**9", "((5!)!)!", "(10^9)^(10^9)^x")


def hand_in(exercise: Exercise, text: str) -> Submission:
    """Items that ask for functions get one that returns the text."""
    lines = []
    for item in exercise.items:
        lines += [f"def {name}(*a, **k): return {text!r}" for name in item.functions] or [f"{item.name} = {text!r}"]
    return Submission("mallory", exercise.id, 0, (Cell(1, "\n".join(lines)),), "", f"{exercise.id}.py")


def main(texts: list[str]) -> None:
    for text in texts:
        outcomes: Counter[str] = Counter()
        begun, used = time.monotonic(), processor()
        with LiveKey(ROOT) as key, LocalExecutor() as executor, executor.session() as session, key.for_one_student():
            for source in catalogue.sources(ROOT):
                result = grade(hand_in(key.exercise(source.id), text), key, session, seed=1)
                outcomes.update(verdict.outcome.value for verdict in result.verdicts)
        print(f"{text}: {time.monotonic() - begun:.0f} s, {processor() - used:.0f} s of processors", dict(outcomes), flush=True)


def processor() -> float:
    """Of this process and of all that have ended: the key worker and the zygotes with their children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main(sys.argv[1:] or list(TEXTS))
