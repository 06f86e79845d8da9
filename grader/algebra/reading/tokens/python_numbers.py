"""Python's own numbers as nodes: a float by its digits, nothing too long to be printed.

One reader for the values that a student's cell leaves behind and for the numbers inside SymPy objects.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import isfinite, isnan

from grader.algebra.reading.tokens.numerals import DIGITS
from grader.algebra.syntax.errors import NotReadable
from grader.algebra.syntax.tree import Inf, NaN, Node, Num

MOST_BITS = DIGITS * 10 // 3  # a typed number may have as many digits


def of_integer(value: int) -> Num:
    """Raises NotReadable: it has too many digits."""
    if value.bit_length() > MOST_BITS:  # before str(): Python refuses to print huge integers
        raise _too_long()
    return Num(Fraction(value), str(value))


def of_fraction(value: Fraction) -> Num:
    """Raises NotReadable: its numerator or denominator has too many digits."""
    for part in (value.numerator, value.denominator):
        of_integer(part)
    return Num(value, str(value))


def of_float(value: float, text: str | None = None) -> Node:
    """A float by its shortest decimal digits: 0.1 is one tenth, as the student wrote and Python prints it.

    `text` are the digits where they are not those of a Python float: a float32 has fewer.
    """
    if isnan(value):
        return NaN()
    if not isfinite(value):
        return Inf(1 if value > 0 else -1)
    written = repr(value) if text is None else text
    return Num(Fraction(written), written)


def of_decimal(value: Decimal, *, trailing_zeros: bool = True) -> Node:
    """A decimal as typed; without `trailing_zeros`, those that SymPy prints behind its floats are left out of its text.

    Raises:
        NotReadable: it has too many digits.
    """
    if value.is_nan():
        return NaN()
    if value.is_infinite():
        return Inf(1 if value > 0 else -1)
    if len(value.as_tuple().digits) > DIGITS or abs(value.adjusted()) > DIGITS:
        raise _too_long()
    return Num(Fraction(value), str(value) if trailing_zeros else _short(value))


def _short(value: Decimal) -> str:
    plain = value.normalize() + 0  # + 0: no minus in front of zero
    return f"{plain:f}" if -6 <= plain.adjusted() < 16 else str(plain)


def _too_long() -> NotReadable:
    return NotReadable("many digits")
