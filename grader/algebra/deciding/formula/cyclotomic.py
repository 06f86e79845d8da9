"""Sines and cosines of parts of π, exactly: sums, products and quotients of them lie in a field of roots of unity."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from flint import fmpq, fmpq_poly, fmpz_poly

from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, num, rebuild, walk
from grader.algebra.values.exact import number

Element = Any  # flint.fmpq_poly: a polynomial in e^(iπ/n), modulo its minimal polynomial
LARGEST = 1800  # the order of the root of unity; φ(1440) = 384 is the degree for quarters of a degree
POWER = 60


class Outside(Exception):
    """Not in such a field, or in one that is too large."""


def same_in_angles(a: Node, b: Node) -> bool | None:
    """Are two constants the same? None if they hold anything but rationals, square roots of them and such angles."""
    try:
        field = _Roots([part for side in (a, b) for part in walk(side)])
        return bool(field.value(a) == field.value(b))
    except (Outside, ZeroDivisionError):
        return None


def turns(angle: Node) -> Fraction | None:
    """t in an angle t·π."""
    at = [number(_with_pi(angle, n)) for n in (0, 1, 2)]
    return None if at[0] != 0 or at[1] is None or at[2] != 2 * at[1] else at[1] % 2


def _with_pi(node: Node, value: int) -> Node:
    return num(value) if isinstance(node, Const) else rebuild(node, lambda part: _with_pi(part, value))


class _Roots:
    """Q(ζ) with ζ of an order that holds all angles and square roots of some formulas."""

    def __init__(self, parts: list[Node]) -> None:
        order = 4
        for part in parts:
            if isinstance(part, Call) and part.name in ("cos", "sin"):
                angle = turns(part.args[0])
                if angle is None:
                    raise Outside
                order = lcm(order, 2 * angle.denominator)
            elif isinstance(part, Pow) and (radicand := _under_root(part)) is not None:
                order = lcm(order, *(8 if p == 2 else 4 * p for p, n in _primes(radicand) if n % 2))
            if order > LARGEST:
                raise Outside
        self.order, self.modulus = order, fmpq_poly(fmpz_poly.cyclotomic(order).coeffs())

    def zeta(self, power: int) -> Element:
        coefficients = [0] * (power % self.order) + [1]
        return fmpq_poly(coefficients) % self.modulus

    def value(self, node: Node) -> Element:
        match node:
            case Num(value):
                return fmpq_poly([fmpq(value.numerator, value.denominator)])
            case Add(args):
                return sum((self.value(arg) for arg in args), fmpq_poly([0]))
            case Mul(args):
                product = fmpq_poly([1])
                for arg in args:
                    product = product * self.value(arg) % self.modulus
                return product
            case Pow(base, exponent):
                if (radicand := _under_root(node)) is not None:
                    return self.root(radicand)
                n = number(exponent)
                if n is None or n.denominator != 1 or abs(n) > POWER:
                    raise Outside
                return self.power(self.value(base), int(n))
            case Call("cos" | "sin" as name, (arg,)):
                angle = turns(arg)
                if angle is None:
                    raise Outside
                step = int((angle if name == "cos" else Fraction(1, 2) - angle) * self.order / 2)
                return (self.zeta(step) + self.zeta(-step)) / 2
        raise Outside

    def power(self, x: Element, n: int) -> Element:
        if n < 0:
            common, inverse, _ = x.xgcd(self.modulus)  # monic, so 1 unless x is zero
            if x == 0 or common != 1:
                raise ZeroDivisionError
            return self.power(inverse % self.modulus, -n)
        result = fmpq_poly([1])
        for _ in range(n):
            result = result * x % self.modulus
        return result

    def root(self, radicand: Fraction) -> Element:
        """√q > 0 by Gauss: the sum of (a/p)·ζ^a over a is √p, or i√p if p leaves 3 over 4."""
        result = fmpq_poly([fmpq(1, radicand.denominator)])
        for p, n in _primes(radicand):
            result = result * p ** (n // 2)
            if n % 2 and p == 2:
                result = result * (self.zeta(self.order // 8) + self.zeta(-self.order // 8)) % self.modulus
            elif n % 2:
                whole = sum(
                    (self.zeta(a * self.order // p) * (1 if pow(a, (p - 1) // 2, p) == 1 else -1) for a in range(1, p)),
                    fmpq_poly([0]),
                )
                result = result * (whole if p % 4 == 1 else whole * self.zeta(-self.order // 4)) % self.modulus
        return result


def _under_root(power: Pow) -> Fraction | None:
    """q in q^(1/2), q > 0."""
    base = number(power.base)
    return base if base is not None and base > 0 and number(power.exponent) == Fraction(1, 2) else None


def _primes(radicand: Fraction) -> list[tuple[int, int]]:
    """The primes of numerator · denominator: √(a/b) is √(ab)/b."""
    from flint import fmpz

    whole = radicand.numerator * radicand.denominator
    if whole.bit_length() > 64:
        raise Outside
    return [(int(p), int(n)) for p, n in fmpz(whole).factor()] if whole > 1 else []
