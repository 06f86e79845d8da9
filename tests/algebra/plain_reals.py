"""What formulas and conditions are worth at a point, by the table of docs/judge.md, with fractions and floats of its own.

Definedness first: Nothing is raised where there certainly is no value, Unsure where floats cannot tell.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from grader.algebra.syntax import tree

Real = Fraction | float
Point = dict[str, Fraction]
NEAR, HUGE = 1e-7, 10**60
ZERO, ONE = Fraction(0), Fraction(1)


class Nothing(Exception):
    """Certainly no real value."""


class Unsure(Exception):
    """Too close, too large or unknown."""


def sign(x: Real) -> int:
    if isinstance(x, Fraction):
        return (x.numerator > 0) - (x.numerator < 0)
    if not math.isfinite(x) or abs(x) < NEAR:
        raise Unsure
    return (x > 0) - (x < 0)


def power(a: Real, b: Real) -> Real:
    if isinstance(b, float) and abs(b - round(b)) < NEAR:
        raise Unsure
    if isinstance(b, Fraction) and b.denominator == 1:
        if sign(a) == 0 and b < 0:
            raise Nothing
        if abs(b) > 60:
            raise Unsure
        return small(a ** int(b))
    if sign(a) < 0 or (sign(a) == 0 and sign(b) < 0):
        raise Nothing
    if sign(a) == 0:
        return ZERO
    return small(exact_root(a, b) or float(a) ** float(b))


def exact_root(a: Real, b: Real) -> Fraction | None:
    """(4/9)^(1/2) as a fraction."""
    if not isinstance(a, Fraction) or not isinstance(b, Fraction):
        return None
    near = [round(n ** (1 / b.denominator)) for n in (a.numerator, a.denominator)]
    if near[0] ** b.denominator != a.numerator or near[1] ** b.denominator != a.denominator:
        return None
    return Fraction(near[0], near[1]) ** b.numerator


def small(x: Real) -> Real:
    above, below = (abs(x.numerator), x.denominator) if isinstance(x, Fraction) else (abs(x), 1)
    if above > HUGE * below or 0 < above * HUGE < below:
        raise Unsure
    return x


def logarithm(x: Real) -> Real:
    if sign(x) <= 0:
        raise Nothing
    return ZERO if x == 1 else math.log(x)


def rounded(x: Real, way: Callable[[Real], int]) -> Real:
    if isinstance(x, float) and abs(x - round(x)) < NEAR:
        raise Unsure
    return Fraction(way(x))


FUNCTIONS: dict[str, Callable[..., Real]] = {
    "abs": abs,
    "sign": lambda x: Fraction(sign(x)),
    "step": lambda x: Fraction(1 + sign(x), 2),
    "relu": lambda x: x if sign(x) > 0 else ZERO,
    "max": lambda x, y: x if sign(x - y) >= 0 else y,
    "min": lambda x, y: y if sign(x - y) >= 0 else x,
    "root": lambda x, n: -power(-x, 1 / n) if n % 2 == 1 and sign(x) < 0 else power(x, 1 / n),
    "floor": lambda x: rounded(x, math.floor),
    "ceiling": lambda x: rounded(x, math.ceil),
    "sqrt": lambda x: power(x, Fraction(1, 2)),
    "log": logarithm,
    "exp": lambda x: ONE if x == 0 else small(math.exp(min(x, 500))),
}


def value(node: tree.Node, at: Point) -> Real:
    match node:
        case tree.Num(number):
            return number
        case tree.Sym(name):
            return at[name]
        case tree.Const("pi"):
            return math.pi
        case tree.Add(args):
            return small_sum([value(arg, at) for arg in args])
        case tree.Mul(args):
            product: Real = ONE
            for factor in [value(arg, at) for arg in args]:
                product = small(product * factor) if product and factor else ZERO
            return product
        case tree.Pow(base, exponent):
            return power(value(base, at), value(exponent, at))
        case tree.Call(name, args):
            return FUNCTIONS[name](*[value(arg, at) for arg in args])
    raise Unsure


def small_sum(terms: list[Real]) -> Real:
    total = sum(terms, ZERO)
    if isinstance(total, float) and abs(total) < 1e-9 * max(abs(term) for term in terms):
        raise Unsure  # nearly all of it has cancelled
    return small(total)


def holds(node: tree.Node, at: Point) -> bool:
    """Is a condition true at a point? Where a side has no value it is not."""
    match node:
        case tree.And(args):
            return all(holds(arg, at) for arg in args)
        case tree.Or(args):
            return any(holds(arg, at) for arg in args)
        case tree.Not(arg):
            return not holds(arg, at)
        case tree.Truth(truth):
            return truth
        case tree.FiniteSet(()):
            return False
        case tree.Rel(op, left, right):
            try:
                a, b = both(left, right, at)
            except Nothing:
                return False
            s = sign(a - b) if isinstance(a, Fraction) and isinstance(b, Fraction) else sign(float(a) - float(b))
            return {"=": s == 0, "!=": s != 0, "<": s < 0, "<=": s <= 0, ">": s > 0, ">=": s >= 0}[op]
    raise Unsure


def both(left: tree.Node, right: tree.Node, at: Point) -> tuple[Real, Real]:
    """Both values; no value of one counts, however unsure the other is."""
    found: list[Real] = []
    unsure = False
    for side in (left, right):
        try:
            found.append(value(side, at))
        except (Unsure, OverflowError):
            unsure = True
    if unsure:
        raise Unsure
    return found[0], found[1]
