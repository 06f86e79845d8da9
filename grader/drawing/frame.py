"""Where on the sheet the axes lie, how wide their numbers are, and what stands at their ends: no solver, one pass."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from grader.drawing.extent import limits
from grader.drawing.marks import Axis, Panel, Point
from grader.drawing.numerals import SIZE, width
from grader.drawing.scales import Scale, Tick, ticks
from grader.model import Lang

WIDTH, HEIGHT = 340.0, 230.0  # of a panel, in units that are about pixels on a page
BARE = 150.0  # height of a panel without axes
SIDE = 236.0  # of the area between the axes, where both have the same scale
EDGE = 6.0  # the least room at every edge
GAP = 8.0  # between an axis and its numbers


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, downwards as on a screen."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet, and the plot between its axes."""

    width: float
    height: float
    plot: Box
    x: Scale
    y: Scale
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    def place(self, point: Point) -> Point:
        """Where a point lies on the sheet."""
        return self.x(point[0]), self.y(point[1])

    def holds(self, point: Point) -> bool:
        return self.x.holds(point[0]) and self.y.holds(point[1])


def frame(panel: Panel, lang: Lang) -> Frame:
    """The frame of a panel, with the numbers of its axes as a language writes them."""
    x_low, x_high = limits(panel, "x")
    y_low, y_high = limits(panel, "y")
    if panel.bare:
        plot = Box(EDGE, EDGE, WIDTH - EDGE, BARE - EDGE)
        return _frame(panel, WIDTH, BARE, plot, (x_low, x_high), (y_low, y_high), (), ())
    y_ticks = _ticks(panel.y, y_low, y_high, lang, most=5)
    left = max([width(text) for _, text in y_ticks], default=0.0) + GAP + EDGE
    wide, most = (SIDE, 5) if panel.square else (WIDTH - left - 3 * EDGE, 6)
    x_ticks = _spread(panel.x, x_low, x_high, lang, wide, most=most)
    left = max(left, EDGE + width(x_ticks[0][1]) / 2 if x_ticks else 0.0)
    right = EDGE / 2 + max(EDGE / 2, width(x_ticks[-1][1]) / 2) if x_ticks else EDGE
    top = EDGE + (SIZE + GAP if panel.y.label else SIZE / 2)
    bottom = EDGE + GAP + SIZE * (1 + 1.2 * bool(panel.x.label))
    ends = (left + SIDE, top + SIDE) if panel.square else (WIDTH - right, HEIGHT - bottom)
    plot = Box(left, top, *ends)
    sheet = (plot.right + right, plot.bottom + bottom)
    return _frame(panel, *sheet, plot, (x_low, x_high), (y_low, y_high), x_ticks, y_ticks)


def _frame(
    panel: Panel,
    wide: float,
    high: float,
    plot: Box,
    x: tuple[float, float],
    y: tuple[float, float],
    x_ticks: tuple[Tick, ...],
    y_ticks: tuple[Tick, ...],
) -> Frame:
    across, up = Scale(*x, panel.x.log, plot.left, plot.right), Scale(*y, panel.y.log, plot.bottom, plot.top)
    return Frame(wide, high, plot, across, up, x_ticks, y_ticks)


def _ticks(axis: Axis, low: float, high: float, lang: Lang, *, most: int) -> tuple[Tick, ...]:
    if axis.ticks is not None:
        return tuple(tick for tick in axis.ticks if low <= tick[0] <= high)
    return tuple(ticks(low, high, lang, most=most, log=axis.log, whole=axis.whole))


def _spread(axis: Axis, low: float, high: float, lang: Lang, wide: float, *, most: int) -> tuple[Tick, ...]:
    """As many numbers side by side as have room on so wide an axis."""
    across = Scale(low, high, axis.log, 0.0, wide)
    found = _ticks(axis, low, high, lang, most=most)
    while axis.ticks is None and most > 2 and any(_crowded(across, *pair) for pair in pairwise(found)):
        most -= 1
        found = _ticks(axis, low, high, lang, most=most)
    return found


def _crowded(across: Scale, one: Tick, other: Tick) -> bool:
    return across(other[0]) - across(one[0]) < (width(one[1]) + width(other[1])) / 2 + GAP
