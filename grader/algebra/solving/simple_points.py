"""Points to be named in a sentence: simple numbers, exact, and not near an end of the piece in which they lie."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from grader.algebra.solving.cell_decomposition import LineCell
from grader.algebra.values.exact import written

NEAR = Fraction(1, 10**9)  # ends that lie closer, by their size, have nothing simple between them


def point_on(found: Sequence[LineCell], variable: str, inside: tuple[bool, bool], window: Fraction | None) -> str | None:
    """x = 0.5: the simplest point among the cells that are inside as asked for; None where there is none.

    `found` is the line, or the `window` around 0: open pieces and the points between them in turn.
    """
    named = [(place % 2, *_named(found, place, window)) for place, cell in enumerate(found) if cell.inside == inside]
    if not named:
        return None
    _, _, text = min(named, key=lambda each: (each[0], len(each[2]), each[1]))
    return f"{variable} {text}"


def _named(found: Sequence[LineCell], place: int, window: Fraction | None) -> tuple[Fraction, str]:
    """How far from 0 the point of a cell lies, and its value with = or ≈."""
    cell = found[place]
    value = cell.exact
    if place % 2 == 0:
        low = _end(found[place - 1]) if place else None if window is None else -window
        high = _end(found[place + 1]) if place + 1 < len(found) else window
        simple = simple_between(low, high)
        value = value if simple is None else simple
    if value is not None:
        return abs(value), f"= {decimal(value)}"
    return abs(_end(cell)), f"≈ {cell.sample.str(6, radius=False)}"


def _end(cell: LineCell) -> Fraction:
    return cell.exact if cell.exact is not None else _middle(cell.sample)


def _middle(ball: Any) -> Fraction:
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def simple_between(low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """The number with the fewest digits in the middle half between two ends, None being infinity; None where they are too
    close."""
    if low is None and high is None:
        return Fraction(0)
    if low is None or high is None:
        end = low if low is not None else high
        assert end is not None
        size = max(abs(end), Fraction(1))
        low, high = (end, end + 2 * size) if low is not None else (end - 2 * size, end)
    width = high - low
    if width <= NEAR * max(abs(low), abs(high)):
        return None
    middle, (left, right) = (low + high) / 2, (low + width / 4, high - width / 4)
    step = Fraction(10) ** len(str(floor(width) + 1))
    while True:
        first, last = ceil(left / step), floor(right / step)
        if first <= last:
            near = min(max(round(middle / step), first), last)
            return near * step
        step /= 10


def decimal(value: Fraction) -> str:
    """0.5 rather than 1/2; a fraction that has no short decimal as it is."""
    for places in range(1, 13):
        scaled = value * 10**places
        if value.denominator != 1 and scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return written(value)
