"""A panel as SVG: axes, marks, words. It knows places and classes, no colours and no exercise."""

from __future__ import annotations

from collections.abc import Iterator

from grader.drawing import strokes
from grader.drawing.frame import EDGE, GAP, Box, Frame, frame
from grader.drawing.labels import HIGH, RING, placed
from grader.drawing.marks import Annotation, Arrow, Bars, Curve, Dots, Horizontal, Mark, Panel, Point, Shape, Vertical
from grader.drawing.numerals import SIZE
from grader.drawing.strokes import number
from grader.model import Lang

SWATCH = (34.0, 14.0)


def panel_svg(panel: Panel, lang: Lang) -> str:
    """The panel, for inside a page; what it says is for the eye alone, so whoever shows it says it to the ear."""
    sheet = frame(panel, lang)
    size = f"{number(sheet.width)} {number(sheet.height)}"
    parts = [*_axes(panel, sheet), _clipped(panel, sheet), *_spots(panel, sheet), *_words(panel, sheet, lang)]
    return f'<svg viewBox="0 0 {size}" aria-hidden="true">{"".join(parts)}</svg>'


def swatch(mark: Mark) -> str:
    """A sample of a mark, for a legend."""
    wide, high = SWATCH
    left, middle, right = (2.0, high / 2), (wide / 2, high / 2), (wide - 2, high / 2)
    match mark:
        case Dots():
            inside = strokes.spot(mark, mark.shape, middle)
        case Arrow():
            inside = strokes.arrow(mark, left, right, 0)
        case Bars():
            inside = strokes.column((wide / 2 - 9, 2), 18, high - 4)
        case Annotation():
            inside = strokes.text(
                "abc" if isinstance(mark.words, str) else "12", (wide / 2, high / 2 + 4), kind="tag", anchor="middle"
            )
        case _:
            inside = strokes.stroke(mark, strokes.way([left, right]))
            if isinstance(mark, Curve) and mark.dots:
                inside += strokes.spot(mark, mark.dots, middle)
    body = strokes.toned(mark, inside)
    return f'<svg class="swatch" viewBox="0 0 {number(wide)} {number(high)}" aria-hidden="true">{body}</svg>'


def _axes(panel: Panel, sheet: Frame) -> Iterator[str]:
    if panel.bare:
        return
    plot = sheet.plot
    barred = any(isinstance(mark, Bars) for mark in panel.marks)
    grid = [((sheet.x(value), plot.top), (sheet.x(value), plot.bottom)) for value, _ in sheet.x_ticks if not barred]
    grid += [((plot.left, sheet.y(value)), (plot.right, sheet.y(value))) for value, _ in sheet.y_ticks]
    if grid:
        yield f'<path class="grid" d="{"".join(map(strokes.way, grid))}"/>'
    corners = [(plot.left, plot.top), (plot.left, plot.bottom), (plot.right, plot.bottom)]
    yield f'<path class="axis" d="{strokes.way(corners)}"/>'
    below = plot.bottom + GAP + SIZE
    for value, words in sheet.x_ticks:
        yield strokes.text(words, (sheet.x(value), below), kind="tick", anchor="middle")
    for value, words in sheet.y_ticks:
        yield strokes.text(words, (plot.left - GAP, sheet.y(value) + 0.35 * SIZE), kind="tick", anchor="end")
    if panel.y.label:
        yield strokes.text(panel.y.label, (EDGE, EDGE + 0.9 * SIZE), kind="name", anchor="start")
    if panel.x.label:
        yield strokes.text(panel.x.label, (plot.right, below + 1.2 * SIZE), kind="name", anchor="end")


def _clipped(panel: Panel, sheet: Frame) -> str:
    """What may run beyond the plot, in a sheet of its own that ends there; the places in it are those of the whole."""
    plot = sheet.plot
    x, y, wide, high = map(number, (plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top))
    inside = "".join(strokes.toned(mark, element) for mark in panel.marks if (element := _element(mark, sheet)))
    return f'<svg x="{x}" y="{y}" width="{wide}" height="{high}" viewBox="{x} {y} {wide} {high}">{inside}</svg>'


def _element(mark: Mark, sheet: Frame) -> str:
    plot = sheet.plot
    match mark:
        case Curve():
            ways = [strokes.way([sheet.place(point) for point in piece]) for piece in mark.pieces if len(piece) > 1]
            return strokes.stroke(mark, "".join(ways)) if ways else ""
        case Arrow():
            return strokes.arrow(mark, sheet.place(mark.start), sheet.place(mark.tip), mark.bend)
        case Bars():
            return "".join(_column(point, mark.width, sheet) for point in mark.points)
        case Horizontal():
            height = sheet.y(mark.at)
            return strokes.stroke(mark, strokes.way([(plot.left, height), (plot.right, height)]))
        case Vertical():
            place = sheet.x(mark.at)
            return strokes.stroke(mark, strokes.way([(place, plot.top), (place, plot.bottom)]))
        case _:
            return ""


def _column(point: Point, wide: float, sheet: Frame) -> str:
    left, right = sheet.x(point[0] - wide / 2), sheet.x(point[0] + wide / 2)
    top, bottom = sorted((sheet.y(0.0), sheet.y(point[1])))
    return strokes.column((left, top), right - left, bottom - top)


def _spots(panel: Panel, sheet: Frame) -> Iterator[str]:
    """Dots are whole at the edges; those beyond are pointed at."""
    for mark in panel.marks:
        if isinstance(mark, Dots):
            shape, points = mark.shape, mark.points
        elif isinstance(mark, Curve) and mark.dots:
            shape, points = mark.dots, tuple(point for piece in mark.pieces for point in piece)
        else:
            continue
        yield strokes.toned(mark, *(_spot(mark, shape, point, sheet) for point in points))


def _spot(mark: Mark, shape: Shape, point: Point, sheet: Frame) -> str:
    place = sheet.place(point)
    if sheet.holds(point):
        return strokes.spot(mark, shape, place)
    edge = _nearest(place, sheet.plot)
    across, down = place[0] - edge[0], place[1] - edge[1]
    towards = (0.0, 1.0 if down > 0 else -1.0) if abs(down) >= abs(across) else (1.0 if across > 0 else -1.0, 0.0)
    return strokes.pointer(edge, towards)


def _nearest(place: Point, plot: Box) -> Point:
    return max(plot.left, min(plot.right, place[0])), max(plot.top, min(plot.bottom, place[1]))


def _words(panel: Panel, sheet: Frame, lang: Lang) -> Iterator[str]:
    for each in placed(panel, sheet, lang):
        middle = (each.box.left + each.box.right) / 2
        words = strokes.text(each.text, (middle, each.box.bottom - 0.25 * HIGH), kind="tag", anchor="middle")
        ring = ""
        if each.label.ringed:
            x, y = map(number, sheet.place(each.label.at))
            ring = f'<circle class="ring" cx="{x}" cy="{y}" r="{number(RING)}"/>'
        yield strokes.toned(each.label, ring, words)
