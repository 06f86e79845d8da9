"""Items with many right answers: seen through public formulas, held against conditions; mistakes stay what was answered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from grader.answers.base.tolerance import HAND, Tolerance
from grader.answers.comparing.invariants import Invariant, direction, line_of
from grader.answers.kinds.vector import Vector
from grader.errors import AuthorError
from tests.answers.verdicts import verdict
from tests.every import each

MINIMISER = Vector(
    2,
    through=Invariant("{a}*w1 + {b}*w2 - {c}", within=Tolerance(abs="1e-6"), rounded=Tolerance(abs="0.02")),
    within=HAND,
).with_given({"a": 4, "b": 7, "c": 20})

MINIMISERS = [
    ((5, 0), "same", "the example"),
    ((0, Fraction(20, 7)), "same", "another point of the line"),
    ([-2, 4], "same", "a list"),
    (sympy.Matrix([12, -4]), "same", "a column"),
    ("(5; 0)", "same", "a string"),
    ("[1,5; 2]", "same", "German decimals"),
    (np.array([5.0, 0.0]), "same", "an array"),
    ((0, 20 / 7), "same", "a machine float"),
    ((0, 2.857), "same", "rounded to three places: 0.001 off"),
    (("0", "2,857"), "same", "rounded, German"),
    ((0, 2.86), "other", "two places are meant as they stand: 0.02 is too far"),
    ((2.5, 1.43), "other", "0.01 off, but not rounded to three places"),
    ((0, 2.861), "other", "0.027 off"),
    ((5.00001, 0), "same", "five places: rounded, too"),
    ((5, Fraction(1, 1000)), "other", "an exact fraction is not rounded"),
    ((7, -4), "other", "the homogeneous solution"),
    ((5, 0, 0), "other", "too many"),
    ((5,), "other", "too few"),
    ((float("nan"), 0), "other", "nan"),
    (((5, 0), (0, 0)), "other", "rows"),
    ((5, None), "other", "an empty entry"),
    ((float("inf"), 0), "other", "infinity"),
    (5, "unread", "a number"),
    ({5, 0}, "unread", "a set has no order"),
    ("5 + 0", "unread", "no list"),
    ((sympy.Symbol("t"), 0), "unread", "a symbol is left"),
]


@each(("student", "expected", "why"), MINIMISERS)
def test_any_minimiser(student: Any, expected: str, why: str) -> None:
    assert verdict(MINIMISER, student, (5, 0)) == expected, why


def test_mistakes_are_what_was_answered_not_where_it_leads() -> None:
    plain = MINIMISER.plain()
    assert verdict(plain, (5, 2.857), (5, Fraction(20, 7))) == "same"
    assert verdict(plain, (7, -4), (5, Fraction(20, 7))) == "other", "both have L = 400"


START = Vector(3, such_that="{a}*w1 + {b}*w2 - {c}*w3 > 0").with_given({"a": 2, "b": 3, "c": 4})
STARTS = [
    ((1, 1, 0), "same"),
    ((0, 0, -1), "same"),
    ("1; 1; 1/8", "same"),
    ((0.1, 0, 0), "same"),
    ((0, 0, 0), "other"),
    ((1, 1, 1.25), "other"),
    ((5e-10, 0, 0), "other"),
    ((1e-9, 0, 0), "same"),
    ((-1, 0, 0), "other"),
    ((sympy.sqrt(2), -sympy.sqrt(2), 0), "other"),
    ((-sympy.sqrt(2), sympy.sqrt(2), 0), "same"),
    ((2 * sympy.sqrt(3), 0, sympy.sqrt(3)), "other"),
    ((float("nan"), 1, 1), "other"),
    ((1, 1), "other"),
]


@each(("student", "expected"), STARTS)
def test_any_start_that_moves(student: Any, expected: str) -> None:
    assert verdict(START, student, (1, 1, 0)) == expected


SOFT = Vector(3, such_that=("p1 >= 0", "p2 >= 0", "p3 >= 0", "p1 + p2 + p3 = 1", "max(p1, p2, p3) < 1"))
SOFTS = [
    ((Fraction(1, 2), Fraction(1, 2), 0), "same"),
    ((0.1, 0.2, 0.7), "same"),
    ((1 / 3, 1 / 3, 1 / 3), "same"),
    ("1/3; 1/3; 1/3", "same"),
    ((1, 0, 0), "other"),
    ((0.5, 0.5, 0.5), "other"),
    ((1.5, -0.5, 0), "other"),
    ((0.5, 0.6, -0.1), "other"),
    ((0.33, 0.33, 0.33), "other"),
]


@each(("student", "expected"), SOFTS)
def test_any_soft_target(student: Any, expected: str) -> None:
    assert verdict(SOFT.with_given({}), student, (Fraction(1, 2), Fraction(1, 2), 0)) == expected


DIRECTIONS = [
    ((-3, -4), "same", "same"),
    ((-0.6, -0.8), "same", "same"),
    ((-30, -40), "same", "same"),
    ((3, 4), "other", "same"),
    ((-4, -3), "other", "other"),
    ((0, 0), "other", "other"),
    ((-3, -4.001), "other", "other"),
    ((-1, Fraction(-4, 3)), "same", "same"),
    ((-1, -1.333333333), "same", "same"),
    ((0.75, 1), "other", "same"),
    ((float("inf"), 1), "other", "other"),
]


@each(("student", "directed", "lined"), DIRECTIONS)
def test_any_positive_and_any_multiple(student: Any, directed: str, lined: str) -> None:
    assert verdict(Vector(2, through=direction("v1", "v2")).with_given({}), student, (-3, -4)) == directed
    assert verdict(Vector(2, through=line_of("v1", "v2")).with_given({}), student, (-3, -4)) == lined


def test_on_a_line_and_proportional() -> None:
    kind = Vector(2, such_that=("4*w1 + 7*w2 = 20", "7*w1 = 4*w2"), within=HAND).with_given({})
    assert verdict(kind, (Fraction(16, 13), Fraction(28, 13)), (0, 0)) == "same"
    assert verdict(kind, (5, 0), (0, 0)) == "other"
    assert verdict(kind, (4, 7), (0, 0)) == "other"


def test_a_tolerance_for_each_entry() -> None:
    kind = Vector(2, within=(Tolerance(abs="3"), Tolerance(abs="1/10")))
    assert verdict(kind, (103, 5.1), (100, 5)) == "same"
    assert verdict(kind, (103, 5.2), (100, 5)) == "other"
    assert verdict(kind, (104, 5), (100, 5)) == "other"


def test_the_length_may_be_a_given() -> None:
    assert verdict(Vector("K").with_given({"K": 3}), (1, 0, 0), (1, 0, 0)) == "same"


SLIPS = [
    (lambda: Vector(2, through="w1 + w2 + w3").with_given({}), "have the names w1, w2, w3"),
    (lambda: Vector(2, through="w1").with_given({}), "say with names="),
    (lambda: Vector(2, through="{q}*w1 + w2").with_given({"a": 1}), "none of the givens a"),
    (lambda: Vector(2, such_that="w1 + w2").with_given({}), "is not a condition"),
    (lambda: Vector("K").with_given({"a": 1}), "none of the givens a"),
    (lambda: Vector(2, within=(HAND,)), "1 tolerances for 2 entries"),
    (lambda: Invariant(), "at least one formula"),
]


@each(("make", "words"), SLIPS)
def test_slips_are_said(make: Any, words: str) -> None:
    with pytest.raises(AuthorError, match=words):
        make()


def test_names_say_which_entries_a_formula_leaves_out() -> None:
    assert verdict(Vector(2, through="w1**2", names="w1 w2").with_given({}), (-3, 8), (3, 0)) == "same"
