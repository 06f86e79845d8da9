"""An answer as words and numbers in a fixed order: who answers alike has the same, but for the tolerances of its numbers.

By it a sealed key finds whom an answer behaves like (answer_key/sealed/), and holds no answer in the clear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.algebra.syntax.tree import Inf, NaN, Node, substitute

if TYPE_CHECKING:
    from grader.answers.base.tolerance import Tolerance


@dataclass(frozen=True, slots=True, eq=False)  # balls have no equality: a number is asked about by what it is
class Measured:
    """A number, as a tree without symbols or a certified ball; others within `abs` or within `rel` of their size are alike.

    `noise` is how far in these tolerances somebody lands who means this very number.
    """

    value: Any
    abs: Fraction = Fraction(0)
    rel: Fraction = Fraction(0)
    noise: Fraction = Fraction(1)


Canonical = tuple[str | Measured, ...]

# Formulas that are the same differ in the last digits of floats at most; others far more, at points that nobody chose.
FORMULA, FLOATS = Fraction(1, 10**7), Fraction(1, 1000)
POINTS, SEED = 6, 1_000


def measured(node: Node, within: Tolerance) -> str | Measured:
    """A number and its tolerance; what is no finite number is a word."""
    from grader.algebra.deciding.formula.infinite import folded

    if isinstance(node := folded(node), Inf):
        return "oo" if node.sign > 0 else "-oo"
    if isinstance(node, NaN):
        return "nan"
    return Measured(node, Fraction(within.abs or 0), Fraction(within.rel or 0))


def probed(formula: Node, names: Sequence[str], domain: Mapping[str, str], *, positive: bool = False) -> Canonical:
    """What a formula is worth at public points of its domain; with `positive` where as much as may be is greater than 0."""
    from grader.algebra.reading.tokens.lexer import canonical_name
    from grader.algebra.syntax.tree import Num
    from grader.algebra.values.domain import REAL, random_points, read_domain

    known, ranges = sorted(map(canonical_name, names)), read_domain(domain)
    if positive:
        ranges = {name: ranges.get(name, REAL).above_zero() for name in known}
    points = random_points(known, ranges, POINTS, SEED)
    placed = [substitute(formula, {name: Num(value) for name, value in point.items()}) for point in points]
    return ("positive" if positive else "formula", *(Measured(tree, rel=FORMULA, noise=FLOATS) for tree in placed))
