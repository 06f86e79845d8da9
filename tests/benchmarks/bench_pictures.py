"""What a picture costs: processor time of the author's drawing and of its SVG, in four states of a hand-in.

python -m tests.benchmarks.bench_pictures [ROUNDS]

In a warm process, the least of ROUNDS rounds (default 5); milliseconds. `drawing`: from the answers to plain data, which is
the key worker's part; `SVG`: from there to what the page holds, German.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from grader.course.catalogue import sources
from grader.drawing.view import view
from grader.reports.files.html import figure
from tests.illustrated import ROOT, STATES, KeyHere, hand_ins


def least(rounds: int, work: Callable[[], Any]) -> float:
    """Milliseconds of processor time."""
    times = []
    for _ in range(rounds):
        view.cache_clear()
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return 1000 * min(times)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    key = KeyHere()
    heads = [f"{state}: {part}" for state in STATES[1:] for part in ("drawing", "SVG")]
    print(f"| exercise | {STATES[0]} | {' | '.join(heads)} |\n|---|{'---:|' * (1 + len(heads))}")
    rows: list[list[float]] = []
    for source in sources(ROOT):
        row = []
        for hand_in in hand_ins(key, source.id):
            row.append(least(rounds, lambda hand_in=hand_in: hand_in.pictures(key)))  # type: ignore[misc]
            if hand_in.state != STATES[0]:
                drawn = hand_in.pictures(key)
                row.append(least(rounds, lambda drawn=drawn: [figure(each, "de") for each in drawn]))  # type: ignore[misc]
        if row:
            rows.append(row)
            print(f"| {source.id} | {' | '.join(f'{each:.1f}' for each in row)} |")
    print(f"| mean | {' | '.join(f'{statistics.mean(column):.1f}' for column in zip(*rows, strict=True))} |")


if __name__ == "__main__":
    main()
