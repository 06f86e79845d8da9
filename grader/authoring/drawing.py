"""Tools for pictures: exact answers as numbers, and marks made of functions and answers. What there is to draw with are
the marks of `grader.drawing.marks`; a panel of them is what a picture returns."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from grader.authoring.contours import Range, contour_lines, simplified
from grader.drawing.marks import (
    COURSE,
    FAR,
    OWN,
    QUIET,
    RIGHT,
    WRONG,
    Annotation,
    Arrow,
    Axis,
    Bars,
    Curve,
    Dash,
    Dots,
    Horizontal,
    Mark,
    Panel,
    Point,
    Shape,
    Tone,
    Vertical,
)

__all__ = [
    "COURSE",
    "OWN",
    "QUIET",
    "RIGHT",
    "WRONG",
    "Annotation",
    "Arrow",
    "Axis",
    "Bars",
    "Curve",
    "Dots",
    "Horizontal",
    "Panel",
    "Vertical",
    "contours",
    "dots",
    "graph",
    "number",
    "numbers",
    "panel",
    "polyline",
    "tone",
]

HUGE = 1e6  # beyond it an answer has left every picture
SAMPLES = 200  # places of a graph
CORNERS = 50  # of a line that are drawn as they are


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


def tone(item: str, right: Container[str]) -> Tone:
    """How the answer to an item is drawn: as right where it is solved, else as somebody's own."""
    return RIGHT if item in right else OWN


def panel(
    *marks: Mark | None, x: Axis | str = "", y: Axis | str = "", title: str = "", square: bool = False, bare: bool = False
) -> Panel:
    """A panel with those of the marks that there are; of an axis its label will do."""
    across, up = (Axis(axis) if isinstance(axis, str) else axis for axis in (x, y))
    return Panel(tuple(mark for mark in marks if mark is not None), across, up, title, square, bare)


def dots(points: Iterable[Sequence[Any]], tone: Tone = COURSE, name: str = "", *, shape: Shape = "circle") -> Dots | None:
    """Dots at the points that can be drawn; None where there are none."""
    places = tuple(point for point in map(_point, points) if point is not None)
    return Dots(places, tone, name, shape) if places else None


def polyline(
    points: Iterable[Sequence[Any]], tone: Tone = COURSE, name: str = "", *, dash: Dash = "solid", dots: Shape | None = None
) -> Curve | None:
    """A line from point to point, as far as they can be drawn; None where there is no way to go.

    Of many points without dots on them only those are kept that an eye would miss.
    """
    places: list[Point] = []
    for each in points:
        point = _point(each)
        if point is None:
            break
        places.append(point)
    if len(places) > CORNERS and dots is None:
        wide, high = (max(values) - min(values) for values in zip(*places, strict=True))
        places = list(simplified(places, wide, high))
    return Curve((tuple(places),), tone, name, dash, dots) if len(places) > 1 else None


def graph(
    function: Callable[[float], float], low: float, high: float, tone: Tone = COURSE, name: str = "", *, dash: Dash = "solid"
) -> Curve:
    """The graph of a function of one float from `low` to `high`, with a gap wherever it has no value."""
    pieces: list[list[Point]] = [[]]
    for index in range(SAMPLES + 1):
        place = low + (high - low) * index / SAMPLES
        point = _point((place, _value(function, place)))
        if point is not None:
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    heights = sorted(y for piece in pieces for _, y in piece)
    most = len(heights) // 20  # a pole must not make everything else look flat
    spread = heights[-1 - most] - heights[most] if heights else 0.0
    return Curve(tuple(simplified(piece, high - low, spread) for piece in pieces if piece), tone, name, dash)


def contours(
    height: Callable[[float, float], float],
    across: Range,
    up: Range,
    levels: int | Iterable[float],
    tone: Tone = COURSE,
    name: str = "",
    *,
    steps: int = 40,
) -> Curve:
    """Lines of equal height over a rectangle, at some levels or at so many, evenly between the lowest and the highest.

    They are found on a grid of `steps` by `steps`; one step is enough for a plane.
    """
    return Curve(contour_lines(height, across, up, levels, steps), tone, name, thin=True)


def _point(point: Sequence[Any]) -> Point | None:
    if any(value is None for value in point):
        return None
    x, y = (float(value) for value in point)
    return (x, y) if math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= FAR else None


def _value(function: Callable[[float], float], place: float) -> float:
    try:
        return float(function(place))
    except (ArithmeticError, ValueError):  # no value there, or none that a float holds
        return math.nan
