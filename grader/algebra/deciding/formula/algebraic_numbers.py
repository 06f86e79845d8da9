"""Algebraic numbers, exactly: sqrt(11 + 6·sqrt 2) is 3 + sqrt 2."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import lcm
from typing import Any

from grader.algebra.deciding.formula.cyclotomic import same_in_angles, turns
from grader.algebra.syntax.tree import Add, Call, Mul, Node, Num, Pow, walk
from grader.algebra.values.exact import number

LARGEST_TURN = 60
DEGREE = 600  # product of the degrees of all roots: beyond it flint may take seconds


class NotAlgebraic(Exception):
    """No sum, product or root of rationals."""


def same_algebraic(a: Node, b: Node) -> bool | None:
    """Are two constants the same algebraic number? None if they are none, or too large to say."""
    known = same_in_angles(a, b)
    if known is not None:
        return known
    if _degree(a) * _degree(b) > DEGREE:
        return None
    try:
        return bool(_algebraic(a) == _algebraic(b))
    except (NotAlgebraic, ValueError, ArithmeticError):
        return None


@cache
def _field() -> Any:
    from flint.types._gr import gr_complex_qqbar_ctx  # private API, pinned by the tests

    return gr_complex_qqbar_ctx.new()


def _degree(node: Node) -> int:
    degree = 1
    for part in walk(node):
        if isinstance(part, Pow):
            exponent = number(part.exponent)
            degree *= exponent.denominator if exponent is not None else DEGREE + 1
        if isinstance(part, Call) and part.name in ("cos", "sin") and (angle := turns(part.args[0])) is not None:
            degree = lcm(degree, angle.denominator)
    return degree


def _algebraic(node: Node) -> Any:
    field = _field()
    match node:
        case Num(value):
            return field(value.numerator) / field(value.denominator)
        case Add(args):
            total = field(0)
            for arg in args:
                total = total + _algebraic(arg)
            return total
        case Mul(args):
            total = field(1)
            for arg in args:
                total = total * _algebraic(arg)
            return total
        case Pow(base, exponent):
            return _power(base, exponent)
        case Call("cos" | "sin" as name, (arg,)) if (angle := turns(arg)) is not None:
            if angle.denominator > LARGEST_TURN:
                raise NotAlgebraic
            half = angle if name == "cos" else Fraction(1, 2) - angle
            point = field(-1) ** (field(half.numerator) / field(half.denominator))
            return (point + field(1) / point) / field(2)
        case Call("abs", (arg,)):
            inner = _algebraic(arg)
            return field.abs(inner)
        case Call("sign", (arg,)):
            inner = _algebraic(arg)
            return inner if inner == field(0) else inner / field.abs(inner)
        case _:
            raise NotAlgebraic


def _power(base: Node, exponent: Node) -> Any:
    value = number(exponent)
    if value is None or abs(value.numerator) > 100 or value.denominator > 30:
        raise NotAlgebraic
    root, field = _algebraic(base), _field()
    if value.denominator == 1:
        return root ** int(value)
    return root ** (field(value.numerator) / field(value.denominator))
