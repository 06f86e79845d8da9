"""The judge on the pairs of the tests' tables, topic by topic, each pair from both sides: who is wrong, and how long it takes.

python tests/benchmarks/bench_pairs.py [SLOWEST]     and list the slowest pairs (default 0)

Milliseconds of the processor, parsing included; what was imported is not looked through for garbage, as in a key worker,
whose ancestor froze it. A shared machine is not equally fast all the time: the last line says how
much slower than at its best it was meanwhile, by a loop of plain Python between the pairs, and p99 without that.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader.algebra.door import compare
from grader.algebra.syntax.errors import ParseError
from tests.algebra.tables import EXPRESSIONS, SETS, TABLES

WARM, BETWEEN = 100, 5  # comparisons before the clock counts; and between two looks at the machine


@dataclass(frozen=True)
class Tried:
    topic: str
    sides: tuple[str, str]
    found: str  # right, wrong, undecided, unread
    ms: float
    load: float


def loop() -> float:
    begun = time.process_time()
    total = 0
    for n in range(8000):
        total += n * n % 7
    return time.process_time() - begun


def tried() -> list[Tried]:
    pairs = [
        (topic, pair, sides)
        for topic, table in TABLES.items()
        for pair in table
        for sides in ((pair.student, pair.reference), (pair.reference, pair.student))
    ]
    found, best, load = [], min(loop() for _ in range(50)), 1.0
    for step, (topic, pair, sides) in enumerate([*pairs[:WARM], *pairs]):
        if step % BETWEEN == 0:
            now = min(loop(), loop())
            best = min(best, now)
            load = now / best
        begun = time.process_time()
        try:
            verdict = compare(*sides, domain=pair.domain, kind=pair.kind).verdict
        except ParseError:
            verdict = "unread"
        ms = 1000 * (time.process_time() - begun)
        said = "right" if verdict == pair.verdict else verdict if verdict in ("undecided", "unread") else "wrong"
        if step >= WARM:
            found.append(Tried(topic, sides, said, ms, load))
    return found


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, found: list[Tried]) -> str:
    said, times = Counter(one.found for one in found), [one.ms for one in found]
    counts = " | ".join(f"{said[kind]}" for kind in ("wrong", "undecided", "unread"))
    shares = " | ".join(f"{percentile(times, share):.1f}" for share in (0.5, 0.9, 0.99))
    return f"| {name} | {len(found)} | {counts} | {shares} | {max(times):.0f} |"


def main() -> None:
    gc.freeze()
    found = tried()
    print("| topic | tried | wrong | undecided | unread | median ms | p90 | p99 | slowest |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for topic in TABLES:
        print(row(topic, [one for one in found if one.topic == topic]))
    for name, topics in (("formulas together", EXPRESSIONS), ("sets and conditions together", SETS), ("all", TABLES)):
        some = [one for one in found if one.topic in topics]
        print(row(name, some))
        print(f"  the machine was {sum(one.load for one in some) / len(some):.2f} times slower than at its best; ", end="")
        print(f"without that p99 {percentile([one.ms / one.load for one in some], 0.99):.1f} ms")
    for one in sorted(found, key=lambda one: -one.ms)[: int(sys.argv[1]) if len(sys.argv) > 1 else 0]:
        print(f"{one.ms:7.1f} ms  {one.topic}: {one.sides[0]} ~ {one.sides[1]} ({one.found})")


if __name__ == "__main__":
    main()
