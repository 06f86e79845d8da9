"""What counts as the same answer, kind by kind: each row is a promise with its reason."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.tolerance import HAND, REL3
from grader.answers.door import observe
from grader.answers.kinds.choice import Choice
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.model import Missing, Returned, Unreadable
from tests.answers.verdicts import verdict
from tests.every import each

w, t = sympy.symbols("w t")
INF = float("inf")


VALUES = [
    (3, 3, "same", "an integer"),
    (3.0, 3, "same", "a float that is one"),
    ("3", 3, "same", "a string"),
    ("1,5", Fraction(3, 2), "same", "a German decimal"),
    ("1.5", Fraction(3, 2), "same", "an English decimal"),
    (Decimal("1.5"), Fraction(3, 2), "same", "a Decimal"),
    (Fraction(3, 2), Fraction(3, 2), "same", "a Fraction"),
    (sympy.Rational(3, 2), Fraction(3, 2), "same", "a SymPy number"),
    (0.1 + 0.2, Fraction(3, 10), "same", "the noise of floats is far below 1e-9"),
    (0.3 + 2e-9, Fraction(3, 10), "other", "beyond 1e-9"),
    (np.float64(1.5), Fraction(3, 2), "same", "a NumPy scalar"),
    (np.float32(0.6), Fraction(3, 5), "same", "float32 by its own digits"),
    (np.array([1.5]), Fraction(3, 2), "same", "an array of one"),
    (np.array([[1.5]]), Fraction(3, 2), "same", "nested, still one"),
    (INF, sympy.oo, "same", "infinity"),
    (sympy.oo, sympy.oo, "same", "SymPy's infinity"),
    (-INF, sympy.oo, "other", "the other infinity"),
    (10**300, sympy.oo, "other", "large is not infinite"),
    (float("nan"), 3, "other", "nan equals nothing"),
    (-0.0, 0, "same", "minus zero is zero"),
    ("sqrt(4)", 2, "same", "an exact expression"),
    (sympy.LambertW(1), sympy.LambertW(1), "same", "a constant"),
    (True, 1, "unread", "booleans are no numbers"),
    (np.bool_(True), 1, "unread", "NumPy's neither"),
    (1 + 0j, 1, "unread", "complex is not asked"),
    ([1, 2], 1, "unread", "a list is no number"),
    ({3}, 3, "same", "what solveset gives for one solution"),
    ((0, 25), Fraction(1, 4), "unread", "0,25 without quotes is a tuple"),
    (w, 1, "unread", "a symbol is left"),
    ("__import__('os')", 1, "unread", "no code is run"),
    (10**500, 1, "unread", "too many digits"),
    (lambda: 1, 1, "unread", "a function"),
    ({}, 1, "unread", "a dictionary"),
]


@each(("student", "reference", "expected", "why"), VALUES)
def test_values(student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(Value(), student, reference) == expected, why


TOLERANCES = [
    (Value(within=HAND), 0.693, sympy.log(2), "same", "three decimals, rounded"),
    (Value(within=HAND), 0.6937, sympy.log(2), "same", "5.5e-4 away"),
    (Value(within=HAND), 0.6938, sympy.log(2), "other", "6.5e-4 away"),
    (Value(within=HAND), 0.6926, sympy.log(2), "same", "5.5e-4 below"),
    (Value(within=HAND), 0.6925, sympy.log(2), "other", "6.5e-4 below"),
    (Value(within=REL3), 9.54e-7, Fraction(1, 2**20), "same", "relative: small numbers count"),
    (Value(within=REL3), 0, Fraction(1, 2**20), "other", "zero is not close to a small number"),
    (Value(within=REL3), 9.53e-7, Fraction(1, 2**20), "same", "7e-4 relative"),
    (Value(within=REL3), 9.52e-7, Fraction(1, 2**20), "other", "1.7e-3 relative"),
]


@each(("kind", "student", "reference", "expected", "why"), TOLERANCES)
def test_tolerances_from_both_sides(kind: Value, student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(kind, student, reference) == expected, why


FORMULA = Expression(symbols=("w", "t"))
EXPRESSIONS = [
    (2 * w - 6, 2 * (w - 3), "same", "expanded"),
    ("2(w-3)", 2 * (w - 3), "same", "everyday notation"),
    ("(w^2 - 9)*2/(w+3)", 2 * (w - 3), "same", "with a removable gap"),
    (sympy.Symbol("w", positive=True) * 2 - 6, 2 * (w - 3), "same", "assumptions of symbols are ignored"),
    (sympy.sympify("2*w - 6", evaluate=False), 2 * (w - 3), "same", "unevaluated"),
    (sympy.Float("0.5") * w, w / 2, "same", "a Float by its digits"),
    (2 * w - 5, 2 * (w - 3), "other", "a near miss"),
    (2, 2 * (w - 3), "other", "a number"),
    ("x", 2 * (w - 3), "unread", "an unknown name"),
    ("2(w-3", 2 * (w - 3), "unread", "a bracket is open"),
    (sympy.Eq(w, 1), 2 * (w - 3), "unread", "an equation"),
    ([w], 2 * (w - 3), "other", "a list of one counts as its entry"),
    (sympy.nan, 2 * (w - 3), "other", "nan"),
    (sympy.Poly(2 * w - 6, w), 2 * (w - 3), "same", "a polynomial object"),
    (sympy.Derivative((w - 3) ** 2, w), 2 * (w - 3), "unread", "not worked out yet"),
    (sympy.exp(t * sympy.log(0.5)), 2 ** (-t), "undecided", "the rounding of a float: a teacher decides"),
    (sympy.exp(t * sympy.log(0.51)), 2 ** (-t), "other", "no rounding any more"),
    (sympy.exp(-0.6931 * t), 2 ** (-t), "other", "typed decimals are meant as they stand"),
    ("2.00000000000000004*w - 6", 2 * (w - 3), "undecided", "rounding, seen at a zero of the reference, too"),
    (r"\mathrm{e}^{-w}", sympy.exp(-w), "same", "LaTeX's upright e"),
    ("2 3 w", 6 * w, "unread", "two numbers side by side"),
]


@each(("student", "reference", "expected", "why"), EXPRESSIONS)
def test_expressions(student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(FORMULA, student, reference) == expected, why


PAIR = [Fraction(1, 2), 2]
VECTORS = [
    ([0.5, 2], PAIR, "same", "a list"),
    ((0.5, 2), PAIR, "same", "a tuple"),
    (np.array([0.5, 2]), PAIR, "same", "an array"),
    (sympy.Matrix([sympy.Rational(1, 2), 2]), PAIR, "same", "a column of SymPy"),
    (sympy.Tuple(0.5, 2), PAIR, "same", "SymPy's tuple"),
    (["0,5", "2"], PAIR, "same", "strings"),
    ("0,5; 2", PAIR, "same", "one string, German"),
    ("[0.5, 2]", PAIR, "same", "one string, English"),
    ("(1/2, 2)", PAIR, "same", "fractions in a string"),
    ([2, 0.5], PAIR, "other", "order counts"),
    ([0.5], PAIR, "other", "too few"),
    ([0.5, 2, 3], PAIR, "other", "too many"),
    ([[0.5], [2]], PAIR, "same", "a column"),
    ([[0.5], [2], [3]], PAIR, "other", "another shape"),
    ([0.5, float("nan")], PAIR, "other", "nan equals nothing"),
    ([], PAIR, "other", "empty"),
    (["a = 0,5", "b = 2"], PAIR, "same", "entries with their names"),
    ("a = 0,5; b = 2", PAIR, "same", "the same in one string"),
    (np.array(["0,5", "2"]), PAIR, "same", "texts in an array"),
    ([0.5, None], PAIR, "other", "an entry is still empty"),
    ("1/2 2", PAIR, "unread", "blanks separate nothing"),
    (["1 1/2", 2], [Fraction(3, 2), 2], "unread", "a mixed number has two readings"),
    ({0.5, 2}, PAIR, "unread", "a set has no order"),
    (0.5, PAIR, "unread", "one value only"),
    ("hallo", PAIR, "unread", "no list"),
    ([True, 2], [1, 2], "other", "True is not 1"),
]


@each("kind", [Vector(2), Sequence(2)])
@each(("student", "reference", "expected", "why"), VECTORS)
def test_vectors_and_sequences(kind: AnswerKind, student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(kind, student, reference) == expected, why


def test_truth_values_in_a_vector() -> None:
    kind = Vector(2)
    assert verdict(kind, [True, False], [True, False]) == "same"
    assert verdict(kind, np.array([True, False]), [True, False]) == "same"
    assert verdict(kind, [True, True], [True, False]) == "other"
    assert verdict(kind, [1, 0], [True, False]) == "other"


REGION = SolutionSet(symbols=("x",))
REGIONS = [
    (set(), sympy.EmptySet, "same", "Python's empty set"),
    ({}, sympy.EmptySet, "same", "what a beginner writes for it"),
    ("∅", sympy.EmptySet, "same", "the sign"),
    ([], sympy.EmptySet, "same", "an empty list"),
    ({1, 2}, sympy.FiniteSet(1, 2), "same", "a Python set"),
    ([2, 1], sympy.FiniteSet(1, 2), "same", "order does not count"),
    ("{1; 2}", sympy.FiniteSet(1, 2), "same", "a string"),
    (sympy.Interval(0, 1), sympy.Interval(0, 1), "same", "an interval"),
    ("[0, 1]", sympy.Interval(0, 1), "same", "brackets"),
    ("]0; 1[", sympy.Interval.open(0, 1), "same", "Austrian notation"),
    ("0 < x < 1", sympy.Interval.open(0, 1), "same", "an inequality"),
    ("x > 0 und x < 1", sympy.Interval.open(0, 1), "same", "two of them"),
    (sympy.Interval.open(0, 1), sympy.Interval(0, 1), "other", "the ends count"),
    ({1}, sympy.FiniteSet(1, 2), "other", "one is missing"),
    ({1, 2, 3}, sympy.FiniteSet(1, 2), "other", "one is too much"),
    (1, sympy.FiniteSet(1), "unread", "a number is no set"),
    (False, sympy.EmptySet, "unread", "a truth value is no set"),
    ("x < 0 und x > 0", sympy.EmptySet, "unread", "both at once, or one of them?"),
    (
        sympy.And(sympy.Symbol("x") < 0, sympy.Symbol("x") ** 2 < -1),
        sympy.EmptySet,
        "other",
        "a contradiction does not say what the set is",
    ),
    ("1 + e^(-x) = 0", sympy.EmptySet, "other", "the task written down again"),
    (sympy.Eq(1 + sympy.exp(-sympy.Symbol("x")), 0), sympy.EmptySet, "other", "the same in SymPy"),
    ("x = 1 und x = 2", sympy.EmptySet, "other", "two solutions, said clumsily"),
    ("x = 1 oder x = 2", sympy.FiniteSet(1, 2), "same", "solved"),
    ("x^2 = 1", sympy.FiniteSet(1, -1), "other", "not solved"),
]


@each(("student", "reference", "expected", "why"), REGIONS)
def test_regions(student: Any, reference: Any, expected: str, why: str) -> None:
    assert verdict(REGION, student, reference) == expected, why


CHOICES = [
    ("C: weil es stimmt", "same"),
    ("Antwort C", "same"),
    ("A und C", "unread"),
    ("Cello", "unread"),
    ("C", "same"),
    ("c", "same"),
    (" C) ", "same"),
    ('"C"', "same"),
    (["C"], "same"),
    ("A", "other"),
    ("E", "unread"),
    (3, "unread"),
]


@each(("student", "expected"), CHOICES)
def test_choices(student: Any, expected: str) -> None:
    assert verdict(Choice(letters=("A", "B", "C")), student, "C") == expected


class LyingFloat(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


class LyingObject:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return float

    def __float__(self) -> float:
        return 3.0

    def __repr__(self) -> str:
        raise RuntimeError


def test_values_that_lie_about_themselves_are_not_read() -> None:
    for liar in (LyingFloat(3), LyingObject(), [LyingFloat(3)]):  # no parametrize: pytest would ask them for their repr
        assert isinstance(observe(Value().reading(), liar), Unreadable)


@each("value", [None, ..., "", "   ", [None, None], [..., ...], ["", ""]])
def test_not_attempted_is_not_wrong(value: object) -> None:
    assert observe(Value().reading(), value) == Missing()


def test_prose_is_kept_as_it_is() -> None:
    from grader.answers.kinds.prose import Prose

    assert observe(Prose().reading(), "Weil alle Summanden positiv sind.") == Returned("Weil alle Summanden positiv sind.")
    assert isinstance(observe(Prose().reading(), 3), Unreadable)
