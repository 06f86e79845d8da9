"""SymPy objects are read by a whitelist; nothing of a student's own making is called."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy
from sympy import S, oo, symbols

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.sympy_bridge.from_sympy import from_sympy
from grader.algebra.sympy_bridge.to_sympy import to_sympy
from grader.algebra.syntax.errors import NotReadable
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import Num
from tests.every import each
from tests.unread import sentence_of

w, t, p = symbols("w t p")
eta = sympy.Symbol("eta", positive=True)

READ = [
    (2 * (w - 3), "2*(w-3)"),
    (sympy.Mul(2, w - 3, evaluate=False), "2*(w-3)"),
    (1 + sympy.exp(-w), "1+exp(-w)"),
    (sympy.E**-w + 1, "1+e^-w"),
    (sympy.LambertW(1), "W(1)"),
    (sympy.exp(-sympy.LambertW(1)), "W(1)"),
    (-1 - sympy.LambertW(1), "-1-W(1)"),
    (3 * (1 - sympy.Rational(1, 2) ** t), "3-3*2^(-t)"),
    (sympy.Max(0, w), "relu(w)"),
    (sympy.Abs(w), "|w|"),
    (sympy.Heaviside(w), "step(w)"),
    (sympy.log(p) / sympy.log(2), "log_2(p)"),
    (sympy.Float("0.1"), "1/10"),
    (sympy.Float(0.25) * w, "w/4"),
    (sympy.sqrt(2) * sympy.pi, "√2·π"),
    (1 - 130 * eta, "1-130eta"),
    (sympy.Symbol("w", real=True) + sympy.Symbol("w_1"), "w+w1"),
    (oo, "∞"),
    (-oo, "-∞"),
    (sympy.Eq(4 * w + 7 * t, 20), "4w+7t=20"),
    (w > 0, "0 < w"),
    ((w > 0) & (w <= 3), "(0;3]"),
    (sympy.Or(w < 0, w > 1), "w(w-1) > 0"),
    (sympy.Interval.open(0, oo), "(0,∞)"),
    (sympy.Interval(0, 1, False, True), "[0;1)"),
    (S.EmptySet, "∅"),
    (set(), "∅"),
    (sympy.FiniteSet(1, 2), "{2;1}"),
    ({1, 2}, "{2;1}"),
    (sympy.Union(sympy.Interval.open(-oo, 0), sympy.Interval.open(1, oo)), "x(x-1)>0"),
    (S.Reals - {0}, "x ≠ 0"),
    (S.Reals, "ℝ"),
    (sympy.true, "ℝ"),
    ((5, 0), "(5;0)"),
    ([w, 2 * w], "(w; w+w)"),
    (sympy.Matrix([5, 0]), "(5;0)"),
    (sympy.Matrix([[1, 2], [3, 4]]), "((1;2);(3;4))"),
    (sympy.Tuple(1, w), "(1;w)"),
    (Fraction(7, 4), "1,75"),
    (0.1, "0.1"),
    (10**20, "10^20"),
]


@each(("obj", "text"), READ)
def test_object_means_the_same_as_its_text(obj: object, text: str) -> None:
    assert compare(obj, text).verdict == "proved"


@each("number", [0.1, 1e-7, 2.5, -3.75, 123456.789, 1e300])
def test_a_float_is_its_shortest_decimal(number: float) -> None:
    node = from_sympy(number)
    assert isinstance(node, Num)
    assert node.value == Fraction(repr(number))
    assert float(show(node)) == number


SHOWN = [
    (3 - 3 * sympy.Rational(3, 4) ** w, "3 - 3*(3/4)^w"),
    (sympy.Rational(1, 2) ** (2 * w), "(1/2)^(2*w)"),
    (w ** sympy.Rational(3, 4), "w^(3/4)"),
    (sympy.Rational(3, 4) * w, "3/4*w"),
    (sympy.Mul(w, sympy.Rational(3, 4), evaluate=False), "w*(3/4)"),
    (sympy.Rational(3, 4), "3/4"),
]


@each(("obj", "text"), SHOWN)
def test_a_rational_of_sympy_is_shown_with_the_brackets_it_needs(obj: object, text: str) -> None:
    shown = show(from_sympy(obj))
    assert shown == text
    assert compare(obj, shown).verdict == "proved"


class Liar(sympy.Symbol):
    """A student's subclass of a SymPy class."""


class Evil:
    def __eq__(self, other: object) -> bool:
        raise AssertionError("never asked")

    __hash__ = None  # type: ignore[assignment]


REFUSED = [
    Liar("w"),
    Liar("w") + 1,
    Evil(),
    [Evil()],
    sympy.I,
    sympy.zoo,
    sympy.Integral(w, w),
    sympy.Derivative(w**2, w),
    sympy.Function("f")(w),
    {"a": 1},
    "text",
    None,
    b"bytes",
    sympy.physics.units.meter if hasattr(sympy, "physics") else None,
    sympy.Integer(10) ** 10000,
    sympy.Symbol("x" * 100),
]


@each("obj", REFUSED)
def test_anything_else_is_refused_with_a_sentence(obj: object) -> None:
    with pytest.raises(NotReadable) as caught:
        from_sympy(obj)
    assert sentence_of(caught.value.why)


def test_deep_and_wide_objects_are_refused() -> None:
    deep: object = 1
    for _ in range(500):
        deep = [deep]
    for obj in (deep, list(range(100_000))):
        with pytest.raises(NotReadable):
            from_sympy(obj)


@each("text", ["2*(w-3)", "1+e^-w", "W(1)", "[0;1)", "x>0 und x<1", "{1;2}", "max(0;x)", "σ(x)", "(1; x)"])
def test_to_sympy_and_back(text: str) -> None:
    assert compare(from_sympy(to_sympy(parse(text))), text).verdict == "proved"


def test_importing_algebra_needs_neither_sympy_nor_numpy() -> None:
    code = (
        "import sys, grader.algebra.door as a; a.compare('2w-6', '2(w-3)')\n"
        "print('sympy' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
