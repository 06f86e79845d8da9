"""The independent checker: which share of the proofs it confirms, and what that costs beside matching.

python tests/benchmarks/bench_checking.py [EVERY]     take every EVERYth pair of the tables only (default 1: all of them)

Three kinds of proofs, each with the key worker's 100 ms of the processor: those of the tables' pairs; those that references,
other solutions and known mistakes of the course need in three variants; those of the answers in the exercises' tables and in
`typed.py`, once each, and five times, as a class gives the same answers again and again.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import sympy

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from grader.algebra.door import explain, recording  # noqa: E402
from grader.answer_key.matching.match import match  # noqa: E402
from grader.answer_key.process.proof_checks import SECONDS, ProofChecks  # noqa: E402
from grader.answers.reading.values import Unread  # noqa: E402
from grader.answers.registry import READERS  # noqa: E402
from grader.authoring.items import Item  # noqa: E402
from grader.authoring.variants import Variant, draw  # noqa: E402
from grader.course.catalogue import load, sources  # noqa: E402
from grader.model import Json  # noqa: E402
from grader.proofcheck.checker import check  # noqa: E402
from tests.algebra.tables import ALL  # noqa: E402
from tests.exercises.typed import TYPED  # noqa: E402

VARIANTS, AGAIN = 3, 5
Asked = tuple[Variant, Item, Json]


def of_tables(every: int) -> None:
    found: Counter[str] = Counter()
    for _, pair in ALL[::every]:
        certificate, claim, proof = explain(pair.student, pair.reference, domain=pair.domain, kind=pair.kind)
        if certificate.verdict == "proved":
            found[check(claim, proof, SECONDS).verdict] += 1
    said("tables", found)


def of_answers(name: str, asked: Iterable[Asked], again: int = 1) -> None:
    """Match and check, the clock of the processor running for each."""
    asked, checks = list(asked), ProofChecks()
    found: Counter[str] = Counter()
    matching = checking = 0.0
    for drawn, item, raw in asked * again:
        begun = time.process_time()
        with recording() as proofs:
            match(drawn, item, raw)
        done = time.process_time()
        found.update(checks._finding(proof).verdict for proof in proofs)
        matching, checking = matching + done - begun, checking + time.process_time() - done
    said(f"{name}, {len(asked) * again} answers", found)
    print(f"    matching {matching:.2f} s, checking {checking:.2f} s, {checking / (matching + checking):.0%} of both")


def said(name: str, found: Counter[str]) -> None:
    counts = ", ".join(f"{count} {verdict}" for verdict, count in found.most_common())
    print(f"{name}: {found.total()} proofs, {counts}; {found['confirmed'] / max(1, found.total()):.1%} confirmed", flush=True)


def drawn_all(variants: int) -> Iterator[tuple[str, Variant]]:
    for source in sources(ROOT):
        exercise = load(source)
        yield from ((source.id, draw(exercise, source.slug, variant)) for variant in range(variants))


def own_answers(drawn: Variant) -> Iterator[Asked]:
    for item in judged(drawn):
        raws = [drawn.reference(item), *drawn.others(item)]
        raws += [drawn.mistaken(item, rule) for rule in item.mistakes]
        yield from ((drawn, item, raw) for raw in raws)


def judged(drawn: Variant) -> list[Item]:
    return [item for item in drawn.exercise.items if not item.kind.is_called and not item.marks]


def learners_answers(name: str, drawn: Variant) -> Iterator[Asked]:
    """What the tests' rows hold for exercises 1 to 15, read as a child reads it; what cannot be read needs no proof."""
    if name not in TYPED:
        return
    items = {item.name: item for item in judged(drawn)}
    rows = [(item, line[2:]) for item, lines in TYPED[name].items() for line in lines.strip().splitlines()]
    rows += [pair for row in import_module(f"tests.exercises.tables.{name}").ANSWERS for pair in row.answers.items()]
    letters = {letter: sympy.Symbol(letter, real=True) for letter in drawn.exercise.symbols}
    for item, source in rows:
        if item not in items or re.search(r"[A-Za-z_]\s*\.\s*\w", re.sub(r"'[^']*'|\"[^\"]*\"", "", source)):
            continue  # of another library
        try:
            value: Any = eval(source, {**vars(sympy), **letters})
            reading = items[item].kind.reading()
            yield drawn, items[item], READERS[reading["kind"]].read(reading, value)
        except (Unread, SyntaxError, NameError, TypeError, ValueError, AttributeError):
            continue


def main() -> None:
    of_answers("the course's own", [asked for _, drawn in drawn_all(VARIANTS) for asked in own_answers(drawn)])
    typed = [asked for name, drawn in drawn_all(1) for asked in learners_answers(name, drawn)]
    of_answers("learners' answers, each once", typed)
    of_answers("learners' answers, again and again", typed, AGAIN)
    of_tables(int(sys.argv[1]) if len(sys.argv) > 1 else 1)


if __name__ == "__main__":
    main()
