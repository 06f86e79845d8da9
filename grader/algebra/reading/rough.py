"""What a formula is roughly worth, in plain floats: only to see whether two things that somebody wrote can be the same.

No verdict rests on it. A child has nothing better, since it loads no FLINT.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from grader.algebra.syntax.functions import TooLarge, core
from grader.algebra.syntax.tree import Add, Call, Const, Inf, Mul, Node, Num, Pow, Sym

FUNCTIONS: dict[str, Callable[[float], float]] = {
    **{"exp": math.exp, "log": math.log, "abs": abs, "sin": math.sin, "cos": math.cos, "atan": math.atan, "asin": math.asin},
    **{
        "sign": lambda x: (x > 0) - (x < 0),
        "floor": math.floor,
        "ceiling": math.ceil,
        "factorial": lambda x: math.gamma(x + 1),
    },
}


def rough(node: Node, at: Mapping[str, float] | None = None) -> float | None:
    """The value at a point, or None where there is none or nobody can say."""
    try:
        value = _value(core(node), at or {})
    except (ArithmeticError, ValueError, TooLarge, RecursionError):
        return None
    return None if isinstance(value, complex) or math.isnan(value) else value


def _value(node: Node, at: Mapping[str, float]) -> float:
    match node:
        case Num(value):
            return float(value)
        case Sym(name) if name in at:
            return at[name]
        case Const("pi"):
            return math.pi
        case Inf(sign):
            return math.copysign(math.inf, sign)
        case Add(args):
            return math.fsum(_value(arg, at) for arg in args)
        case Mul(args):
            return math.prod(_value(arg, at) for arg in args)
        case Pow(base, exponent):
            return float(math.pow(_value(base, at), _value(exponent, at)))
        case Call("lambertw", (x,)):
            return _lambertw(_value(x, at))
        case Call(name, (x,)) if name in FUNCTIONS:
            return float(FUNCTIONS[name](_value(x, at)))
    raise ValueError("not a formula of numbers")


def _lambertw(x: float) -> float:
    """The upper branch of w·e^w = x."""
    if x < -1 / math.e:
        raise ValueError("no real value")
    w = math.log1p(x) if x > -0.3 else -1 + math.sqrt(max(0.0, 2 * (math.e * x + 1)))
    for _ in range(60):
        slope = math.exp(w) * (w + 1)
        if not slope:
            break
        w -= (w * math.exp(w) - x) / slope
    return w


def agree(left: Node, right: Node, names: tuple[str, ...] = ()) -> bool | None:
    """Have both the same value, or is one of two numbers the other one rounded? None where nobody can say.

    Formulas are tried at some points of the plain reals.
    """
    seen = False
    for number in range(1 if not names else len(TRIED)):
        at = {name: TRIED[(number + 2 * place) % len(TRIED)] for place, name in enumerate(names)}
        a, b = rough(left, at), rough(right, at)
        if a is None or b is None:
            continue
        seen = True
        off = max(_half_unit(left), _half_unit(right)) if not names else 0.0
        if a != b and abs(a - b) > off * 1.0001 + 1e-9 * max(1.0, abs(a), abs(b)):
            return False
    return seen or None


TRIED = (0.37, 1.9, 0.73, 3.3, -1.4, 0.11, -0.6)


def places(node: Node) -> int:
    """How many decimals of a typed number were written; 0 for everything else."""
    text = node.text if isinstance(node, Num) and node.text else ""
    whole, _, behind = text.lower().replace("{,}", ".").replace(",", ".").partition(".")
    return len(behind) if behind.isdigit() and whole.lstrip("-").isdigit() else 0


def _half_unit(node: Node) -> float:
    count = places(node)
    return 0.5 * 10.0**-count if count > 1 else 0.0
