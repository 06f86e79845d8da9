"""Givens in texts: German and English decimals, fractions, LaTeX that stays."""

from __future__ import annotations

import pytest
from sympy import FiniteSet, Interval, Rational, cos, exp, oo, symbols

from grader.authoring.texts import fill, rounded
from grader.model import Text
from tests.every import each

W = symbols("w")
VALUES = {
    "m": Rational(3),
    "n": Rational(10),
    "eta": Rational(1, 4),
    "third": Rational(1, 3),
    "g": W - exp(-W),
    "row": Text(de="0,5 · 2", en="0.5 · 2"),
    "point": [Rational(1, 2), -3],
    "mixed": [Rational(9, 4), Rational(-9, 64), 2],
    "rows": [[1, 2], [3, 4]],
    "open": Interval.open(-oo, 0),
    "half": Interval.Lopen(0, Rational(1, 4)),
    "both": FiniteSet(1, -1),
    "places": FiniteSet((0, 0), (2, 1)),
    "turned": cos(symbols("phi")),
    "near": rounded([Rational(2, 3), 1], 3),
}

EXAMPLES = [
    ("$(w-{m})^2$", "$(w-3)^2$", "$(w-3)^2$", "inside a formula"),
    (r"$\eta = {eta}$", r"$\eta = 0{,}25$", r"$\eta = 0.25$", "a comma that LaTeX does not take for a list"),
    ("η = {eta}", "η = 0,25", "η = 0.25", "in plain text"),
    ("{third}", "1/3", "1/3", "no short decimal"),
    ("${third}$", r"$\frac{1}{3}$", r"$\frac{1}{3}$", "a fraction in a formula"),
    (r"$\frac{w}{m}$", r"$\frac{w}3$", r"$\frac{w}3$", "one digit needs no braces"),
    (r"$\frac{n}{2}$", r"$\frac{10}{2}$", r"$\frac{10}{2}$", "the braces are LaTeX's, too"),
    (r"$\frac{x+1}{n}$", r"$\frac{x+1}{10}$", r"$\frac{x+1}{10}$", "of the second argument as well"),
    ("$x^{n}$", "$x^{10}$", "$x^{10}$", "an exponent"),
    ("$w_{n}$", "$w_{10}$", "$w_{10}$", "an index"),
    (r"$\sqrt[3]{eta}$", r"$\sqrt[3]{0{,}25}$", r"$\sqrt[3]{0.25}$", "below a root"),
    (r"$2 \cdot {n}$", r"$2 \cdot 10$", r"$2 \cdot 10$", "a sign takes no argument"),
    (r"$\hat{y}{n}$", r"$\hat{y}10$", r"$\hat{y}10$", "its argument was the y"),
    ("{row}", "0,5 · 2", "0.5 · 2", "words in both languages"),
    ("$({point})$", r"$(0{,}5;\ -3)$", r"$(0.5,\ -3)$", "a comma between decimals with a comma would mislead"),
    ("{point}", "0,5; -3", "0.5, -3", "likewise in plain text"),
    ("$({mixed})$", r"$(\frac{9}{4};\ -\frac{9}{64};\ 2)$", r"$(\frac{9}{4},\ -\frac{9}{64},\ 2)$", "all alike"),
    ("$({rows})$", r"$((1;\ 2);\ (3;\ 4))$", r"$((1,\ 2),\ (3,\ 4))$", "rows keep together"),
    ("${open}$", r"$]-\infty;\ 0[$", r"$(-\infty,\ 0)$", "brackets as schools write them"),
    ("${half}$", r"$]0;\ 0{,}25]$", r"$(0,\ 0.25]$", "one end belongs to it"),
    ("${both}$", r"$\{-1;\ 1\}$", r"$\{-1,\ 1\}$", "elements by size"),
    ("${places}$", r"$\{(0;\ 0);\ (2;\ 1)\}$", r"$\{(0,\ 0),\ (2,\ 1)\}$", "a set of points"),
    ("${turned}$", r"$\cos{\left(\varphi \right)}$", r"$\cos{\left(\varphi \right)}$", "one letter for an angle"),
    ("${near}$", r"$0{,}667;\ 1{,}000$", r"$0.667,\ 1.000$", "rounded on purpose"),
    ("$|{g}|$", "$|w - e^{- w}|$", "$|w - e^{- w}|$", "a formula made from givens"),
]


@each(("text", "german", "english", "why"), EXAMPLES)
def test_givens_are_filled_in(text: str, german: str, english: str, why: str) -> None:
    assert fill(Text(de=text, en=text), VALUES) == Text(de=german, en=english), why


@each(("de", "en"), [("", "x"), ("x", ""), ("x", "   ")])
def test_a_text_needs_both_languages(de: str, en: str) -> None:
    with pytest.raises(ValueError, match="German and English"):
        Text(de=de, en=en)
