"""Formulas taken apart: terms, factors, powers, and what |u| and maxima can stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.algebra.syntax.tree import (
    ZERO,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Pow,
    neg,
    num,
    rebuild,
    symbols,
    walk,
)


def difference_of(left: Node, right: Node) -> Node:
    """left - right, its terms side by side."""
    found = [*terms(left), *(neg(term) for term in terms(right))]
    return Add(tuple(found)) if len(found) != 1 else found[0]


def terms(node: Node) -> Iterator[Node]:
    if isinstance(node, Add):
        for arg in node.args:
            yield from terms(arg)
    elif node != ZERO:
        yield node


def common_factors(f: Add) -> tuple[list[Node], Node]:
    """x·ln x - x is x times ln x - 1: the factors that all terms share, and the rest."""
    found = [list(factors_of(term)) for term in terms(f)]
    common: list[Node] = []
    for factor in list(found[0]) if len(found) > 1 else []:
        if not isinstance(factor, Num) and all(factor in term for term in found):
            common.append(factor)
            for term in found:
                term.remove(factor)
    return common, Add(tuple(Mul(tuple(term)) if term else num(1) for term in found))


def factors_of(node: Node) -> Iterator[Node]:
    if isinstance(node, Mul):
        for arg in node.args:
            yield from factors_of(arg)
    elif isinstance(node, Pow) and isinstance(node.exponent, Num) and node.exponent.value > 1:
        yield node.base
        yield Pow(node.base, Num(node.exponent.value - 1))
    else:
        yield node


def logarithm(node: Node) -> Node:
    """ln of a positive formula, powers taken apart."""
    match node:
        case Call("exp", (u,)):
            return u
        case Mul(args):
            return Add(tuple(map(logarithm, args)))
        case Pow(base, exponent):
            return Mul((exponent, logarithm(base)))
        case _:
            return Call("log", (node,))


def is_power(node: Node) -> bool:
    return isinstance(node, Pow) and bool(symbols(node.exponent))


def negated(node: Node) -> Node | None:
    """-u for what is written as a negative number or (-c)·…."""
    match node:
        case Num(number) if number < 0:
            return Num(-number)
        case Mul((Num(number), *rest)) if number < 0:
            return Mul((Num(-number), *rest))
        case _:
            return None


def resolved(f: Node) -> list[Node]:
    """A formula with u and -u in the place of each of a few |u|, with either of two in that of their maximum."""
    kink = next((part for part in walk(f) if isinstance(part, Call) and part.name in CASES), None)
    if kink is None or sum(1 for part in walk(f) if isinstance(part, Call) and part.name in CASES) > 4:
        return [f]
    return [plain for case in CASES[kink.name](*kink.args) for plain in resolved(_put(f, kink, case))]


def _put(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda part: _put(part, old, new))


CASES: dict[str, Callable[..., tuple[Node, ...]]] = {
    "abs": lambda u: (u, neg(u)),
    "relu": lambda u: (u, ZERO),
    "max": lambda *args: args,
    "min": lambda *args: args,
}
