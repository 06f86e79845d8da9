"""Is a formula sure to have a value everywhere on the domain, and no jump? By its form alone, so "no" means "perhaps not"."""

from __future__ import annotations

from enum import IntEnum

from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, Sym
from grader.algebra.values.domain import REAL, Domain
from grader.algebra.values.exact import number


class Values(IntEnum):
    """What is known of the values of a formula; each kind holds the later ones."""

    UNSURE = 0  # somewhere there may be none, or a jump
    REAL = 1
    NONNEGATIVE = 2
    POSITIVE = 3


def continuous(node: Node, domain: Domain) -> bool:
    """Has a formula in core functions certainly a value at every point, without a jump?"""
    return values(node, domain) > Values.UNSURE


def values(node: Node, domain: Domain) -> Values:
    match node:
        case Num(value):
            return _of_number(value > 0, value >= 0)
        case Const():
            return Values.POSITIVE
        case Sym(name):
            within = domain.get(name, REAL)
            return _of_number(within.positive, within.nonnegative)
        case Add(args):
            return _sum([values(arg, domain) for arg in args])
        case Mul(args):
            least = min(values(arg, domain) for arg in args)
            square = len(args) == 2 and args[0] == args[1]
            return Values.NONNEGATIVE if square and least == Values.REAL else least
        case Pow(base, exponent):
            return _power(values(base, domain), exponent, domain)
        case Call(name, (arg,)):
            return _call(name, values(arg, domain))
        case _:
            return Values.UNSURE


def _of_number(positive: bool, nonnegative: bool) -> Values:
    return Values.POSITIVE if positive else Values.NONNEGATIVE if nonnegative else Values.REAL


def _sum(parts: list[Values]) -> Values:
    """Positive as soon as one part is and no part is negative."""
    return max(parts) if min(parts) >= Values.NONNEGATIVE else min(parts)


def _power(base: Values, exponent: Node, domain: Domain) -> Values:
    n = number(exponent)
    if base == Values.POSITIVE:
        known = n is not None or values(exponent, domain) > Values.UNSURE
        return Values.POSITIVE if known else Values.UNSURE
    if n is None or n < 0:
        return Values.UNSURE
    if n.denominator == 1:
        return max(base, Values.NONNEGATIVE) if base and n % 2 == 0 else base
    return base if base == Values.NONNEGATIVE else Values.UNSURE


def _call(name: str, arg: Values) -> Values:
    match name:
        case _ if arg == Values.UNSURE:
            return Values.UNSURE
        case "exp":
            return Values.POSITIVE
        case "abs":
            return max(arg, Values.NONNEGATIVE)
        case "sin" | "cos" | "atan":
            return Values.REAL
        case "log":
            return Values.REAL if arg == Values.POSITIVE else Values.UNSURE
        case "lambertw" if arg >= Values.NONNEGATIVE:
            return arg
        case _:
            return Values.UNSURE
