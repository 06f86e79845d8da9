"""A tree as JSON and back: tagged lists, strict and capped, because the other side may be hostile."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from grader.algebra.syntax.functions import ARITY
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
    Operator,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
)

NODES, DEPTH, DIGITS, LETTERS = 20_000, 150, 4000, 60
MANY = {
    "add": Add,
    "mul": Mul,
    "and": And,
    "or": Or,
    "seq": Seq,
    "set": FiniteSet,
    "union": Union,
    "intersection": Intersection,
}
TAGS = {kind: tag for tag, kind in MANY.items()}
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")


def to_json(node: Node) -> Any:
    """The tree as lists that begin with a tag, numbers as strings."""
    match node:
        case Num(value, None):
            return ["num", str(value)]
        case Num(value, text):
            return ["num", str(value), text]
        case Sym(name):
            return ["sym", name]
        case Const(name):
            return ["const", name]
        case Inf(sign):
            return ["inf", sign]
        case NaN():
            return ["nan"]
        case Truth(value):
            return ["truth", value]
        case Pow(base, exponent):
            return ["pow", to_json(base), to_json(exponent)]
        case Call(name, args):
            return ["call", name, *map(to_json, args)]
        case Rel(op, left, right):
            return ["rel", op, to_json(left), to_json(right)]
        case Not(arg):
            return ["not", to_json(arg)]
        case Minus(left, right):
            return ["minus", to_json(left), to_json(right)]
        case Interval(low, high, low_open, high_open):
            return ["interval", to_json(low), to_json(high), low_open, high_open]
        case _:
            return [TAGS[type(node)], *map(to_json, node.args)]


def from_json(document: Any) -> Node:
    """The tree of a document.

    Raises:
        ValueError: it is not one, or it is larger than any answer.
    """
    return _Decoder().node(document, 0)


class _Decoder:
    def __init__(self) -> None:
        self.left = NODES

    def node(self, document: Any, depth: int) -> Node:
        self.left -= 1
        if self.left < 0 or depth > DEPTH:
            raise ValueError("the document is larger than any answer")
        if not isinstance(document, list) or not document or not isinstance(document[0], str):
            raise ValueError("a node is a list that begins with its tag")
        tag, *rest = document
        if tag in MANY:
            args = tuple(self.node(part, depth + 1) for part in rest)
            if not args and tag not in ("set", "seq"):
                raise ValueError(f"{tag} needs a part")
            return cast(Node, MANY[tag](args))
        return self.special(tag, rest, depth + 1)

    def special(self, tag: str, rest: list[Any], depth: int) -> Node:
        match tag, rest:
            case "num", [str(value)]:
                return Num(_fraction(value))
            case "num", [str(value), str(text)] if len(text) <= DIGITS and text.isprintable():
                return Num(_fraction(value), text)
            case "sym", [str(name)] if name.isidentifier() and len(name) <= LETTERS:
                return Sym(name)
            case "const", ["pi"]:
                return Const("pi")
            case "inf", [1 | -1 as sign] if type(sign) is int:
                return Inf(sign)
            case "nan", []:
                return NaN()
            case "truth", [bool(value)]:
                return Truth(value)
            case "pow", [base, exponent]:
                return Pow(self.node(base, depth), self.node(exponent, depth))
            case "call", [str(name), *args] if name in ARITY and ARITY[name][0] <= len(args) <= ARITY[name][1]:
                return Call(name, tuple(self.node(arg, depth) for arg in args))
            case "rel", [str(op), left, right] if op in OPERATORS:
                return Rel(cast(Operator, op), self.node(left, depth), self.node(right, depth))
            case "not", [arg]:
                return Not(self.node(arg, depth))
            case "minus", [left, right]:
                return Minus(self.node(left, depth), self.node(right, depth))
            case "interval", [low, high, bool(low_open), bool(high_open)]:
                return Interval(self.node(low, depth), self.node(high, depth), low_open, high_open)
        raise ValueError(f"unknown or misshapen node {tag[:20]!r}")


def _fraction(text: str) -> Fraction:
    """Only what str(Fraction) writes: digits, a sign, one slash."""
    top, slash, bottom = text.partition("/")
    digits = top.removeprefix("-")
    if len(text) > DIGITS or not (digits.isascii() and digits.isdigit()):
        raise ValueError("a number is a fraction of whole numbers")
    if slash and not (bottom.isascii() and bottom.isdigit() and int(bottom)):
        raise ValueError("a number is a fraction of whole numbers")
    return Fraction(int(top), int(bottom) if slash else 1)
