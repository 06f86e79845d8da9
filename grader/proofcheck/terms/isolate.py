"""An equation solved for one of its symbols: peeled layer by layer, or as a linear or quadratic one."""

from __future__ import annotations

from collections.abc import Iterator

from grader.algebra.syntax.tree import (
    HALF,
    MINUS_ONE,
    ZERO,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Pow,
    Rel,
    Sym,
    div,
    neg,
    num,
    sub,
    substitute,
    symbols,
    walk,
)
from grader.proofcheck.terms.slopes import slope
from grader.proofcheck.values.findings import NotCheckable

Case = tuple[Node | None, tuple[Node, ...]]  # the symbol is this formula, where these hold; None: only these are known


def solutions(equation: Rel, name: str) -> list[Case] | None:
    """Cases that cover all points of an equation, None if it cannot be solved for this symbol."""
    left, right = equation.left, equation.right
    inside = [_count(side, name) for side in (left, right)]
    if sum(inside) == 1:
        found = list(_peeled(*((left, right) if inside[0] else (right, left)), name, ()))
        return None if any(case is None for case in found) else [case for case in found if case is not None]
    return _by_degree(sub(left, right), name)


def _count(node: Node, name: str) -> int:
    return sum(1 for part in walk(node) if part == Sym(name))


def _peeled(node: Node, value: Node, name: str, known: tuple[Node, ...]) -> Iterator[Case | None]:
    """node = value, the symbol standing once in the node."""
    match node:
        case Sym():
            yield value, known
        case Add(args):
            others = tuple(arg for arg in args if name not in symbols(arg))
            (inner,) = (arg for arg in args if name in symbols(arg))
            yield from _peeled(inner, Add((value, *(neg(arg) for arg in others))), name, known)
        case Mul(args):
            others = tuple(arg for arg in args if name not in symbols(arg))
            (inner,) = (arg for arg in args if name in symbols(arg))
            factor = Mul(others)
            yield from _peeled(inner, div(value, factor), name, known)
            if symbols(factor):
                yield None, (*known, Rel("=", factor, ZERO), Rel("=", value, ZERO))
        case Pow(base, Num(n)) if name in symbols(base):
            if n.denominator == 1 and n.numerator % 2 == 0:
                root = Pow(value, Num(1 / n))
                yield from _peeled(base, root, name, known)
                yield from _peeled(base, neg(root), name, known)
            elif n.denominator == 1:
                size, upright = abs(n.numerator), value if n > 0 else Pow(value, MINUS_ONE)
                yield from _peeled(base, upright if size == 1 else Call("root", (upright, num(size))), name, known)
            else:
                yield from _peeled(base, Pow(value, Num(1 / n)), name, (*known, Rel(">=", value, ZERO)))
        case Pow(base, exponent) if name not in symbols(base):
            yield from _peeled(exponent, div(Call("log", (value,)), Call("log", (base,))), name, known)
        case Pow(base, exponent) if not symbols(exponent):
            yield from _peeled(base, Pow(value, Pow(exponent, MINUS_ONE)), name, (*known, Rel(">=", value, ZERO)))
        case Call("abs", (u,)):
            for side in (value, neg(value)):
                yield from _peeled(u, side, name, (*known, Rel(">=", value, ZERO)))
        case Call("sqrt", (u,)):
            yield from _peeled(u, Pow(value, num(2)), name, (*known, Rel(">=", value, ZERO)))
        case Call("log", (u,)):
            yield from _peeled(u, Call("exp", (value,)), name, known)
        case Call("log2" | "log10" as function, (u,)):
            yield from _peeled(u, Pow(num(2 if function == "log2" else 10), value), name, known)
        case Call("exp", (u,)):
            yield from _peeled(u, Call("log", (value,)), name, known)
        case Call("sigmoid", (u,)):
            yield from _peeled(u, Call("log", (div(value, sub(num(1), value)),)), name, known)
        case _:
            yield None


def _by_degree(f: Node, name: str) -> list[Case] | None:
    """f = 0 where f is linear or quadratic in the symbol."""
    try:
        first = slope(f, name)
        second = slope(first, name)
    except NotCheckable:
        return None
    rest = substitute(f, {name: ZERO})
    if name not in symbols(first):
        cases: list[Case] = [(neg(div(rest, first)), ())]
        return [*cases, (None, (Rel("=", first, ZERO), Rel("=", rest, ZERO)))] if symbols(first) else cases
    if symbols(second):
        return None
    b, a = substitute(first, {name: ZERO}), Mul((HALF, second))
    root = Pow(sub(Mul((b, b)), Mul((num(4), a, rest))), HALF)
    return [(div(Add((neg(b), Mul((num(s), root)))), Mul((num(2), a))), ()) for s in (1, -1)]
