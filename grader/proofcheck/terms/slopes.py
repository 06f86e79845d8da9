"""The derivative of a formula as a tree; |u|, max and steps have none where they bend, so pieces must end there."""

from __future__ import annotations

from collections.abc import Callable

from grader.algebra.syntax.tree import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Pow,
    Sym,
    div,
    neg,
    num,
    sub,
    symbols,
)
from grader.proofcheck.values.findings import NotCheckable


def slope(node: Node, name: str) -> Node:
    """d/dx of a formula. Raises NotCheckable for functions without one here."""
    if name not in symbols(node):
        return ZERO
    match node:
        case Sym():
            return ONE
        case Add(args):
            return Add(tuple(slope(arg, name) for arg in args if name in symbols(arg)))
        case Mul(args):
            terms = []
            for place, arg in enumerate(args):
                if name in symbols(arg):
                    rest = (*args[:place], *args[place + 1 :])
                    inner = slope(arg, name)
                    terms.append(Mul(rest) if inner == ONE else Mul((*rest, inner)))
            return terms[0] if len(terms) == 1 else Add(tuple(terms))
        case Pow(base, Num() as n):
            return Mul((n, Pow(base, Num(n.value - 1)), slope(base, name)))
        case Pow(base, exponent) if name not in symbols(exponent):
            return Mul((exponent, Pow(base, sub(exponent, ONE)), slope(base, name)))
        case Pow(base, exponent):
            return Mul((node, slope(Mul((exponent, Call("log", (base,)))), name)))
        case Call(function, (u,)) if function in SLOPES:
            return Mul((SLOPES[function](u), slope(u, name)))
        case Call("log", (u, base)):
            return slope(div(Call("log", (u,)), Call("log", (base,))), name)
        case Call("root", (u, n)):
            return slope(Pow(u, Pow(n, MINUS_ONE)), name)
    raise NotCheckable(f"no derivative of {getattr(node, 'name', type(node).__name__)}")


def _call(function: str) -> Callable[[Node], Node]:
    return lambda u: Call(function, (u,))


def _squared(u: Node) -> Node:
    return Pow(u, num(2))


SLOPES: dict[str, Callable[[Node], Node]] = {
    "exp": _call("exp"),
    "log": lambda u: Pow(u, MINUS_ONE),
    "log2": lambda u: Pow(Mul((u, Call("log", (num(2),)))), MINUS_ONE),
    "log10": lambda u: Pow(Mul((u, Call("log", (num(10),)))), MINUS_ONE),
    "sqrt": lambda u: Mul((HALF, Pow(u, neg(HALF)))),
    "abs": _call("sign"),
    "relu": _call("step"),
    "sin": _call("cos"),
    "cos": lambda u: neg(Call("sin", (u,))),
    "tan": lambda u: Pow(Call("cos", (u,)), num(-2)),
    "cot": lambda u: neg(Pow(Call("sin", (u,)), num(-2))),
    "sinh": _call("cosh"),
    "cosh": _call("sinh"),
    "tanh": lambda u: Pow(Call("cosh", (u,)), num(-2)),
    "asinh": lambda u: Pow(Add((ONE, _squared(u))), neg(HALF)),
    "atan": lambda u: Pow(Add((ONE, _squared(u))), MINUS_ONE),
    "asin": lambda u: Pow(sub(ONE, _squared(u)), neg(HALF)),
    "acos": lambda u: neg(Pow(sub(ONE, _squared(u)), neg(HALF))),
    "sigmoid": lambda u: Mul((Call("sigmoid", (u,)), Call("sigmoid", (neg(u),)))),
    "softplus": _call("sigmoid"),
    "lambertw": lambda u: Pow(Mul((Add((ONE, Call("lambertw", (u,)))), Call("exp", (Call("lambertw", (u,)),)))), MINUS_ONE),
    "sign": lambda u: ZERO,
    "step": lambda u: ZERO,
}
