"""The floors as a picture: packages with their rooms, and an arrow wherever one package imports from another.

`python -m tests.floor_picture` writes docs/architecture.svg. An arrow that passes a floor goes through a gap between its
boxes. What lies at the ground as single files is imported by nearly everybody and has no arrows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, permutations, product
from math import ceil
from pathlib import Path

from tests.floors import DOCUMENT, FLOORS, GRADER, ROOMS, imports

PICTURE = DOCUMENT.with_name("architecture.svg")
WIDTH, MARGIN, CHANNEL, TITLE, CHIP, LETTER = 1200, 24, 62, 34, 26, 6.9  # pixels
# of a middle brightness, so that they can be told apart on a light and on a dark page
COLOURS = ("#4e79a7", "#d9742b", "#c8504f", "#3f9891", "#4f9a45", "#a06c94", "#9c755f", "#7a7fc9", "#b08c1e", "#6d8a96")
STYLE = """
  text { font: 13px Helvetica, Arial, sans-serif; fill: #22303c }
  .name { font-weight: bold; font-size: 15px } .lines { font-size: 11px; fill: #6a7885 }
  .box { fill: #fafbfc } .room { fill: #edf1f5 } .ground { fill: #edf1f5 }
  .import { fill: none; stroke-width: 1.3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4eaf0 } .lines { fill: #9aa7b3 }
    .box { fill: #1b2228 } .room { fill: #2b353e } .ground { fill: #2b353e }
  }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A package in its place."""

    name: str
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def arrows() -> list[tuple[str, str]]:
    """Which package imports from which; the single files at the ground are left out."""
    found = {
        (package.name, module.split(".")[1])
        for package in GRADER.iterdir()
        for path in package.rglob("*.py")
        for module in imports(path)
    }
    return sorted((one, other) for one, other in found if one != other and (GRADER / other).is_dir())


def lines(folder: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.py"))


def _columns(package: str) -> int:
    rooms = len(ROOMS[package])
    return max(1, ceil(rooms / (3 if rooms > 5 else 2)))


def _chip(package: str) -> float:
    """The width of a room: its name and room for the number of its lines."""
    return LETTER * max((len(room) for room in ROOMS[package]), default=0) + 52


def _size(package: str) -> tuple[float, float]:
    rooms = len(ROOMS[package])
    wide = _columns(package) * (_chip(package) + 6) + 14 if rooms else 0
    return max(wide, LETTER * len(package) * 1.25 + 76), TITLE + ceil(rooms / _columns(package)) * CHIP + (4 if rooms else 0)


def _boxes(row: Sequence[str], top: float) -> list[Box]:
    """The packages of a floor side by side, with equal gaps."""
    sizes = [_size(package) for package in row]
    gap = (WIDTH - 2 * MARGIN - sum(width for width, _ in sizes)) / (len(row) + 1)
    left, boxes = MARGIN + gap, []
    for package, (width, height) in zip(row, sizes, strict=True):
        boxes.append(Box(package, round(left), top, round(width), height))
        left += width + gap
    return boxes


@cache
def house() -> list[list[Box]]:
    """All boxes by floor, the highest first; side by side they stand so that the arrows are short."""
    floors = [[package for package in floor if (GRADER / package).is_dir()] for floor in reversed(FLOORS)]
    rows = [row for row in floors if row]
    places = [[{box.name: box.middle for box in _boxes(order, 0)} for order in permutations(row)] for row in rows]
    known = arrows()

    def length(chosen: Sequence[dict[str, float]]) -> float:
        at = {name: middle for row in chosen for name, middle in row.items()}
        return sum(abs(at[one] - at[other]) for one, other in known)

    best, top = min(product(*places), key=length), 16.0
    found = []
    for row in best:
        boxes = _boxes(sorted(row, key=row.__getitem__), top)
        found.append(boxes)
        top = max(box.bottom for box in boxes) + CHANNEL
    return found


def _spread(ends: list[tuple[float, int]], left: float, right: float) -> dict[int, float]:
    """Places side by side between two borders, in the order of where their arrows go."""
    step = (right - left) / (len(ends) + 1)
    return {arrow: left + step * place for place, (_, arrow) in enumerate(sorted(ends), 1)}


def _gaps(row: Sequence[Box]) -> list[tuple[float, float]]:
    edges = [8.0, *(edge for box in row for edge in (box.left, box.right)), WIDTH - 8.0]
    return list(zip(edges[::2], edges[1::2], strict=True))


def routes(rows: list[list[Box]]) -> Iterator[tuple[str, str, list[tuple[float, float]]]]:
    """The points of each arrow: it leaves a box below, goes through gaps, and ends on top of another."""
    at = {box.name: (number, box) for number, row in enumerate(rows) for box in row}
    known = arrows()
    starts: dict[str, list[tuple[float, int]]] = defaultdict(list)
    ends: dict[str, list[tuple[float, int]]] = defaultdict(list)
    passes: dict[tuple[int, tuple[float, float]], list[tuple[float, int]]] = defaultdict(list)
    for arrow, (one, other) in enumerate(known):
        (first, upper), (last, lower) = at[one], at[other]
        through = [upper.middle]
        for number in range(first + 1, last):
            wanted = through[-1] + (lower.middle - through[-1]) / (last - number + 1)
            gap = min(_gaps(rows[number]), key=lambda gap: abs(min(max(wanted, gap[0] + 12), gap[1] - 12) - wanted))
            through.append(min(max(wanted, gap[0] + 12), gap[1] - 12))
            passes[number, gap].append((through[-1], arrow))
        through.append(lower.middle)
        starts[one].append((through[1], arrow))
        ends[other].append((through[-2], arrow))
    begin = {name: _spread(found, at[name][1].left, at[name][1].right) for name, found in starts.items()}
    finish = {name: _spread(found, at[name][1].left, at[name][1].right) for name, found in ends.items()}
    between = {where: _spread(found, *where[1]) for where, found in passes.items()}
    for arrow, (one, other) in enumerate(known):
        points = [(begin[one][arrow], at[one][1].bottom)]
        for number in range(at[one][0], at[other][0]):
            row = rows[number]
            place = next(
                (spread[arrow] for (row_number, _), spread in between.items() if row_number == number and arrow in spread), None
            )
            if place is not None:
                points.append((place, row[0].top))
            points.append((points[-1][0], max(box.bottom for box in row)))
        points.append((finish[other][arrow], at[other][1].top - 5))
        yield one, other, points


def _path(points: list[tuple[float, float]]) -> str:
    """A line that stands upright at each point."""
    parts = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (y0 + y1) / 2
        parts.append(
            f"V{y1:.0f}" if round(x0) == round(x1) else f"C{x0:.0f} {middle:.0f} {x1:.0f} {middle:.0f} {x1:.0f} {y1:.0f}"
        )
    return "".join(parts)


def _count(folder: Path) -> str:
    """Lines in hundreds, so that the picture need not change with every commit."""
    return f'<tspan class="lines">{lines(folder) / 1000:.1f}k</tspan>'


def _drawn(box: Box, colour: str) -> Iterator[str]:
    rooms = ROOMS[box.name]
    yield (
        f'<rect class="box" x="{box.left:.0f}" y="{box.top:.0f}" width="{box.width:.0f}" height="{box.height:.0f}" rx="7" '
        f'stroke="{colour}" stroke-width="1.8"/>'
    )
    yield (
        f'<text class="name" x="{box.middle:.0f}" y="{box.top + 22:.0f}" text-anchor="middle">{box.name} '
        f"{_count(GRADER / box.name)}</text>"
    )
    wide, columns = _chip(box.name), _columns(box.name)
    for number, room in enumerate(rooms):
        x = box.left + 10 + number % columns * (wide + 6)
        y = box.top + TITLE + number // columns * CHIP
        yield f'<rect class="room" x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="22" rx="4"/>'
        yield f'<text x="{x + 8:.0f}" y="{y + 15:.0f}">{room} {_count(GRADER / box.name / room)}</text>'


def without_counts(text: str) -> str:
    """A picture without its line counts, which change with every commit."""
    return re.sub(r'(<tspan class="lines">)[\d.]+k(?=</tspan>)', r"\1", text)


def picture() -> str:
    """The whole picture as SVG."""
    rows = house()
    colour = dict(zip((box.name for row in rows for box in row), COLOURS * 3, strict=False))
    ground = max(box.bottom for box in rows[-1]) + 24
    files = " · ".join(name for floor in reversed(FLOORS) for name in floor if not (GRADER / name).is_dir())
    tips = "".join(
        f'<marker id="{name}" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="6" markerHeight="6" orient="auto">'
        f'<path d="M0 0L10 5L0 10z" fill="{colour[name]}"/></marker>'
        for name in sorted({one for one, _ in arrows()})
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ground + 60:.0f}" role="img" '
        'aria-label="The floors of the grader and the imports between its packages">',
        "<!-- made by `python -m tests.floor_picture` -->",
        f"<style>{STYLE}</style>",
        f"<defs>{tips}</defs>",
    ]
    parts += [
        f'<path class="import" d="{_path(points)}" stroke="{colour[one]}" marker-end="url(#{one})">'
        f"<title>{one} imports {other}</title></path>"
        for one, other, points in routes(rows)
    ]
    parts += [part for row in rows for box in row for part in _drawn(box, colour[box.name])]
    parts += [
        f'<rect class="ground" x="{MARGIN}" y="{ground:.0f}" width="{WIDTH - 2 * MARGIN}" height="36" rx="7"/>',
        f'<text x="{WIDTH / 2:.0f}" y="{ground + 23:.0f}" text-anchor="middle"><tspan class="name">{files}</tspan>'
        '<tspan class="lines">  the ground: nouns and errors, for everybody above</tspan></text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
