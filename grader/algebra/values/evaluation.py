"""The value of a formula at a rational point: a fraction as long as it is one, else a ball that certainly holds it.

One pass over the tree with python-flint's fmpq and arb. A part that is rational stays exact, so whether it is zero, whole
or negative is known for certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, cast

from flint import arb, ctx, fmpq

from grader.algebra.syntax.functions import CORE, TooLarge, core
from grader.algebra.syntax.tree import Add, Call, Const, Mul, NaN, Node, Num, Pow, Sym
from grader.algebra.values.rationals import BITS, HALF, ZERO, apply, power

LARGEST_EXPONENT = 10**12  # beyond it a power is no number that anyone wrote on purpose
NOWHERE: Mapping[str, Fraction] = {}
Value = fmpq | arb
Place = Mapping[str, fmpq]


class Undefined(ArithmeticError):
    """The formula certainly has no real value at this point."""


class NotReal(Undefined):
    """It has a complex value."""


class Unknown(ArithmeticError):
    """The ball is too wide to say, or this is not a formula with a real value."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    before, ctx.prec = ctx.prec, bits
    try:
        yield
    finally:
        ctx.prec = before


def rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def place(at: Mapping[str, Fraction]) -> Place:
    return {name: fmpq(value.numerator, value.denominator) for name, value in at.items()}


def evaluate(node: Node, at: Mapping[str, Fraction] = NOWHERE) -> arb:
    """A ball around the value at `at`, at flint's current precision.

    Raises:
        Undefined: there is no real value at this point, for certain.
        Unknown: it cannot be said.
    """
    return arb(value(node, place(at)))


def value(node: Node, at: Place) -> Value:
    """The exact value if it is a fraction, else a ball around it; raises as `evaluate` does."""
    rule = _RULES.get(type(node))
    if rule is None:
        raise Unknown(type(node).__name__)
    return rule(node, at)


def _number(node: Num, at: Place) -> Value:
    return fmpq(node.value.numerator, node.value.denominator)


def _symbol(node: Sym, at: Place) -> Value:
    if node.name not in at:
        raise Unknown(node.name)
    return at[node.name]


def _constant(node: Const, at: Place) -> Value:
    if node.name != "pi":
        raise Unknown(node.name)
    return arb.pi()


def _nan(node: NaN, at: Place) -> Value:
    raise Undefined("NaN")


def _sum(node: Add, at: Place) -> Value:
    total: Value = ZERO
    for arg in node.args:
        total = bounded(total + value(arg, at))
    return total


def _product(node: Mul, at: Place) -> Value:
    first, *rest = node.args
    total = value(first, at)
    for arg in rest:
        total = bounded(total * value(arg, at))
    return total


def bounded(number: Value) -> Value:
    """A fraction that grows too long goes on as a ball."""
    return arb(number) if isinstance(number, fmpq) and number.height_bits() > BITS else number


def _power(node: Pow, at: Place) -> Value:
    base, exponent = value(node.base, at), value(node.exponent, at)
    if not isinstance(exponent, fmpq):
        return _real_power(base, exponent)
    if isinstance(base, fmpq):
        return _rational_power(base, exponent)
    if exponent.q == 1:
        return _whole_power(base, int(exponent.p))
    if base > 0:
        return base.sqrt() if exponent == HALF else base ** arb(exponent)
    if base < 0:
        raise NotReal("a root of a negative number")
    return _power_of_zero(base, exponent)


def _real_power(base: Value, exponent: arb) -> arb:
    if base > 0:
        return arb(base) ** exponent
    if base < 0 and not exponent.contains_integer():
        raise NotReal("a power of a negative number")
    if base == 0 and exponent > 0:
        return arb(0)
    if base == 0 and exponent < 0:
        raise Undefined("division by zero")
    raise Unknown("a power of a number that may be negative")


def _rational_power(base: fmpq, exponent: fmpq) -> Value:
    if base == 0 and exponent < 0:
        raise Undefined("division by zero")
    if base < 0 and exponent.q != 1:
        raise NotReal("a root of a negative number")
    exact = power(base, exponent)
    if exact is not None:
        return exact
    if exponent.q == 1:
        return _whole_power(arb(base), int(exponent.p))
    return arb(base) ** arb(exponent) if base else ZERO


def _whole_power(ball: arb, exponent: int) -> arb:
    if abs(exponent) > LARGEST_EXPONENT:
        raise Unknown("a huge power")
    if not ball.contains(0):
        return ball**exponent
    if exponent < 0:
        return _power_of_zero(ball, fmpq(exponent))
    return ball**exponent if exponent else arb(1)


def _power_of_zero(ball: arb, exponent: fmpq) -> arb:
    """The base may be zero; a ball that is exactly zero comes from a product with 0."""
    if ball != 0:
        raise Unknown("a power of a number that may be zero")
    if exponent < 0:
        raise Undefined("division by zero")
    return arb(0)


def _call(node: Call, at: Place) -> Value:
    if node.name not in CORE or len(node.args) != 1:
        try:
            return value(core(node), at)
        except TooLarge as trouble:
            raise Unknown(str(trouble)) from trouble
    x = value(node.args[0], at)
    if isinstance(x, fmpq):
        exact = apply(node.name, x)
        if exact is not None:
            return exact
    return _function(node.name, x)


def _function(name: str, x: Value) -> arb:
    """A core function whose value is not known to be rational."""
    ball = arb(x)
    match name:
        case "exp" | "sin" | "cos" | "atan":
            return cast(arb, getattr(ball, name)())
        case "log":
            if x > 0:
                return ball.log()
            if x < 0:
                raise NotReal("logarithm of a negative number")
            if x == 0:
                raise Undefined("logarithm of zero")
        case "abs":
            return abs(ball)
        case "sign":
            if x > 0 or x < 0 or x == 0:
                return arb((x > 0) - (x < 0))
        case "asin":
            if x > 1 or x < -1:
                raise NotReal("arc sine of a number beyond 1")
            if x == 1 or x == -1:
                return arb.pi() / 2 * (1 if x > 0 else -1)
            if x < 1 and x > -1:
                return ball.asin()
        case "lambertw":
            if x < -((-arb(1)).exp()):
                raise NotReal("W of a number below -1/e")
            if (result := ball.lambertw()).is_finite():
                return result
        case "factorial":
            if isinstance(x, fmpq) and x.q == 1 and x < 0:
                raise Undefined("factorial of a negative number")
            return (ball + 1).gamma()
        case "floor" | "ceiling":
            low = ball.floor() if name == "floor" else ball.ceil()
            if low.unique_fmpz() is not None:
                return arb(low)
    raise Unknown(name)


_RULES: dict[type, Callable[[Any, Place], Value]] = {
    **{Num: _number, Sym: _symbol, Const: _constant, NaN: _nan},
    **{Add: _sum, Mul: _product, Pow: _power, Call: _call},
}
