"""More families of random claims: nested maxima, roots of both kinds, 0^0, logarithms, steps, conditions on two variables.

Each law holds always, sometimes or never; `_` says nothing of it, the evaluator of plain reals does.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from grader.algebra.syntax.tree import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    And,
    Call,
    Mul,
    Node,
    Or,
    Pow,
    Rel,
    Sym,
    div,
    neg,
    num,
    sub,
)

X, Y = Sym("x"), Sym("y")
Law = Callable[[Node, Node, Node], tuple[Node, Node]]
THIRD = num(Fraction(1, 3))


def call(name: str, *args: Node) -> Node:
    return Call(name, args)


def square(u: Node) -> Node:
    return Pow(u, num(2))


def absolute(u: Node) -> Node:
    return call("abs", u)


FORMULAS: dict[str, list[Law]] = {
    "absolute values and maxima": [
        lambda u, v, w: (absolute(Mul((u, v))), Mul((absolute(u), absolute(v)))),
        lambda u, v, w: (absolute(Add((u, v))), Add((absolute(u), absolute(v)))),
        lambda u, v, w: (absolute(sub(absolute(u), absolute(v))), absolute(sub(u, v))),
        lambda u, v, w: (square(absolute(u)), square(u)),
        lambda u, v, w: (call("max", u, call("min", u, v)), u),
        lambda u, v, w: (Add((call("max", u, v), call("min", u, v))), Add((u, v))),
        lambda u, v, w: (call("max", neg(u), neg(v)), neg(call("min", u, v))),
        lambda u, v, w: (call("max", u, v), Mul((HALF, Add((u, v, absolute(sub(u, v))))))),
        lambda u, v, w: (call("max", Add((u, w)), Add((v, w))), Add((call("max", u, v), w))),
        lambda u, v, w: (call("max", Mul((w, u)), Mul((w, v))), Mul((w, call("max", u, v)))),
        lambda u, v, w: (call("max", call("max", u, v), w), call("max", v, call("max", w, u))),
        lambda u, v, w: (call("min", u, call("max", v, w)), call("max", call("min", u, v), call("min", u, w))),
        lambda u, v, w: (absolute(call("max", u, v)), call("max", absolute(u), absolute(v))),
        lambda u, v, w: (Mul((call("max", u, v), call("min", u, v))), Mul((u, v))),
        lambda u, v, w: (absolute(sub(absolute(u), ONE)), sub(absolute(u), ONE)),
    ],
    "roots": [
        lambda u, v, w: (Pow(call("root", u, num(3)), num(3)), u),
        lambda u, v, w: (Pow(Pow(u, THIRD), num(3)), u),
        lambda u, v, w: (call("root", u, num(3)), Pow(u, THIRD)),
        lambda u, v, w: (call("root", Pow(u, num(3)), num(3)), u),
        lambda u, v, w: (Pow(Pow(u, num(3)), THIRD), u),
        lambda u, v, w: (call("root", neg(u), num(3)), neg(call("root", u, num(3)))),
        lambda u, v, w: (Pow(neg(u), THIRD), neg(Pow(u, THIRD))),
        lambda u, v, w: (call("root", square(u), num(2)), u),
        lambda u, v, w: (call("root", square(u), num(2)), absolute(u)),
        lambda u, v, w: (Pow(square(u), THIRD), square(call("root", u, num(3)))),
        lambda u, v, w: (Pow(u, num(Fraction(2, 3))), Pow(square(u), THIRD)),
        lambda u, v, w: (Pow(Pow(u, num(6)), HALF), Pow(u, num(3))),
        lambda u, v, w: (Pow(Pow(u, HALF), num(2)), u),
        lambda u, v, w: (Pow(Mul((u, v)), HALF), Mul((Pow(u, HALF), Pow(v, HALF)))),
        lambda u, v, w: (Pow(Mul((u, v)), HALF), Mul((Pow(neg(u), HALF), Pow(neg(v), HALF)))),
        lambda u, v, w: (call("root", Mul((u, v)), num(3)), Mul((call("root", u, num(3)), call("root", v, num(3))))),
        lambda u, v, w: (call("sqrt", neg(square(u))), ZERO),
    ],
    "zeros and quotients": [
        lambda u, v, w: (Pow(u, ZERO), ONE),
        lambda u, v, w: (Pow(sub(u, u), ZERO), ONE),
        lambda u, v, w: (Mul((Pow(ZERO, ZERO), u)), u),
        lambda u, v, w: (Pow(ZERO, u), ZERO),
        lambda u, v, w: (Pow(ZERO, absolute(u)), ZERO),
        lambda u, v, w: (div(sub(square(u), square(v)), sub(u, v)), Add((u, v))),
        lambda u, v, w: (div(u, u), ONE),
        lambda u, v, w: (div(ONE, div(ONE, u)), u),
        lambda u, v, w: (div(u, sub(v, v)), div(w, sub(v, v))),
        lambda u, v, w: (div(ZERO, u), ZERO),
        lambda u, v, w: (div(u, div(v, w)), div(Mul((u, w)), v)),
        lambda u, v, w: (Mul((u, Pow(v, MINUS_ONE), v)), u),
        lambda u, v, w: (Add((div(u, v), div(w, v))), div(Add((u, w)), v)),
        lambda u, v, w: (div(u, Add((v, w))), Add((div(u, v), div(u, w)))),
    ],
    "logarithms": [
        lambda u, v, w: (call("log", square(u)), Mul((num(2), call("log", absolute(u))))),
        lambda u, v, w: (call("log", square(u)), Mul((num(2), call("log", u)))),
        lambda u, v, w: (Add((call("log", neg(u)), call("log", neg(v)))), call("log", Mul((u, v)))),
        lambda u, v, w: (call("log", div(u, v)), sub(call("log", u), call("log", v))),
        lambda u, v, w: (call("exp", call("log", u)), u),
        lambda u, v, w: (call("log", call("exp", u)), u),
        lambda u, v, w: (call("exp", Mul((num(2), call("log", absolute(u))))), square(u)),
        lambda u, v, w: (call("log", Add((u, v))), Add((call("log", u), call("log", v)))),
        lambda u, v, w: (sub(call("log", u), call("log", u)), ZERO),
    ],
    "steps": [
        lambda u, v, w: (call("floor", Add((u, ONE))), Add((call("floor", u), ONE))),
        lambda u, v, w: (call("floor", Mul((num(2), u))), Mul((num(2), call("floor", u)))),
        lambda u, v, w: (call("ceiling", u), neg(call("floor", neg(u)))),
        lambda u, v, w: (call("ceiling", u), Add((call("floor", u), ONE))),
        lambda u, v, w: (call("floor", Add((u, v))), Add((call("floor", u), call("floor", v)))),
        lambda u, v, w: (Mul((call("sign", u), absolute(u))), u),
        lambda u, v, w: (square(call("sign", u)), ONE),
        lambda u, v, w: (Pow(call("sign", u), num(3)), call("sign", u)),
        lambda u, v, w: (call("sign", Mul((u, v))), Mul((call("sign", u), call("sign", v)))),
        lambda u, v, w: (call("sign", absolute(u)), ONE),
        lambda u, v, w: (Add((call("step", u), call("step", neg(u)))), ONE),
        lambda u, v, w: (square(call("step", u)), call("step", u)),
        lambda u, v, w: (call("step", Mul((num(2), u))), call("step", u)),
        lambda u, v, w: (call("sign", Pow(u, num(3))), call("sign", u)),
        lambda u, v, w: (call("relu", u), Mul((u, call("step", u)))),
        lambda u, v, w: (sub(call("relu", u), call("relu", neg(u))), u),
    ],
}
CONDITIONS: list[Law] = [
    lambda u, v, w: (Rel("<=", absolute(u), v), And((Rel("<=", neg(v), u), Rel("<=", u, v)))),
    lambda u, v, w: (Rel(">", absolute(u), v), Or((Rel(">", u, v), Rel("<", u, neg(v))))),
    lambda u, v, w: (Rel("<=", call("max", u, v), w), And((Rel("<=", u, w), Rel("<=", v, w)))),
    lambda u, v, w: (Rel(">=", call("max", u, v), w), Or((Rel(">=", u, w), Rel(">=", v, w)))),
    lambda u, v, w: (Rel("=", call("min", u, v), w), And((Rel("=", u, w), Rel("=", v, w)))),
    lambda u, v, w: (Rel("=", Mul((u, v)), ZERO), Or((Rel("=", u, ZERO), Rel("=", v, ZERO)))),
    lambda u, v, w: (Rel(">", Mul((u, v)), ZERO), And((Rel(">", u, ZERO), Rel(">", v, ZERO)))),
    lambda u, v, w: (Rel("=", Add((square(u), square(v))), ZERO), And((Rel("=", u, ZERO), Rel("=", v, ZERO)))),
    lambda u, v, w: (Rel("=", square(u), square(v)), Rel("=", absolute(u), absolute(v))),
    lambda u, v, w: (Rel("<", square(u), square(v)), Rel("<", u, v)),
    lambda u, v, w: (Rel("<", div(ONE, u), div(ONE, v)), Rel("<", v, u)),
    lambda u, v, w: (Rel("=", call("sqrt", u), v), Rel("=", u, square(v))),
    lambda u, v, w: (Rel("=", call("sqrt", u), v), And((Rel("=", u, square(v)), Rel(">=", v, ZERO)))),
    lambda u, v, w: (Rel("=", div(u, v), ZERO), Rel("=", u, ZERO)),
    lambda u, v, w: (Rel("=", div(u, v), ZERO), And((Rel("=", u, ZERO), Rel("!=", v, ZERO)))),
    lambda u, v, w: (Rel("<", u, v), Rel("<", Mul((u, w)), Mul((v, w)))),
    lambda u, v, w: (Rel("=", call("root", u, num(3)), v), Rel("=", u, Pow(v, num(3)))),
    lambda u, v, w: (Rel("=", Pow(u, THIRD), v), Rel("=", u, Pow(v, num(3)))),
    lambda u, v, w: (Rel("=", call("log", u), call("log", v)), Rel("=", u, v)),
    lambda u, v, w: (Rel("=", call("exp", u), call("exp", v)), Rel("=", u, v)),
    lambda u, v, w: (Rel("=", call("sign", u), ONE), Rel(">", u, ZERO)),
    lambda u, v, w: (Rel(">", call("step", u), ZERO), Rel(">", u, ZERO)),
    lambda u, v, w: (Rel(">=", call("step", u), HALF), Rel(">=", u, ZERO)),
    lambda u, v, w: (Rel("=", Pow(u, ZERO), ONE), Rel("=", u, u)),
    lambda u, v, w: (Rel("=", call("floor", u), ZERO), And((Rel(">=", u, ZERO), Rel("<", u, ONE)))),
    lambda u, v, w: (Rel("=", absolute(u), absolute(v)), Or((Rel("=", u, v), Rel("=", u, neg(v))))),
    lambda u, v, w: (Rel("=", u, v), Rel("=", square(u), square(v))),
    lambda u, v, w: (Rel(">", call("log", u), ZERO), Rel(">", u, ONE)),
]


def part(rng: random.Random) -> Node:
    return rng.choice(
        [
            *(X, X, Y, neg(X), sub(X, ONE), Add((X, Y)), sub(X, Y), Mul((num(2), X)), Mul((X, Y)), square(X), absolute(X)),
            *(num(rng.randint(-2, 3)), num(Fraction(1, 2)), div(ONE, X), sub(absolute(Y), ONE)),
        ]
    )


def more(rng: random.Random) -> tuple[Node, Node]:
    """Two formulas or two conditions by one of the laws, now and then inside another formula."""
    parts = (part(rng), part(rng), part(rng))
    if rng.random() < 0.4:
        left, right = rng.choice(CONDITIONS)(*parts)
    else:
        left, right = rng.choice(FORMULAS[rng.choice(list(FORMULAS))])(*parts)
        if rng.random() < 0.25:
            around = rng.choice(["abs", "sqrt", "log", "sign", "exp", "relu"])
            left, right = call(around, left), call(around, right)
        if rng.random() < 0.2:
            factor = part(rng)
            left, right = Mul((factor, left)), Mul((right, factor))
    return (left, right) if rng.random() < 0.5 else (right, left)
