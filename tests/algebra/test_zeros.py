"""Where a function keeps its sign: constants beside the variable are no powers of it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grader.algebra.kernels.field import Field, NoProof, Poly
from grader.algebra.kernels.normal import normal
from grader.algebra.reading.parser import parse
from grader.algebra.solving.polynomial_roots import rational_roots
from grader.algebra.solving.zeros import End, Zeros
from grader.algebra.syntax.functions import core

WAYS = [
    ("x^2 - pi", Fraction(6, 5), 0),  # it ends at 1.77
    ("x^2 - pi", Fraction(9, 5), 1),
    ("x^2 - sqrt(2)*x - 1", Fraction(3, 2), 0),  # at 1.93
    ("x^2 - sqrt(2)*x - 1", Fraction(2), 1),
    ("pi*x^3 - x + 1", Fraction(1, 2), 1),
    ("x^3 - pi*x + 1", Fraction(1, 2), 0),  # at 1.60
    ("x^2 - 3", Fraction(6, 5), 0),
    ("x^2 - 3", Fraction(9, 5), 1),
]


def of(text: str) -> tuple[Field, Poly, int]:
    field = Field({}, {})
    poly = normal(field, core(parse(text, names=("x",)))).top
    return field, poly, next(i for i, kernel in enumerate(field.kernels) if kernel.kind == "symbol")


@pytest.mark.parametrize(("text", "point", "expected"), WAYS)
def test_a_sign_is_kept_to_infinity_or_not(text: str, point: Fraction, expected: int) -> None:
    field, poly, variable = of(text)
    assert Zeros(field, variable).kept(poly, point, 1, End()) == expected


def test_roots_are_asked_for_where_nothing_but_the_variable_stands() -> None:
    _, poly, variable = of("x^2 - 3")
    assert sorted(round(float(ball)) for ball in rational_roots(poly, variable)) == [-2, 2]
    _, poly, variable = of("x^2 - pi")
    with pytest.raises(NoProof):
        rational_roots(poly, variable)
