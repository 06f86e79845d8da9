"""Lines of equal height of a function of two numbers, and lines with no more corners than an eye can see."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from grader.drawing.marks import Point

FINE = 1 / 1200  # of a panel: by so much a line may leave its points out
Range = tuple[float, float]
Edge = tuple[int, int, bool]  # from a corner of the grid upwards, or else to the right


def contour_lines(
    height: Callable[[float, float], float], across: Range, up: Range, levels: int | Iterable[float], steps: int
) -> tuple[tuple[Point, ...], ...]:
    """The lines on which `height` has one of the levels, by marching squares on a grid of `steps` by `steps` cells.

    Between the corners of a cell a height counts as straight: of a plane one cell gives the lines exactly.
    """
    xs = [across[0] + (across[1] - across[0]) * index / steps for index in range(steps + 1)]
    ys = [up[0] + (up[1] - up[0]) * index / steps for index in range(steps + 1)]
    grid = [[height(x, y) for y in ys] for x in xs]
    if isinstance(levels, int):
        low, high = min(map(min, grid)), max(map(max, grid))
        levels = [low + (high - low) * index / (levels + 1) for index in range(1, levels + 1)]
    ordered = sorted(levels)
    meeting: dict[float, dict[Edge, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for i in range(steps):
        for j in range(steps):
            corners = (grid[i][j], grid[i + 1][j], grid[i + 1][j + 1], grid[i][j + 1])
            for level in ordered[bisect_left(ordered, min(corners)) : bisect_left(ordered, max(corners))]:
                for one, other in _crossed(i, j, corners, level):
                    meeting[level][one].append(other)
                    meeting[level][other].append(one)

    def place(edge: Edge, level: float) -> Point:
        i, j, upwards = edge
        here, there = grid[i][j], grid[i][j + 1] if upwards else grid[i + 1][j]
        share = (level - here) / (there - here)
        if upwards:
            return xs[i], ys[j] + share * (ys[j + 1] - ys[j])
        return xs[i] + share * (xs[i + 1] - xs[i]), ys[j]

    found = []
    for level, meets in meeting.items():
        for chain in _chains(meets):
            found.append(simplified([place(edge, level) for edge in chain], across[1] - across[0], up[1] - up[0]))
    return tuple(found)


def _crossed(i: int, j: int, corners: tuple[float, float, float, float], level: float) -> Iterator[tuple[Edge, Edge]]:
    """The pairs of edges of a cell between which a line of this level runs."""
    above = [corner > level for corner in corners]
    bottom, right, top, left = (i, j, False), (i + 1, j, True), (i, j + 1, False), (i, j, True)
    edges = [edge for edge, k in ((bottom, 0), (right, 1), (top, 2), (left, 3)) if above[k] != above[(k + 1) % 4]]
    if len(edges) == 2:
        yield edges[0], edges[1]
    elif edges:  # a saddle: its middle says which corners belong together
        if (sum(corners) / 4 > level) == above[0]:
            yield from ((bottom, right), (top, left))
        else:
            yield from ((bottom, left), (top, right))


def _chains(meets: dict[Edge, list[Edge]]) -> Iterator[list[Edge]]:
    """Edges that follow each other along a line: open lines from their ends, then closed ones."""
    seen: set[Edge] = set()
    for start in sorted(meets, key=lambda edge: (len(meets[edge]) != 1, edge)):
        if start in seen:
            continue
        chain = [start]
        seen.add(start)
        while following := [edge for edge in meets[chain[-1]] if edge not in seen]:
            chain.append(following[0])
            seen.add(following[0])
        if len(chain) > 2 and start in meets[chain[-1]]:
            chain.append(start)
        yield chain


def simplified(points: Sequence[Point], wide: float, high: float) -> tuple[Point, ...]:
    """The corners without which the line would look different on a panel of that size, by Douglas and Peucker."""
    if len(points) < 3 or not wide or not high:
        return tuple(points)
    kept = {0, len(points) - 1}
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        (x0, y0), (x1, y1) = points[first], points[last]
        across, up = (x1 - x0) / wide, (y1 - y0) / high
        length = (across * across + up * up) ** 0.5
        farthest, distance = first, FINE
        for index in range(first + 1, last):
            dx, dy = (points[index][0] - x0) / wide, (points[index][1] - y0) / high
            off = abs(across * dy - up * dx) / length if length else (dx * dx + dy * dy) ** 0.5
            if off > distance:
                farthest, distance = index, off
        if farthest != first:
            kept.add(farthest)
            open_parts += [(first, farthest), (farthest, last)]
    return tuple(points[index] for index in sorted(kept))
