"""Random formulas: a rewriting by an identity is never refuted, a slip is never proved, and SymPy never contradicts."""

from __future__ import annotations

import random
import warnings
from fractions import Fraction

import pytest
import sympy

from grader.algebra import Node, compare, evaluate, parse, show, to_sympy
from grader.algebra.evaluate import precision

from .randoms import random_formula, rewritten, slipped


def test_a_rewriting_is_never_refuted() -> None:
    rng = random.Random(11)
    undecided = 0
    for _ in range(1500):
        formula = random_formula(rng, 3)
        other = rewritten(rng, formula)
        certificate = compare(other, formula)
        assert certificate.verdict != "refuted", (show(other), show(formula), certificate)
        undecided += certificate.verdict == "undecided"
    assert undecided < 45  # 3 %


def test_a_slip_is_proved_only_if_it_changes_nothing() -> None:
    rng = random.Random(12)
    proved = 0
    for _ in range(1500):
        formula = random_formula(rng, 3)
        other = slipped(rng, formula)
        if compare(other, formula).verdict == "proved":
            proved += 1
            for _ in range(8):
                assert_same_value(
                    other, formula, {"x": Fraction(rng.randint(-40, 40), 9), "y": Fraction(rng.randint(-40, 40), 7)}
                )
    assert proved < 150  # x·0 and the like


def assert_same_value(a: Node, b: Node, at: dict[str, Fraction]) -> None:
    with precision(200):
        try:
            assert evaluate(a, at).overlaps(evaluate(b, at)), (show(a), show(b), at)
        except ArithmeticError:
            return


@pytest.mark.parametrize("seed", range(60))
def test_sympy_evaluates_to_the_same_number(seed: int) -> None:
    rng = random.Random(seed)
    formula = random_formula(rng, 3)
    at = {"x": Fraction(rng.randint(-20, 20), 9), "y": Fraction(rng.randint(-20, 20), 7)}
    with precision(80):
        try:
            ball = evaluate(formula, at)
        except ArithmeticError:
            return
    if not ball.is_finite():
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = sympy.N(
            to_sympy(formula).subs({name: sympy.Rational(v.numerator, v.denominator) for name, v in at.items()}), 15
        )
    assert abs(float(value) - float(ball.mid())) <= 1e-9 * max(1, abs(float(ball.mid())))


def test_what_is_shown_is_read_again() -> None:
    rng = random.Random(13)
    for _ in range(1000):
        formula = random_formula(rng, 3)
        assert compare(parse(show(formula)), formula).verdict != "refuted", show(formula)
