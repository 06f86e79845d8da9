"""The syntax tree of an answer: formulas, relations, sets and lists as frozen data.

Symbols are names and nothing else: what is known about them (positive, integer, …) is the exercise's domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, cast

Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Num:
    """An exact rational; `text` is how it was typed (1,5 and 1.5 and 3/2 are equal)."""

    value: Fraction
    text: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Sym:
    name: str


@dataclass(frozen=True, slots=True)
class Const:
    """A named constant; only "pi" so far, Euler's number is exp(1)."""

    name: str


@dataclass(frozen=True, slots=True)
class Inf:
    sign: int = 1


@dataclass(frozen=True, slots=True)
class NaN:
    """Not a number: equals nothing, not even itself in a comparison."""


@dataclass(frozen=True, slots=True)
class Add:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mul:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pow:
    """A power; a quotient a/b is Mul(a, Pow(b, -1)), a root is a power with a fraction."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of functions.py applied to its arguments."""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rel:
    op: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class And:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    arg: Node


@dataclass(frozen=True, slots=True)
class Truth:
    """Always true (the whole space) or never (no point)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Seq:
    """A list, tuple or vector; a matrix is a Seq of rows."""

    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class FiniteSet:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    low: Node
    high: Node
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True)
class Union:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Intersection:
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Minus:
    """The points of `left` that are not in `right`."""

    left: Node
    right: Node


Formula = Num | Sym | Const | Inf | NaN | Add | Mul | Pow | Call
Logic = Rel | And | Or | Not | Truth
FORMULA = (Num, Sym, Const, Inf, NaN, Add, Mul, Pow, Call)
SetNode = FiniteSet | Interval | Union | Intersection | Minus
Node = Formula | Logic | SetNode | Seq

ZERO, ONE, MINUS_ONE, HALF = Num(Fraction(0)), Num(Fraction(1)), Num(Fraction(-1)), Num(Fraction(1, 2))
REALS = Interval(Inf(-1), Inf(1), True, True)
EMPTY = FiniteSet(())


def num(value: int | Fraction) -> Num:
    return Num(Fraction(value))


def neg(node: Node) -> Node:
    if not isinstance(node, Num):
        return Mul((MINUS_ONE, node))
    text = node.text and (node.text[1:] if node.text.startswith("-") else f"-{node.text}")
    return Num(-node.value, text)


def sub(left: Node, right: Node) -> Node:
    return Add((left, neg(right)))


def div(left: Node, right: Node) -> Node:
    return Mul((left, Pow(right, MINUS_ONE)))


# Trees are walked all the time, so the kinds of nodes are looked up, not matched one after the other.
LEAVES = frozenset([Num, Sym, Const, Inf, NaN, Truth])
WITH_ARGS = frozenset([Add, Mul, Call, And, Or, Seq, FiniteSet, Union, Intersection])


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in order."""
    kind = type(node)
    if kind in LEAVES:
        return ()
    if kind in WITH_ARGS:
        return cast(Add, node).args
    match node:
        case Pow(left, right) | Rel(_, left, right) | Minus(left, right) | Interval(left, right):
            return (left, right)
        case Not(arg):
            return (arg,)
        case _:
            return ()


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same node with each direct part changed."""
    if type(node) in LEAVES:
        return node
    match node:
        case Add() | Mul() | And() | Or() | Seq() | FiniteSet() | Union() | Intersection():
            return type(node)(tuple(change(arg) for arg in node.args))
        case Call(name, args):
            return Call(name, tuple(change(arg) for arg in args))
        case Pow(base, exponent):
            return Pow(change(base), change(exponent))
        case Rel(op, left, right):
            return Rel(op, change(left), change(right))
        case Minus(left, right):
            return Minus(change(left), change(right))
        case Interval(low, high, low_open, high_open):
            return Interval(change(low), change(high), low_open, high_open)
        case Not(arg):
            return Not(change(arg))
        case _:
            return node


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, parents first."""
    todo = [node]
    while todo:
        here = todo.pop()
        yield here
        if type(here) not in LEAVES:
            todo.extend(reversed(children(here)))


def symbols(node: Node) -> frozenset[str]:
    """The names of all symbols in it."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Sym))


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with symbols replaced, all at once."""
    match node:
        case Sym(name):
            return values.get(name, node)
        case _:
            return rebuild(node, lambda part: substitute(part, values))


def size(node: Node) -> int:
    return sum(1 for _ in walk(node))


def linear_in(node: Node, name: str) -> bool:
    """Does a symbol occur in sums and products with numbers only, once in each product?"""
    match node:
        case Add(args):
            return all(linear_in(arg, name) for arg in args)
        case Mul(args):
            return sum(name in symbols(arg) for arg in args) <= 1 and all(linear_in(arg, name) for arg in args)
        case Sym():
            return True
        case _:
            return name not in symbols(node)
