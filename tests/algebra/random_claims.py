"""Random claims, true and false ones: what people do to both sides of a condition, and whether they may or not."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from grader.algebra.syntax.tree import (
    EMPTY,
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    And,
    Call,
    Const,
    Mul,
    Node,
    Not,
    Or,
    Pow,
    Rel,
    Sym,
    div,
    neg,
    num,
    sub,
)

from .more_claims import more

X, Y, N, A = (Sym(name) for name in "xyna")
OPERATORS = ("=", "=", "=", "<", "<=", ">", ">=", "!=")
DOMAINS: tuple[dict[str, str], ...] = (
    *({},) * 6,
    *({"n": "positive"}, {"a": "positive"}, {"n": "integer"}, {"n": "natural"}, {"x": "positive"}, {"x": "nonnegative"}),
    *({"x": "positive", "a": "positive"}, {"n": "2..5"}),
)
Make = Callable[[random.Random], Node]


def base(rng: random.Random) -> Node:
    return rng.choice(
        [
            *(X, X, X, Y, A, A, N, neg(X), sub(X, ONE), Add((X, Y)), div(X, Y), Mul((X, Y)), Mul((X, X)), Call("abs", (X,))),
            *(num(2), num(-2), num(Fraction(1, 2)), num(0), num(1), div(ONE, X), sub(ONE, X), Call("sign", (X,))),
        ]
    )


def exponent(rng: random.Random) -> Node:
    return rng.choice(
        [
            *(N, N, N, neg(N), Mul((num(2), N)), Add((N, ONE)), div(ONE, N), X, Y, Const("pi"), Pow(num(2), HALF)),
            *(num(2), num(3), num(-1), num(-2), HALF, num(Fraction(1, 3)), num(Fraction(-1, 2)), num(0)),
            *(neg(Pow(num(2), HALF)), Call("log", (Call("exp", (num(2),)),))),
        ]
    )


def formula(rng: random.Random, depth: int = 2) -> Node:
    kind = rng.random()
    if depth == 0 or kind < 0.2:
        return rng.choice([base(rng), num(rng.randint(-2, 3))])
    if kind < 0.55:
        return Pow(base(rng), exponent(rng))
    if kind < 0.65:
        return Mul((formula(rng, depth - 1), formula(rng, depth - 1)))
    if kind < 0.75:
        return Add((formula(rng, depth - 1), formula(rng, depth - 1)))
    if kind < 0.82:
        return div(formula(rng, depth - 1), formula(rng, depth - 1))
    name = rng.choice(["sqrt", "sqrt", "abs", "sign", "step", "log", "relu", "exp"])
    return Call(name, (formula(rng, depth - 1),))


def condition(rng: random.Random) -> Node:
    relation = Rel(rng.choice(OPERATORS), formula(rng), rng.choice([ZERO, ZERO, ONE, num(2), MINUS_ONE, formula(rng, 1)]))  # type: ignore[arg-type]
    if rng.random() < 0.15:
        return rng.choice([And, Or])((relation, Rel(rng.choice([">", ">=", "!="]), base(rng), ZERO)))  # type: ignore[arg-type]
    return relation


def moved(rng: random.Random, claim: Node) -> Node:
    """What somebody makes of a condition: allowed, allowed for positive numbers only, or a slip."""
    if not isinstance(claim, Rel):
        return Not(claim) if rng.random() < 0.1 else rng.choice([claim, *getattr(claim, "args", ())])
    op, left, right = claim.op, claim.left, claim.right
    factor = base(rng)
    options: list[Node] = [
        Rel(op, Mul((factor, left)), Mul((factor, right))),
        Rel(op, div(left, factor), div(right, factor)),
        Rel(op, Add((left, factor)), Add((right, factor))),
        Rel(op, sub(left, right), ZERO),
        Rel(op, Pow(left, num(2)), Pow(right, num(2))),
        Rel(op, Pow(left, num(3)), Pow(right, num(3))),
        Rel(op, Call("sqrt", (left,)), Call("sqrt", (right,))),
        Rel(op, Call("log", (left,)), Call("log", (right,))),
        Rel(op, Call("exp", (left,)), Call("exp", (right,))),
        Rel(op, Call("abs", (left,)), Call("abs", (right,))),
        Rel(op, Pow(left, N), Pow(right, N)),
        Rel(op, changed(rng, left), right),
        Rel(op, changed(rng, left), right),
        EMPTY,
        Rel("=", X, X),
        Rel(rng.choice(OPERATORS), left, right),  # type: ignore[arg-type]
    ]
    if isinstance(left, Pow):
        options += [Rel(op, left.base, Pow(right, Pow(left.exponent, MINUS_ONE))), Rel(op, left.base, right)] * 4
        options += [Rel(op, left.base, ZERO), And((claim, Rel(">", left.base, ZERO)))]
    return rng.choice(options)


def changed(rng: random.Random, node: Node) -> Node:
    """A formula rewritten by a law that holds always, sometimes, or never."""
    match node:
        case Pow(a, b):
            return rng.choice(
                [
                    Pow(Pow(a, num(2)), div(b, num(2))),
                    Pow(Pow(a, b), ONE),
                    Mul((Pow(a, sub(b, ONE)), a)),
                    Mul((Pow(a, div(b, num(2))), Pow(a, div(b, num(2))))),
                    div(ONE, Pow(a, neg(b))),
                    Pow(div(ONE, a), neg(b)),
                    Call("exp", (Mul((b, Call("log", (a,)))),)),
                    Pow(Call("abs", (a,)), b),
                    Mul((Pow(neg(a), b), Pow(MINUS_ONE, b))),
                    Pow(Call("sqrt", (a,)), Mul((num(2), b))),
                    Call("sqrt", (Pow(a, Mul((num(2), b))),)),
                    Pow(Pow(a, Pow(b, MINUS_ONE)), Mul((b, b))),
                    Pow(a, neg(b)),
                ]
            )
        case Call("sqrt", (Mul((a, b)),)):
            return Mul((Call("sqrt", (a,)), Call("sqrt", (b,))))
        case Call("sqrt", (a,)):
            return rng.choice([Pow(a, HALF), Call("sqrt", (Call("abs", (a,)),)), div(a, Call("sqrt", (a,)))])
        case Call("log", (a,)):
            return rng.choice([neg(Call("log", (div(ONE, a),))), Mul((HALF, Call("log", (Mul((a, a)),))))])
        case Call("abs" | "sign" | "step" | "relu" as name, (a,)):
            parts = {"abs": Mul((a, Call("sign", (a,)))), "sign": div(a, Call("abs", (a,)))}
            parts |= {"step": Mul((HALF, Add((ONE, Call("sign", (a,)))))), "relu": Mul((a, Call("step", (a,))))}
            return parts[name]
        case Mul((a, b)):
            return rng.choice(
                [Mul((b, a)), Mul((changed(rng, a), b)), div(a, Pow(b, MINUS_ONE)), Mul((a, b, b, Pow(b, MINUS_ONE)))]
            )
        case Add((a, b)):
            return rng.choice([Add((b, a)), Add((changed(rng, a), changed(rng, b)))])
    return rng.choice(
        [
            Mul((ONE, node)),
            div(Mul((node, node)), node),
            Call("abs", (node,)),
            Add((node, ZERO)),
            Call("sqrt", (Mul((node, node)),)),
        ]
    )


def claim(rng: random.Random) -> tuple[Node, Node, dict[str, str]]:
    """Two formulas or two conditions, and what is declared."""
    domain = dict(rng.choice(DOMAINS))
    if rng.random() < 0.4:
        return *more(rng), {name: words for name, words in domain.items() if name in "xy"}
    if rng.random() < 0.35:
        left = formula(rng)
        return left, changed(rng, left), domain
    left = condition(rng)
    right = condition(rng) if rng.random() < 0.06 else moved(rng, left)
    return (left, right, domain) if rng.random() < 0.5 else (right, left, domain)
