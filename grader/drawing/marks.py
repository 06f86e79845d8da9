"""What can stand on a panel: plain frozen data, finite and of bounded size, without a word of any language.

A mark's `name` is a key: whoever shows the panel has the words for it, and says them in the legend and to the blind. A
mark is *open* until it is right: its tone decides that, and the writer draws an open mark hollow, a closed one filled.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Tone = Literal["course", "own", "right", "wrong", "quiet"]
COURSE: Tone = "course"  # what the exercise gives: its graph, its contours
OWN: Tone = "own"  # the student's own answer
RIGHT: Tone = "right"  # what is solved
WRONG: Tone = "wrong"  # where a step leads astray
QUIET: Tone = "quiet"  # guides and asymptotes

Dash = Literal["solid", "dashed", "dotted"]
Shape = Literal["circle", "square", "diamond", "cross"]
Point = tuple[float, float]

FAR = 1e60  # beyond it nothing is drawn; differences and ratios of what is nearer fit into a float
MANY = 4000  # points of a mark
MARKS = 200  # of a panel
PANELS = 4  # of a picture
LONG = 40  # characters of a label


def drawable(*values: float) -> bool:
    """Finite real numbers within reach of every scale."""
    return all(type(value) in (int, float) and math.isfinite(value) and abs(value) <= FAR for value in values)


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"a picture has {what}")


def _expect_points(points: tuple[Point, ...]) -> None:
    _expect(len(points) <= MANY, f"more than {MANY} points in a mark")
    _expect(all(len(point) == 2 and drawable(*point) for point in points), "a point that is no pair of finite numbers")


def _expect_style(*styles: tuple[object, object]) -> None:
    _expect(all(value in get_args(kind) for value, kind in styles), "a tone, dash or shape that there is not")


@dataclass(frozen=True, slots=True)
class Curve:
    """Pieces of a line, each from point to point; with `dots` at the points, where they are wanted; `thin` where many lie
    side by side.

    Raises:
        ValueError: as every mark, for what cannot be drawn.
    """

    pieces: tuple[tuple[Point, ...], ...]
    tone: Tone = COURSE
    name: str = ""
    dash: Dash = "solid"
    dots: Shape | None = None
    thin: bool = False

    def __post_init__(self) -> None:
        _expect_points(tuple(point for piece in self.pieces for point in piece))
        _expect_style((self.tone, Tone), (self.dash, Dash), (self.dots or "circle", Shape))


@dataclass(frozen=True, slots=True)
class Dots:
    """Points of one shape."""

    points: tuple[Point, ...]
    tone: Tone = COURSE
    name: str = ""
    shape: Shape = "circle"

    def __post_init__(self) -> None:
        _expect_points(self.points)
        _expect_style((self.tone, Tone), (self.shape, Shape))


@dataclass(frozen=True, slots=True)
class Arrow:
    """From `start` to `tip`; `bend` is how far its middle lies beside the straight way, in lengths of the arrow."""

    start: Point
    tip: Point
    tone: Tone = COURSE
    name: str = ""
    bend: float = 0.0

    def __post_init__(self) -> None:
        _expect_points((self.start, self.tip))
        _expect(drawable(self.bend) and abs(self.bend) <= 1, "an arrow that is bent too far")
        _expect_style((self.tone, Tone))


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from 0 up, or down, to each point, `width` wide."""

    points: tuple[Point, ...]
    tone: Tone = COURSE
    name: str = ""
    width: float = 0.8

    def __post_init__(self) -> None:
        _expect_points(self.points)
        _expect(drawable(self.width) and self.width > 0, "bars without a width")
        _expect_style((self.tone, Tone))


@dataclass(frozen=True, slots=True)
class Horizontal:
    """A line across the panel at a height."""

    at: float
    tone: Tone = QUIET
    name: str = ""
    dash: Dash = "solid"

    def __post_init__(self) -> None:
        _expect(drawable(self.at), "a line at no height")
        _expect_style((self.tone, Tone), (self.dash, Dash))


@dataclass(frozen=True, slots=True)
class Vertical:
    """A line up the panel at a place."""

    at: float
    tone: Tone = QUIET
    name: str = ""
    dash: Dash = "solid"

    def __post_init__(self) -> None:
        _expect(drawable(self.at), "a line at no place")
        _expect_style((self.tone, Tone), (self.dash, Dash))


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words or a number near a point, where there is room; `ringed`: on it, in a circle."""

    at: Point
    words: str | float
    tone: Tone = COURSE
    name: str = ""
    ringed: bool = False

    def __post_init__(self) -> None:
        _expect_points((self.at,))
        _expect(len(self.words) <= LONG if isinstance(self.words, str) else drawable(self.words), "a label too long")
        _expect_style((self.tone, Tone))


Mark = Curve | Dots | Arrow | Bars | Horizontal | Vertical | Annotation


@dataclass(frozen=True, slots=True)
class Axis:
    """What is counted along an edge, from `low` to `high`: where they are left out, as far as the marks reach.

    `ticks`: at which values, and what stands there; otherwise round numbers, only `whole` ones where it is said.
    """

    label: str = ""
    low: float | None = None
    high: float | None = None
    log: bool = False
    whole: bool = False
    ticks: tuple[tuple[float, str], ...] | None = None

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        _expect(drawable(*ends) and ends == sorted(set(ends)), "an axis that leads nowhere")
        _expect(not self.log or all(end > 0 for end in ends), "a logarithmic axis with 0 on it")
        _expect(len(self.label) <= LONG, "the label of an axis too long")
        for value, words in self.ticks or ():
            _expect(drawable(value) and len(words) <= LONG, "a tick that cannot be drawn")


@dataclass(frozen=True, slots=True)
class Panel:
    """Marks over two axes, the later above the earlier; `square`: of equal scales; `bare`: the axes are not drawn."""

    marks: tuple[Mark, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    square: bool = False
    bare: bool = False

    def __post_init__(self) -> None:
        _expect(len(self.marks) <= MARKS, f"more than {MARKS} marks on a panel")


Drawing = tuple[Panel, ...]


def is_open(mark: Mark) -> bool:
    """Somebody's own, and not right, or not yet."""
    return mark.tone == OWN


def answered(drawing: Drawing) -> bool:
    """Something on it is the student's, right or not: a picture without that is a picture of nothing."""
    return any(mark.tone in (OWN, RIGHT) for panel in drawing for mark in panel.marks)


def points_of(mark: Mark) -> Iterator[tuple[float | None, float | None]]:
    """The points that a mark reaches; None where it reaches from edge to edge."""
    match mark:
        case Curve():
            yield from (point for piece in mark.pieces for point in piece)
        case Dots():
            yield from mark.points
        case Arrow():
            yield from (mark.start, mark.tip)
        case Bars():
            for place, height in mark.points:
                yield from ((place - mark.width / 2, 0.0), (place + mark.width / 2, height))
        case Horizontal():
            yield (None, mark.at)
        case Vertical():
            yield (mark.at, None)
        case Annotation():
            yield mark.at
