"""A tree as one line of everyday notation, as the parser would read it again."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.syntax.tree import (
    Add,
    And,
    Call,
    Const,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Mul,
    NaN,
    Node,
    Not,
    Num,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
)

# binding strengths as in the parser; ATOM needs no brackets anywhere
LOGIC, RELATION, SUM, PRODUCT, SIGN, POWER, ATOM = 1, 4, 5, 6, 7, 8, 9
NAMES = {"lambertw": "W", "log": "ln"}


def show(node: Node) -> str:
    """The tree in one line: 2*(w - 3), {1; 2}, [0; 1)."""
    return _show(node)[0]


def _inside(node: Node, least: int) -> str:
    text, strength = _show(node)
    return text if strength >= least else f"({text})"


def _show(node: Node) -> tuple[str, int]:
    match node:
        case Num():
            return _number(node)
        case Sym(name) | Const(name):
            return name, ATOM
        case Inf(sign):
            return ("∞", ATOM) if sign > 0 else ("-∞", SIGN)
        case NaN():
            return "NaN", ATOM
        case Truth(value):
            return ("True" if value else "False"), ATOM
        case Add(args) if args:
            return _sum(args), SUM
        case Mul(args) if args:
            return _product(args)
        case Add() | Mul():
            return ("0" if isinstance(node, Add) else "1"), ATOM
        case Pow(base, Num(value)) if value < 0:
            below = base if value == -1 else Pow(base, Num(-value))
            return f"1/{_inside(below, POWER)}", PRODUCT
        case Pow(base, exponent):
            return f"{_inside(base, ATOM)}^{_inside(exponent, ATOM)}", POWER
        case Call("exp", (Num(Fraction(numerator=1, denominator=1)),)):
            return "e", ATOM
        case Call(name, args):
            return f"{NAMES.get(name, name)}({_list(args)})", ATOM
        case _:
            return _logic(node)


def _logic(node: Node) -> tuple[str, int]:
    match node:
        case Rel(op, left, right):
            return (
                f"{_inside(left, SUM)} {op.replace('!=', '≠').replace('<=', '≤').replace('>=', '≥')} {_inside(right, SUM)}",
                RELATION,
            )
        case And(args):
            return " ∧ ".join(_inside(arg, RELATION) for arg in args), LOGIC
        case Or(args):
            return " ∨ ".join(_inside(arg, RELATION) for arg in args), LOGIC
        case Union(args):
            return " ∪ ".join(_inside(arg, RELATION) for arg in args), LOGIC
        case Intersection(args):
            return " ∩ ".join(_inside(arg, RELATION) for arg in args), LOGIC
        case Minus(left, right):
            return f"{_inside(left, RELATION)} ∖ {_inside(right, RELATION)}", LOGIC
        case Not(arg):
            return f"not {_inside(arg, ATOM)}", LOGIC
        case Seq(args):
            return f"({_list(args)}{';' if len(args) == 1 else ''})", ATOM
        case FiniteSet(()):
            return "∅", ATOM
        case FiniteSet(args):
            return f"{{{_list(args)}}}", ATOM
        case Interval(low, high, low_open, high_open):
            return f"{'(' if low_open else '['}{show(low)}; {show(high)}{')' if high_open else ']'}", ATOM
    raise AssertionError(node)


def _list(args: tuple[Node, ...]) -> str:
    return "; ".join(show(arg) for arg in args)


def _number(node: Num) -> tuple[str, int]:
    if node.text is not None:  # a SymPy Rational keeps the text "3/4": as a base it needs brackets
        return node.text, PRODUCT if "/" in node.text else ATOM if node.value >= 0 else SIGN
    if node.value.denominator != 1:
        return str(node.value), PRODUCT
    return str(node.value), ATOM if node.value >= 0 else SIGN


def _sum(args: tuple[Node, ...]) -> str:
    text = _inside(args[0], PRODUCT)
    for arg in args[1:]:
        piece = _inside(arg, PRODUCT)
        text += f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
    return text


def _product(args: tuple[Node, ...]) -> tuple[str, int]:
    sign, factors = "", list(args)
    if isinstance(factors[0], Num) and factors[0].value == -1 and len(factors) > 1:
        sign = "-"
        factors = factors[1:]
    text = ""
    for index, factor in enumerate(factors):
        match factor:
            case Pow(base, Num(value)) if value < 0 and index:
                text += f"/{_inside(base if value == -1 else Pow(base, Num(-value)), POWER)}"
            case Num(value) if value.denominator != 1 and factor.text is None:
                text += f"{'*' if index else ''}({value})" if index or len(factors) > 1 else str(value)
            case _:
                piece = _inside(factor, PRODUCT + 1 if index else PRODUCT)
                text += f"*{piece}" if index else piece
    if text.startswith("-") and sign:
        return text[1:], PRODUCT
    return sign + text, PRODUCT
