"""Where the real line is cut: numbers that conditions name, kinks, ends of domains, zeros that are simple to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from flint import arb, fmpq

from grader.algebra.syntax.tree import (
    FORMULA,
    HALF,
    ZERO,
    Add,
    Call,
    Const,
    FiniteSet,
    Interval,
    Mul,
    Node,
    Num,
    Pow,
    Rel,
    Sym,
    div,
    num,
    sub,
    symbols,
    walk,
)
from grader.proofcheck.terms.plain_terms import resolved
from grader.proofcheck.values.constants import same
from grader.proofcheck.values.evaluator import NoValue, Value, exactly, infinite, value
from grader.proofcheck.values.findings import need


def cuts(conditions: Iterable[Node], name: str) -> list[Value]:
    """The numbers that the conditions name, kinks, ends of domains, zeros at 0 and ±1, each once and in order."""
    found: list[Value] = []
    for node in dict.fromkeys(candidates(conditions, name)):
        try:
            number = value(node, {})
        except NoValue:
            continue
        if not any(same(number, other) for other in found):
            found.append(number)
    found.sort(key=lambda number: float(arb(number).mid()))
    for a, b in pairwise(found):
        need(bool(a < b), "two numbers that cannot be told apart")
    return found


def candidates(conditions: Iterable[Node], name: str) -> Iterator[Node]:
    """Numbers at which the line may have to be cut."""
    x = Sym(name)
    for side in conditions:
        for part in walk(side):
            match part:
                case Rel(_, left, right):
                    if x in (left, right):
                        other = right if left == x else left
                        if not symbols(other) and infinite(other) is None:
                            yield other
                    if isinstance(left, FORMULA) and isinstance(right, FORMULA):
                        yield from simple_zeros(sub(left, right), name)
                case FiniteSet(args):
                    yield from (arg for arg in args if isinstance(arg, FORMULA) and not symbols(arg))
                case Interval(low, high):
                    yield from (end for end in (low, high) if infinite(end) is None and not symbols(end))
                case Call("abs" | "sign" | "log" | "sqrt" | "step" | "relu" | "root" | "log2" | "log10", (u, *_)):
                    yield from linear_zero(u, name)
                case Call("max" | "min", (u, v)):
                    yield from linear_zero(sub(u, v), name)
                case Call("asin" | "acos", (u,)):
                    yield from linear_zero(sub(u, num(1)), name)
                    yield from linear_zero(Add((u, num(1))), name)
                case Pow(base, exponent) if not symbols(exponent):
                    yield from linear_zero(base, name)
                case Call("tan" | "cot" | "sec" | "csc" as function, (u,)):
                    start = num(Fraction(1, 2)) if function in ("tan", "sec") else ZERO
                    for turn in range(-3, 4):
                        yield from linear_zero_of(u, Mul((Add((start, num(turn))), Const("pi"))), name)


def linear_zero(node: Node, name: str) -> Iterator[Node]:
    """Where a formula is zero, as far as that is simple: u in one symbol, or u² - c."""
    if symbols(node) != {name}:
        return
    try:
        at = [value(node, {name: exactly(n)}) for n in (0, 1, 2, -1)]
    except NoValue:
        at = []
    match node:
        case Mul(args):
            for arg in args:
                yield from linear_zero(arg, name)
        case Pow(base, _):
            yield from linear_zero(base, name)
    exact = _fractions(at)
    if len(exact) < 4:
        return
    a, b, c, d = exact
    if a != b and c - b == b - a == a - d:
        yield Num(a / (a - b))
    elif a + a != b + d:  # y = p·x² + q·x + a
        p, q = (b + d) / 2 - a, (b - d) / 2
        if a + 2 * q + 4 * p == c and q * q >= 4 * p * a:
            root = Pow(Num(q * q - 4 * p * a), HALF)
            yield from (div(Add((Num(-q), Mul((num(s), root)))), Num(2 * p)) for s in (1, -1))


def linear_zero_of(u: Node, level: Node, name: str) -> Iterator[Node]:
    """Where u is a number, u linear with rational coefficients."""
    try:
        at = [value(u, {name: exactly(n)}) for n in (0, 1, 2)]
    except NoValue:
        return
    exact = _fractions(at)
    if len(exact) == 3 and exact[2] - exact[1] == exact[1] - exact[0] != 0:
        yield div(sub(level, Num(exact[0])), Num(exact[1] - exact[0]))


def _fractions(values: list[Value]) -> list[Fraction]:
    return [Fraction(int(y.p), int(y.q)) for y in values if isinstance(y, fmpq)]


def simple_zeros(difference: Node, name: str) -> Iterator[Node]:
    for plain in resolved(difference):
        yield from linear_zero(plain, name)
    if symbols(difference) == {name}:
        for n in (0, 1, -1):
            try:
                if value(difference, {name: exactly(n)}) == 0:
                    yield num(n)
            except NoValue:
                continue
