"""Exact rational arithmetic beyond the four operations: powers, roots and functions where the result is rational again."""

from __future__ import annotations

import math

from flint import fmpq

BITS = 12_000  # numbers longer than this are not computed: Python refuses to write more than 4300 digits
ROOTS = 64  # the highest root that is tried
FACTORIAL = 500

ZERO, HALF, ONE = fmpq(0), fmpq(1, 2), fmpq(1)


def bits(value: fmpq) -> int:
    return value.p.bit_length() + value.q.bit_length()


def power(base: fmpq, exponent: fmpq) -> fmpq | None:
    """base^exponent if that is a rational number of bearable size; real roots of non-negative numbers only."""
    if exponent.q != 1:
        root = _root(base, int(exponent.q)) if exponent.q <= ROOTS else None
        return None if root is None else power(root, fmpq(exponent.p))
    n = int(exponent.p)
    if n == 0 or base == 1:
        return ONE
    if base == -1:
        return -ONE if n % 2 else ONE
    if base == 0:
        return ZERO if n > 0 else None
    return base**n if bits(base) * abs(n) <= BITS else None


def _root(base: fmpq, degree: int) -> fmpq | None:
    if base < 0:
        return None
    top, bottom = base.p.root(degree), base.q.root(degree)  # rounded down
    return fmpq(top, bottom) if top**degree == base.p and bottom**degree == base.q else None


AT_ZERO = {
    **dict.fromkeys(("sin", "atan", "asin", "lambertw"), ZERO),
    **dict.fromkeys(("exp", "cos"), ONE),
}


def apply(name: str, x: fmpq) -> fmpq | None:
    """The value of a core function where it is rational, or None."""
    match name:
        case "abs":
            return abs(x)
        case "sign":
            return fmpq((x > 0) - (x < 0))
        case "floor":
            return fmpq(x.floor())
        case "ceiling":
            return fmpq(x.ceil())
        case "log":
            return ZERO if x == 1 else None
        case "factorial" if x.q == 1 and 0 <= x <= FACTORIAL:
            return fmpq(math.factorial(int(x.p)))
        case _ if x == 0:
            return AT_ZERO.get(name)
        case _:
            return None
