"""A second opinion: values and membership by mpmath alone, real numbers only, nothing shared with the judge but the tree."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpf

from grader.algebra.syntax import tree

DIGITS, AGREE, HALF = 100, mpf(10) ** -40, mpf("0.5")
mp.dps = DIGITS
COUNTED = 30  # how far the whole numbers of a family are tried: k·π/12 reaches 2π
Point = dict[str, Fraction]


class NoValue(Exception):
    """The formula has no real value here."""


def _positive(x: Any) -> Any:
    if x <= 0:
        raise NoValue
    return x


def _within(x: Any) -> Any:
    if abs(x) > 1:
        raise NoValue
    return x


def _quotient(a: Any, b: Any) -> Any:
    if b == 0:
        raise NoValue
    return a / b


def _lambertw(x: Any) -> Any:
    if x < -mpmath.exp(-1):
        raise NoValue
    return mpmath.re(mpmath.lambertw(x))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{"exp": mpmath.exp, "sin": mpmath.sin, "cos": mpmath.cos, "sinh": mpmath.sinh, "cosh": mpmath.cosh},
    **{"tanh": mpmath.tanh, "atan": mpmath.atan, "asinh": mpmath.asinh, "floor": mpmath.floor, "ceiling": mpmath.ceil},
    **{"abs": abs, "max": max, "min": min, "sign": mpmath.sign, "lambertw": _lambertw},
    "log": lambda x, *base: mpmath.log(_positive(x)) / (mpmath.log(_positive(base[0])) if base else 1),
    "log2": lambda x: mpmath.log(_positive(x), 2),
    "log10": lambda x: mpmath.log(_positive(x), 10),
    "sqrt": lambda x: mpmath.sqrt(x) if x >= 0 else _positive(x),
    "root": lambda x, n: -power(-x, 1 / n) if x < 0 and n % 2 == 1 else power(x, 1 / n),  # the real one of odd degree
    "tan": lambda x: _quotient(mpmath.sin(x), mpmath.cos(x)),
    "cot": lambda x: _quotient(mpmath.cos(x), mpmath.sin(x)),
    "asin": lambda x: mpmath.asin(_within(x)),
    "acos": lambda x: mpmath.acos(_within(x)),
    "atanh": lambda x: (mpmath.log(_positive(1 + x)) - mpmath.log(_positive(1 - x))) / 2,
    "acosh": lambda x: mpmath.acosh(x) if x >= 1 else _positive(mpf(-1)),
    "binomial": lambda n, k: mpmath.binomial(n, k),
    "relu": lambda x: max(mpf(0), x),
    "step": lambda x, at=HALF: at if x == 0 else (1 + mpmath.sign(x)) / 2,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "factorial": lambda n: mpmath.gamma(n + 1) if n >= 0 and 2 * n == int(2 * n) else _positive(mpf(-1)),
}


def power(base: Any, exponent: Any, exact: Fraction | None = None) -> Any:
    whole = exact.denominator == 1 if exact is not None else exponent == mpmath.nint(exponent)
    if whole:
        n = int(exact) if exact is not None else int(mpmath.nint(exponent))
        return base**n if n >= 0 else _quotient(mpf(1), base**-n)
    if base < 0 or (base == 0 and exponent <= 0):
        raise NoValue
    return mpf(base) ** exponent


def value(node: tree.Node, point: Mapping[str, Fraction]) -> Any:
    """The value as mpf.

    Raises:
        NoValue: there is no finite real one.
    """
    match node:
        case tree.Num(number):
            return mpf(number.numerator) / number.denominator
        case tree.Sym(name):
            return mpf(point[name].numerator) / point[name].denominator
        case tree.Const("pi"):
            return +mpmath.pi
        case tree.Add(args):
            return mpmath.fsum(value(arg, point) for arg in args)
        case tree.Mul(args):
            return mpmath.fprod([value(arg, point) for arg in args])
        case tree.Pow(base, tree.Num(number)):
            return power(value(base, point), mpf(number.numerator) / number.denominator, number)
        case tree.Pow(base, exponent):
            return power(value(base, point), value(exponent, point))
        case tree.Call(name, args):
            return FUNCTIONS[name](*[value(arg, point) for arg in args])
    raise NoValue


def same(a: Any, b: Any) -> bool:
    return bool(abs(a - b) <= AGREE * max(1, abs(a)))


def member(node: tree.Node, point: Point, variable: str) -> bool:
    """Is the point in the set? Where a side has no value it is not."""
    match node:
        case tree.Truth(truth):
            return truth
        case tree.Rel(op, left, right):
            return _compared(op, left, right, point)
        case tree.Or(args) if all(isinstance(arg, tree.FORMULA) for arg in args):  # `-1 oder 3` names the values
            return member(tree.FiniteSet(args), point, variable)
        case tree.And(args) | tree.Intersection(args):
            return all(member(arg, point, variable) for arg in args)
        case tree.Or(args) | tree.Union(args):
            return any(member(arg, point, variable) for arg in args)
        case tree.Not(arg):
            return not member(arg, point, variable)
        case tree.Minus(left, right):
            return member(left, point, variable) and not member(right, point, variable)
        case tree.FiniteSet(args):
            return any(_compared("=", tree.Sym(variable), arg, point) for arg in args)
        case tree.Interval(low, high, low_open, high_open):
            x = tree.Sym(variable)
            return _compared(">" if low_open else ">=", x, low, point) and _compared("<" if high_open else "<=", x, high, point)
    raise NotImplementedError(type(node).__name__)


def member_of_family(node: tree.Node, point: Point, variable: str, counters: list[str]) -> bool:
    """Is the point in the set for some whole numbers in place of the counters?"""
    used = [name for name in counters if name in tree.symbols(node)]
    choices = itertools.product(range(-COUNTED, COUNTED + 1), repeat=len(used))
    return any(member(node, {**point, **dict(zip(used, map(Fraction, chosen), strict=True))}, variable) for chosen in choices)


def parts_of_pi(count: int, rng: random.Random) -> Iterator[Fraction]:
    """Multiples of π/12 to more digits than are compared, where the points of families lie, and others between them."""
    pi = Fraction(int(mpmath.floor(mpmath.pi * 10**80)), 10**80)
    yield from (pi * part / 12 for part in range(-24, 25))
    yield from (pi * Fraction(rng.randint(-24 * 97, 24 * 97), 12 * 97) for _ in range(count))


def _compared(op: str, left: tree.Node, right: tree.Node, point: Point) -> bool:
    try:
        a, b = (mpf("inf") * side.sign if isinstance(side, tree.Inf) else value(side, point) for side in (left, right))
    except NoValue:
        return False
    sign = 0 if a == b or (mpmath.isfinite(a) and mpmath.isfinite(b) and same(a, b)) else 1 if a > b else -1
    return {"=": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[op]


SPECIAL = [Fraction(text) for text in ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3")]


def points(names: list[str], domain: Mapping[str, str], count: int, rng: random.Random) -> Iterator[Point]:
    """Special and random points of the declared ranges."""
    for step in range(count):
        point = {name: _value(domain.get(name, "real"), step, rng) for name in names}
        if all(_holds(domain.get(name, "real"), number) for name, number in point.items()):
            yield point


def _value(words: str, step: int, rng: random.Random) -> Fraction:
    if words in ("positive", "nonnegative"):
        return abs(_value("real", step, rng))
    if step < count_special(words):
        return rng.choice(SPECIAL) if step else Fraction(0)
    if match := re.fullmatch(r"(-?\d+)\.\.(-?\d+)", words):
        return Fraction(rng.randint(int(match[1]), int(match[2])))
    if words in ("integer", "natural"):
        return Fraction(rng.randint(-7, 9))
    if match := re.fullmatch(r"[(\[](-?[\d.]+),(-?[\d.]+)[)\]]", words):
        low, high = Fraction(match[1]), Fraction(match[2])
        return low + (high - low) * Fraction(rng.randint(0, 997), 997)
    if match := re.fullmatch(r"[(\[](-?[\d.]+),oo\)", words):
        return Fraction(match[1]) + abs(_value("real", step, rng))
    return Fraction(rng.randint(-4000, 4000), rng.choice([997, 331, 100]))


def count_special(words: str) -> int:
    return 12 if words == "real" else 0


def _holds(words: str, number: Fraction) -> bool:
    if match := re.fullmatch(r"([(\[])(-?[\d.]+),oo\)", words):
        return number > Fraction(match[2]) if match[1] == "(" else number >= Fraction(match[2])
    if match := re.fullmatch(r"([(\[])(-?[\d.]+),(-?[\d.]+)([)\]])", words):
        low, high = Fraction(match[2]), Fraction(match[3])
        return (number > low if match[1] == "(" else number >= low) and (number < high if match[4] == ")" else number <= high)
    return number > 0 if words == "positive" else number >= 0 if words in ("nonnegative", "natural") else True
