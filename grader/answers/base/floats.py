"""A canonical answer as plain floats, as an author's check and a diagnosis calculate with it."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from typing import Any

from grader.algebra.syntax.tree import Inf, NaN, Node, Num, Seq, Truth


def floats_of(node: Node) -> Any:
    """Floats in nested lists; nan for what is no real number."""
    match node:
        case Seq(args):
            return [floats_of(arg) for arg in args]
        case Truth(value):
            return value
        case Inf(sign):
            return math.copysign(math.inf, sign)
        case NaN():
            return math.nan
        case Num(value):
            return _float(value)
        case _:
            return _float_of(node)


def _float(value: Fraction) -> float | int:
    try:
        number = float(value)
    except OverflowError:  # beyond 1.8e308, where a check's own floats end, too
        return math.inf if value > 0 else -math.inf
    return int(value) if value.denominator == 1 else number


def _float_of(node: Node) -> float:
    """What a formula is worth; nan for what is no real number, or no number at all."""
    from grader.algebra.sympy_bridge.to_sympy import to_sympy

    try:
        number = to_sympy(node).evalf(17, chop=True)
        if not number.is_extended_real:
            return math.nan
        return math.copysign(math.inf, 1 if number > 0 else -1) if abs(number) > sys.float_info.max else float(number)
    except (ValueError, TypeError, ArithmeticError):
        return math.nan
