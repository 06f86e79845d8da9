"""All points of a line, in every form in which a class writes it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from sympy import Eq, Rational, exp, sin, sinh, tan

from grader.answers.door import read
from grader.answers.kinds.affine_set import AffineSet
from grader.errors import AuthorError
from tests.answers.verdicts import verdict
from tests.every import each

LINE = AffineSet("w1 w2", parameters="t")
KEY = (sympy.sympify("5 + 7*t"), sympy.sympify("-4*t"))
t, s, w1, w2, lam = sympy.symbols("t s w1 w2 lambda")

ROWS = [
    ((5 + 7 * t, -4 * t), "same", "the example"),
    ([5 + 7 * t, -4 * t], "same", "a list"),
    ((5 - 7 * t, 4 * t), "same", "the other way round"),
    ((7 * s - 2, 4 - 4 * s), "same", "another point, another parameter"),
    ((t, (20 - 4 * t) / 7), "same", "solved"),
    ((5 - Rational(7, 4) * t, t), "same", "solved for the other"),
    ((w1, (20 - 4 * w1) / 7), "same", "a coordinate is the parameter"),
    (sympy.Matrix([5, 0]) + lam * sympy.Matrix([7, -4]), "same", "point and direction"),
    (sympy.Tuple(5 + 7 * t, -4 * t), "same", "SymPy's tuple"),
    (sympy.solve(4 * w1 + 7 * w2 - 20, w1, w2), "same", "what solve gives"),
    (sympy.linsolve([4 * w1 + 7 * w2 - 20], w1, w2), "same", "what linsolve gives"),
    (sympy.ImageSet(sympy.Lambda(t, (5 + 7 * t, -4 * t)), sympy.Reals), "same", "an ImageSet"),
    (sympy.ConditionSet((w1, w2), Eq(4 * w1 + 7 * w2, 20), sympy.Reals**2), "same", "a ConditionSet"),
    (Eq(4 * w1 + 7 * w2, 20), "same", "the equation"),
    (Eq(w2, (20 - 4 * w1) / 7), "same", "solved equation"),
    (Eq(-8 * w1, 14 * w2 - 40), "same", "a multiple of it"),
    ([Eq(4 * w1 + 7 * w2, 20)], "same", "in a list"),
    ("4w1 + 7w2 = 20", "same", "a string"),
    ("4*w1 + 7*w2 - 20 = 0", "same", "everything on one side"),
    ("w2 = (20-4w1)/7", "same", "solved, as a string"),
    ("w1 = (20 - 7w2)/4", "same", "solved for the other, as a string"),
    ("(5+7t, -4t)", "same", "a pair as a string"),
    ("(5 + 7t; -4t), t ∈ ℝ", "same", "with what t runs through"),
    ("{(5+7t; -4t) | t ∈ R}", "same", "as a set"),
    ("{(w1, w2) | 4w1 + 7w2 = 20}", "same", "as a set of points"),
    ("{(w1; w2) ∈ R² : 4w1 + 7w2 = 20}", "same", "with a colon"),
    ("w1 = 5 + 7t, w2 = -4t", "same", "coordinate by coordinate"),
    (["w1 = 5 + 7t", "w2 = -4t"], "same", "in a list"),
    ([Eq(w2, -4 * t), Eq(w1, 5 + 7 * t)], "same", "in another order"),
    ("(w1, w2) = (5+7t, -4t)", "same", "both at once"),
    ("(5|0) + t*(7|-4)", "same", "as in Austrian schools"),
    ("X = (5; 0) + t·(7; -4)", "same", "with a name"),
    ("(5,0)+λ(7,-4)", "same", "with a Greek parameter"),
    ("(5 + 3,5k; -2k)", "same", "German decimals"),
    ((20 / 7 * 7 / 4 - 7 / 4 * t, t), "same", "floats that are exact"),
    ((t, 20 / 7 - 4 / 7 * t), "same", "a machine's floats"),
    ((t, 2.857 - 0.571 * t), "undecided", "rounded by hand: a teacher looks"),
    ((5 + 7 * t**3, -4 * t**3), "same", "not affine, but along the whole line"),
    ((5 + 7 * (t**3 + t), -4 * (t**3 + t)), "same", "an odd polynomial"),
    ((5 + 7 * tan(t), -4 * tan(t)), "same", "a tangent reaches everything"),
    ((5 + 7 * sinh(t), -4 * sinh(t)), "same", "and so does sinh"),
    ((5 + 7 * t * exp(t**2), -4 * t * exp(t**2)), "undecided", "reaches all, not proved"),
    ((5 + 7 * sympy.log(t), -4 * sympy.log(t)), "undecided", "defined for t > 0 only"),
    ((5 + 7 * t**2, -4 * t**2), "other", "a half-line"),
    ((5 + 7 * sin(t), -4 * sin(t)), "other", "a piece"),
    ((5 + 7 * exp(t), -4 * exp(t)), "other", "without its end"),
    ((5 + 7 * sympy.sqrt(t), -4 * sympy.sqrt(t)), "other", "a root is never negative"),
    ((5, 0), "other", "one point"),
    ((5 + 4 * t, 7 * t), "other", "along the normal"),
    ((5 + 7 * t, 4 * t), "other", "a sign"),
    ((5 + 7 * t**3, 4 * t**3), "other", "off the line, not affine"),
    ((t, s), "other", "the whole plane"),
    (Eq(4 * w1 + 7 * w2, 0), "other", "the line through the origin"),
    ("w1 = 5", "other", "a vertical line"),
    ("w1 = 5, w2 = 0", "other", "one point by equations"),
    ("4w1 + 7w2 = 20; 4w1 + 7w2 = 21", "other", "contradiction"),
    ((5 + 7 * t,), "other", "one coordinate"),
    ((5 + 7 * t, -4 * t, 0), "other", "three of them"),
    ((5 + 7 * t, None), "other", "not finished"),
    ((float("nan"), t), "other", "nan"),
    ("(4w1+7w2-20)^2 = 0", "unread", "the task written down again"),
    (4 * w1 + 7 * w2 - 20, "unread", "no equation"),
    (lambda t: (5 + 7 * t, -4 * t), "unread", "a function"),
    (False, "unread", "what == makes of an equation"),
    ("4w1 + 7w2 <= 20", "unread", "an inequality"),
    ("4x + 7y = 20", "unread", "other names"),
    ({"w1": 5}, "other", "what solve gives for another line"),
    ({"w1": 5, 3: 4}, "unread", "a dictionary of something else"),
    ([{w1: 5 - Rational(7, 4) * w2}], "same", "what solve(…, dict=True) gives"),
    ({w1: 5 + 7 * t, w2: -4 * t}, "same", "every coordinate by its name"),
    (np.array([[5, 0], [7, -4]]), "unread", "a matrix"),
]


@each(("student", "expected", "why"), ROWS)
def test_all_points_of_a_line(student: Any, expected: str, why: str) -> None:
    assert verdict(LINE, student, KEY) == expected, why


HALF = [
    ((5, 0), "einzelner Punkt"),
    ((0, Fraction(20, 7)), "einzelner Punkt"),
    ((0, 2.857), "einzelner Punkt"),
    ("w1 = 5, w2 = 0", "einzelner Punkt"),
    ((5 + 7 * t**2, -4 * t**2), "nicht alle"),
    ((5 + 7 * sin(t), -4 * sin(t)), "nicht alle"),
    ((7, -4), None),
    ((5 + 4 * t, 7 * t), None),
    ((5 + 4 * t**2, 7 * t**2), None),
    ("4w1 + 7w2 = 20; 4w1 + 7w2 = 21", None),
    ((t, s), None),
    ((5,), None),
]


@each(("student", "words"), HALF)
def test_a_point_or_a_part_earns_half_with_its_own_sentence(student: Any, words: str | None) -> None:
    found = LINE.partial(read(LINE.reading(), student), read(LINE.reading(), KEY))
    if words is None:
        assert found is None
    else:
        assert found is not None
        assert found.share == Fraction(1, 2)
        assert words in found.note.de


REBUILT = [
    ((5 + 7 * s, -4 * s), [5 + 7 * t, -4 * t]),
    (Eq(w1, 5), [5, t]),
    ((w1, (20 - 4 * w1) / 7), [t, (20 - 4 * t) / 7]),
    ((5, 0), [5, 0]),
    ((t, s), None),
]


@each(("student", "expected"), REBUILT)
def test_rules_get_formulas_in_the_declared_parameter(student: Any, expected: Any) -> None:
    found = LINE.rebuild(read(LINE.reading(), student))
    assert (found is None and expected is None) or all(sympy.simplify(a - b) == 0 for a, b in zip(found, expected, strict=True))


def test_planes_are_families_too() -> None:
    plane = AffineSet("x y z", parameters="s t")
    x, y, z = sympy.symbols("x y z")
    assert verdict(plane, Eq(x + y + z, 1), (1 - s - t, s, t)) == "same"
    assert verdict(plane, (1 - s, s, 0), (1 - s - t, s, t)) == "other"


def test_slips_are_said() -> None:
    with pytest.raises(AuthorError, match="at least two names"):
        AffineSet("t t2", parameters="t")
