"""The checker's own evaluator: balls that hold the value of a formula, and random points of the declared ranges.

It shares nothing with the prover but the tree, so that one mistake cannot hide in both.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

from flint import arb, ctx, fmpq

from grader.algebra.syntax.proof import Ranges
from grader.algebra.syntax.tree import Add, Call, Const, Inf, Mul, Node, Num, Pow, Sym

Balls = Mapping[str, arb]
BITS = 320
NARROW = arb(2) ** -80  # a ball wider than this says too little about an equality


class NoValue(ArithmeticError):
    """No real value here, or none that is certain."""


@contextmanager
def precise() -> Iterator[None]:
    before, ctx.prec = ctx.prec, BITS
    try:
        yield
    finally:
        ctx.prec = before


def exactly(value: Fraction | int) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def ball(node: Node, at: Balls) -> arb:
    """The value of a formula.

    Raises:
        NoValue: there is none, or it cannot be told.
    """
    match node:
        case Num(value):
            return exactly(value)
        case Sym(name) if name in at:
            return at[name]
        case Const("pi"):
            return arb.pi()
        case Add(args):
            return sum((ball(arg, at) for arg in args), arb(0))
        case Mul(args):
            product = arb(1)
            for arg in args:
                product *= ball(arg, at)
            return product
        case Pow(base, exponent):
            return _power(ball(base, at), ball(exponent, at))
        case Call("max" | "min" as name, args):
            return _extreme(name, [ball(arg, at) for arg in args])
        case Call(name, args):
            return _call(name, [ball(arg, at) for arg in args])
        case _:
            raise NoValue(type(node).__name__)


def _power(base: arb, exponent: arb) -> arb:
    whole = exponent.unique_fmpz() if exponent.rad() == 0 else None
    if whole is not None and exponent == arb(whole):
        if whole < 0 and base.contains(0):
            raise NoValue("division by what may be zero")
        if abs(int(whole)) > 10**7:
            raise NoValue("a huge power")
        if base.contains(0):  # flint answers NaN to a ball around 0
            need_small = range(min(int(whole), 1000))
            return math.prod((base for _ in need_small), start=arb(1))
        return base ** int(whole)
    if base > 0:
        return base**exponent
    if base == 0 and exponent > 0:
        return arb(0)
    raise NoValue("a broken power of what may be negative")


def _extreme(name: str, values: list[arb]) -> arb:
    best = values[0]
    for value in values[1:]:
        if best < value or value < best:
            best = value if (best < value) == (name == "max") else best
        else:
            half_gap = abs(best - value) / 2
            best = (best + value) / 2 + (half_gap if name == "max" else -half_gap)
    return best


def _sign(x: arb) -> arb:
    if x > 0 or x < 0 or x == 0:
        return arb(1 if x > 0 else -1 if x < 0 else 0)
    raise NoValue("a sign that cannot be told")


def _whole(x: arb) -> arb:
    value = x.unique_fmpz()
    if value is None:
        raise NoValue("a step that cannot be told")
    return arb(value)


def _divide(x: arb, y: arb) -> arb:
    if y.contains(0):
        raise NoValue("division by what may be zero")
    return x / y


def _within(holds: bool, result: Callable[[], arb]) -> arb:
    if not holds:
        raise NoValue("outside of the function's domain")
    return result()


def _log(x: arb) -> arb:
    return _within(x > 0, x.log)


FUNCTIONS: dict[str, Callable[..., arb]] = {
    "exp": lambda x: x.exp(),
    "log": lambda x, base=None: _log(x) if base is None else _divide(_log(x), _log(base)),
    "log2": lambda x: _log(x) / _log(arb(2)),
    "log10": lambda x: _log(x) / _log(arb(10)),
    "sqrt": lambda x: _within(x >= 0, x.sqrt),
    "root": lambda x, n: _power(x, _divide(arb(1), n)),
    "abs": lambda x: abs(x),
    "sign": _sign,
    "step": lambda x: (_sign(x) + 1) / 2,
    "relu": lambda x: _extreme("max", [x, arb(0)]),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()),
    "softplus": lambda x: (1 + x.exp()).log(),
    "sin": lambda x: x.sin(),
    "cos": lambda x: x.cos(),
    "tan": lambda x: _divide(x.sin(), x.cos()),
    "cot": lambda x: _divide(x.cos(), x.sin()),
    "sec": lambda x: _divide(arb(1), x.cos()),
    "csc": lambda x: _divide(arb(1), x.sin()),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "asin": lambda x: _within(abs(x) <= 1, x.asin),
    "acos": lambda x: _within(abs(x) <= 1, x.acos),
    "atan": lambda x: x.atan(),
    "asinh": lambda x: x.asinh(),
    "acosh": lambda x: _within(x >= 1, x.acosh),
    "atanh": lambda x: _within(abs(x) < 1, x.atanh),
    "lambertw": lambda x: _within(x > -((-arb(1)).exp()), x.lambertw),
    "factorial": lambda x: (x + 1).gamma(),
    "binomial": lambda n, k: _divide((n + 1).gamma(), (k + 1).gamma() * (n - k + 1).gamma()),
    "floor": lambda x: _whole(x.floor()),
    "ceiling": lambda x: _whole(x.ceil()),
}


def _call(name: str, values: list[arb]) -> arb:
    if name not in FUNCTIONS:
        raise NoValue(name)
    found = FUNCTIONS[name](*values)
    if not found.is_finite():
        raise NoValue(name)
    return found


def alike(x: arb, y: arb) -> bool | None:
    """Do two balls meet? None if they are too wide to say."""
    if not x.overlaps(y):
        return False
    return True if (x - y).rad() < NARROW * (1 + abs(x)) else None


def points(names: Iterable[str], ranges: Ranges, count: int) -> Iterator[dict[str, Fraction]]:
    """Seeded random points of the ranges, on several scales."""
    rng, order = random.Random(977), sorted(names)
    known = {name: (span, whole) for name, span, whole in ranges}
    for step in range(count):
        reach = (1, 4, 25)[step % 3]
        point = {}
        for name in order:
            span, whole = known.get(name, (None, False))
            low = span.low.value if span is not None and isinstance(span.low, Num) else None
            high = span.high.value if span is not None and isinstance(span.high, Num) else None
            point[name] = _random(rng, low, high, reach, whole)
        yield point


def _random(rng: random.Random, low: Fraction | None, high: Fraction | None, reach: int, whole: bool) -> Fraction:
    if low is None:
        low = Fraction(-reach) if high is None else high - 2 * reach
    if high is None:
        high = max(low, Fraction(0)) + reach if low == -reach else low + 2 * reach
    if whole:
        return Fraction(rng.randint(-(-low.numerator // low.denominator), high.numerator // high.denominator))
    return low + (high - low) * Fraction(rng.randint(1, 9972), 9973)


def infinite(node: Node) -> int | None:
    """The sign of ±∞, or None for a formula."""
    match node:
        case Inf(sign):
            return sign
        case Mul((Num(value), Inf(sign))) if value:
            return sign if value > 0 else -sign
        case _:
            return None
