"""Small tools for pictures: exact answers as numbers, the graph of a function, colours with a meaning."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

# told apart by colour-blind eyes, too
COURSE = "#2b5c8a"  # what the exercise gives: its graph, its contours
OWN = "#d1782c"  # the student's own answer
RIGHT = "#1b6b48"  # the reference, where it is solved
WRONG = "#a33a2c"  # where a step leads astray
QUIET = "#9aa3ab"  # guides and asymptotes

HUGE = 1e6  # beyond it an answer has left every picture


def number(value: Any) -> float | None:
    """An exact answer as a float; None for what has no place in a picture: no number, not real, infinite, huge."""
    try:
        real = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return real if math.isfinite(real) and abs(real) < HUGE else None


def numbers(values: Iterable[Any] | None) -> list[float]:
    """The answers up to the first that has no place in a picture; empty for no answer."""
    found: list[float] = []
    for value in values or ():
        real = number(value)
        if real is None:
            break
        found.append(real)
    return found


def graph(axes: Any, function: Callable[[float], float], low: float, high: float, **style: Any) -> None:
    """The graph of a function of one float from `low` to `high`."""
    places = [low + (high - low) * index / 400 for index in range(401)]
    axes.plot(places, [function(place) for place in places], **{"color": COURSE, **style})
