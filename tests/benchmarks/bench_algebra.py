"""The judge beside SymPy's two ways to compare, on the pairs of the tests' tables: who is right, and how fast.

python tests/benchmarks/bench_algebra.py [EVERY]     ask SymPy every EVERYth formula only (default 1: all of them)
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sympy

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.tree import Inf, NaN, walk
from tests.algebra.pairs import Pair
from tests.algebra.tables import EXPRESSIONS, SETS, TABLES

LIMIT = 2.0  # seconds that SymPy may think about one pair
Answer = bool | None  # the same, different, or cannot say
Judge = Callable[[Pair], Answer]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def ours(pair: Pair) -> Answer:
    verdict = compare(pair.student, pair.reference, domain=pair.domain, kind=pair.kind).verdict
    return {"proved": True, "refuted": False, "undecided": None}[verdict]


def in_sympy(pair: Pair) -> tuple[Any, Any]:
    """Both sides with symbols that know what the domain says, so that SymPy has its best chance."""
    domain = pair.domain or {}
    sides = [to_sympy(parse(side, kind=pair.kind)) for side in (pair.student, pair.reference)]
    known = {symbol: symbol_of(str(symbol), domain) for side in sides for symbol in side.free_symbols}
    return sides[0].subs(known), sides[1].subs(known)


def symbol_of(name: str, domain: Mapping[str, str]) -> sympy.Symbol:
    words = domain.get(name, "real")
    if words in ("integer", "natural") or ".." in words:
        return sympy.Symbol(name, integer=True)
    positive = words == "positive" or words.startswith(("(0", "(1", "(2"))
    return sympy.Symbol(name, positive=True) if positive else sympy.Symbol(name, real=True)


def by_simplify(pair: Pair) -> Answer:
    a, b = in_sympy(pair)
    return bool(sympy.simplify(a - b) == 0)


def by_equals(pair: Pair) -> Answer:
    a, b = in_sympy(pair)
    answer = a.equals(b)
    return None if answer is None else bool(answer)


def measure(name: str, judge: Judge, pairs: list[Pair], runs: int) -> str:
    found: Counter[str] = Counter()
    times: list[float] = []  # of the processor: others may be using the machine
    for pair in pairs:
        took = []
        for _ in range(runs):
            begun = time.process_time()
            try:
                with at_most(LIMIT):
                    answer = judge(pair)
            except (TimeoutError, ArithmeticError, ValueError, TypeError, NotImplementedError, RecursionError, AttributeError):
                answer = None
            took.append(time.process_time() - begun)
        times.append(statistics.median(took))
        same = pair.verdict == "proved"
        key = "undecided" if answer is None else "right" if answer == same else "accepted" if answer else "rejected"
        found[key] += 1
    times.sort()
    median, last = 1000 * statistics.median(times), 1000 * times[min(len(times) - 1, int(0.99 * len(times)))]
    counts = " | ".join(f"{found[key]:>8}" for key in ("right", "accepted", "rejected", "undecided"))
    return f"| {name:<28} | {len(pairs):>5} | {counts} | {median:>9.2f} | {last:>8.1f} |"


def finite(pair: Pair) -> bool:
    sides = (parse(side, kind=pair.kind) for side in (pair.student, pair.reference))
    return not any(isinstance(part, Inf | NaN) for side in sides for part in walk(side))


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    formulas = [pair for table in EXPRESSIONS.values() for pair in table]
    sets = [pair for table in SETS.values() for pair in table]
    lists = TABLES["lists and matrices"]
    asked = [pair for pair in formulas if finite(pair)][::every]
    for pair in (*formulas, *sets, *lists):
        ours(pair)  # warm
    print("| judge                        | pairs |    right | accepted | rejected | undecided | median ms |   p99 ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name, pairs in (
        ("this judge, formulas", formulas),
        ("this judge, sets, equations", sets),
        ("this judge, lists", lists),
    ):
        print(measure(name, ours, pairs, 3), flush=True)
    print(measure("this judge, as SymPy below", ours, asked, 3), flush=True)
    print(measure("simplify(a - b) == 0", by_simplify, asked, 1), flush=True)
    print(measure("a.equals(b)", by_equals, asked, 1), flush=True)
    print(f"\naccepted, rejected: wrongly. undecided: no answer, or none within {LIMIT:g} s. SymPy: every {every}. formula.")


if __name__ == "__main__":
    main()
