"""Points of the declared ranges: simple ones, where formulas like to differ, those on the claim's own equations, others."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from math import ceil, floor

from flint import fmpq

from grader.algebra.syntax.proof import Ranges
from grader.algebra.syntax.tree import FORMULA, Node, Num, Rel, children, sub, symbols, walk
from grader.proofcheck.values.evaluator import NoValue, exactly, value

Point = dict[str, Fraction]
SIMPLE = [Fraction(text) for text in ("1", "0", "-1", "2", "-2", "1/2", "3", "-1/2", "-3")]
GRID, CROSSED, FROM = 14, 30, 8  # simple points; points on equations, and from how many points they are looked for
SEED, FEW = 977, 24


def simple_points(names: Iterable[str], ranges: Ranges) -> Iterator[Point]:
    """Mixtures of small numbers of the ranges, and of their ends."""
    yield from _simple(tuple(sorted(names)), ranges)


@lru_cache(maxsize=200)
def _simple(order: tuple[str, ...], ranges: Ranges) -> tuple[Point, ...]:
    """The same for all claims about these symbols; nobody changes a point."""
    return tuple(_mixtures(order, ranges))


def _mixtures(order: tuple[str, ...], ranges: Ranges) -> Iterator[Point]:
    rng = random.Random(SEED)
    known = {name: (span, whole) for name, span, whole in ranges}
    axes = []
    for name in order:
        low, high, whole = _ends(known, name)
        ends = [end for end in (low, high) if end is not None]
        good = [v for v in dict.fromkeys([*SIMPLE, *ends]) if _inside(ranges, name, v)]
        axes.append(good or [random_number(rng, low, high, 1, whole)])
    size = 1
    for axis in axes:
        size *= len(axis)
    if size <= GRID:
        yield from (dict(zip(order, values, strict=True)) for values in product(*axes))
        return
    for step in range(GRID):
        yield {name: axis[(step * (1 + 2 * i) + i) % len(axis)] for i, (name, axis) in enumerate(zip(order, axes, strict=True))}


def on_equations(sides: Iterable[Node], names: Iterable[str], ranges: Ranges) -> Iterator[Point]:
    """Points at which the two sides of a relation meet, found where their difference is linear in a symbol."""
    order = sorted(names)
    relations = [part for side in sides for part in walk(side) if isinstance(part, Rel)]
    found = 0
    for relation in relations:
        if not all(isinstance(part, FORMULA) for part in children(relation)):
            continue
        difference = sub(relation.left, relation.right)
        for start in islice(simple_points(order, ranges), FROM):
            for name in sorted(symbols(difference)):
                point = _meeting(difference, name, start)
                if point is not None and _inside(ranges, name, point[name]):
                    found += 1
                    yield point
            if found > CROSSED:
                return


def _meeting(difference: Node, name: str, start: Point) -> Point | None:
    def at(x: Fraction) -> Fraction | None:
        try:
            found = value(difference, {other: exactly(v) for other, v in {**start, name: x}.items()})
        except NoValue:
            return None
        return Fraction(int(found.p), int(found.q)) if isinstance(found, fmpq) else None

    zero, one = at(Fraction(0)), at(Fraction(1))
    if zero is None or one is None or zero == one:
        return None
    root = zero / (zero - one)
    return {**start, name: root} if at(root) == 0 else None


def random_points(names: Iterable[str], ranges: Ranges, count: int) -> Iterator[Point]:
    """Seeded random points of the ranges, on several scales."""
    if count <= FEW:
        yield from _few(tuple(sorted(names)), ranges, count)
    else:
        yield from _random(sorted(names), ranges, count)


@lru_cache(maxsize=200)
def _few(order: tuple[str, ...], ranges: Ranges, count: int) -> tuple[Point, ...]:
    return tuple(_random(order, ranges, count))


def _random(names: Iterable[str], ranges: Ranges, count: int) -> Iterator[Point]:
    rng, order = random.Random(SEED), sorted(names)
    known = {name: (span, whole) for name, span, whole in ranges}
    for step in range(count):
        reach = (1, 4, 25)[step % 3]
        yield {name: random_number(rng, *_ends(known, name)[:2], reach, _ends(known, name)[2]) for name in order}


def _ends(known: Mapping[str, tuple[Node, bool]], name: str) -> tuple[Fraction | None, Fraction | None, bool]:
    span, whole = known.get(name, (None, False))
    ends = [end.value if isinstance(end, Num) else None for end in (children(span) if span is not None else (None, None))]
    return ends[0], ends[1], whole


def _inside(ranges: Ranges, name: str, x: Fraction) -> bool:
    for other, span, whole in ranges:
        if other != name:
            continue
        low, high = (end.value if isinstance(end, Num) else None for end in (span.low, span.high))
        above = low is None or x > low or (x == low and not span.low_open)
        below = high is None or x < high or (x == high and not span.high_open)
        return above and below and (not whole or x.denominator == 1)
    return True


def random_number(rng: random.Random, low: Fraction | None, high: Fraction | None, reach: int, whole: bool) -> Fraction:
    if low is None:
        low = Fraction(-reach) if high is None else high - 2 * reach
    if high is None:
        high = max(low, Fraction(0)) + reach if low == -reach else low + 2 * reach
    if whole:
        return Fraction(rng.randint(ceil(low), floor(high)))
    return low + (high - low) * Fraction(rng.randint(1, 9972), 9973)


def names_of(*sides: Node) -> list[str]:
    """The symbols of some trees, sorted."""
    return sorted(frozenset().union(*(symbols(side) for side in sides)))
