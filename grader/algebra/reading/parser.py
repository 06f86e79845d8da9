"""Everyday notation and LaTeX to a syntax tree: a Pratt parser over tokens with settled commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from typing import cast

from grader.algebra.reading.counters import without_counter
from grader.algebra.reading.glued import apart
from grader.algebra.reading.in_front import without_front
from grader.algebra.reading.layouts import one_line
from grader.algebra.reading.tokens.lexer import LONGEST, Token, canonical_name, tokens
from grader.algebra.reading.tokens.separators import ONE_FORMULA, lines, settle
from grader.algebra.reading.words import Words
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.tree import (
    FORMULA,
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
    Sym,
    Truth,
    div,
    neg,
    num,
)
from grader.algebra.syntax.tree import Interval as IntervalNode
from grader.algebra.syntax.tree import Union as UnionNode

KINDS = (None, "expression", "value", "equation", "region", "set", "interval", "affine", "tuple")
RELATIONS = ("=", "≈", "!=", "<", "<=", ">", ">=")
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
PLAIN_FRACTION = re.compile(r"\s*(?:\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}|(\d)\s*(\d))", re.ASCII)
TRANSPOSED = re.compile(r"\s*(?:\^\s*\{?\s*(?:T|t|\\top|\\intercal|\\mathrm\{T\})\s*\}?|ᵀ|')")
LOOSE, CONDITION, RELATION, SUM, PRODUCT, SIGN, POWER = 0, 3, 4, 5, 6, 7, 8


ByCases = Callable[[list[tuple[Node, Node]]], Node]


def parse(
    text: str,
    *,
    names: Collection[str] = (),
    decimal: str = "auto",
    length: int | None = None,
    kind: str | None = None,
    by_cases: ByCases | None = None,
    taken: Collection[str] = (),
) -> Node:
    """The tree of a text.

    `names` are the symbols that exist here (any, if empty); `length` is the number of entries that the answer has;
    `taken` are known symbols where any others may stand beside them;
    `by_cases` makes one formula of values and their conditions, where such a formula may be written.

    Raises:
        ParseError: the text cannot be read, or it can be read in two ways.
        NotReadable: `by_cases` refuses its conditions.
        ValueError: an unknown `decimal` or `kind` (the author's typo).
    """
    if decimal not in ("auto", ".", ","):
        raise ValueError(f"decimal must be auto, '.' or ',', got {decimal!r}")
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {KINDS}, got {kind!r}")
    if len(text) > LONGEST:
        raise ParseError("long text", text, LONGEST)
    text = one_line(text)
    if match := PLUS_MINUS.search(text):
        return _both(
            text, match, lambda one: parse(one, names=names, decimal=decimal, length=length, kind=kind, taken=taken), kind
        )
    known = frozenset(canonical_name(name) for name in names)
    if kind not in ONE_FORMULA and not names:
        text = without_counter(text, taken)
    if kind in (*ONE_FORMULA, "region", "set") or (kind == "interval" and (names or taken or NAMED_LINE.match(text))):
        text = without_front(text, names or taken, kind)
    found = apart(tokens(text, single=kind in ONE_FORMULA), known, kind)
    found = settle(lines(found, text, kind), text, decimal, length, kind)
    parser = Parser(found, text, known, kind)
    parser.by_cases, parser.taken = by_cases, frozenset(canonical_name(name) for name in taken)
    return parser.whole()


SETS_WITHOUT_USE = frozenset("ZNQC")
NAMED_LINE = re.compile(r"\s*\w+\s*=\s*(?:I?R{1,2}|ℝ|\\mathbb)")  # a name in front that no curve has
PLUS_MINUS = re.compile(r"±|\\pm(?![A-Za-z])|\+\s?/\s?[-−](?=\s?[\w√(])|(?:^|(?<=[=,;({]))\s{0,9}\+\s?[-−](?=\s?[\d√])")


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


class Parser(Words):
    """One text being read; each method takes the tokens of one construct and returns its node."""

    related = ""  # the relation whose right side is being read
    by_cases: ByCases | None = None

    def whole(self) -> Node:
        if self.here.kind == "end":
            raise self.trouble("no expression")
        self.take("≈")  # ≈ 0,5671
        entries = [self.expression(LOOSE)]
        if self.by_cases is not None and self.here.kind == "op" and self.here.text in ("if", "else"):
            return self.cases(entries[0], self.by_cases)
        while self.take("sep"):
            if self.index == len(self.tokens) - 1 and len(entries) > 1:
                break  # a separator too many at the end
            entries.append(self.expression(LOOSE))
        if self.index < len(self.tokens) - 1:
            raise self.unexpected()
        if len(entries) == 1:
            return entries[0]
        return FiniteSet(tuple(entries)) if self.kind == "set" else Seq(tuple(entries))

    def cases(self, value: Node, by_cases: ByCases) -> Node:
        """`x wenn x > 0, sonst 0` and `x if x > 0 else 0`: a formula by cases."""
        pieces: list[tuple[Node, Node]] = []
        while True:
            if self.take("else"):
                pieces.append((value, Truth(True)))
                break
            if not self.take("if"):
                raise self.unexpected()
            pieces.append((value, self.expression(LOOSE)))
            self.take("sep")
            if self.here.kind == "end":
                break
            if self.take("else"):
                pieces.append((self.expression(LOOSE), Truth(True)))
                break
            value = self.expression(LOOSE)
        if self.index < len(self.tokens) - 1:
            raise self.unexpected()
        return by_cases(pieces)

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
                    self.expect_one_entry(left)
                    times_sign = replace(self.here, text="*")
                    right = self.expression(POWER)
                    left = (
                        self.product(left, times_sign, right)
                        if isinstance(left, Seq) or isinstance(right, Seq)
                        else times(left, right)
                    )
                else:
                    return left

    def expect_one_entry(self, left: Node) -> None:
        """A product without its sign must be one to everybody: `1 1/2` is one and a half to one reader, `2 3` a list that lost
        its signs, and in `x = -1 x = 3` a second equation begins."""
        before, here = self.tokens[self.index - 1], self.here
        if here.kind == "num" and before.kind == "num":
            raise self.two_numbers(before, here)
        if here.text == "frac" and before.kind == "num" and before.text.isdigit():
            top, bottom = self.plain_fraction()
            if top and bottom:
                raise self.mixed(before.text, f"{top}/{bottom}")
        if before.wide and self.related and here.kind == "name" and self.begins_relation(left):
            raise self.trouble("no separator")

    def begins_relation(self, left: Node) -> bool:
        """Does a relation follow the name that stands here, one that would not go on with `0 < … < 1`?"""
        behind = self.tokens[self.index + 1]
        if behind.kind != "op" or behind.text not in RELATIONS:
            return False
        return not _goes_on(self.related, behind.text) or left == Sym(self.here.text)

    def plain_fraction(self) -> tuple[str, str]:
        """The whole numbers of a `\\frac{3}{4}` that stands here; empty texts for any other."""
        match = PLAIN_FRACTION.match(self.text, self.here.end)
        return (match[1] or match[3], match[2] or match[4]) if match else ("", "")

    def two_numbers(self, before: Token, here: Token) -> ParseError:
        behind = self.tokens[self.index + 1 : self.index + 3]
        if (
            before.text.isdigit()
            and here.text.isdigit()
            and [token.text for token in behind[:1]] == ["/"]
            and behind[1].text.isdigit()
        ):
            return self.mixed(before.text, f"{here.text}/{behind[1].text}")
        return self.trouble("two numbers")

    def mixed(self, whole: str, part: str) -> ParseError:
        return self.trouble("mixed number", whole=whole, part=part)

    def prefix(self) -> Node:
        if self.take("-"):
            return _each(neg, self.expression(SIGN))
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
            elif isinstance(left, Seq) and (match := TRANSPOSED.match(self.text, token.start)):
                self.step_over(match.end())  # a row or a column: here both are a list
            elif self.take("^"):
                if token.wide and self.related:
                    self.expect_power()
                return power(left, self.exponent())
            else:
                return left
        raise self.unexpected()

    def expect_power(self) -> None:
        """In `x > 0 ^ x < 1` the sign joins two conditions, and in `0 < x ^ 2 < 4` it is a power."""
        behind = self.tokens[self.index + 1] if self.here.kind == "name" else self.here
        if behind.kind == "op" and behind.text in RELATIONS and not _goes_on(self.related, behind.text):
            raise self.trouble("power or and")

    def exponent(self) -> Node:
        return self.braced() if self.here.text == "{" else self.expression(SIGN)

    def infix(self, left: Node, token: Token, binding: int) -> Node:
        self.advance()
        match token.text:
            case "+" | "-":
                right = self.expression(binding + 1)
                right = right if token.text == "+" else _each(neg, right)
                if isinstance(left, Seq) and isinstance(right, Seq) and self.has_vectors(left, right):
                    return Seq(tuple(plus(a, b) for a, b in zip(left.args, right.args, strict=True)))
                return plus(left, self.formula(left, token, right))
            case "*":
                return self.product(left, token, self.expression(binding + 1))
            case "/":
                right = self.expression(binding + 1)
                if isinstance(right, Seq):
                    self.formula(left, token, right)
                return self.product(left, token, Pow(right, MINUS_ONE) if isinstance(right, FORMULA) else right)
            case "and" | "or" | "union" | "intersection" | "setminus":
                return joined(token.text, left, self.expression(binding + 1))
            case "in":
                if self.here.kind == "name" and self.here.text in SETS_WITHOUT_USE - self.names - self.taken:
                    raise self.trouble("whole numbers", shown=self.here.text)
                return self.expression(binding + 1)
        return self.relation(left, token)

    def relation(self, left: Node, token: Token) -> Node:
        parts: list[Node] = []
        outer = self.related
        while True:
            self.related = token.text
            right = self.expression(SUM)
            parts.append(Rel(cast(Operator, "=" if token.text == "≈" else token.text), left, right))
            if self.here.kind != "op" or self.here.text not in RELATIONS:
                break
            token, left = self.advance(), right
        self.related = outer
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def has_vectors(self, *sides: Seq) -> bool:
        """May one calculate with lists here? Where one formula or a set is asked for, brackets are something else."""
        return self.kind in (None, "affine", "tuple") and len({len(side.args) for side in sides}) == 1

    def product(self, left: Node, token: Token, right: Node) -> Node:
        """A product of formulas, or a number times a vector."""
        for factor, vector in ((left, right), (right, left)):
            if isinstance(vector, Seq) and isinstance(factor, FORMULA) and self.has_vectors(vector):
                return _each(lambda entry, by=factor: times(by, entry), vector)  # type: ignore[misc]
        return times(left, self.formula(left, token, right))

    def formula(self, left: Node, token: Token, right: Node) -> Node:
        """Sums and products are made of formulas; a set or list in them is a sentence."""
        for side in (left, right):
            if isinstance(
                side, Seq | FiniteSet | IntervalNode | UnionNode | Rel | And | Or | Not | Truth | Minus | Intersection
            ):
                raise ParseError("no formula beside a sign", self.text, token.start, sign=token.text)
        return right


def _each(change: Callable[[Node], Node], node: Node) -> Node:
    """The node changed; of a vector, each entry."""
    return Seq(tuple(_each(change, entry) for entry in node.args)) if isinstance(node, Seq) else change(node)


def _goes_on(before: str, behind: str) -> bool:
    """Do both signs point the same way, as in `0 < x < 1`?"""
    return before[0] == behind[0] and before[0] in "<>"


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
