"""Sets that repeat along the line: x = π/4 + kπ beside tan x = 1, compared on one period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from flint import arb

from grader.algebra.syntax.tree import (
    ONE,
    ZERO,
    Add,
    And,
    Call,
    Const,
    FiniteSet,
    Mul,
    Node,
    Not,
    Num,
    Or,
    Pow,
    Rel,
    Sym,
    children,
    linear_in,
    num,
    rebuild,
    sub,
    substitute,
    symbols,
)
from grader.algebra.values.domain import REAL, Domain
from grader.algebra.values.evaluation import evaluate, precision
from grader.algebra.values.exact import exact, number
from grader.model import Certificate, Text

WAVES = {**dict.fromkeys(("sin", "cos", "sec", "csc"), 2), **dict.fromkeys(("tan", "cot"), 1)}
COUNTERS = frozenset("knmlz")  # what a whole number is called where nothing is declared
MOST, BITS = 60, 128  # points in a period
Decide = Callable[[Node, Node, Domain], Certificate]


class NotPeriodic(Exception):
    """One of the sets does not repeat, or not in a way that is seen."""


def decide_periodic(student: Node, reference: Node, domain: Domain, decide: Decide) -> Certificate | None:
    """A verdict if one side is a family of points with a whole number in it, else None."""
    sides = (student, reference)
    names = symbols(student) | symbols(reference)
    if len(names) < 2 or not any(isinstance(part, Const) for side in sides for part in _leaves(side)):
        return None
    counters = {name for name in names if _counts(name, sides, domain)}
    if len(names - counters) != 1 or not counters:
        return None
    (variable,) = names - counters
    if domain.get(variable, REAL) != REAL:
        return None
    try:
        found = [_Repeating(side, variable, counters) for side in sides]
        period = _common([span for one in found for span in one.periods])
        left, right = (one.within(period) for one in found)
    except NotPeriodic:
        return None
    certificate = decide(left, right, {})
    if certificate.verdict == "undecided":
        return None
    if certificate.verdict == "refuted":
        return certificate
    every = ", ".join(sorted(counters))
    text = Text(
        de=f"Beide beschreiben dieselbe Menge ({every} steht für alle ganzen Zahlen).",
        en=f"Both describe the same set ({every} stands for all whole numbers).",
    )
    return replace(certificate, method="one period", explanation=text)


def _counts(name: str, sides: tuple[Node, Node], domain: Domain) -> bool:
    """Is it a whole number, by declaration or by its name, in the family of one side?"""
    declared = domain.get(name)
    if declared is not None:
        return declared.integer and declared.low is None and declared.high is None
    return name in COUNTERS and sum(name in symbols(side) for side in sides) == 1


def _leaves(node: Node) -> Iterator[Node]:
    parts = children(node)
    if not parts:
        yield node
    for part in parts:
        yield from _leaves(part)


def _common(spans: list[Fraction]) -> Fraction:
    """The least common multiple."""
    if not spans:
        raise NotPeriodic
    return Fraction(lcm(*(span.numerator for span in spans)), gcd(*(span.denominator for span in spans)))


class _Repeating:
    """One side: its periods in parts of π, and what of it lies in [0, period)."""

    def __init__(self, node: Node, variable: str, counters: set[str]) -> None:
        self.node, self.x = node, Sym(variable)
        self.families = list(self.read(node, counters)) if counters & symbols(node) else []
        self.periods = [step for _, step in self.families] or list(self.waves(node))

    def read(self, node: Node, counters: set[str]) -> Iterator[tuple[Node, Fraction]]:
        """Start and step (in parts of π) of each family x = start + k·step·π."""
        match node:
            case Or(args):
                for arg in args:
                    yield from self.read(arg, counters)
            case FiniteSet(args):
                for arg in args:
                    yield from self.read(arg if isinstance(arg, Rel | Or) else Rel("=", self.x, arg), counters)
            case Rel("=", left, right) if self.x in (left, right):
                value = right if left == self.x else left
                inside = symbols(value)
                if len(inside) != 1 or not inside <= counters:
                    raise NotPeriodic
                (name,) = inside
                at = [substitute(value, {name: num(n)}) for n in (0, 1, 2)]
                step = _parts_of_pi(sub(at[1], at[0]))
                if not step or _parts_of_pi(sub(at[2], at[1])) != step or not linear_in(value, name):
                    raise NotPeriodic
                yield at[0], abs(step)
            case _:
                raise NotPeriodic

    def waves(self, node: Node) -> Iterator[Fraction]:
        """The periods of all sines in a condition; the variable must stand in such only."""
        if isinstance(node, Call) and node.name in WAVES and self.x.name in symbols(node):
            (arg,) = node.args
            at = [exact(sub(substitute(arg, {self.x.name: num(n)}), substitute(arg, {self.x.name: ZERO})), {}) for n in (1, 2)]
            if not at[0] or at[1] != 2 * at[0] or not linear_in(arg, self.x.name):
                raise NotPeriodic
            yield Fraction(WAVES[node.name]) / abs(at[0])
            return
        if (
            node == self.x
            or isinstance(node, FiniteSet)
            or not isinstance(node, Rel | And | Or | Not | Add | Mul | Pow | Call | Num | Const)
        ):
            raise NotPeriodic
        for part in children(node):
            yield from self.waves(part)

    def within(self, period: Fraction) -> Node:
        if not self.families:
            high = Mul((Num(period), Const("pi")))
            return And((self.node, Rel(">=", self.x, ZERO), Rel("<", self.x, high)))
        found: list[Node] = []
        for start, step in self.families:
            count = int(period / step)
            if count > MOST:
                raise NotPeriodic
            for j in range(count):
                found.append(Rel("=", self.x, _moved(start, Fraction(j) * step, period)))
        return Or(tuple(found)) if len(found) > 1 else found[0]


def _parts_of_pi(node: Node) -> Fraction | None:
    """r in r·π."""
    at = [number(_with_pi(node, value)) for value in (ZERO, ONE, num(2))]
    return at[1] if at[0] == 0 and at[1] is not None and at[2] == 2 * at[1] else None


def _with_pi(node: Node, value: Num) -> Node:
    return value if isinstance(node, Const) else rebuild(node, lambda part: _with_pi(part, value))


def _moved(start: Node, by: Fraction, period: Fraction) -> Node:
    """start + by·π, moved by whole periods into [0, period·π)."""
    parts = _parts_of_pi(start)
    if parts is not None:
        return Mul((Num((parts + by) % period), Const("pi")))
    with precision(BITS):
        try:
            turns = (evaluate(start) / evaluate(Const("pi")) + _ball(by)) / _ball(period)
            whole = turns.floor().unique_fmpz()
        except ArithmeticError as trouble:
            raise NotPeriodic from trouble
    if whole is None:
        raise NotPeriodic
    return Add((start, Mul((Num(by - int(whole) * period), Const("pi")))))


def _ball(value: Fraction) -> Any:
    return arb(value.numerator) / value.denominator
