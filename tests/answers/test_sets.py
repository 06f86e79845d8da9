"""Sets: every spelling, rounded ends, ends that belong or not, half-spaces as linear inequalities."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from sympy import Eq, Interval, S

from grader.answers.door import read
from grader.answers.kinds.solution_set import SolutionSet
from tests.answers.verdicts import verdict
from tests.every import each

p = sympy.Symbol("p")
NUMBERS = SolutionSet(symbols=("p",))
POINTS = [
    ({0}, "same"),
    ([0], "same"),
    ((0,), "same"),
    ({0.0}, "same"),
    (sympy.FiniteSet(0), "same"),
    ("{0}", "same"),
    ("[0]", "same"),
    ("p = 0", "same"),
    (Eq(p, 0), "same"),
    (sympy.solveset(p, p), "same"),
    (sympy.solve(p, p), "same"),
    (np.array([0.0]), "same"),
    (Interval(0, 0), "same"),
    ({Fraction(0)}, "same"),
    ({"0"}, "same"),
    ({1}, "other"),
    ({0, 1}, "other"),
    ("{0; 1}", "other"),
    ("0 und 1", "other"),
    ("0 oder 1", "other"),
    (set(), "other"),
    ("keine", "other"),
    (Interval(0, 1), "other"),
    (0, "unread"),
    ("q = 0", "unread"),
    (False, "unread"),
]


@each(("student", "expected"), POINTS)
def test_a_set_of_one(student: Any, expected: str) -> None:
    assert verdict(NUMBERS, student, {0}) == expected


NOTHING = [
    (set(), "same"),
    ([], "same"),
    ((), "same"),
    ({}, "same"),
    (frozenset(), "same"),
    (sympy.EmptySet, "same"),
    (S.EmptySet, "same"),
    (sympy.FiniteSet(), "same"),
    (sympy.solveset(sympy.exp(p), p), "same"),
    (np.array([]), "same"),
    ("∅", "same"),
    ("{}", "same"),
    ("{ }", "same"),
    ("[]", "same"),
    ("keine", "same"),
    ("leer", "same"),
    ("leere Menge", "same"),
    ("EmptySet", "same"),
    ("set()", "same"),
    (r"\emptyset", "same"),
    (r"\varnothing", "same"),
    ("Ø", "same"),
    ({0}, "other"),
    ("nichts, weil die Summe nie 0 wird", "same"),
    (0, "unread"),
    ("{0}", "other"),
]


@each(("student", "expected"), NOTHING)
def test_the_empty_set(student: Any, expected: str) -> None:
    assert verdict(NUMBERS, student, sympy.EmptySet) == expected


HALF_OPEN = [
    ("(0,1]", "same"),
    ("(0, 1]", "same"),
    ("(0;1]", "same"),
    ("]0,1]", "same"),
    ("]0; 1]", "same"),
    ("0 < p <= 1", "same"),
    ("0 < p ≤ 1", "same"),
    ("p > 0 und p <= 1", "same"),
    ("p ∈ (0; 1]", "same"),
    ("1 >= p > 0", "same"),
    (r"\left(0;1\right]", "same"),
    ("Interval.Lopen(0,1)", "same"),
    ("Interval.Lopen(0, 1)", "same"),
    (Interval.Lopen(0, 1), "same"),
    (Interval(0, 1, left_open=True), "same"),
    (sympy.And(p > 0, p <= 1), "same"),
    (Interval(0, 1) - sympy.FiniteSet(0), "same"),
    (sympy.Union(Interval.Lopen(0, Fraction(1, 2)), Interval(Fraction(1, 2), 1)), "same"),
    ("(0, 1)", "other"),
    ("[0, 1]", "other"),
    ("p > 0", "other"),
    ({0, 1}, "other"),
    ((0, 1), "undecided"),  # two numbers, or the ends?
    ((0, 2), "other"),
    ("0 < p <= 2", "other"),
]


@each(("student", "expected"), HALF_OPEN)
def test_an_interval(student: Any, expected: str) -> None:
    assert verdict(NUMBERS, student, Interval.Lopen(0, 1)) == expected


ROUNDED = [
    (Interval.open(0, 0.01538), "same", "four digits"),
    ("0 < p < 0,01538", "same", "an inequality, German"),
    ("(0; 0.0154)", "same", "off by less than 1/1000"),
    (Interval.open(0, 0.0155), "other", "too coarse"),
    (Interval.open(0, Fraction(1, 66)), "other", "a fraction is meant as it stands"),
    ("(0.0001; 1/65)", "other", "nothing is near 0 but 0"),
    (Interval.open(0, sympy.Rational(2, 130)), "same", "not shortened"),
]


@each(("student", "expected", "why"), ROUNDED)
def test_ends_may_be_rounded(student: Any, expected: str, why: str) -> None:
    assert verdict(NUMBERS, student, Interval.open(0, Fraction(1, 65))) == expected, why


def test_elements_may_be_rounded() -> None:
    assert verdict(NUMBERS, {0.333, 2}, sympy.FiniteSet(Fraction(1, 3), 2)) == "same"
    assert verdict(NUMBERS, {0.33, 2}, sympy.FiniteSet(Fraction(1, 3), 2)) == "other"


HALVES = [
    ("(0, 1)", Interval.Lopen(0, 1), True),
    ("[0, 1]", Interval.Lopen(0, 1), True),
    ("0 < p < 1", Interval.Lopen(0, 1), True),
    ("(0; 1.0005)", Interval.Lopen(0, 1), True),
    ("(0, 2]", Interval.Lopen(0, 1), False),
    ({0, 1}, Interval.Lopen(0, 1), False),
    ("p >= 0", Interval.open(0, sympy.oo), True),
    (Interval(0, sympy.oo), Interval.open(0, sympy.oo), True),
    ({0}, sympy.FiniteSet(0, 1), False),
    ("p = 1", Interval.Lopen(0, 1), False),
]


@each(("student", "reference", "half"), HALVES)
def test_right_ends_with_the_wrong_boundary_earn_half(student: Any, reference: Any, half: bool) -> None:
    found = NUMBERS.partial(read(NUMBERS.reading(), student), read(NUMBERS.reading(), reference))
    assert (found.share if found else None) == (Fraction(1, 2) if half else None)


w1, w2, w3 = sympy.symbols("w1 w2 w3")
s = 2 * w1 + 3 * w2 - 4 * w3
SPACE = SolutionSet(symbols=("w1", "w2", "w3"), linear=True)
HALF_SPACES = [
    (s <= 0, "same"),
    (sympy.Ge(0, s), "same"),
    (-s >= 0, "same"),
    (5 * s <= 0, "same"),
    (s / 7 <= 0, "same"),
    (2 * w1 <= 4 * w3 - 3 * w2, "same"),
    (w1 <= 2 * w3 - sympy.Rational(3, 2) * w2, "same"),
    (0.5 * s <= 0, "same"),
    (s + 1 <= 1, "same"),
    ("2w1 + 3w2 - 4w3 <= 0", "same"),
    ("2w1+3w2 ≤ 4w3", "same"),
    (r"2w_1+3w_2-4w_3 \leq 0", "same"),
    ("w_1 + 1,5 w_2 <= 2w_3", "same"),
    ("0 ≥ 2·w1 + 3·w2 − 4·w3", "same"),
    ("4*w3 >= 2*w1 + 3*w2", "same"),
    ("w3 >= (2w1 + 3w2)/4", "same"),
    (sympy.Or(s < 0, Eq(s, 0)), "same"),
    (sympy.ConditionSet((w1, w2, w3), s <= 0, sympy.Reals**3), "same"),
    (s < 0, "other"),
    (s >= 0, "other"),
    (Eq(s, 0), "other"),
    (s <= 1, "other"),
    ("2w1 + 3w2 + 4w3 <= 0", "other"),
    ("w1 <= 0", "other"),
    ("max(0, 2w1 + 3w2 - 4w3) = 0", "unread"),
    ("(2w1+3w2-4w3)^2 <= 0", "unread"),
    (sympy.Max(0, s) <= 0, "unread"),
    (s, "unread"),
    ("s <= 0", "unread"),
    (True, "unread"),
    (sympy.Interval(-sympy.oo, 0), "unread"),
    ([0, 0, 0], "unread"),
]


@each(("student", "expected"), HALF_SPACES)
def test_a_half_space(student: Any, expected: str) -> None:
    assert verdict(SPACE, student, s <= 0) == expected


def test_what_is_missing_is_never_named() -> None:
    key = read(NUMBERS.reading(), sympy.FiniteSet(Fraction(17, 3), 2))
    for answer in ({2}, set(), {2, 5}, {5}):
        note = NUMBERS.note(read(NUMBERS.reading(), answer), key)
        assert note is not None
        assert "17" not in note.de + note.en
