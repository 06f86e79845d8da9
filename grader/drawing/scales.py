"""From values to places on a panel, and the round values between: linear and logarithmic."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.drawing.numerals import numeral, power_of_ten
from grader.model import Lang

OUTSIDE = 9999.0  # where everything lies that is far off the panel

Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` lie from `start` to `end`."""

    low: float
    high: float
    log: bool
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value; what is far away lies on its own side, `OUTSIDE`."""
        if not self.log:
            share = (value - self.low) / (self.high - self.low)
        elif value > 0:
            share = (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        else:
            share = -math.inf
        return max(-OUTSIDE, min(OUTSIDE, self.start + share * (self.end - self.start)))

    def holds(self, value: float) -> bool:
        """The value lies between the ends, a little more counting as there."""
        edge = 1e-6 * abs(self.end - self.start)
        return min(self.start, self.end) - edge <= self(value) <= max(self.start, self.end) + edge


def ticks(low: float, high: float, lang: Lang, *, most: int, log: bool = False, whole: bool = False) -> list[Tick]:
    """At most so many round values between the ends, and what stands there."""
    if log and math.log10(high / low) >= 1.5:
        return _decades(low, high, most)
    step = _step((high - low) / most)
    if whole:
        step = max(1.0, step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    values = [index * step for index in range(first, last + 1)]
    size = max(map(abs, values), default=0.0)
    digits = max(4, math.floor(math.log10(size)) - math.floor(math.log10(step)) + 2) if size else 4
    return [(value, numeral(value, lang, digits)) for value in values if not log or value > 0]


def _decades(low: float, high: float, most: int) -> list[Tick]:
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    stride = max(1, math.ceil((last - first + 1) / most))
    if stride > 3:  # 10⁰, 10⁵, 10¹⁰ rather than 10⁰, 10⁴, 10⁸
        stride = 5 * math.ceil(stride / 5)
    return [(10.0**each, power_of_ten(each)) for each in range(first, last + 1) if each % stride == 0]


def _step(least: float) -> float:
    """The smallest of 1, 2, 5, 10 … that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= least * (1 - 1e-9))
