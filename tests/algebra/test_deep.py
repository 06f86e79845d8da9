"""Random formulas and conditions in numbers: written differently they are never refuted, a slip is proved only if it is none.

Every run takes a two hundredth of the large counts; `pytest -n 0 -m deep tests/algebra -s` takes them all (ALGEBRA_DEEP
cases each, 100 000 unless told) and prints what fell.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from grader.algebra.door import compare
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import Node

from .oracle import NoValue, member, same, value
from .randoms import random_condition, random_formula, rewritten, rewritten_condition, slipped, slipped_condition

Count = Counter[str]
DEEP = int(os.environ.get("ALGEBRA_DEEP", "100000"))
CI = DEEP // 200
GRID = [dict(zip("xy", point, strict=True)) for point in product([Fraction(n, 2) for n in range(-9, 10)], repeat=2)]


def tally(count: int, seed: int, make: Callable[[random.Random], tuple[Node, Node]]) -> tuple[Count, list[tuple[Node, Node]]]:
    """How often each verdict falls, and the pairs that were proved; swapped sides never get the opposite."""
    rng, found, slowest = random.Random(seed), Counter[str](), 0.0
    proved: list[tuple[Node, Node]] = []
    for number in range(count):
        a, b = make(rng)
        begun = time.process_time()
        verdict = compare(a, b).verdict
        slowest = max(slowest, time.process_time() - begun)
        found[verdict] += 1
        if number % 10 == 0:
            assert {verdict, compare(b, a).verdict} != {"proved", "refuted"}, (show(a), show(b))
        if verdict == "proved":
            proved.append((a, b))
        assert slowest < 2, (show(a), show(b))
    print(f"\n{count} cases: {dict(found)}, slowest {1000 * slowest:.0f} ms")
    return found, proved


def a_rewriting(rng: random.Random) -> tuple[Node, Node]:
    formula = random_formula(rng, 3)
    return rewritten(rng, formula), formula


def a_slip(rng: random.Random) -> tuple[Node, Node]:
    formula = random_formula(rng, 3)
    return slipped(rng, formula), formula


def a_rewritten_condition(rng: random.Random) -> tuple[Node, Node]:
    condition = random_condition(rng, 2)
    return rewritten_condition(rng, condition), condition


def a_slipped_condition(rng: random.Random) -> tuple[Node, Node]:
    condition = random_condition(rng, 2)
    return slipped_condition(rng, condition), condition


def check_rewritings(count: int, seed: int, make: Callable[[random.Random], tuple[Node, Node]]) -> None:
    found, _ = tally(count, seed, make)
    assert found["refuted"] == 0
    assert found["undecided"] <= 0.03 * count


def check_slips(count: int, seed: int) -> None:
    """A slip that is proved changes no value: mpmath says so."""
    rng = random.Random(seed + 1000)
    for a, b in tally(count, seed, a_slip)[1]:
        for _ in range(6):
            at = {"x": Fraction(rng.randint(-40, 40), 9), "y": Fraction(rng.randint(-40, 40), 7)}
            try:
                assert same(value(a, at), value(b, at)), (show(a), show(b), at)
            except (NoValue, OverflowError):
                continue


def check_slipped_conditions(count: int, seed: int) -> None:
    for a, b in tally(count, seed, a_slipped_condition)[1]:
        assert all(member(a, at, "x") == member(b, at, "x") for at in GRID[::4]), (show(a), show(b))


def test_rewritings_are_never_refuted() -> None:
    check_rewritings(CI, 11, a_rewriting)


def test_slips_are_never_proved() -> None:
    check_slips(CI, 15)


def test_the_same_points_are_never_refuted() -> None:
    check_rewritings(CI // 5, 21, a_rewritten_condition)


def test_a_slip_in_a_condition_is_proved_only_if_it_is_none() -> None:
    check_slipped_conditions(CI // 5, 22)


@pytest.mark.deep
@pytest.mark.timeout(0)
def test_deep_rewritings_are_never_refuted() -> None:
    check_rewritings(DEEP, 101, a_rewriting)


@pytest.mark.deep
@pytest.mark.timeout(0)
def test_deep_slips_are_never_proved() -> None:
    check_slips(DEEP, 102)


@pytest.mark.deep
@pytest.mark.timeout(0)
def test_deep_conditions_are_never_refuted() -> None:
    check_rewritings(DEEP // 5, 103, a_rewritten_condition)


@pytest.mark.deep
@pytest.mark.timeout(0)
def test_deep_slips_in_conditions_are_never_proved() -> None:
    check_slipped_conditions(DEEP // 5, 104)
