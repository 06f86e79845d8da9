"""What an exercise says about its symbols, and the points at which formulas are tried."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product

from grader.algebra.reading.parser import parse
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.syntax.tree import Inf, Interval, Node
from grader.algebra.values.exact import number

Point = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Range:
    """The values of one symbol; None means without end."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = True
    high_open: bool = True
    integer: bool = False

    def holds(self, value: Fraction) -> bool:
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below and (not self.integer or value.denominator == 1)

    def above_zero(self) -> Range:
        """The positive numbers of the range; all of it if there are none."""
        if self.positive or (self.high is not None and self.high <= 1):
            return self
        return replace(self, low=Fraction(1 if self.integer else 0), low_open=not self.integer)

    @property
    def positive(self) -> bool:
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    @property
    def nonnegative(self) -> bool:
        return self.low is not None and self.low >= 0


REAL = Range()
NAMED = {
    "real": REAL,
    "positive": Range(low=Fraction(0)),
    "nonnegative": Range(low=Fraction(0), low_open=False),
    "integer": Range(integer=True),
    "natural": Range(low=Fraction(0), low_open=False, integer=True),
}
Domain = Mapping[str, Range]


def read_domain(domain: Mapping[str, str] | None) -> dict[str, Range]:
    """The ranges an exercise declares, by canonical name.

    Raises:
        ValueError: a range is none of the known words, lo..hi or an interval.
    """
    return {canonical_name(str(name)): read_range(words) for name, words in (domain or {}).items()}


@lru_cache(maxsize=500)
def read_range(words: str) -> Range:
    """One range: "real", "positive", "0..10", "(0,1]" …"""
    if words in NAMED:
        return NAMED[words]
    low, dots, high = words.partition("..")
    if dots and low.lstrip("-").isdigit() and high.lstrip("-").isdigit():
        return Range(Fraction(low), Fraction(high), False, False, integer=True)
    node = parse(words, kind="interval")
    if not isinstance(node, Interval):
        raise ValueError(f"a domain is one of {', '.join(NAMED)}, 0..10 or an interval, got {words!r}")
    return Range(_end(node.low, words), _end(node.high, words), node.low_open, node.high_open)


def _end(node: Node, words: str) -> Fraction | None:
    if isinstance(node, Inf):
        return None
    value = number(node)
    if value is None:
        raise ValueError(f"an end of the domain {words!r} is not a rational number")
    return value


SPECIAL = [Fraction(value) for value in ("0", "1", "-1", "2", "-2", "1/2")]
SIMPLE = [Fraction(value) for value in ("2", "3", "1/2", "5", "1/4", "3/4", "1", "-1", "-2", "1/10")]
PLAIN = [Fraction(value) for value in ("7/5", "13/6", "-11/7", "5/11", "-3/13", "19/5", "-29/8", "1/9", "31/3", "-47/9")]


def random_value(within: Range, rng: random.Random) -> Fraction:
    """A rational number of the range with a small denominator."""
    if within.integer:
        low = int(within.low) if within.low is not None else -6
        high = int(within.high) if within.high is not None else max(low, 0) + 9
        return Fraction(rng.randint(low, high))
    if within.low is not None and within.high is not None:
        return within.low + (within.high - within.low) * Fraction(rng.randint(1, 96), 97)
    if within.low is not None:
        return within.low + Fraction(rng.randint(1, 400), 97)
    if within.high is not None:
        return within.high - Fraction(rng.randint(1, 400), 97)
    return Fraction(rng.randint(-60, 60), rng.randint(1, 13)) / rng.choice((1, 1, 7))


def random_points(names: Iterable[str], domain: Domain, count: int, seed: int) -> Iterator[Point]:
    """Seeded points of the domain; the first of real symbols are the same simple fractions every time."""
    rng, order = random.Random(seed), sorted(names)
    for step in range(count):
        point: Point = {}
        for index, name in enumerate(order):
            within = domain.get(name, REAL)
            plain = PLAIN[(3 * index + 4 * step) % len(PLAIN)]  # x > 0, x > y first; then x < 0, x < y
            point[name] = plain if step < 4 and within.holds(plain) else random_value(within, rng)
        yield point


def simple_points(names: Iterable[str], domain: Domain) -> Iterator[Point]:
    """A few points of the domain with which people like to calculate, no two symbols alike."""
    order = sorted(names)
    good = {name: [value for value in SIMPLE if domain.get(name, REAL).holds(value)] for name in order}
    if order and all(good.values()):
        for step in range(4):
            yield {name: good[name][(step + index) % len(good[name])] for index, name in enumerate(order)}


def special_points(names: Iterable[str], domain: Domain) -> Iterator[Point]:
    """Points where formulas like to differ: 0, ±1, ±2, 1/2 in varied mixtures, and the closed ends."""
    order = sorted(names)
    if not order:
        return
    choices = []
    for name in order:
        within = domain.get(name, REAL)
        ends = [end for end in (within.low, within.high) if end is not None]
        good = [value for value in dict.fromkeys([*ends, *SPECIAL]) if within.holds(value)]
        choices.append(good or [random_value(within, random.Random(1))])
    for step in range(6):
        yield {
            name: good[(step + index * (1 + step)) % len(good)]
            for index, (name, good) in enumerate(zip(order, choices, strict=True))
        }


def every_point(names: Iterable[str], domain: Domain, most: int = 400) -> list[Point] | None:
    """All points of a finite integer domain, or None if there are too many or infinitely many."""
    order = sorted(names)
    ranges = [domain.get(name, REAL) for name in order]
    if not order or any(within.low is None or within.high is None or not within.integer for within in ranges):
        return None
    axes = [[Fraction(n) for n in range(int(r.low or 0), int(r.high or 0) + 1)] for r in ranges]
    points = list(islice(product(*axes), most + 1))
    return [dict(zip(order, point, strict=True)) for point in points] if len(points) <= most else None
