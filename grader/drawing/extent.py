"""From where to where an axis goes: as far as the marks reach, but not after an answer that is far off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from grader.drawing.marks import FAR, Bars, Panel, is_open, points_of

FURTHER = 1.5  # widths of everything else by which an open answer may widen the panel on each side
MANIFOLD = 1e5  # the same on a logarithmic axis, as a factor
MARGIN = 0.05  # of the width, on each side

Direction = Literal["x", "y"]


def limits(panel: Panel, direction: Direction) -> tuple[float, float]:
    """The ends of an axis, the lower one first, never the same."""
    axis = panel.x if direction == "x" else panel.y
    least = 1 / FAR if axis.log else -FAR
    settled = [value for value in _values(panel, direction, asked=False) if value >= least]
    asked = [value for value in _values(panel, direction, asked=True) if value >= least]
    if axis.log:
        asked = [value for value in asked if not settled or min(settled) / MANIFOLD <= value <= max(settled) * MANIFOLD]
    elif settled and max(settled) > min(settled):
        room = FURTHER * (max(settled) - min(settled))
        asked = [value for value in asked if min(settled) - room <= value <= max(settled) + room]
    values = settled + asked
    low = axis.low if axis.low is not None else min(values, default=None)
    high = axis.high if axis.high is not None else max(values, default=None)
    if axis.log:
        return _logarithmic(low, high, axis.low is None, axis.high is None)
    based = any(isinstance(mark, Bars) for mark in panel.marks) and direction == "y"
    return _linear(low, high, axis.low is None and not (based and low == 0), axis.high is None)


def _values(panel: Panel, direction: Direction, *, asked: bool) -> Iterator[float]:
    for mark in panel.marks:
        if is_open(mark) == asked:
            for point in points_of(mark):
                value = point[0 if direction == "x" else 1]
                if value is not None:
                    yield value


def _linear(low: float | None, high: float | None, widen_low: bool, widen_high: bool) -> tuple[float, float]:
    low = low if low is not None else min(0.0, high - 1) if high is not None else 0.0
    high = high if high is not None else max(1.0, low + 1)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-9):  # everything in one place, or beyond an end that is fixed
        room = max(1.0, 0.1 * abs(low), 0.1 * abs(high))
        return (low - room * widen_low, low + room) if widen_high else (high - room, high)
    room = MARGIN * (high - low)
    return low - room * widen_low, high + room * widen_high


def _logarithmic(low: float | None, high: float | None, widen_low: bool, widen_high: bool) -> tuple[float, float]:
    low = low if low is not None else min(1.0, high / 10) if high is not None else 1.0
    high = high if high is not None else low * 10
    if high <= low * (1 + 1e-9):
        return (low / 10 if widen_low else low, low * 10) if widen_high else (high / 10, high)
    room = (high / low) ** MARGIN
    return low / room if widen_low else low, high * room if widen_high else high
