"""Formulas with ±∞ in them: ∞ + 99 is ∞, e^(-∞) is 0, ∞ - ∞ is nothing."""

from __future__ import annotations

from flint import arb

from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import (
    ZERO,
    Add,
    Call,
    Const,
    Inf,
    Mul,
    NaN,
    Node,
    Num,
    Pow,
    children,
    num,
    rebuild,
    symbols,
    walk,
)
from grader.algebra.values.certificates import proved, refuted, undecided
from grader.algebra.values.evaluation import evaluate
from grader.model import Certificate

FAR: dict[tuple[str, int], Node] = {  # what a function tends to at ±∞
    **{("exp", 1): Inf(1), ("exp", -1): ZERO, ("log", 1): Inf(1), ("sqrt", 1): Inf(1), ("lambertw", 1): Inf(1)},
    **{("abs", 1): Inf(1), ("abs", -1): Inf(1), ("sign", 1): num(1), ("sign", -1): num(-1), ("factorial", 1): Inf(1)},
    **{("relu", 1): Inf(1), ("relu", -1): ZERO, ("step", 1): num(1), ("step", -1): ZERO, ("softplus", 1): Inf(1)},
    **{("softplus", -1): ZERO, ("sigmoid", 1): num(1), ("sigmoid", -1): ZERO, ("tanh", 1): num(1), ("tanh", -1): num(-1)},
    **{("sinh", 1): Inf(1), ("sinh", -1): Inf(-1), ("cosh", 1): Inf(1), ("cosh", -1): Inf(1)},
    **{("atan", s): Mul((num(s), Const("pi"), Pow(num(2), num(-1)))) for s in (1, -1)},
}


def decide_infinite(student: Node, reference: Node) -> Certificate | None:
    """A verdict where one side holds ±∞ or NaN: ±∞ equals itself only, NaN nothing. None for finite formulas."""
    a, b = folded(student), folded(reference)
    if any(isinstance(part, NaN) for side in (student, reference) for part in walk(side)):
        return refuted("not a number", "Das ist keine Zahl.", "This is not a number.", "NaN")
    if not any(_holds(side) for side in (student, reference)):
        return None
    if isinstance(a, Inf) and a == b:
        return proved("infinity", "Beide sind unendlich mit gleichem Vorzeichen.", "Both are infinite with the same sign.")
    if (isinstance(a, Inf) and (isinstance(b, Inf) or not _holds(b))) or (isinstance(b, Inf) and not _holds(a)):
        return refuted(
            "infinity", "Nur eine der Seiten ist dieses Unendlich.", "Only one of the sides is this infinity.", show(student)
        )
    return undecided("infinity")


def _holds(node: Node) -> bool:
    return any(isinstance(part, Inf) for part in walk(node))


def folded(node: Node) -> Node:
    """The formula with ±∞ carried as far as it is certain; ∞ - ∞ and 0·∞ stay as they are."""
    if not _holds(node):
        return node
    node = rebuild(node, folded)
    match node:
        case Add(args) if ends := {arg.sign for arg in args if isinstance(arg, Inf)}:
            rest = [arg for arg in args if not isinstance(arg, Inf)]
            return Inf(ends.pop()) if len(ends) == 1 and all(map(_finite, rest)) else node
        case Mul(args) if any(isinstance(arg, Inf) for arg in args):
            signs = [arg.sign if isinstance(arg, Inf) else _sign(arg) for arg in args]
            total = 1
            for sign in signs:
                total *= sign
            return Inf(total) if total else node
        case Pow(Inf(sign), Num(n)) if n:
            if n < 0:
                return ZERO
            return Inf(1 if sign > 0 or n.numerator % 2 == 0 else -1) if sign > 0 or n.denominator == 1 else node
        case Call("max" | "min" as name, args) if any(arg == Inf(1 if name == "max" else -1) for arg in args):
            return Inf(1 if name == "max" else -1)
        case Call("log10" | "log2", (Inf(1),)):
            return Inf(1)
        case Call(name, (Inf(sign),)):
            return FAR.get((name, sign), node)
        case Pow(base, Inf(sign)) if not symbols(base) and not _holds(base):
            return _power_of(base, sign, node)
    return node


def _power_of(base: Node, sign: int, node: Node) -> Node:
    """a^∞ for a number a > 0."""
    above = _sign(Add((base, num(-1)))) * sign
    return node if _sign(base) <= 0 or not above else Inf(1) if above > 0 else ZERO


def _finite(node: Node) -> bool:
    """Is it a number for certain? A symbol is one."""
    if _holds(node):
        return False
    if symbols(node):
        return (isinstance(node, Add | Mul) and all(map(_finite, children(node)))) or not children(node)
    return _value(node) is not None


def _sign(node: Node) -> int:
    """The sign of a number, 0 if it is not known."""
    found = None if symbols(node) or _holds(node) else _value(node)
    return 0 if found is None else 1 if found > 0 else -1 if found < 0 else 0


def _value(node: Node) -> arb | None:
    try:
        found = evaluate(node)
    except ArithmeticError:
        return None
    return found if found.is_finite() else None
