"""The checker's own evaluator: what a formula is worth at a point, by the rules of docs/judge.md.

A fraction stays a fraction, so whether it is zero, whole or negative is certain; everything else is a ball. It shares
nothing with the prover but the tree, so that one mistake cannot hide in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from grader.algebra.syntax.tree import Add, Call, Const, Inf, Mul, Node, Num, Pow, Sym

Value = fmpq | arb
Values = Mapping[str, Value]
BITS, COARSE = 320, 96
HALF = fmpq(1, 2)
NARROW = arb(2) ** -80  # a ball wider than this says too little about an equality
LARGE = 20_000  # bits of a fraction, from there on it is a ball


class NoValue(ArithmeticError):
    """No real value here, or none that is certain."""


class NoRealValue(NoValue):
    """There is certainly no real value here."""


@contextmanager
def precise(bits: int = BITS) -> Iterator[None]:
    before, ctx.prec = ctx.prec, bits
    try:
        yield
    finally:
        ctx.prec = before


def exactly(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def ball(node: Node, at: Values) -> arb:
    """A ball around the value of a formula.

    Raises:
        NoValue: there is none, or it cannot be told.
    """
    return arb(value(node, at))


def value(node: Node, at: Values) -> Value:
    """The value of a formula: the fraction that it is, or a ball around it; raises as `ball` does."""
    kind = type(node)
    if kind is Num:
        return exactly(node.value)  # type: ignore[union-attr]
    if kind is Sym:
        found = at.get(node.name)  # type: ignore[union-attr]
        if found is None:
            raise NoValue("a symbol without a value")
        return found
    work = WORK.get(kind)
    if work is None:
        raise NoValue(kind.__name__)
    return work(node, at)


def _sum(node: Add, at: Values) -> Value:
    total: Value = fmpq(0)
    for arg in node.args:
        total = total + value(arg, at)
    return _short(total)


def _product(node: Mul, at: Values) -> Value:
    product: Value = fmpq(1)
    for arg in node.args:
        product = _short(product * value(arg, at))
    return product


def _call(node: Call, at: Values) -> Value:
    function = FUNCTIONS.get(node.name)
    if function is None:
        raise NoValue(node.name)
    found = function(*[value(arg, at) for arg in node.args])
    if type(found) is arb and not found.is_finite():
        raise NoValue(node.name)
    return found


def _constant(node: Const, at: Values) -> Value:
    if node.name != "pi":
        raise NoValue(node.name)
    return arb.pi()


# Trees are evaluated at many points, so the kinds of nodes are looked up, not matched one after the other.
WORK: dict[type, Callable[[Any, Values], Value]] = {
    Add: _sum,
    Mul: _product,
    Pow: lambda node, at: power(value(node.base, at), value(node.exponent, at)),
    Call: _call,
    Const: _constant,
}


def _short(number: Value) -> Value:
    return arb(number) if isinstance(number, fmpq) and number.height_bits() > LARGE else number


def is_zero(x: Value) -> bool:
    """Certainly zero."""
    return bool(x == 0)


def may_be_zero(x: Value) -> bool:
    return bool(x == 0) if isinstance(x, fmpq) else bool(x.contains(0))


def whole(x: Value) -> int | None:
    """The whole number that a value certainly is, or None."""
    if isinstance(x, fmpq):
        return int(x.p) if x.q == 1 else None
    found = x.unique_fmpz() if x.rad() == 0 else None
    return int(found) if found is not None and x == arb(found) else None


def power(base: Value, exponent: Value) -> Value:
    """a^b: for whole b of any a (but 0 to a negative one), 0^0 = 1; for others of a > 0, and 0^b = 0 for b > 0."""
    n = whole(exponent)
    if n is not None:
        return _whole_power(base, n)
    if base > 0:
        return arb(base).sqrt() if exponent == HALF else arb(base) ** arb(exponent)
    certain = isinstance(exponent, fmpq) or not exponent.contains_integer()
    if base == 0 and exponent > 0:
        return fmpq(0)
    if (base == 0 and exponent < 0) or (base < 0 and certain):
        raise NoRealValue("a power that is not real")
    raise NoValue("a power of what may be negative")


def _whole_power(base: Value, n: int) -> Value:
    if n < 0 and is_zero(base):
        raise NoRealValue("division by zero")
    if n < 0 and may_be_zero(base):
        raise NoValue("division by what may be zero")
    if abs(n) > 10**7:
        raise NoValue("a huge power")
    if isinstance(base, fmpq):
        return base**n if base.height_bits() * abs(n) <= LARGE else arb(base) ** n
    if not base.contains(0):
        return base**n
    # Around 0 flint answers NaN: |x|^n lies between 0 and the largest |x|^n.
    if n == 0:
        return fmpq(1)
    most = abs(base).upper() ** n
    return arb(0).union(most) if n % 2 == 0 else (-most).union(most)


def divide(x: Value, y: Value) -> Value:
    return _short(x * _whole_power(y, -1))


def _extreme(how: int) -> Callable[..., Value]:
    """The largest (1) or smallest (-1) of some values."""

    def pick(*values: Value) -> Value:
        best = values[0]
        for other in values[1:]:
            if best < other or other < best:
                best = other if (best < other) == (how > 0) else best
            elif isinstance(best, arb) or isinstance(other, arb):
                x, y = arb(best), arb(other)
                best = (x + y + how * abs(x - y)) / 2
        return best

    return pick


def sign(x: Value) -> fmpq:
    if x > 0 or x < 0 or x == 0:
        return fmpq((x > 0) - (x < 0))
    raise NoValue("a sign that cannot be told")


def _rounded(x: Value, up: bool) -> fmpq:
    n = (x.ceil() if up else x.floor()) if isinstance(x, fmpq) else (x.ceil() if up else x.floor()).unique_fmpz()
    if n is None:
        raise NoValue("a step that cannot be told")
    return fmpq(n)


def _within(inside: bool, outside: bool, result: Callable[[], Value]) -> Value:
    if inside:
        return result()
    raise NoRealValue("outside of the function's domain") if outside else NoValue("perhaps outside of the function's domain")


def _log(x: Value) -> Value:
    return fmpq(0) if x == 1 else _within(x > 0, x <= 0, arb(x).log)


def _root(x: Value, n: Value) -> Value:
    """The n-th root; of a negative number if n is odd, as at school."""
    odd = whole(n)
    if odd is not None and odd > 0 and odd % 2 == 1 and x < 0:
        return -power(-x, fmpq(1, odd))
    return power(x, divide(fmpq(1), n))


def _factorial(x: Value) -> Value:
    n = whole(x)
    if n is not None and n < 0:
        raise NoRealValue("the factorial of a negative number")
    return (arb(x) + 1).gamma()


def _binomial(n: Value, k: Value) -> Value:
    """n(n-1)…(n-k+1)/k! for a whole k, by factorials for others."""
    steps = whole(k)
    if steps is None or steps > 100:
        return divide(_factorial(n), _factorial(k) * _factorial(n - k))
    found: Value = fmpq(int(steps >= 0))
    for j in range(steps):
        found = divide(found * (n - j), fmpq(j + 1))
    return found


def _bounded(x: Value, inverse: Callable[[], arb]) -> Value:
    return fmpq(0) if x == 0 else _within(bool(abs(arb(x)) <= 1), bool(abs(arb(x)) > 1), inverse)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "exp": lambda x: fmpq(1) if x == 0 else arb(x).exp(),
    "log": lambda x, base=None: _log(x) if base is None else divide(_log(x), _log(base)),
    "log2": lambda x: divide(_log(x), arb(2).log()),
    "log10": lambda x: divide(_log(x), arb(10).log()),
    "sqrt": lambda x: power(x, HALF),
    "root": _root,
    "abs": lambda x: abs(x),
    "sign": sign,
    "step": lambda x, at_zero=HALF: at_zero if x == 0 else (sign(x) + 1) / 2,
    "max": _extreme(1),
    "min": _extreme(-1),
    "relu": lambda x: _extreme(1)(x, fmpq(0)),
    "sigmoid": lambda x: 1 / (1 + (-arb(x)).exp()),
    "softplus": lambda x: (1 + arb(x).exp()).log(),
    "sin": lambda x: fmpq(0) if x == 0 else arb(x).sin(),
    "cos": lambda x: fmpq(1) if x == 0 else arb(x).cos(),
    "tan": lambda x: divide(arb(x).sin(), arb(x).cos()),
    "cot": lambda x: divide(arb(x).cos(), arb(x).sin()) if x != 0 else divide(fmpq(1), x),
    "sec": lambda x: divide(arb(1), arb(x).cos()),
    "csc": lambda x: divide(arb(1), arb(x).sin()) if x != 0 else divide(fmpq(1), x),
    "sinh": lambda x: arb(x).sinh(),
    "cosh": lambda x: arb(x).cosh(),
    "tanh": lambda x: arb(x).tanh(),
    "asin": lambda x: _bounded(x, arb(x).asin),
    "acos": lambda x: _within(bool(abs(x) <= 1), bool(abs(x) > 1), arb(x).acos),
    "atan": lambda x: arb(x).atan(),
    "asinh": lambda x: arb(x).asinh(),
    "acosh": lambda x: _within(bool(x >= 1), bool(x < 1), arb(x).acosh),
    "atanh": lambda x: _within(bool(abs(x) < 1), bool(abs(x) >= 1), arb(x).atanh),
    "lambertw": lambda x: _within(bool(x > -((-arb(1)).exp())), bool(x < -((-arb(1)).exp())), arb(x).lambertw),
    "factorial": _factorial,
    "binomial": _binomial,
    "floor": lambda x: _rounded(x, False),
    "ceiling": lambda x: _rounded(x, True),
}


def alike(x: Value, y: Value) -> bool | None:
    """Do two values meet? None if they are too wide to say."""
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return bool(x == y)
    x, y = arb(x), arb(y)
    if not x.overlaps(y):
        return False
    return True if (x - y).rad() < NARROW * (1 + abs(x)) else None


def infinite(node: Node) -> int | None:
    """The sign of ±∞, or None for a formula."""
    match node:
        case Inf(direction):
            return direction
        case Mul((Num(number), Inf(direction))) if number:
            return direction if number > 0 else -direction
        case _:
            return None
