"""The functions a formula may call: their names in everyday notation, how many arguments they take, what they mean.

`core` writes the many in terms of the few that evaluation and proof know: exp log abs sign sin cos atan asin
lambertw factorial floor ceiling.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import islice

from grader.algebra.syntax.tree import (
    HALF,
    MINUS_ONE,
    ONE,
    Add,
    Call,
    Const,
    Mul,
    Node,
    Num,
    Pow,
    div,
    neg,
    num,
    rebuild,
    sub,
    walk,
)

ALIASES = {
    **{"ln": "log", "Abs": "abs", "betrag": "abs", "wurzel": "sqrt", "Max": "max", "Min": "min", "W": "lambertw"},
    **{"LambertW": "lambertw", "Heaviside": "step", "heaviside": "step", "sgn": "sign", "σ": "sigmoid", "sigma": "sigmoid"},
    **{"ReLU": "relu", "Relu": "relu", "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arsinh": "asinh"},
    **{"arcosh": "acosh", "artanh": "atanh", "arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh"},
    **{"ceil": "ceiling", "lg": "log10", "ld": "log2", "lb": "log2", "tg": "tan", "logistic": "sigmoid", "expit": "sigmoid"},
    **{"signum": "sign", "Sgn": "sign", "H": "step", "Theta": "step", "cotan": "cot", "ctg": "cot", "arsech": "asech"},
    **{"arcoth": "acoth", "arccoth": "acoth", "arsec": "asec", "arcsec": "asec", "arccsc": "acsc", "cosec": "csc"},
}
# name -> (fewest, most) arguments
ARITY = {
    **dict.fromkeys(
        [
            "exp",
            "sqrt",
            "abs",
            "sign",
            "sin",
            "cos",
            "tan",
            "cot",
            "sinh",
            "cosh",
            "tanh",
            "asin",
            "acos",
            "atan",
            "asinh",
            "acosh",
            "atanh",
        ],
        (1, 1),
    ),
    **dict.fromkeys(
        [
            *("sigmoid", "softplus", "relu", "lambertw", "factorial", "floor", "ceiling", "log10", "log2", "sec", "csc"),
            *("coth", "sech", "csch", "acoth", "asech", "acsch", "asec", "acsc"),
        ],
        (1, 1),
    ),
    **{"step": (1, 2), "log": (1, 2), "root": (2, 2), "binomial": (2, 2), "max": (1, 20), "min": (1, 20)},
}
WRITTEN_OUT = 12  # the largest k of a binomial n over k that is a product
LARGEST = 3000  # nodes of a formula in core functions
CORE = frozenset(["exp", "log", "abs", "sign", "sin", "cos", "atan", "asin", "lambertw", "factorial", "floor", "ceiling"])


def function_name(word: str) -> str | None:
    """The one name of a function that may be written in several ways, or None."""
    name = ALIASES.get(word, word)
    return name if name in ARITY else None


class TooLarge(ArithmeticError):
    """Written in core functions the formula grows beyond any answer."""


def core(node: Node) -> Node:
    """The same formula with core functions only.

    Raises:
        TooLarge: nested maxima double their arguments each time.
    """
    node = rebuild(node, core)
    match node:
        case Call("log", (x, base)):
            return _log_base(x, base)
        case Call(name, args) if name in MEANING:
            meant = MEANING[name](*args)
            if sum(1 for _ in islice(walk(meant), LARGEST + 1)) > LARGEST:
                raise TooLarge(name)
            return core_call(meant)
        case _:
            return node


def core_call(node: Node) -> Node:
    """A meaning whose arguments are in core functions already."""
    match node:
        case Call(name, args) if name in MEANING:
            return core(Call(name, args))
        case _:
            return node


def _exp(x: Node) -> Node:
    return Call("exp", (x,))


def _log(x: Node) -> Node:
    return Call("log", (x,))


def _root(x: Node) -> Node:
    return Pow(x, HALF)


def _larger(sign: Node) -> Callable[..., Node]:
    """max (sign 1) and min (sign -1) of several: (a + b ± |a - b|)/2, half against half so that it stays small."""

    def fold(*args: Node) -> Node:
        if len(args) == 1:
            return args[0]
        middle = len(args) // 2
        a, b = fold(*args[:middle]), fold(*args[middle:])
        return Mul((HALF, Add((a, b, Mul((sign, Call("abs", (sub(a, b),))))))))

    return fold


def _nth_root(x: Node, n: Node) -> Node:
    """x^(1/n); for an odd n also of negative numbers, as at school: ∛(-8) = -2."""
    odd = isinstance(n, Num) and n.value > 0 and n.value.denominator == 1 and n.value.numerator % 2 == 1
    if odd and isinstance(x, Num) and x.value < 0:
        return neg(Pow(neg(x), Pow(n, MINUS_ONE)))
    if not odd or isinstance(x, Num):
        return Pow(x, Pow(n, MINUS_ONE))
    return Mul((Call("sign", (x,)), Pow(Call("abs", (x,)), Pow(n, MINUS_ONE))))


def _step(x: Node, at_zero: Node = HALF) -> Node:
    """0, 1, and at zero what is said there: 1/2 if nothing is, as in SymPy."""
    sign = Call("sign", (x,))
    middle = Mul((HALF, Add((ONE, sign))))
    if at_zero == HALF:
        return middle
    return Add((middle, Mul((sub(at_zero, HALF), sub(ONE, Mul((sign, sign)))))))


def _binomial(n: Node, k: Node) -> Node:
    if isinstance(k, Num) and k.value.denominator == 1 and k.value <= WRITTEN_OUT:
        # n(n-1)…(n-k+1)/k!, which has a value for every n
        steps = int(k.value)
        if steps < 0:
            return num(0)
        return Mul((num(Fraction(1, math.factorial(steps))), *(sub(n, num(j)) for j in range(steps))))

    def factorial(x: Node) -> Node:
        return Call("factorial", (x,))

    return div(factorial(n), Mul((factorial(k), factorial(sub(n, k)))))


def _log_base(x: Node, base: Node) -> Node:
    return div(_log(x), _log(base))


# the rarer ones, of which the inner function is at 1/x, and those that are a reciprocal
BY_OTHERS = {
    **{"acoth": ("atanh", "x"), "asech": ("acosh", "x"), "acsch": ("asinh", "x"), "asec": ("acos", "x"), "acsc": ("asin", "x")},
    **{"sech": ("", "cosh"), "csch": ("", "sinh"), "coth": ("cosh", "sinh")},
}


def written_out(name: str, x: Node) -> Node:
    """One of the rarer functions by the usual ones."""
    outer, inner = BY_OTHERS[name]
    if inner == "x":
        return Call(outer, (Pow(x, MINUS_ONE),))
    bottom = Call(inner, (x,))
    return div(Call(outer, (x,)), bottom) if outer else Pow(bottom, MINUS_ONE)


MEANING: dict[str, Callable[..., Node]] = {
    "sqrt": _root,
    "root": _nth_root,
    "log10": lambda x: _log_base(x, num(10)),
    "log2": lambda x: _log_base(x, num(2)),
    "max": _larger(ONE),
    "min": _larger(MINUS_ONE),
    "relu": lambda x: Mul((HALF, Add((x, Call("abs", (x,)))))),
    "step": _step,
    "sigmoid": lambda x: Pow(Add((ONE, _exp(neg(x)))), MINUS_ONE),
    "softplus": lambda x: _log(Add((ONE, _exp(x)))),
    "tan": lambda x: div(Call("sin", (x,)), Call("cos", (x,))),
    "cot": lambda x: div(Call("cos", (x,)), Call("sin", (x,))),
    "sec": lambda x: Pow(Call("cos", (x,)), MINUS_ONE),
    "csc": lambda x: Pow(Call("sin", (x,)), MINUS_ONE),
    "sinh": lambda x: Mul((HALF, sub(_exp(x), _exp(neg(x))))),
    "cosh": lambda x: Mul((HALF, Add((_exp(x), _exp(neg(x)))))),
    "tanh": lambda x: div(sub(_exp(x), _exp(neg(x))), Add((_exp(x), _exp(neg(x))))),
    "acos": lambda x: sub(Mul((HALF, Const("pi"))), Call("asin", (x,))),
    "asinh": lambda x: _log(Add((x, _root(Add((Mul((x, x)), ONE)))))),
    "acosh": lambda x: _log(Add((x, _root(sub(Mul((x, x)), ONE))))),
    "atanh": lambda x: Mul((HALF, _log(div(Add((ONE, x)), sub(ONE, x))))),
    "binomial": _binomial,
    **{name: (lambda x, name=name: written_out(name, x)) for name in BY_OTHERS},
}
