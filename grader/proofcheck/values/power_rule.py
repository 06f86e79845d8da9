"""Where a power has a value (docs/judge.md), and whether a claim says what it presupposes about its bases."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq

from grader.algebra.syntax.proof import Claim, Ranges
from grader.algebra.syntax.tree import Add, Call, Const, Mul, Node, Num, Pow, Rel, Sym, symbols, walk
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import NoValue, alike, exactly, value
from grader.proofcheck.values.findings import need
from grader.proofcheck.values.points import names_of, random_points

TRIED = 12


def need_stated_bases(claim: Claim, sides: tuple[Node, ...], budget: Budget) -> None:
    """NotCheckable unless each power with an exponent that may be broken has a base that is positive, by itself or as assumed.

    The generators that stand for such powers say nothing about other bases.
    """
    seen: set[Node] = set()
    for base in open_bases(sides, claim.ranges):
        if base not in seen:
            seen.add(base)
            need(is_assumed(claim, base, budget), "a power whose base may be negative, and nothing says that it is not")


def open_bases(sides: tuple[Node, ...], ranges: Ranges) -> Iterator[Node]:
    """Bases that may be zero or negative below exponents that may be no whole number."""
    for side in sides:
        for part in walk(side):
            broken = isinstance(part, Pow) and rational(part.exponent) is None and not is_whole(part.exponent, ranges)
            if isinstance(part, Pow) and broken and not is_positive(part.base, ranges):
                yield part.base


def rational(exponent: Node) -> Fraction | None:
    """The value of an exponent such as 1/3, None if it is none for certain."""
    try:
        found = None if symbols(exponent) else value(exponent, {})
    except NoValue:
        return None
    return Fraction(int(found.p), int(found.q)) if isinstance(found, fmpq) else None


def certainly_broken(exponent: Node) -> bool:
    """Is it a number that is not whole, for certain?"""
    if symbols(exponent):
        return False
    try:
        found = value(exponent, {})
    except NoValue:
        return False
    return found.q != 1 if isinstance(found, fmpq) else not found.contains_integer()


def is_whole(node: Node, ranges: Ranges) -> bool:
    """Is it a whole number wherever the symbols lie in their ranges?"""
    match node:
        case Num(number):
            return number.denominator == 1
        case Sym(name):
            return any(name == other and whole for other, _, whole in ranges)
        case Add(args) | Mul(args):
            return all(is_whole(arg, ranges) for arg in args)
        case Pow(base, Num(n)):
            return n.denominator == 1 and n >= 0 and is_whole(base, ranges)
        case _:
            return False


def is_positive(node: Node, ranges: Ranges) -> bool:
    """Is it positive wherever it has a value, by its form?"""
    if not symbols(node):
        try:
            return bool(value(node, {}) > 0)
        except NoValue:
            return False
    match node:
        case Num(number):
            return number > 0
        case Const("pi") | Call("exp" | "cosh" | "sigmoid" | "softplus"):
            return True
        case Sym(name):
            spans = [span for other, span, _ in ranges if other == name]
            return any(isinstance(s.low, Num) and (s.low.value > 0 or (s.low.value == 0 and s.low_open)) for s in spans)
        case Add(args):
            return any(is_positive(arg, ranges) for arg in args) and all(_never_negative(arg, ranges) for arg in args)
        case Mul(args):
            return all(is_positive(arg, ranges) for arg in args)
        case Pow(base, _):
            return is_positive(base, ranges)
        case _:
            return False


def _never_negative(node: Node, ranges: Ranges) -> bool:
    match node:
        case Call("abs"):
            return True
        case Num(number) if number == 0:
            return True
        case Pow(_, Num(n)) if n.denominator == 1 and n.numerator % 2 == 0:
            return True
        case Mul((a, b)) if a == b:
            return True
        case Mul(args):
            return all(_never_negative(arg, ranges) for arg in args)
        case Pow(base, _) if _never_negative(base, ranges):
            return True
        case _:
            return is_positive(node, ranges)


def is_assumed(claim: Claim, base: Node, budget: Budget) -> bool:
    """Does the claim assume that this base is positive: written so, or by a formula of the same value at random points?"""
    bases = [rel.left for rel in claim.assuming if isinstance(rel, Rel) and rel.op == ">" and rel.right == Num(Fraction(0))]
    return base in bases or any(_alike(base, other, claim.ranges, budget) for other in bases)


def _alike(a: Node, b: Node, ranges: Ranges, budget: Budget) -> bool:
    met = 0
    for point in random_points(names_of(a, b), ranges, TRIED * 4):
        budget.spend()
        at = {name: exactly(number) for name, number in point.items()}
        try:
            same = alike(value(a, at), value(b, at))
        except NoValue:
            continue
        if same is False:
            return False
        met += same is True
        if met >= TRIED:
            return True
    return False
