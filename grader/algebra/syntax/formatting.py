"""A tree as one line of everyday notation, as the parser would read it again."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
from grader.model import LANGS, Lang, Text
from grader.notation import BETWEEN, OPEN, POINT

# binding strengths as in the parser; ATOM needs no brackets anywhere
LOGIC, RELATION, SUM, PRODUCT, SIGN, POWER, ATOM = 1, 4, 5, 6, 7, 8, 9
NAMES = {"lambertw": "W", "log": "ln"}

DECIMAL = re.compile(r"(-?\d*)(?:[.,]|\{,\})(\d+)((?:[eE][+-]?\d+)?)", re.ASCII)
MOST_DIGITS = 10  # of a number that is shown as it is: more have come out of a division or a root
LARGEST = 10**6  # of those that may be one
SIMPLE = 1000  # the largest denominator that a float is taken back to: 16/13, where Python has 1.2307692307692308


def show(node: Node) -> str:
    """The tree in one line, numbers as they were typed: 2*(w - 3), {1; 2}, [0; 1)."""
    return AS_TYPED.write(node)


def show_in(node: Node, lang: Lang) -> str:
    """The tree as people who speak this language write it: (1, 0.5) and (0, 1], in German (1; 0,5) and ]0; 1]."""
    return NOTATIONS[lang].write(node)


def said(node: Node) -> Text:
    """The tree in both languages."""
    return Text(**{lang: show_in(node, lang) for lang in LANGS})


@dataclass(frozen=True, slots=True)
class Notation:
    """How trees are written: the sign between decimals, None for numbers as they were typed; what parts entries; the
    brackets of open ends."""

    point: str | None
    between: str
    opening: str
    closing: str

    def write(self, node: Node) -> str:
        return self._show(node)[0]

    def _inside(self, node: Node, least: int) -> str:
        text, strength = self._show(node)
        return text if strength >= least else f"({text})"

    def _show(self, node: Node) -> tuple[str, int]:
        match node:
            case Num():
                return self._number(node)
            case Sym(name) | Const(name):
                return name, ATOM
            case Inf(sign):
                return ("∞", ATOM) if sign > 0 else ("-∞", SIGN)
            case NaN():
                return "NaN", ATOM
            case Truth(value):
                return ("True" if value else "False"), ATOM
            case Add(args) if args:
                return self._sum(args), SUM
            case Mul(args) if args:
                return self._product(args)
            case Add() | Mul():
                return ("0" if isinstance(node, Add) else "1"), ATOM
            case Pow(base, Num(value)) if value < 0:
                below = base if value == -1 else Pow(base, Num(-value))
                return f"1/{self._inside(below, POWER)}", PRODUCT
            case Pow(base, exponent):
                return f"{self._inside(base, ATOM)}^{self._inside(exponent, ATOM)}", POWER
            case Call("exp", (Num(Fraction(numerator=1, denominator=1)),)):
                return "e", ATOM
            case Call(name, args):
                return f"{NAMES.get(name, name)}({self._list(args)})", ATOM
            case _:
                return self._logic(node)

    def _logic(self, node: Node) -> tuple[str, int]:
        match node:
            case Rel(op, left, right):
                sign = {"!=": "≠", "<=": "≤", ">=": "≥"}.get(op, op)
                return f"{self._inside(left, SUM)} {sign} {self._inside(right, SUM)}", RELATION
            case And(args):
                return " ∧ ".join(self._inside(arg, RELATION) for arg in args), LOGIC
            case Or(args):
                return " ∨ ".join(self._inside(arg, RELATION) for arg in args), LOGIC
            case Union(args):
                return " ∪ ".join(self._inside(arg, RELATION) for arg in args), LOGIC
            case Intersection(args):
                return " ∩ ".join(self._inside(arg, RELATION) for arg in args), LOGIC
            case Minus(left, right):
                return f"{self._inside(left, RELATION)} ∖ {self._inside(right, RELATION)}", LOGIC
            case Not(arg):
                return f"not {self._inside(arg, ATOM)}", LOGIC
            case Seq(args):
                return f"({self._list(args)}{self.between.rstrip() if len(args) == 1 else ''})", ATOM
            case FiniteSet(()):
                return "∅", ATOM
            case FiniteSet(args):
                return f"{{{self._list(args)}}}", ATOM
            case Interval(low, high, low_open, high_open):
                first, last = self.opening if low_open else "[", self.closing if high_open else "]"
                return f"{first}{self.write(low)}{self.between}{self.write(high)}{last}", ATOM
        raise AssertionError(node)

    def _list(self, args: tuple[Node, ...]) -> str:
        return self.between.join(map(self.write, args))

    def _number(self, node: Num) -> tuple[str, int]:
        if node.text is not None:  # a SymPy Rational keeps the text "3/4": as a base it needs brackets
            text = self._typed(node.text, node.value)
            return text, PRODUCT if "/" in text else ATOM if node.value >= 0 else SIGN
        if node.value.denominator != 1:
            return str(node.value), PRODUCT
        return str(node.value), ATOM if node.value >= 0 else SIGN

    def _typed(self, text: str, value: Fraction) -> str:
        match = DECIMAL.fullmatch(text)
        if self.point is None or match is None:
            return text
        whole, places, power = match.groups()
        if (more := len((whole + places).lstrip("-0")) - MOST_DIGITS) > 0:
            if (simple := _simple(value)) is not None:
                return str(simple)
            places = places[:-more] + "…" if more < len(places) else places
        return f"{whole if whole.strip('-') else whole + '0'}{self.point}{places}{power}"

    def _sum(self, args: tuple[Node, ...]) -> str:
        text = self._inside(args[0], PRODUCT)
        for arg in args[1:]:
            piece = self._inside(arg, PRODUCT)
            text += f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
        return text

    def _product(self, args: tuple[Node, ...]) -> tuple[str, int]:
        sign, factors = "", list(args)
        if isinstance(factors[0], Num) and factors[0].value == -1 and len(factors) > 1:
            sign = "-"
            factors = factors[1:]
        text = ""
        for index, factor in enumerate(factors):
            match factor:
                case Pow(base, Num(value)) if value < 0 and index:
                    text += f"/{self._inside(base if value == -1 else Pow(base, Num(-value)), POWER)}"
                case Num(value) if value.denominator != 1 and factor.text is None:
                    text += f"{'*' if index else ''}({value})" if index or len(factors) > 1 else str(value)
                case _:
                    piece = self._inside(factor, PRODUCT + 1 if index else PRODUCT)
                    text += f"*{piece}" if index else piece
        if text.startswith("-") and sign:
            return text[1:], PRODUCT
        return sign + text, PRODUCT


def _simple(value: Fraction) -> Fraction | None:
    """A simple fraction that Python shows in the same digits."""
    simple = value.limit_denominator(SIMPLE)
    return simple if simple and abs(value) < LARGEST and float(simple) == float(value) else None


AS_TYPED = Notation(None, "; ", "(", ")")
NOTATIONS = {lang: Notation(POINT[lang], BETWEEN[lang], *OPEN[lang]) for lang in LANGS}
