"""Every pair of the tables gets its verdict, whichever side is the student's."""

from __future__ import annotations

import pytest

from grader.algebra.door import compare

from .pairs import Pair, powers
from .tables import ALL, EXPRESSIONS, HONESTY, OPEN, RATIOS, SETS

WITHOUT_A_POINT = ("length", "kind", "echelon forms", "entry by entry", "algebraic numbers")


def is_open(pair: Pair) -> bool:
    return (pair.student, pair.reference) in OPEN


@pytest.mark.parametrize("swapped", [False, True], ids=["", "swapped"])
@pytest.mark.parametrize("pair", [pair for _, pair in ALL], ids=[f"{topic}: {p.student} ~ {p.reference}" for topic, p in ALL])
def test_pair_gets_its_verdict(pair: Pair, swapped: bool) -> None:
    sides = (pair.reference, pair.student) if swapped else (pair.student, pair.reference)
    certificate = compare(*sides, domain=pair.domain, kind=pair.kind)
    assert certificate.verdict in ([pair.verdict, "undecided"] if is_open(pair) else [pair.verdict]), certificate
    if certificate.verdict == "refuted":
        assert certificate.witness is not None or certificate.method in WITHOUT_A_POINT


@pytest.mark.parametrize(("tables", "percent"), [(EXPRESSIONS, 3), (SETS, 8)], ids=["expressions", "sets"])
def test_few_pairs_are_open(tables: dict[str, list[Pair]], percent: int) -> None:
    pairs = [pair for table in tables.values() for pair in table]
    assert 100 * sum(map(is_open, pairs)) <= percent * len(pairs)


def test_no_pair_stands_twice() -> None:
    keys = [(pair.student, pair.reference, str(pair.domain)) for _, pair in ALL]
    assert len(keys) == len(set(keys)) >= 600


@pytest.mark.parametrize("pair", HONESTY, ids=[pair.student for pair in HONESTY])
def test_a_gap_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference).domain_differs_at is not None


ASSUMED = [*RATIOS, *powers.ASSUMED]


@pytest.mark.parametrize("pair", ASSUMED, ids=[pair.student for pair in ASSUMED])
def test_an_assumption_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference, domain=pair.domain).assuming


@pytest.mark.parametrize("pair", powers.CONDITIONS, ids=[f"{pair.student} ~ {pair.reference}" for pair in powers.CONDITIONS])
def test_nothing_is_assumed_where_nothing_has_to_be(pair: Pair) -> None:
    assert not compare(pair.student, pair.reference, domain=pair.domain).assuming


@pytest.mark.parametrize(("student", "reference"), powers.NO_NUMBER)
def test_what_has_no_value_proves_nothing(student: str, reference: str) -> None:
    for sides in ((student, reference), (reference, student)):
        assert compare(*sides).verdict == "undecided"
