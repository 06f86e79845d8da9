"""One tree for all that differ in nothing but order: b + a and a + b, A and B, 1 < x and x > 1, sinh|x| and |sinh x|."""

from __future__ import annotations

from typing import Literal

from grader.algebra.syntax.tree import (
    Add,
    And,
    Call,
    FiniteSet,
    Intersection,
    Mul,
    Node,
    Num,
    Operator,
    Or,
    Rel,
    Union,
    children,
    rebuild,
)

Many = Add | Mul | And | Or | Union | Intersection
TURNED: dict[Operator, Operator] = {">": "<", ">=": "<="}
ODD = frozenset(["sinh", "tanh", "asinh", "atan", "asin"])  # odd and growing: f(|u|) = |f(u)|
EVEN = frozenset(["cosh", "cos"])


def canonical(node: Node) -> Node:
    """The same formula or condition, its parts in one order."""
    node = rebuild(node, canonical)
    match node:
        case Add() | Mul() | And() | Or() | Union() | Intersection():
            return type(node)(_in_order(_flat(node), once=not isinstance(node, Add | Mul)))
        case FiniteSet(args):
            return FiniteSet(_in_order(args, once=True))
        case Call("max" | "min" as name, args):
            inner = [part for arg in args for part in (arg.args if isinstance(arg, Call) and arg.name == name else (arg,))]
            return Call(name, _in_order(tuple(inner), once=True))
        case Call(name, (Call("abs", (u,)),)) if name in ODD:
            return Call("abs", (Call(name, (u,)),))
        case Call(name, (Call("abs", (u,)),)) if name in EVEN:
            return Call(name, (u,))
        case Rel(op, left, right) if op in TURNED:
            return Rel(TURNED[op], right, left)
        case Rel("=" | "!=" as op, left, right):
            return _two_sides(op, left, right)
    return node


def _two_sides(op: Literal["=", "!="], left: Node, right: Node) -> Node:
    first, second = _in_order((left, right), once=False)
    return Rel(op, first, second)


def _flat(node: Many) -> tuple[Node, ...]:
    return tuple(part for arg in node.args for part in (arg.args if type(arg) is type(node) else (arg,)))


def _in_order(args: tuple[Node, ...], *, once: bool) -> tuple[Node, ...]:
    ordered = sorted(args, key=_key)
    return tuple(dict.fromkeys(ordered)) if once else tuple(ordered)


def _key(node: Node) -> str:
    """A text that equal trees share; how a number was typed does not matter."""
    if isinstance(node, Num):
        return str(node.value)
    parts = children(node)
    if not parts:
        return repr(node)
    return f"{type(node).__name__}:{getattr(node, 'name', '')}{getattr(node, 'op', '')}({','.join(map(_key, parts))})"
