"""Random formulas: the provers alone prove nothing that is false, and SymPy evaluates to the same numbers."""

from __future__ import annotations

import random
import warnings
from fractions import Fraction

import sympy

from grader.algebra.deciding.formula.sign_cases import prove_by_cases
from grader.algebra.door import compare
from grader.algebra.kernels.normal import prove_equal
from grader.algebra.reading.parser import parse
from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import Node
from grader.algebra.values.domain import Range, read_range
from grader.algebra.values.evaluation import evaluate, precision

from .randoms import random_formula, slipped


def test_the_provers_alone_are_sound() -> None:
    """No point is tried before or after the proof, so nothing hides a hole in it."""
    rng, proofs = random.Random(14), 0
    domain: dict[str, Range] = {}
    for _ in range(500):
        formula = random_formula(rng, 3)
        other = slipped(rng, slipped(rng, formula)) if rng.random() < 0.3 else slipped(rng, formula)
        a, b = core(other), core(formula)
        if prove_equal(a, b, domain) or prove_by_cases(a, b, domain):
            proofs += 1
            for _ in range(8):
                at = {"x": Fraction(rng.randint(-8, 8), 3), "y": Fraction(rng.randint(-8, 8), 2)}
                assert_same_value(other, formula, at)
    assert proofs


def test_a_case_without_points_proves_nothing() -> None:
    """|x - x| is neither positive nor negative anywhere: both cases were left out, and the rest was proved of nothing."""
    a, b = core(parse("|x-x| + max(x;y)^3")), core(parse("x^3"))
    assert prove_by_cases(a, b, {}) is None
    degenerate = {"x": read_range("[1,1]")}
    assert prove_by_cases(core(parse("|x-1|+y")), core(parse("2y")), degenerate) is None


def assert_same_value(a: Node, b: Node, at: dict[str, Fraction]) -> None:
    with precision(200):
        try:
            assert evaluate(a, at).overlaps(evaluate(b, at)), (show(a), show(b), at)
        except ArithmeticError:
            return


def test_sympy_evaluates_to_the_same_number() -> None:
    compared = 0
    for seed in range(60):
        rng = random.Random(seed)
        formula = random_formula(rng, 3)
        at = {"x": Fraction(rng.randint(-20, 20), 9), "y": Fraction(rng.randint(-20, 20), 7)}
        with precision(80):
            try:
                ball = evaluate(formula, at)
            except ArithmeticError:
                continue
        if ball.is_finite():
            compared += 1
            ours, theirs = float(ball.mid()), float(value_by_sympy(formula, at))
            assert abs(theirs - ours) <= 1e-9 * max(1, abs(ours)), (show(formula), at)
    assert compared >= 45


def value_by_sympy(formula: Node, at: dict[str, Fraction]) -> sympy.Expr:
    numbers = {name: sympy.Rational(number.numerator, number.denominator) for name, number in at.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return sympy.N(to_sympy(formula).subs(numbers), 15)


def test_what_is_shown_is_read_again() -> None:
    rng = random.Random(13)
    for _ in range(300):
        formula = random_formula(rng, 3)
        assert compare(parse(show(formula)), formula).verdict != "refuted", show(formula)
