"""The value of a formula at a rational point as a ball that certainly holds it (python-flint's arb)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import cast

from flint import arb, ctx, fmpq

from grader.algebra.fold import NOWHERE, exact
from grader.algebra.functions import CORE, TooLarge, core
from grader.algebra.tree import Add, Call, Const, Mul, NaN, Node, Num, Pow, Sym

LARGEST_EXPONENT = 10**12  # beyond it a power is no number that anyone wrote on purpose


class Undefined(ArithmeticError):
    """The formula certainly has no real value at this point."""


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


def evaluate(node: Node, at: Mapping[str, Fraction] = NOWHERE) -> arb:
    """A ball around the value at `at`, at flint's current precision.

    Raises:
        Undefined: there is no real value at this point, for certain.
        Unknown: it cannot be said.
    """
    match node:
        case Num(value):
            return arb(rational(value))
        case Sym(name):
            if name not in at:
                raise Unknown(name)
            return arb(rational(at[name]))
        case Const("pi"):
            return arb.pi()
        case NaN():
            raise Undefined("NaN")
        case Add(args):
            total = evaluate(args[0], at)
            for arg in args[1:]:
                total = total + evaluate(arg, at)
            return total
        case Mul(args):
            total = evaluate(args[0], at)
            for arg in args[1:]:
                total = total * evaluate(arg, at)
            return total
        case Pow(base, exponent):
            return _power(evaluate(base, at), base, exponent, at)
        case Call(name, args) if name in CORE and len(args) == 1:
            return _call(name, evaluate(args[0], at), args[0], at)
        case Call():
            try:
                return evaluate(core(node), at)
            except TooLarge as trouble:
                raise Unknown(str(trouble)) from trouble
        case _:
            raise Unknown(type(node).__name__)


def _power(ball: arb, base: Node, exponent: Node, at: Mapping[str, Fraction]) -> arb:
    power = exact(exponent, at)
    if power is None:
        upper = evaluate(exponent, at)
        if ball > 0:
            return ball**upper
        if ball < 0 and not upper.contains_integer():
            raise Undefined("a power of a negative number")
        raise Unknown("a power of a number that may be negative")
    if power.denominator == 1:
        return _whole_power(ball, int(power), base, at)
    return _broken_power(ball, power, base, at)


def _whole_power(ball: arb, power: int, base: Node, at: Mapping[str, Fraction]) -> arb:
    if abs(power) > LARGEST_EXPONENT:
        raise Unknown("a huge power")
    if power < 0 and ball.contains(0):
        if _is_zero(ball, base, at):
            raise Undefined("division by zero")
        raise Unknown("division by a number that may be zero")
    if power == 0 and ball.contains(0) and not _is_zero(ball, base, at):
        return arb(1)
    return ball**power


def _broken_power(ball: arb, power: Fraction, base: Node, at: Mapping[str, Fraction]) -> arb:
    if ball < 0:
        raise Undefined("a root of a negative number")
    if ball > 0:
        return ball.sqrt() if power == Fraction(1, 2) else ball ** arb(rational(power))
    if _is_zero(ball, base, at):
        if power > 0:
            return arb(0)
        raise Undefined("division by zero")
    raise Unknown("a root of a number that may be negative")


def _is_zero(ball: arb, node: Node, at: Mapping[str, Fraction]) -> bool:
    return bool(ball == 0) or (ball.contains(0) and exact(node, at) == 0)


def _call(name: str, x: arb, arg: Node, at: Mapping[str, Fraction]) -> arb:
    match name:
        case "exp" | "sin" | "cos" | "atan":
            return cast(arb, getattr(x, name)())
        case "log":
            if x > 0:
                return x.log()
            if x < 0 or _is_zero(x, arg, at):
                raise Undefined("logarithm of a number that is not positive")
        case "abs":
            return abs(x)
        case "sign":
            if x > 0 or x < 0:
                return arb(1 if x > 0 else -1)
            if _is_zero(x, arg, at):
                return arb(0)
        case "asin":
            if x > 1 or x < -1:
                raise Undefined("arc sine of a number beyond 1")
            if (value := exact(arg, at)) is not None and abs(value) == 1:
                return arb.pi() / 2 * int(value)
            if x < 1 and x > -1:
                return x.asin()
        case "lambertw":
            if x < -((-arb(1)).exp()):
                raise Undefined("W of a number below -1/e")
            if (result := x.lambertw()).is_finite():
                return result
        case _:
            return _stepwise(name, x, exact(arg, at))
    raise Unknown(name)


def _stepwise(name: str, x: arb, value: Fraction | None) -> arb:
    """factorial, floor and ceiling, where an exact argument decides."""
    if name == "factorial":
        if value is not None and value.denominator == 1 and value < 0:
            raise Undefined("factorial of a negative number")
        return (x + 1).gamma()
    if value is not None:
        return arb(value.numerator // value.denominator if name == "floor" else -(-value.numerator // value.denominator))
    low = x.floor() if name == "floor" else x.ceil()
    if low.unique_fmpz() is None:
        raise Unknown(name)
    return arb(low)
