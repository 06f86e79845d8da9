"""Answers as learners type them: the kinds that a list of 300 held which somebody wrote without having seen the code."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Eq, symbols

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.tolerance import HAND
from grader.answers.door import read
from grader.answers.kinds.affine_set import AffineSet
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from tests.answers.verdicts import verdict
from tests.every import each

w, w1, w2 = symbols("w w1 w2")
RATE = SolutionSet(symbols=("eta",))
PATH = Sequence(4, within=HAND)
PAIR = Vector(2)
TYPED: list[tuple[AnswerKind, Any, Any, str]] = [
    (Value(), "L_min = 0, weil ein Quadrat nie negativ ist", 0, "same"),
    (Value(), "beim 12. Schritt", 12, "same"),
    (Value(), "12 mal", 12, "same"),
    *((Value(), text, "ln(2)", "same") for text in ("Ln 2", "LN(2)", "Log(2)")),
    (Expression(symbols=("x",)), "SIN(x) + Exp(-x)", "sin(x) + e^(-x)", "same"),
    (Value(), "11 / Wurzel aus 121", 1, "same"),
    (Value(), "cos(α) = 3/4 ≈ 0,75", "3/4", "same"),
    (Value(), "s = 5, L = 5² = 25", 25, "unread"),
    (Value(), "höchstens 1", 1, "unread"),
    (Value(), "2 w = 3", 3, "unread"),
    (Expression(symbols=("w",)), "Die Ableitung ist 2w - 6", "2w - 6", "same"),
    (Expression(symbols=("w",)), "2w = 6", "6", "unread"),
    (PATH, "6 → 0 → 6 → 0", [6, 0, 6, 0], "same"),
    (PATH, "6 | 0 | 6 | 0", [6, 0, 6, 0], "same"),
    (PATH, "w1 = 6, w2 = 0, w3 = w4 = 5", [6, 0, 5, 5], "same"),
    (PATH, {"w1": 6, "w2": 0, "w3": 6, "w4": 0}, [6, 0, 6, 0], "same"),
    (PAIR, "w1 = w2 = 1,5", [1.5, 1.5], "same"),
    (PAIR, "je 1/3", ["1/3", "1/3"], "same"),
    (PAIR, "Nullvektor", [0, 0], "same"),
    (PAIR, "(0/0)", [0, 0], "same"),
    (PAIR, "c = 1/2: 0, c = 2: ∞", [0, "oo"], "same"),
    (PAIR, "L'- = -1,5; L'+ = 1,5", [-1.5, 1.5], "same"),
    (PAIR, [Eq(w2, 0), Eq(w1, 5)], [0, 5], "same"),
    (RATE, "0 < η < 1/65, η ∈ ℝ", "]0; 1/65[", "same"),
    (RATE, "Intervall ]0; 1/65[", "]0; 1/65[", "same"),
    (RATE, "bei η = 1 und bei η = 2", "{1; 2}", "same"),
    (RATE, "η > 1; η < -1", "η > 1 oder η < -1", "unread"),
    (RATE, "η > 0 η < 1", "]0; 1[", "unread"),
    *((RATE, text, "[0; oo[", "same") for text in ("R0+", "R_0^+", "R₀⁺", "R+0", "ℝ+0", "D = R0+", "nicht negativ")),
    *((RATE, text, "]0; oo[", "same") for text in ("R+", "D=R+", "positive Zahlen", "W = ℝ⁺")),
    *((RATE, text, "R", "same") for text in ("D = R", "D=ℝ", "𝔻 = IR")),
    (RATE, "D = R\\{0}", "eta != 0", "same"),
    (RATE, {"eta": [1, -1]}, "{-1; 1}", "same"),
    (RATE, "kleiner gleich 0", "]-oo; 0]", "same"),
    (RATE, ">= 3", "[3; oo[", "same"),
    (RATE, "> 0 und < 1", "]0; 1[", "same"),
    (RATE, "η ist größer als 1 oder kleiner als -1", "η > 1 oder η < -1", "same"),
    *((PAIR, text, [2, 3], "same") for text in ("⟨2; 3⟩", "<2; 3>", r"\left\langle 2, 3\right\rangle", "M(2/3)")),
    (RATE, "+-2", "{-2; 2}", "same"),
    (RATE, "η = +/- 2", "{-2; 2}", "same"),
    (RATE, "1+-2", "{-1}", "unread"),
    (RATE, "η in Z", "{1}", "unread"),
    (PAIR, "12,5 % / 25 %", ["1/8", "1/4"], "same"),
    (PAIR, "-1,5 / 2,25", [-1.5, 2.25], "same"),
    (PAIR, "1 / 2", [1, 2], "unread"),
    (Value(within=HAND), "0,693…", "0.693", "same"),
    (Value(within=HAND), "-0.693...", "-0.693", "same"),
    (Expression(symbols=("w",)), "f'(w): 2w - 6", "2w - 6", "same"),
    (Expression(symbols=("w",)), "w(w+1): 2", "w(w+1)/2", "same"),
    (AffineSet("w1 w2"), "w1 = 5 - 1,75t und w2 = t", "(5 + 7t; -4t)", "same"),
]


@each(("kind", "student", "reference", "expected"), TYPED)
def test_what_learners_type(kind: AnswerKind, student: Any, reference: Any, expected: str) -> None:
    assert verdict(kind, student, reference) == expected


def test_a_number_that_is_rounded_rightly_but_too_coarsely_is_told_so() -> None:
    kind = Vector(2, within=HAND)
    reference, coarse, wrong = (read(kind.reading(), value) for value in (["16/13", "28/13"], [1.23, 2.15], [1.24, 2.15]))
    note = kind.generic(coarse, reference)
    assert note is not None
    assert note.mistake == "G8"
    assert kind.generic(wrong, reference) is None


def test_a_start_in_front_of_right_steps_costs_one_of_them() -> None:
    kind = Sequence(3)
    right = read(kind.reading(), [1.5, 2.25, 2.625])
    earned = kind.partial(read(kind.reading(), "0; 1,5; 2,25; 2,625"), right)
    assert earned is not None
    assert earned.share == Fraction(2, 3)
    assert "erste Eintrag" in earned.note.de
    for other in ([0, 1.5, 2.25, 2.6], [1.5, 2.25, 2.625, 3], [0, 0, 1.5, 2.25, 2.625], [2.25, 2.625]):
        assert kind.partial(read(kind.reading(), other), right) is None
