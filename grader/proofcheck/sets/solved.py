"""Conditions on several variables: each way of one is a way of the other, its equations being solved one after the other.

What is left without equations is gone through line by line: all variables but one at numbers, that one everywhere. So what
is confirmed here holds on those lines for certain; everything else was the prover's.
"""

from __future__ import annotations

from itertools import islice, product

from flint import arb

from grader.algebra.syntax.proof import Claim
from grader.algebra.syntax.tree import (
    FORMULA,
    ZERO,
    And,
    FiniteSet,
    Intersection,
    Interval,
    Mul,
    Node,
    Num,
    Operator,
    Or,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    children,
    rebuild,
    sub,
    substitute,
    symbols,
    walk,
)
from grader.proofcheck.sets.one_variable import OneVariable
from grader.proofcheck.terms.isolate import solutions
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.constants import FINE, NARROW
from grader.proofcheck.values.evaluator import NoRealValue, NoValue, infinite, precise, value
from grader.proofcheck.values.findings import NotCheckable, need
from grader.proofcheck.values.points import names_of, random_points, simple_points

WAYS, DEPTH = 40, 6
RANDOM, SIMPLE = 2, 3  # lines through random points and through simple ones
OPPOSITE: dict[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
Way = tuple[Node, ...]  # relations that hold together


def check_solved(claim: Claim, left: Node, right: Node, budget: Budget) -> None:
    """NotCheckable unless every way to satisfy one condition satisfies the other, as far as lines tell."""
    names = _coordinates(left, right)
    left, right = (_as_relations(side, claim.variable, names) for side in (left, right))
    for here, there in ((left, right), (right, left)):
        checked = _Implication(claim, budget)
        for way in _ways(here):
            checked.follows((*way, *claim.assuming), there, DEPTH)
        need(checked.met or not _ways(here), "no line meets the set")


def _coordinates(*sides: Node) -> list[str]:
    """The order of the coordinates of points: the names in relations, sorted."""
    inside = {name for side in sides for part in walk(side) if isinstance(part, Rel) for name in symbols(part)}
    return sorted(inside)


def _as_relations(node: Node, variable: str, names: list[str]) -> Node:
    """Sets of numbers and points as relations."""
    match node:
        case FiniteSet(args):
            need(not any(isinstance(arg, FORMULA) and infinite(arg) is not None for arg in args), "a set that holds ∞")
            return Or(tuple(_element(arg, variable, names) for arg in args))
        case Interval(low, high, low_open, high_open):
            ends = [Rel(">" if low_open else ">=", Sym(variable), low), Rel("<" if high_open else "<=", Sym(variable), high)]
            return And(tuple(rel for rel in ends if infinite(rel.right) is None))
        case Rel("=", Seq(left), Seq(right)) if len(left) == len(right):
            return And(tuple(Rel("=", a, b) for a, b in zip(left, right, strict=True)))
        case _ if isinstance(node, FORMULA):
            return node
        case _:
            return rebuild(node, lambda part: _as_relations(part, variable, names))


def _element(node: Node, variable: str, names: list[str]) -> Node:
    match node:
        case Seq(args):
            need(len(args) == len(names), "points of another length")
            return And(tuple(Rel("=", Sym(name), arg) for name, arg in zip(names, args, strict=True)))
        case Rel() | And() | Or():
            return _as_relations(node, variable, names)
        case _:
            return Rel("=", Sym(variable), node)


def _ways(node: Node) -> list[Way]:
    """A condition as alternatives of relations that hold together."""
    match node:
        case Truth(truth):
            return [()] if truth else []
        case Rel():
            return [(node,)]
        case Or(args) | Union(args):
            return _few([way for arg in args for way in _ways(arg)])
        case And(args) | Intersection(args):
            return _few([tuple(rel for way in chosen for rel in way) for chosen in product(*map(_ways, args))])
    raise NotCheckable(f"no relation: {type(node).__name__}")


def _few(ways: list[Way]) -> list[Way]:
    need(len(ways) <= WAYS, "too many ways")
    return ways


class _Implication:
    """Does a condition follow from relations?"""

    def __init__(self, claim: Claim, budget: Budget) -> None:
        self.claim, self.budget, self.met = claim, budget, False

    def follows(self, way: Way, then: Node, depth: int) -> None:
        """NotCheckable unless `then` holds wherever all relations of the way do."""
        self.budget.spend()
        known = [self.settled(rel) for rel in way]
        if Truth(False) in known:
            return
        way = tuple(rel for rel in known if rel != Truth(True))
        names = names_of(*way, then)
        if len(names) <= 1:
            self.met |= self.on_line(way, then, names[0] if names else self.claim.variable)
            return
        need(depth > 0, "too many variables")
        for rel in way:
            if isinstance(rel, Rel) and rel.op == "=" and isinstance(rel.left, Mul) and rel.right == ZERO:
                rest = tuple(other for other in way if other is not rel)
                for factor in rel.left.args:
                    self.follows((Rel("=", factor, ZERO), *rest), then, depth - 1)
                return
        equations = [rel for rel in way if isinstance(rel, Rel) and rel.op == "="]
        for rel in sorted(equations, key=_effort):
            for name in sorted(symbols(rel), key=lambda name: (Sym(name) not in (rel.left, rel.right), name)):
                cases = solutions(rel, name)
                if cases is None:
                    continue
                rest = tuple(other for other in way if other is not rel)
                for formula, conditions in cases:
                    if formula is None:
                        self.follows((*conditions, *rest), then, depth - 1)
                    else:
                        there = {name: formula}
                        inside = (*self.range_of(name, formula), Rel("<=", formula, formula))  # it has a value
                        put = tuple(substitute(other, there) for other in rest)
                        self.follows((*conditions, *inside, *put), substitute(then, there), depth - 1)
                return
        need(not equations, "an equation that cannot be solved")
        self.line_by_line(way, then, names)

    def settled(self, rel: Node) -> Node:
        """True or false for a relation between numbers, or between formulas that are the same."""
        if not isinstance(rel, Rel) or not all(isinstance(part, FORMULA) for part in children(rel)):
            return rel
        if infinite(rel.left) is not None or infinite(rel.right) is not None:
            return rel
        difference = sub(rel.left, rel.right)
        if symbols(difference):
            return rel
        with precise(FINE):
            try:
                found = value(difference, {})
            except NoRealValue:
                return Truth(False)
            except NoValue:
                return rel
        zero = found == 0 or bool(abs(arb(found)) < NARROW)
        sign = 0 if zero else 1 if found > 0 else -1 if found < 0 else None
        if sign is None:
            return rel
        return Truth({"=": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[rel.op])

    def range_of(self, name: str, formula: Node) -> Way:
        """What a declared range says about a formula in its place."""
        found: list[Node] = []
        for other, within, _ in self.claim.ranges:
            if other == name and infinite(within.low) is None:
                found.append(Rel(">" if within.low_open else ">=", formula, within.low))
            if other == name and infinite(within.high) is None:
                found.append(Rel("<" if within.high_open else "<=", formula, within.high))
        return tuple(found)

    def on_line(self, way: Way, then: Node, name: str) -> bool:
        here = And(way)
        return OneVariable(self.claim, here, And((*way, then)), name, self.budget).run()

    def line_by_line(self, way: Way, then: Node, names: list[str]) -> None:
        """All but one variable at numbers."""
        name = max(names, key=lambda name: sum(name in symbols(rel) for rel in (*way, then)))
        others = [other for other in names if other != name]
        points = [
            *islice(random_points(others, self.claim.ranges, RANDOM), RANDOM),
            *islice(simple_points(others, self.claim.ranges), SIMPLE),
        ]
        for point in points:
            at = {other: Num(number) for other, number in point.items()}
            put = [self.settled(substitute(rel, at)) for rel in way]
            if Truth(False) not in put:
                left = tuple(rel for rel in put if rel != Truth(True))
                self.met |= self.on_line(left, substitute(then, at), name)


def _effort(rel: Rel) -> tuple[bool, int]:
    """Equations that are solved already come first, then short ones."""
    solved = any(isinstance(a, Sym) and a.name not in symbols(b) for a, b in ((rel.left, rel.right), (rel.right, rel.left)))
    return not solved, sum(1 for _ in walk(rel))
