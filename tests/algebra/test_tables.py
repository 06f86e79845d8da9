"""Every pair of the tables gets its verdict, whichever side is the student's."""

from __future__ import annotations

import pytest

from grader.algebra import compare

from .tables import ALL, HONESTY, RATIOS, Pair


@pytest.mark.parametrize("swapped", [False, True], ids=["", "swapped"])
@pytest.mark.parametrize("pair", [pair for _, pair in ALL], ids=[f"{topic}: {p.student} ~ {p.reference}" for topic, p in ALL])
def test_pair_gets_its_verdict(pair: Pair, swapped: bool) -> None:
    sides = (pair.reference, pair.student) if swapped else (pair.student, pair.reference)
    certificate = compare(*sides, domain=pair.domain, kind=pair.kind)
    assert pair.verdict == certificate.verdict, certificate
    if certificate.verdict == "refuted":
        assert certificate.witness is not None or certificate.method in ("length", "kind", "echelon forms", "entry by entry")


@pytest.mark.parametrize("pair", HONESTY, ids=[pair.student for pair in HONESTY])
def test_a_gap_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference).domain_differs_at is not None


@pytest.mark.parametrize("pair", RATIOS, ids=[pair.student for pair in RATIOS])
def test_an_assumption_is_named(pair: Pair) -> None:
    assert compare(pair.student, pair.reference).assuming
