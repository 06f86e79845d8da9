"""Exact rational values as Python fractions: what a formula is worth if it is one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import fmpq

from grader.algebra.syntax.tree import Node, Num
from grader.algebra.values.evaluation import NOWHERE, place, value
from grader.algebra.values.rationals import BITS

__all__ = ["BITS", "bits", "exact", "number", "written"]


def number(node: Node) -> Fraction | None:
    """The exact rational value of a formula without symbols, if it is rational by folding alone."""
    return node.value if isinstance(node, Num) else exact(node, NOWHERE)


def exact(node: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """The exact rational value at a rational point, or None if it is not rational by folding (or not defined)."""
    try:
        found = value(node, place(at))
    except (ArithmeticError, ValueError):
        return None
    return Fraction(int(found.p), int(found.q)) if isinstance(found, fmpq) else None


def bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def written(value: Fraction) -> str:
    """The fraction as text, a long one rounded to ten digits."""
    if bits(value) <= 140:
        return str(value)
    scale = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100_000  # log10 2
    return f"{float(value / Fraction(10) ** scale):.10g}e{scale}"
