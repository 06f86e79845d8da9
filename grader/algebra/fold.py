"""Exact rational values: what a formula is worth if it is a fraction, and a budget against powers that would never end."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from grader.algebra.tree import Add, Call, Mul, Node, Num, Pow, Sym

BITS = 12_000  # numbers longer than this are not computed: Python refuses to write more than 4300 digits
NOWHERE: Mapping[str, Fraction] = {}


def number(node: Node) -> Fraction | None:
    """The exact rational value of a formula without symbols, if it is rational by folding alone."""
    return exact(node, NOWHERE)


def exact(node: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """The exact rational value at a rational point, or None if it is not rational by folding (or not defined)."""
    match node:
        case Num(value):
            return value
        case Sym(name):
            return at.get(name)
        case Add(args):
            return _fold(args, at, Fraction(0), lambda a, b: a + b)
        case Mul(args):
            return _fold(args, at, Fraction(1), lambda a, b: a * b)
        case Pow(base, exponent):
            b, e = exact(base, at), exact(exponent, at)
            return None if b is None or e is None else power(b, e)
        case Call(name, args):
            values = [exact(arg, at) for arg in args]
            known = [value for value in values if value is not None]
            return _call(name, known) if len(known) == len(values) else None
        case _:
            return None


def _fold(
    args: tuple[Node, ...], at: Mapping[str, Fraction], start: Fraction, combine: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    total = start
    for arg in args:
        value = exact(arg, at)
        if value is None:
            return None
        total = combine(total, value)
        if bits(total) > BITS:
            return None
    return total


def bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def written(value: Fraction) -> str:
    """The fraction as text, a long one rounded to ten digits."""
    if bits(value) <= 140:
        return str(value)
    scale = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100_000  # log10 2
    return f"{float(value / Fraction(10) ** scale):.10g}e{scale}"


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """base^exponent if that is a rational number of bearable size; real roots of non-negative numbers only."""
    if exponent.denominator != 1:
        root = _root(base, exponent.denominator)
        return None if root is None else power(root, Fraction(exponent.numerator))
    if base == 0 and exponent < 0:
        return None
    if bits(base) * abs(exponent) > BITS and base not in (0, 1, -1):
        return None
    if base == -1:
        return Fraction(-1 if exponent.numerator % 2 else 1)
    return Fraction(base ** (exponent.numerator if base not in (0, 1) else min(exponent.numerator, 1)))


def _root(base: Fraction, degree: int) -> Fraction | None:
    if base < 0 or degree > 64:
        return None
    top, bottom = integer_root(base.numerator, degree), integer_root(base.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


def integer_root(value: int, degree: int) -> int | None:
    """The exact root of a non-negative integer, or None."""
    if value < 2:
        return value
    low, high = 1, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree < value:
            low = middle + 1
        else:
            high = middle
    return low if low**degree == value else None


def _call(name: str, args: list[Fraction]) -> Fraction | None:
    match name, args:
        case "exp", [x]:
            return Fraction(1) if x == 0 else None
        case "log", [x]:
            return Fraction(0) if x == 1 else None
        case "sin" | "atan" | "asin" | "lambertw" | "tan" | "sinh" | "tanh", [x]:
            return Fraction(0) if x == 0 else None
        case "cos" | "cosh", [x]:
            return Fraction(1) if x == 0 else None
        case "abs", [x]:
            return abs(x)
        case "sign", [x]:
            return Fraction((x > 0) - (x < 0))
        case "sqrt", [x]:
            return _root(x, 2)
        case "max", _:
            return max(args)
        case "min", _:
            return min(args)
        case "relu", [x]:
            return max(x, Fraction(0))
        case "floor", [x]:
            return Fraction(math.floor(x))
        case "ceiling", [x]:
            return Fraction(math.ceil(x))
        case "factorial", [x] if x.denominator == 1 and 0 <= x <= 500:
            return Fraction(math.factorial(x.numerator))
        case _:
            return None
