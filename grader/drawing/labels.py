"""Where labels find room: near their point, off the edges, never on other words, rather not on dots and lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from grader.drawing.frame import Box, Frame
from grader.drawing.marks import RIGHT, Annotation, Arrow, Curve, Dots, Horizontal, Panel, Point, Vertical
from grader.drawing.numerals import SIZE, numeral, width
from grader.model import Lang

HIGH = 1.15 * SIZE  # a line of text
RING = 17.0  # radius of the ring around a ringed label
SPOT = 6.0  # half a dot, with some air
CLOSE = 5.0

# which way from its point a label may lie, the first choice first
_WAYS = ((0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0), (1, 1), (0, 1), (-1, 1))
_FAR = (8.0, 18.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its text, and the room that the text takes."""

    label: Annotation
    text: str
    box: Box


def _value(label: Annotation, value: float, lang: Lang) -> str:
    """A number; one that is right says so by more than its colour, as hollow and filled dots do."""
    return numeral(value, lang) + (" ✓" if label.tone == RIGHT and not label.ringed else "")


def placed(panel: Panel, frame: Frame, lang: Lang) -> list[Placed]:
    """The labels of a panel that find room, one after the other; where words would cover words, the later ones stay out."""
    labels = sorted((mark for mark in panel.marks if isinstance(mark, Annotation)), key=lambda label: not label.ringed)
    spots = [_around(frame.place(point), SPOT, SPOT) for point in _dots(panel) if frame.holds(point)] if labels else []
    lines = list(_lines(panel, frame)) if labels else []
    found: list[Placed] = []
    taken: list[Box] = []
    for label in labels:
        if not frame.holds(label.at):
            continue
        text = label.words if isinstance(label.words, str) else _value(label, label.words, lang)
        place = frame.place(label.at)
        if label.ringed:
            found.append(Placed(label, text, _around(place, width(text) / 2, HIGH / 2)))
            taken.append(_around(place, RING, RING))
            continue
        free = [box for box in _candidates(place, width(text)) if box.inside(frame.plot) and not _meets(box, taken)]
        if free:
            best = min(free, key=lambda box: 10 * _meets(box, spots) + sum(_holds(box, point) for point in lines))
            found.append(Placed(label, text, best))
            taken.append(best)
    return found


def _candidates(place: Point, wide: float) -> Iterator[Box]:
    for far in _FAR:
        for across, down in _WAYS:
            centre = (place[0] + across * (wide / 2 + far), place[1] + down * (HIGH / 2 + far))
            yield _around(centre, wide / 2, HIGH / 2)


def _around(place: Point, across: float, up: float) -> Box:
    return Box(place[0] - across, place[1] - up, place[0] + across, place[1] + up)


def _meets(box: Box, others: list[Box]) -> int:
    return sum(box.overlaps(other) for other in others)


def _holds(box: Box, point: Point) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def _dots(panel: Panel) -> Iterator[Point]:
    for mark in panel.marks:
        if isinstance(mark, Dots):
            yield from mark.points
        elif isinstance(mark, Curve) and mark.dots:
            yield from (point for piece in mark.pieces for point in piece)


def _lines(panel: Panel, frame: Frame) -> Iterator[Point]:
    """Places that lines go through, close enough that no label slips between them."""
    plot = frame.plot
    for mark in panel.marks:
        match mark:
            case Curve():
                ways = [[frame.place(point) for point in piece] for piece in mark.pieces]
            case Arrow():
                ways = [[frame.place(mark.start), frame.place(mark.tip)]]
            case Horizontal():
                ways = [[(plot.left, frame.y(mark.at)), (plot.right, frame.y(mark.at))]]
            case Vertical():
                ways = [[(frame.x(mark.at), plot.top), (frame.x(mark.at), plot.bottom)]]
            case _:
                ways = []
        for way in ways:
            for (x0, y0), (x1, y1) in pairwise(way):
                count = min(100, int(max(abs(x1 - x0), abs(y1 - y0)) / CLOSE) + 1)
                yield from ((x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count + 1))
