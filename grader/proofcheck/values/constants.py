"""Numbers that formulas without symbols are: what agrees to 300 digits counts as the same here.

That it is the same is the prover's part; the checker guards against its slips.
"""

from __future__ import annotations

from flint import arb, fmpq

from grader.algebra.syntax.proof import Claim
from grader.algebra.syntax.tree import (
    Add,
    Call,
    Inf,
    Mul,
    Node,
    Sym,
    children,
    div,
    neg,
    rebuild,
    symbols,
    walk,
)
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.evaluator import NoValue, Value, Values, exactly, precise, value
from grader.proofcheck.values.points import random_points, simple_points
from grader.proofcheck.values.power_rule import open_bases
from grader.proofcheck.values.spans import INFINITE, span

FINE = 1100  # bits
NARROW = arb(2) ** -900
LARGE = 10**9
TRIED, NEEDED = 24, 10  # random points, and how many of all must have values
BENT = frozenset(["abs", "sign", "step", "relu", "max", "min", "floor", "ceiling"])
FAR = "#far"


def rounded(node: Node, at: Values) -> Value:
    """The value, parts that are whole to 300 digits being so: √(13 - y²) at y = √13."""
    match node:
        case Call("tan", (u,)):
            return rounded(div(Call("sin", (u,)), Call("cos", (u,))), at)
        case Call("cot", (u,)):
            return rounded(div(Call("cos", (u,)), Call("sin", (u,))), at)
    parts = children(node)
    if not parts:
        found = value(node, at)
    else:
        values = {f"#{place}": rounded(part, at) for place, part in enumerate(parts)}
        names = iter(values)
        found = value(rebuild(node, lambda _: Sym(next(names))), values)
    if isinstance(found, arb) and found.is_finite() and abs(found) < LARGE:
        nearest = fmpq(round(float(found.mid())))
        if abs(found - nearest) < NARROW:
            return nearest
    return found


def same(a: Value, b: Value) -> bool:
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return bool(a == b)
    return bool(abs(arb(a) - arb(b)) < NARROW)


def same_constant(left: Node, right: Node) -> bool:
    """Do two formulas without symbols agree to 300 digits, both having a value?"""
    if symbols(left) or symbols(right):
        return False
    with precise(FINE):
        try:
            return same(rounded(left, {}), rounded(right, {}))
        except NoValue:
            return False


def same_infinite(left: Node, right: Node) -> bool:
    """Are two formulas with ∞ in them infinite with one sign, or the same number?"""
    if not any(isinstance(part, Inf) for side in (left, right) for part in walk(side)):
        return False
    with precise(FINE):
        try:
            a, b = (span(_far(side), FAR)((INFINITE, INFINITE)) for side in (left, right))
        except NoValue:
            return False
        ends = [arb(end) for end in (*a, *b)]
        if any(end.is_nan() for end in ends):
            return False
        if any(not end.is_finite() for end in ends):
            return all(not end.is_finite() and (end > 0) == (ends[0] > 0) for end in ends)
        return all(same(end, ends[0]) for end in ends)


def _far(node: Node) -> Node:
    if isinstance(node, Inf):
        return Sym(FAR) if node.sign > 0 else neg(Sym(FAR))
    return rebuild(node, _far)


def same_identity(claim: Claim, budget: Budget) -> bool:
    """Do two formulas agree to 300 digits wherever they are tried, on several scales, as one step of a proof would have to?

    What jumps or bends may differ where nobody looks, so that must stand the same on both sides.
    """
    left, right = in_order(claim.left), in_order(claim.right)
    bent = {part for side in (left, right) for part in walk(side) if isinstance(part, Call) and part.name in BENT}
    if left != right and bent:
        return False
    met = 0
    with precise(FINE):
        names = sorted(symbols(left) | symbols(right))
        for point in (*simple_points(names, claim.ranges), *random_points(names, claim.ranges, TRIED)):
            budget.spend()
            at = {name: exactly(number) for name, number in point.items()}
            try:
                x, y = value(left, at), value(right, at)
            except NoValue:
                continue
            if not same(x, y):
                return False
            met += 1
    return met >= (1 if left == right else NEEDED) and not open_bases_of(claim)


def open_bases_of(claim: Claim) -> bool:
    return any(True for _ in open_bases((claim.left, claim.right), claim.ranges))


def in_order(node: Node) -> Node:
    """Terms, factors and the arguments of maxima in one order, maxima of maxima in one."""
    node = rebuild(node, in_order)
    match node:
        case Add() | Mul():
            flat = (part for arg in node.args for part in (arg.args if type(arg) is type(node) else (arg,)))
            return type(node)(tuple(sorted(flat, key=repr)))
        case Call("max" | "min" as name, args):
            parts = {part for arg in args for part in (arg.args if isinstance(arg, Call) and arg.name == name else (arg,))}
            return Call(name, tuple(sorted(parts, key=repr)))
    return node
