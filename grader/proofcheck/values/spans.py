"""What a formula of one variable can be on a piece of the line: an interval around all its values, ends at ±∞ included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import floor

from flint import arb, fmpq

from grader.algebra.syntax.tree import Add, Call, Mul, Node, Pow, Sym, children, symbols
from grader.proofcheck.values.evaluator import NoRealValue, NoValue, Value, divide, is_zero, power, value, whole

Span = tuple[Value, Value]
Run = Callable[[Span], Span]
INFINITE = arb("inf")
ZERO, ONE, HALF = fmpq(0), fmpq(1), fmpq(1, 2)
LARGE = 1e9  # quarter turns


def sign_of(span: Span) -> int | None:
    """1, -1 or 0 if all values have that sign, else None."""
    low, high = span
    return 1 if low > 0 else -1 if high < 0 else 0 if low == 0 and high == 0 else None


def span(node: Node, name: str) -> Run:
    """What works out an interval around the values of a formula on a piece between two ends.

    It raises NoRealValue: the formula has certainly no value anywhere on the piece; NoValue: perhaps none somewhere.
    """
    if isinstance(node, Sym) and node.name == name:
        return lambda here: here
    if name not in symbols(node):
        return _constant(node)
    parts = [span(part, name) for part in children(node)]
    match node:
        case Add():
            return lambda here: _sum([part(here) for part in parts])
        case Mul():
            return lambda here: reduce(times, [part(here) for part in parts])
        case Pow():
            return lambda here: _power(parts[0](here), parts[1](here))
        case Call(function, (_,)) if function in RISING:
            return lambda here: grown(function, parts[0](here))
        case Call(function, _) if function in OTHERS:
            return lambda here: OTHERS[function](*(part(here) for part in parts))
    return _nothing


def _constant(node: Node) -> Run:
    known: list[Span] = []

    def constant(here: Span) -> Span:
        if not known:
            found = value(node, {})
            known.append((found, found))
        return known[0]

    return constant


def _nothing(here: Span) -> Span:
    raise NoValue("a function whose values are not known")


def _sum(spans: list[Span]) -> Span:
    low: Value = ZERO
    high: Value = ZERO
    for a, b in spans:
        low, high = low + a, high + b
    return low, high


def times(a: Span, b: Span) -> Span:
    if a[0] is a[1] and b[0] is b[1]:
        both = _product(a[0], b[0])
        return both, both
    ends = [_product(x, y) for x in a for y in b]
    return _least(ends), -_least([-x for x in ends])


def _product(x: Value, y: Value) -> Value:
    return ZERO if is_zero(x) or is_zero(y) else x * y


def _least(numbers: Sequence[Value]) -> Value:
    best = numbers[0]
    for other in numbers[1:]:
        if other < best:
            best = other
        elif not best <= other:  # two balls that overlap
            best = arb(best).min(arb(other))
    return best


def _power(base: Span, exponent: Span) -> Span:
    low, high = base
    n = whole(exponent[0]) if exponent[0] is exponent[1] or exponent[0] == exponent[1] else None
    if n is not None:
        return _whole_power(base, n)
    if not low >= 0:
        if high < 0 and isinstance(exponent[0], fmpq) and exponent[0] == exponent[1]:
            raise NoRealValue("a power that is not real")
        raise NoValue("a power of what may be negative")
    if exponent[0] == exponent[1] and exponent[0] > 0:
        return _raised(low, exponent[0]), _raised(high, exponent[0])
    a, b = times(grown("log", base), exponent)
    return grown("exp", (a, b))


def _raised(x: Value, n: Value) -> Value:
    return INFINITE if x == INFINITE else power(x, n)


def _whole_power(base: Span, n: int) -> Span:
    low, high = base
    if n < 0:
        return _reciprocal(_whole_power(base, -n))
    if n == 0:
        return ONE, ONE
    ends = [INFINITE * (1 if x > 0 or n % 2 == 0 else -1) if not arb(x).is_finite() else power(x, fmpq(n)) for x in base]
    if n % 2 or low >= 0:
        return ends[0], ends[1]
    if high <= 0:
        return ends[1], ends[0]
    return ZERO, -_least([-x for x in ends])


def _reciprocal(x: Span) -> Span:
    low, high = x
    if low > 0 or high < 0:
        return tuple(ZERO if not arb(end).is_finite() else divide(ONE, end) for end in (high, low))  # type: ignore[return-value]
    if is_zero(low) and is_zero(high):
        raise NoRealValue("division by zero")
    if is_zero(low):
        return (ZERO if not arb(high).is_finite() else divide(ONE, high)), INFINITE
    if is_zero(high):
        return -INFINITE, (ZERO if not arb(low).is_finite() else divide(ONE, low))
    raise NoValue("division by what may be zero")


ONE_BALL = arb(1)
# Growing functions: where they begin, and what they tend to at their two ends.
RISING: dict[str, tuple[Value | None, Value | None, Value, Value]] = {
    "exp": (None, None, ZERO, INFINITE),
    "log": (ZERO, None, -INFINITE, INFINITE),
    "log2": (ZERO, None, -INFINITE, INFINITE),
    "log10": (ZERO, None, -INFINITE, INFINITE),
    "sqrt": (ZERO, None, ZERO, INFINITE),
    "sigmoid": (None, None, ZERO, ONE),
    "softplus": (None, None, ZERO, INFINITE),
    "relu": (None, None, ZERO, INFINITE),
    "sinh": (None, None, -INFINITE, INFINITE),
    "tanh": (None, None, -ONE, ONE),
    "asinh": (None, None, -INFINITE, INFINITE),
    "atan": (None, None, -arb.pi() / 2, arb.pi() / 2),
    "asin": (-ONE, ONE, -arb.pi() / 2, arb.pi() / 2),
    "lambertw": (-(-ONE_BALL).exp(), None, -ONE, INFINITE),
}


def grown(function: str, x: Span) -> Span:
    """The values of a growing function between those at the ends."""
    start, stop, first, last = RISING[function]
    low, high = x
    if start is not None and (high < start or (high == start and not arb(first).is_finite())):
        raise NoRealValue(function)
    if stop is not None and low > stop:
        raise NoRealValue(function)
    if (start is not None and not low >= start) or (stop is not None and not high <= stop):
        raise NoValue(function)
    ends = []
    for end in x:
        if not arb(end).is_finite():
            ends.append(last if end > 0 else first)
        else:
            ends.append(first if start is not None and end == start else value(Call(function, (Sym("x"),)), {"x": end}))
    return ends[0], ends[1]


def _absolute(x: Span) -> Span:
    low, high = x
    if low >= 0:
        return x
    return (-high, -low) if high <= 0 else (ZERO, -_least([low, -high]))


def _wave(shift: Value) -> Callable[[Span], Span]:
    """sin (shift 0) and cos (shift 1/2 of π): by the turning points inside."""

    def wave(x: Span) -> Span:
        low, high = x
        if not (arb(low).is_finite() and arb(high).is_finite()):
            return -ONE, ONE
        quarter = arb.pi() / 2
        first, last = ((arb(end) + arb(shift) * arb.pi()) / quarter for end in x)
        if last - first > 4 or abs(first) > LARGE:
            return -ONE, ONE
        values = [(arb(end) + arb(shift) * arb.pi()).sin() for end in x]
        begin = floor(float(first.mid())) - 1
        inside = [k for k in range(begin, begin + 8) if not (k < first or k > last)]
        values += [arb((0, 1, 0, -1)[k % 4]) for k in inside if k % 2]
        return _least(values), -_least([-v for v in values])

    return wave


def _step(x: Span) -> Span:
    found = _signum(x)
    return (found[0] + 1) / 2, (found[1] + 1) / 2


def _signum(x: Span) -> Span:
    known = sign_of(x)
    return (fmpq(known), fmpq(known)) if known is not None else (-ONE, ONE)


def _extreme(how: int) -> Callable[..., Span]:
    def pick(*spans: Span) -> Span:
        low, high = ([how * end for end in ends] for ends in zip(*spans, strict=True))
        return how * -_least([-x for x in low]), how * -_least([-x for x in high])

    return pick


def _cosh(x: Span) -> Span:
    low, high = _absolute(x)
    ends = [INFINITE if not arb(end).is_finite() else value(Call("cosh", (Sym("x"),)), {"x": end}) for end in (low, high)]
    return ends[0], ends[1]


SINE, COSINE = _wave(ZERO), _wave(HALF)
OTHERS: dict[str, Callable[..., Span]] = {
    "abs": _absolute,
    "sign": _signum,
    "step": _step,
    "sin": SINE,
    "cos": COSINE,
    "tan": lambda x: times(SINE(x), _reciprocal(COSINE(x))),
    "cot": lambda x: times(COSINE(x), _reciprocal(SINE(x))),
    "acos": lambda x: _turned(*grown("asin", x)),
    "cosh": _cosh,
    "max": _extreme(1),
    "min": _extreme(-1),
    "log": lambda x, base: times(grown("log", x), _reciprocal(grown("log", base))),
    "root": lambda x, n: _power(x, _reciprocal(n)),
}


def _turned(low: Value, high: Value) -> Span:
    return arb.pi() / 2 - high, arb.pi() / 2 - low
