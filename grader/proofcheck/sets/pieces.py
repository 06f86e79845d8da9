"""Pieces of the real line, and numbers on them."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from flint import arb, fmpq

from grader.proofcheck.values.constants import NARROW
from grader.proofcheck.values.evaluator import Value


class Piece(NamedTuple):
    """What lies between two ends; `first` and `last` are the cuts around it. Both ends alike: a number."""

    low: Value
    high: Value
    first: Value | None = None
    last: Value | None = None

    def is_number(self) -> bool:
        return self.low is self.high


def middle(low: Value, high: Value) -> Value:
    """A fraction between two ends, far out if one is infinite."""
    if not arb(low).is_finite() and not arb(high).is_finite():
        return fmpq(0)
    if not arb(low).is_finite():
        return as_fraction(high) * 4 - 3 if high < -1 else as_fraction(high) - 2
    if not arb(high).is_finite():
        return as_fraction(low) * 4 + 3 if low > 1 else as_fraction(low) + 2
    if isinstance(low, fmpq) and isinstance(high, fmpq):
        return (low * 31 + high * 33) / 64
    return as_fraction((arb(low) * 31 + arb(high) * 33) / 64)


def beside(number: Value, way: int) -> Fraction:
    """The fraction itself, or one just outside of a ball."""
    found = (
        as_fraction(number) if isinstance(number, fmpq) else as_fraction((arb(number) + way * NARROW * (1 + abs(number))).mid())
    )
    return Fraction(int(found.p), int(found.q))


def as_fraction(number: Value) -> fmpq:
    if isinstance(number, fmpq):
        return number
    mantissa, exponent = number.mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
