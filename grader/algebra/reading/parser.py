"""Everyday notation and LaTeX to a syntax tree: a Pratt parser over tokens with settled commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from fractions import Fraction
from typing import cast

from grader.algebra.reading.lexer import Token, canonical_name, tokens
from grader.algebra.reading.separators import settle
from grader.algebra.reading.words import Words
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.tree import (
    MINUS_ONE,
    ONE,
    Add,
    And,
    Call,
    Const,
    FiniteSet,
    Intersection,
    Minus,
    Mul,
    Node,
    Not,
    Num,
    Operator,
    Or,
    Pow,
    Rel,
    Seq,
    Truth,
    div,
    neg,
    num,
)
from grader.algebra.syntax.tree import Interval as IntervalNode
from grader.algebra.syntax.tree import Union as UnionNode

KINDS = (None, "expression", "value", "equation", "region", "set", "interval", "affine", "tuple")
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
# How strongly an operator binds what stands to its left.
BINDING = {
    "or": 1,
    "union": 1,
    "and": 2,
    "intersection": 2,
    "setminus": 2,
    **dict.fromkeys(RELATIONS, 4),
    "in": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
}
LOOSE, CONDITION, RELATION, SUM, PRODUCT, SIGN, POWER = 0, 3, 4, 5, 6, 7, 8


def parse(
    text: str, *, names: Collection[str] = (), decimal: str = "auto", length: int | None = None, kind: str | None = None
) -> Node:
    """The tree of a text.

    `names` are the symbols that exist here (any, if empty); `length` is the number of entries that the answer has.

    Raises:
        ParseError: the text cannot be read, or it can be read in two ways.
        ValueError: an unknown `decimal` or `kind` (the author's typo).
    """
    if decimal not in ("auto", ".", ","):
        raise ValueError(f"decimal must be auto, '.' or ',', got {decimal!r}")
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, got {kind!r}")
    if match := PLUS_MINUS.search(text):
        return _both(text, match, lambda one: parse(one, names=names, decimal=decimal, length=length, kind=kind), kind)
    found = tokens(text)
    if kind in ("expression", "value") or (kind in ("region", "set") and _names_a_set(found)):
        found = _without_left_side(found)
    found = settle(found, text, decimal, length, kind)
    return Parser(found, text, frozenset(canonical_name(name) for name in names), kind).whole()


PLUS_MINUS = re.compile(r"±|\\pm(?![A-Za-z])")


def _both(text: str, sign: re.Match[str], read: Callable[[str], Node], kind: str | None) -> Node:
    """`±2` is two values, and so `x = ±2` two equations; where one value is asked it is asked back."""
    if kind in ("value", "expression") or PLUS_MINUS.search(text, sign.end()):
        raise ParseError("plus or minus", text, sign.start())
    width = len(sign[0])  # the same length, so that places in messages stay true
    both = [read(text[: sign.start()] + one.ljust(width) + text[sign.end() :]) for one in "+-"]
    if all(isinstance(node, Rel) for node in both):
        return Or(tuple(both))
    parts = [part for node in both for part in (node.args if isinstance(node, FiniteSet) else (node,))]
    return FiniteSet(tuple(dict.fromkeys(parts)))


def _names_a_set(found: list[Token]) -> bool:
    """`L = {1; 2}`: a set with its name, not an equation."""
    return len(found) > 3 and found[0].kind == "name" and found[1].text == "=" and found[2].text in ("{", "emptyset")


def _without_left_side(found: list[Token]) -> list[Token]:
    """Drop `f'(w) =` or `w_t =` in front of a formula."""
    if found[0].text == "=":  # ≈ 0,5671
        return found[1:]
    sides = [index for index, token in enumerate(found) if token.kind == "op" and token.text in RELATIONS]
    if len(sides) != 1 or found[sides[0]].text != "=" or found[0].kind != "name":
        return found
    rest = [token for token in found[1 : sides[0]] if token.text != "'"]
    call = [token.text for token in rest]
    plain = not rest or (
        call[0] in ("(", "_")
        and call[-1] in (")", "}")
        and all(token.kind in ("name", "num") or token.text in (",", ";", "{", "}", "+", "-", "(", ")", "_") for token in rest)
    )
    return found[sides[0] + 1 :] if plain else found


class Parser(Words):
    """One text being read; each method takes the tokens of one construct and returns its node."""

    def whole(self) -> Node:
        if self.here.kind == "end":
            raise self.trouble("no expression")
        entries = [self.expression(LOOSE)]
        while self.take("sep"):
            entries.append(self.expression(LOOSE))
        if self.index < len(self.tokens) - 1:
            raise self.unexpected()
        if len(entries) == 1:
            return entries[0]
        return FiniteSet(tuple(entries)) if self.kind == "set" else Seq(tuple(entries))

    def expression(self, least: int) -> Node:
        """Everything that binds at least as strongly as `least`."""
        with self.deeper():
            left = self.prefix()
            while True:
                token = self.here
                binding = BINDING.get(token.text, 0) if token.kind == "op" else 0
                if binding and binding >= least:
                    left = self.infix(left, token, binding)
                elif not binding and least <= PRODUCT and self.starts_factor():
                    self.expect_no_second_number()
                    left = times(left, self.expression(POWER))
                else:
                    return left

    def expect_no_second_number(self) -> None:
        """`1 1/2` is one and a half to one reader and a product to another; `2 3` is a list that lost its signs."""
        if self.here.kind == "num" and self.tokens[self.index - 1].kind == "num":
            raise self.trouble("two numbers")

    def prefix(self) -> Node:
        if self.take("-"):
            return neg(self.expression(SIGN))
        if self.take("+"):
            return self.expression(SIGN)
        if self.take("not"):
            return Not(self.expression(CONDITION))
        return self.postfix(self.atom())

    def postfix(self, left: Node) -> Node:
        for _ in range(20):
            token = self.here
            if self.take("!"):
                left = Call("factorial", (left,))
            elif self.take("%"):
                left = Mul((left, Num(Fraction(1, 100)))) if not isinstance(left, Num) else Num(left.value / 100)
            elif self.take("°"):
                left = Mul((Num(left.value / 180) if isinstance(left, Num) else div(left, num(180)), Const("pi")))
            elif self.take("superscript"):
                left = power(left, Num(cast(Fraction, token.value)))
            elif self.take("^"):
                return power(left, self.exponent())
            else:
                return left
        raise self.unexpected()

    def exponent(self) -> Node:
        return self.braced() if self.here.text == "{" else self.expression(SIGN)

    def infix(self, left: Node, token: Token, binding: int) -> Node:
        self.advance()
        match token.text:
            case "+" | "-":
                right = self.formula(left, token, self.expression(binding + 1))
                return plus(left, right if token.text == "+" else neg(right))
            case "*" | "/":
                right = self.formula(left, token, self.expression(binding + 1))
                return times(left, right if token.text == "*" else Pow(right, MINUS_ONE))
            case "and" | "or" | "union" | "intersection" | "setminus":
                return joined(token.text, left, self.expression(binding + 1))
            case "in":
                return self.expression(binding + 1)
        return self.relation(left, token)

    def relation(self, left: Node, token: Token) -> Node:
        right = self.expression(SUM)
        parts: list[Node] = [Rel(cast(Operator, token.text), left, right)]
        while self.here.kind == "op" and self.here.text in RELATIONS:
            token, left = self.advance(), right
            right = self.expression(SUM)
            parts.append(Rel(cast(Operator, token.text), left, right))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def formula(self, left: Node, token: Token, right: Node) -> Node:
        """Sums and products are made of formulas; a set or list in them is a sentence."""
        for side in (left, right):
            if isinstance(
                side, Seq | FiniteSet | IntervalNode | UnionNode | Rel | And | Or | Not | Truth | Minus | Intersection
            ):
                raise ParseError("no formula beside a sign", self.text, token.start, sign=token.text)
        return right


def plus(left: Node, right: Node) -> Node:
    return Add((*left.args, right)) if isinstance(left, Add) else Add((left, right))


def times(left: Node, right: Node) -> Node:
    if isinstance(left, Mul) and left.args[0] != MINUS_ONE:
        return Mul((*left.args, right))
    return Mul((left, right))


def power(base: Node, exponent: Node) -> Node:
    return Call("exp", (exponent,)) if base == Call("exp", (ONE,)) else Pow(base, exponent)


def joined(word: str, left: Node, right: Node) -> Node:
    if word == "setminus":
        return Minus(left, right)
    kind = {"and": And, "or": Or, "union": UnionNode, "intersection": Intersection}[word]
    before = left.args if isinstance(left, And | Or | UnionNode | Intersection) and type(left) is kind else (left,)
    return cast(Node, kind((*before, right)))
