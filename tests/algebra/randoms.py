"""Random formulas and conditions, the same thing written differently, and the same thing with one slip."""

from __future__ import annotations

import random
from fractions import Fraction

from grader.algebra.syntax.tree import (
    MINUS_ONE,
    ONE,
    Add,
    And,
    Call,
    Mul,
    Node,
    Not,
    Num,
    Or,
    Pow,
    Rel,
    Sym,
    children,
    neg,
    num,
    rebuild,
)

FUNCTIONS = ("exp", "abs", "sin", "cos", "relu", "sigmoid", "softplus", "tanh", "max")


def random_formula(rng: random.Random, depth: int) -> Node:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice([Sym("x"), Sym("y"), num(rng.randint(-3, 5)), num(Fraction(rng.randint(1, 9), 4))])
    kind = rng.random()
    if kind < 0.35:
        return Add(tuple(random_formula(rng, depth - 1) for _ in range(rng.randint(2, 3))))
    if kind < 0.65:
        return Mul(tuple(random_formula(rng, depth - 1) for _ in range(2)))
    if kind < 0.8:
        return Pow(random_formula(rng, depth - 1), num(rng.randint(2, 3)))
    name = rng.choice(FUNCTIONS)
    return Call(name, tuple(random_formula(rng, depth - 1) for _ in range(2 if name == "max" else 1)))


def rewritten(rng: random.Random, node: Node) -> Node:
    """The same function, written differently in some places."""
    node = rebuild(node, lambda part: rewritten(rng, part))
    if rng.random() < 0.6:
        return node
    x = node
    match node:
        case Add(args):
            return Add(tuple(reversed(args)))
        case Mul((a, Add(args))):
            return Add(tuple(Mul((a, arg)) for arg in args))
        case Mul(args):
            return neg(Mul((neg(args[0]), *args[1:])))
        case Pow(base, Num(value)) if value == 2:
            return Mul((base, base))
        case Call("exp", (u,)):
            return Pow(Call("exp", (neg(u),)), MINUS_ONE)
        case Call("abs", (u,)):
            return Call("max", (u, neg(u)))
        case Call("relu", (u,)):
            return Mul((num(Fraction(1, 2)), Add((u, Call("abs", (u,))))))
        case Call("sigmoid", (u,)):
            return Add((ONE, neg(Call("sigmoid", (neg(u),)))))
        case Call("softplus", (u,)):
            return Add((u, Call("softplus", (neg(u),))))
        case Call("max", (u, v)):
            return Add((v, Call("relu", (Add((u, neg(v))),))))
        case Call("sin", (u,)):
            return neg(Call("sin", (neg(u),)))
        case Call("cos", (u,)):
            return Call("cos", (neg(u),))
    return Add((x, ONE, MINUS_ONE))


def slipped(rng: random.Random, node: Node) -> Node:
    """One number, sign or function changed somewhere."""
    parts = children(node)
    if parts and rng.random() < 0.8:
        chosen = rng.randrange(len(parts))
        count = iter(range(len(parts)))
        return rebuild(node, lambda part: slipped(rng, part) if next(count) == chosen else part)
    match node:
        case Num(value):
            return Num(value + 1)
        case Sym(name):
            return Sym("y" if name == "x" else "x")
        case Call("sin", args):
            return Call("cos", args)
        case _:
            return neg(node) if rng.random() < 0.5 else Add((node, ONE))


OPERATORS = ("<", "<=", ">", ">=", "=", "!=")
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def random_condition(rng: random.Random, depth: int) -> Node:
    """Linear conditions in x and y, a maximum or an absolute value among them, joined by and and or."""
    if depth == 0 or rng.random() < 0.4:
        return Rel(rng.choice(OPERATORS), _linear(rng), num(rng.randint(-4, 4)))  # type: ignore[arg-type]
    return rng.choice([And, Or])((random_condition(rng, depth - 1), random_condition(rng, depth - 1)))


def _linear(rng: random.Random) -> Node:
    x, y = (Mul((num(rng.choice([-3, -2, -1, 1, 2, 3])), Sym(name))) for name in "xy")
    kind = rng.random()
    if kind < 0.3:
        return x
    if kind < 0.8:
        return Add((x, y))
    return Call("max", (x, y)) if kind < 0.9 else Call("abs", (Add((x, y)),))


def rewritten_condition(rng: random.Random, node: Node) -> Node:
    """The same points, described differently in some places."""
    node = rebuild(node, lambda part: rewritten_condition(rng, part)) if isinstance(node, And | Or) else node
    if rng.random() < 0.3:
        return node
    match node:
        case And(args) | Or(args):
            if rng.random() < 0.5:
                return type(node)(tuple(reversed(args)))
            other = Or if isinstance(node, And) else And
            return Not(other(tuple(_opposite(arg) for arg in args)))
        case Rel(op, left, right):
            kind = rng.random()
            if kind < 0.3:
                return Rel(MIRROR[op], right, left)  # type: ignore[arg-type]
            if kind < 0.6:
                factor = num(rng.randint(2, 5))
                return Rel(op, Mul((factor, left)), Mul((factor, right)))
            if kind < 0.8:
                return Rel(MIRROR[op], neg(left), neg(right))  # type: ignore[arg-type]
            return Rel(op, Add((left, neg(right))), num(0))
    return node


def _opposite(node: Node) -> Node:
    return Rel(OPPOSITE[node.op], node.left, node.right) if isinstance(node, Rel) else Not(node)  # type: ignore[arg-type]


def slipped_condition(rng: random.Random, node: Node) -> Node:
    """One number, sign or operator changed somewhere."""
    if isinstance(node, And | Or):
        chosen = rng.randrange(len(node.args))
        count = iter(range(len(node.args)))
        return rebuild(node, lambda part: slipped_condition(rng, part) if next(count) == chosen else part)
    assert isinstance(node, Rel)
    if rng.random() < 0.5:
        return Rel(node.op, node.left, Add((node.right, ONE)))
    return Rel(rng.choice([op for op in OPERATORS if op != node.op]), node.left, node.right)  # type: ignore[arg-type]
