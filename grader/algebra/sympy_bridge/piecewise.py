"""Formulas by cases as one formula: a condition is a product of signs that is 1 where it holds and 0 elsewhere."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import Any

from grader.algebra.syntax.errors import NotReadable
from grader.algebra.syntax.functions import core
from grader.algebra.syntax.tree import (
    HALF,
    MINUS_ONE,
    ONE,
    Add,
    And,
    Call,
    Const,
    Mul,
    Node,
    Not,
    Num,
    Or,
    Pow,
    Rel,
    Sym,
    Truth,
    children,
    num,
    size,
    sub,
    substitute,
    symbols,
)

TOTAL = frozenset(  # have a value everywhere
    [
        *("exp", "abs", "sign", "sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "max", "min", "relu", "step"),
        *("sigmoid", "softplus", "floor", "ceiling"),
    ]
)
TRIED = [Fraction(text) for text in ("1", "-1", "2", "-2", "1/2", "-1/2", "0", "3", "-3", "10", "-10")]
LARGEST, PIECES, POINTS = 4000, 20, 400  # nodes of the one formula, its cases, places to look for one of a case


def by_cases(pieces: list[tuple[Node, Node]]) -> Node:
    """The formula that is the value of the first piece whose condition holds, and nothing where none does.

    Raises:
        NotReadable: a condition is no comparison of formulas, or there are too many cases.
    """
    if len(pieces) > PIECES:
        raise _unreadable()
    terms: list[Node] = []
    earlier: list[Node] = []  # 1 where the earlier conditions do not hold
    cover: list[Node] = []
    for value, condition in pieces:
        here = _times([*earlier, indicator(condition)])
        cover.append(here)
        terms.append(_times([here, _guarded(value, here)]))
        if condition == Truth(True):
            return _small(Add(tuple(terms)))
        earlier.append(sub(ONE, indicator(condition)))
    # 1/0 where no piece applies: there the formula has no value.
    return _small(_times([Add(tuple(terms)), Pow(Add(tuple(cover)), MINUS_ONE)]))


def indicator(condition: Node) -> Node:
    """1 where the condition holds, 0 elsewhere."""
    match condition:
        case Truth(value):
            return num(int(value))
        case Rel(op, left, right):
            sign = Call("sign", (sub(left, right),))
            square = Mul((sign, sign))
            positive = Mul((HALF, Add((square, sign))))
            negative = Mul((HALF, sub(square, sign)))
            return {
                "=": sub(ONE, square),
                "!=": square,
                ">": positive,
                "<": negative,
                ">=": sub(ONE, negative),
                "<=": sub(ONE, positive),
            }[op]
        case And(args):
            return _times([indicator(arg) for arg in args])
        case Or(args):
            return sub(ONE, _times([sub(ONE, indicator(arg)) for arg in args]))
        case Not(arg):
            return sub(ONE, indicator(arg))
    raise _unreadable()


def _times(factors: list[Node]) -> Node:
    kept = tuple(factor for factor in factors if factor != ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else Mul(kept)


def _guarded(value: Node, here: Node) -> Node:
    """A value that is defined where its case does not apply: there its symbols stand at a point of the case.

    ln(x) for x > 0 and 5 elsewhere must be 5 at -1, and 0·ln(-1) + 5 is nothing.
    """
    if here == ONE or _total(value):
        return value
    names = sorted(symbols(value) | symbols(here))
    if size(value) * size(here) > LARGEST:
        raise _unreadable()
    for point in islice(product(TRIED, repeat=len(names)), POINTS):
        at = dict(zip(names, point, strict=True))
        if _holds(here, at) and _has_value(value, at):
            inside = {name: Add((Mul((here, Sym(name))), Mul((Num(at[name]), sub(ONE, here))))) for name in symbols(value)}
            return _small(substitute(value, inside))
    raise _unreadable()


def _total(node: Node) -> bool:
    """Is it sure to have a value everywhere?"""
    match node:
        case Num() | Sym() | Const():
            return True
        case Add() | Mul():
            return all(map(_total, children(node)))
        case Pow(base, Num(n)) if n >= 0 and n.denominator == 1:
            return _total(base)
        case Call(name, args) if name in TOTAL:
            return all(map(_total, args))
        case _:
            return False


def _holds(node: Node, at: dict[str, Fraction]) -> bool:
    """Is the formula certainly 1 here?"""
    found = _value(node, at)
    return bool(found is not None and found == 1)


def _has_value(node: Node, at: dict[str, Fraction]) -> bool:
    found = _value(node, at)
    return bool(found is not None and found.is_finite())


def _value(node: Node, at: dict[str, Fraction]) -> Any:
    """The ball that holds the value; None where there is none, or none is known."""
    from grader.algebra.values.evaluation import Undefined, Unknown, evaluate  # with FLINT below; rare in an answer

    try:
        return evaluate(core(node), at)
    except (Undefined, Unknown, ArithmeticError):
        return None


def _small(node: Node) -> Node:
    if size(node) > LARGEST:
        raise _unreadable()
    return node


def _unreadable() -> NotReadable:
    return NotReadable("cases")
