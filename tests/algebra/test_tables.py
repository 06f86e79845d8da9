"""Every pair of the tables gets its verdict, whichever side is the student's: one today, the other tomorrow."""

from __future__ import annotations

import pytest

from grader.algebra.door import compare
from grader.algebra.syntax.errors import ParseError
from tests.every import each, every, turn

from .pairs import Pair, mended, powers
from .tables import ALL, EXPRESSIONS, HONESTY, OPEN, RATIOS, SETS, TABLES

WITHOUT_A_POINT = ("length", "kind", "echelon forms", "entry by entry", "algebraic numbers")


def is_open(pair: Pair) -> bool:
    return (pair.student, pair.reference) in OPEN


def gets_its_verdict(pair: Pair) -> None:
    for sides in turn(((pair.student, pair.reference), (pair.reference, pair.student)), 2):
        certificate = compare(*sides, domain=pair.domain, kind=pair.kind)
        assert certificate.verdict in ([pair.verdict, "undecided"] if is_open(pair) else [pair.verdict]), (sides, certificate)
        if certificate.verdict == "refuted":
            assert certificate.witness is not None or certificate.method in WITHOUT_A_POINT, sides


@pytest.mark.parametrize("topic", TABLES)
def test_each_pair_gets_its_verdict(topic: str) -> None:
    every(TABLES[topic], gets_its_verdict)


@each(("tables", "percent"), [(EXPRESSIONS, 3), (SETS, 8)])
def test_few_pairs_are_open(tables: dict[str, list[Pair]], percent: int) -> None:
    pairs = [pair for table in tables.values() for pair in table]
    assert 100 * sum(map(is_open, pairs)) <= percent * len(pairs)


def test_no_pair_stands_twice() -> None:
    keys = [(pair.student, pair.reference, str(pair.domain)) for _, pair in ALL]
    assert len(keys) == len(set(keys)) >= 600


@each("pair", HONESTY)
def test_a_gap_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference).domain_differs_at is not None


ASSUMED = [*RATIOS, *powers.ASSUMED]


@each("pair", ASSUMED)
def test_an_assumption_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference, domain=pair.domain).assuming


@each("pair", powers.CONDITIONS)
def test_nothing_is_assumed_where_nothing_has_to_be(pair: Pair) -> None:
    assert not compare(pair.student, pair.reference, domain=pair.domain).assuming


@each("pair", mended.READ)
def test_an_answer_is_read_beside_its_reference(pair: Pair) -> None:
    assert compare(pair.student, pair.reference, domain=pair.domain, kind=pair.kind).verdict == pair.verdict


@each("student", mended.UNREAD)
@each("reference", ["11", "x"])
def test_a_word_that_nobody_declared_is_unread(student: str, reference: str) -> None:
    if student == "5 m/s" or student == "5 kg":
        reference = "11"  # beside a formula in x, m might be meant
    with pytest.raises(ParseError):
        compare(student, reference)


@each(("student", "reference"), powers.NO_NUMBER)
def test_what_has_no_value_proves_nothing(student: str, reference: str) -> None:
    for sides in ((student, reference), (reference, student)):
        assert compare(*sides).verdict == "undecided"
