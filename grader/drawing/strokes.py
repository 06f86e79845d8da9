"""Marks as elements of SVG, in places of the sheet; how they look, in light, dark and print, says the page's style sheet.

A stroke, spot or column of somebody's own is drawn hollow by its `core`, so that right is told from open without colours.
"""

from __future__ import annotations

import math
from html import escape

from grader.drawing.marks import COURSE, QUIET, Mark, Point, Shape, is_open

HEAD = 10.0  # length of an arrow's head
RADIUS: dict[Shape, float] = {"circle": 4.6, "square": 4.2, "diamond": 5.8, "cross": 6.0}
GIVEN = 0.75  # size of what is given to that of an answer


def number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"


def text(words: str, place: Point, *, kind: str, anchor: str) -> str:
    """Words, in which whatever XML does not take is shown as a box."""
    shown = "".join(each if each.isprintable() else "□" for each in words)
    x, y = map(number, place)
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(shown)}</text>'


def toned(mark: Mark, *elements: str) -> str:
    return f'<g class="t-{mark.tone}">{"".join(elements)}</g>'


def way(points: tuple[Point, ...] | list[Point]) -> str:
    """From point to point, as the data of a path."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def stroke(mark: Mark, data: str) -> str:
    """A line along the data of a path."""
    dash = getattr(mark, "dash", "solid")
    look = (f" {dash}" if dash != "solid" else "") + (" thin" if getattr(mark, "thin", False) else "")
    core = f'<path class="core{look}" d="{data}"/>' if is_open(mark) else ""
    return f'<path class="stroke{look}" d="{data}"/>{core}'


def spot(mark: Mark, shape: Shape, place: Point) -> str:
    """A dot of some shape, smaller where it is given."""
    size = RADIUS[shape] * (GIVEN if mark.tone in (COURSE, QUIET) else 1.0)
    (x, y), double = place, number(2 * size)
    left, top = number(x - size), number(y - size)
    if shape == "circle":
        return f'<circle class="spot" cx="{number(x)}" cy="{number(y)}" r="{number(size)}"/>'
    if shape == "cross":
        return f'<path class="stroke" d="M{left} {number(y)}h{double}M{number(x)} {top}v{double}"/>'
    if shape == "square":
        return f'<path class="spot" d="M{left} {top}h{double}v{double}h-{double}z"/>'
    return f'<path class="spot" d="{way([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])}z"/>'


def pointer(place: Point, towards: Point) -> str:
    """A small triangle: what belongs here lies further in that direction."""
    x, y = place
    across, down = towards
    back, side = (x - 5 * across, y - 5 * down), (-5 * down, 5 * across)
    corners = [(x + 4 * across, y + 4 * down), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    return f'<path class="spot" d="{way(corners)}z"/>'


def column(place: Point, wide: float, high: float) -> str:
    """A bar with its upper left corner."""
    x, y = map(number, place)
    return f'<rect class="column" x="{x}" y="{y}" width="{number(wide)}" height="{number(max(high, 0.5))}"/>'


def arrow(mark: Mark, start: Point, tip: Point, bend: float) -> str:
    """A shaft, bent to its left, and a head; empty where there is no way to go."""
    across, down = tip[0] - start[0], tip[1] - start[1]
    length = math.hypot(across, down)
    if length < 3:
        return ""
    middle = ((start[0] + tip[0]) / 2 + bend * down, (start[1] + tip[1]) / 2 - bend * across)
    come = (tip[0] - middle[0], tip[1] - middle[1])  # the direction in which it arrives
    far = math.hypot(*come)
    head = min(HEAD, length / 2)
    unit = (come[0] / far, come[1] / far)
    base = (tip[0] - head * unit[0], tip[1] - head * unit[1])
    half = (-0.45 * head * unit[1], 0.45 * head * unit[0])
    corners = [tip, (base[0] + half[0], base[1] + half[1]), (base[0] - half[0], base[1] - half[1])]
    shaft = f"{way([start])}Q{number(middle[0])} {number(middle[1])} {number(base[0])} {number(base[1])}"
    return f'{stroke(mark, shaft)}<path class="spot" d="{way(corners)}z"/>'
