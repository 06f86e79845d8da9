"""Cases, sets with bound symbols and unevaluated conditions of SymPy; what is not covered is refused by its name."""

from __future__ import annotations

import pytest
import sympy
from sympy import And, ConditionSet, Eq, FiniteSet, Ge, Gt, ImageSet, Interval, Lambda, Lt, Ne, Or, Piecewise, S, oo, symbols

from grader.algebra.door import compare
from grader.algebra.sympy_bridge.from_sympy import from_sympy
from grader.algebra.syntax.errors import NotReadable
from tests.every import each
from tests.unread import sentence_of

P, R, U = "proved", "refuted", "undecided"
x, y, s, t = symbols("x y s t")

CASES = [
    (Piecewise((x, x > 0), (0, True)), "relu(x)", P),
    (Piecewise((x, x >= 0), (0, True)), "relu(x)", P),
    (Piecewise((0, x < 0), (x, x >= 0)), "relu(x)", P),
    (Piecewise((0, x > 0), (x, True)), "relu(x)", R),
    (Piecewise((x, x > 0), (-x, True)), "|x|", P),
    (Piecewise((x, x > 0), (-x, x < 0)), "|x|", P),
    (Piecewise((x, x > 0), (x, True)), "|x|", R),
    (Piecewise((1, x > 0), (-1, x < 0), (0, True)), "sign(x)", P),
    (Piecewise((1, x > 0), (0, True)), "step(x)", R),
    (Piecewise((1, x > 0), (0, x < 0), (sympy.Rational(1, 2), True)), "step(x)", P),
    (Piecewise((x, x > y), (y, True)), "max(x, y)", P),
    (Piecewise((x, x > y), (y, True)), "min(x, y)", R),
    (Piecewise((0, x < 0), (1, x > 1), (x, True)), "min(1, max(0, x))", P),
    (Piecewise((x, And(x > 0, x < 1)), (0, Or(x <= 0, x >= 1))), "x", R),
    (Piecewise((0, Eq(x, 0)), (x, Ne(x, 0))), "x", P),
    (2 * Piecewise((x, x > 0), (0, True)) * t, "2t*relu(x)", P),
    (Piecewise((sympy.log(x), x > 0), (5, True)), "ln(x)", U),
]


@each(("obj", "text", "verdict"), CASES)
def test_cases_are_a_formula(obj: object, text: str, verdict: str) -> None:
    assert verdict == compare(obj, text).verdict


def test_a_piece_without_a_value_elsewhere_hides_no_other_piece() -> None:
    five = Piecewise((sympy.log(x), x > 0), (5, True))
    seven = Piecewise((sympy.log(x), x > 0), (7, True))
    assert compare(five, five).verdict == P
    assert compare(five, seven).verdict == R
    assert compare(five, "ln(x)").domain_differs_at is not None


def test_where_no_piece_applies_there_is_no_value() -> None:
    assert compare(Piecewise((x, x > 0), (-x, x < 0)), "|x|").domain_differs_at == "x = 0"


SETS = [
    (ConditionSet(x, x**2 < 4, S.Reals), "(-2; 2)", P),
    (ConditionSet(x, x**2 < 4, S.Reals), "[-2; 2]", R),
    (ConditionSet(x, x**2 < 4, Interval(0, oo)), "[0; 2)", P),
    (ConditionSet(x, Eq(x * sympy.exp(x), x), S.Reals), "{0}", P),
    (ConditionSet((x, y), Eq(4 * x + 7 * y, 20), S.Reals**2), "4x+7y=20", P),
    (ConditionSet((x, y), Eq(4 * x + 7 * y, 20), S.Reals**2), "4x+7y=21", R),
    (ConditionSet(x, x > 1, FiniteSet(1, 2, 3)), "{2; 3}", P),
    (ImageSet(Lambda(t, (5 - 7 * t, 4 * t)), S.Reals), "4w1+7w2=20", P),
    (ImageSet(Lambda(t, (5 + 7 * t, 4 * t)), S.Reals), "4w1+7w2=20", R),
    (ImageSet(Lambda((s, t), (s, t, 1 - s - t)), S.Reals, S.Reals), "x1+x2+x3=1", P),
    (ImageSet(Lambda(((s, t),), (s, t, 1 - s - t)), S.Reals**2), "x1+x2+x3=1", P),
    (ImageSet(Lambda(t, 2 * t + 1), S.Reals), "ℝ", P),
    (ImageSet(Lambda(t, 1 - 2 * t), Interval(0, 1, True, False)), "[-1; 1)", P),
    (ImageSet(Lambda(t, 1 - 2 * t), Interval(0, 1, True, False)), "(-1; 1]", R),
    (ImageSet(Lambda(t, 1 - 2 * t), Interval(0, oo)), "x ≤ 1", P),
    (ImageSet(Lambda(t, t**2), FiniteSet(-1, 2)), "{1; 4}", P),
    (sympy.Contains(x, Interval(0, 1)), "[0; 1]", P),
    (sympy.SymmetricDifference(Interval(0, 2), Interval(1, 3)), "[0;1) ∪ (2;3]", P),
    (Interval(0, 1).as_relational(x), "[0; 1]", P),
    (sympy.solve(x**2 > 1, x), "x < -1 oder x > 1", P),
    (sympy.solveset(x**2 > 1, x, S.Reals), "x < -1 oder x > 1", P),
    (sympy.Implies(x > 0, x > 1), "x ≤ 0 oder x > 1", P),
    (And(x > 0, x < 1, evaluate=False), "(0; 1)", P),
    (Or(x < 0, x > 1, evaluate=False), "ℝ \\ [0; 1]", P),
    (And(Ge(x, 0, evaluate=False), sympy.Not(x > 1, evaluate=False)), "[0; 1]", P),
    (Eq(2, 2, evaluate=False), "ℝ", P),
    (Gt(1, 2, evaluate=False), "∅", P),
    (Lt(sympy.Add(x, x, evaluate=False), sympy.Mul(2, 3, evaluate=False), evaluate=False), "x < 3", P),
]


@each(("obj", "text", "verdict"), SETS)
def test_set_means_the_same_as_its_text(obj: object, text: str, verdict: str) -> None:
    assert verdict == compare(obj, text).verdict


REFUSED = [
    (ImageSet(Lambda(t, 2 * t), S.Integers), "Integers"),
    (ImageSet(Lambda(t, t**2), S.Reals), "ImageSet"),
    (ImageSet(Lambda(t, (t, t**2)), S.Reals), "ImageSet"),
    (ConditionSet(x, x > 0, S.Complexes), "Complexes"),
    (Piecewise((x, sympy.Contains(x, S.Integers)), (0, True)), "Integers"),
    (sympy.Xor(x > 0, x > 1, evaluate=False), "Xor"),
    (sympy.Function("f")(x), "f"),
    (sympy.zoo, "ComplexInfinity"),
]


def test_too_many_cases_are_refused_at_once() -> None:
    many = Piecewise(*((n * x, x < n) for n in range(30)), (0, True))
    nested = x
    for n in range(12):
        nested = Piecewise((sympy.log(nested + n, evaluate=False), y > n), (nested, True), evaluate=False)
    for obj in (many, nested):
        with pytest.raises(NotReadable):
            from_sympy(obj)


@each(("obj", "name"), REFUSED)
def test_what_is_not_covered_is_named(obj: object, name: str) -> None:
    with pytest.raises(NotReadable) as caught:
        from_sympy(obj)
    said = sentence_of(caught.value.why)
    assert name in said.de
    assert name in said.en
