"""The smallest parts of a formula: numbers and brackets of every kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

from grader.algebra.reading.tokens.brackets import beside_set_word, groups
from grader.algebra.reading.tokens.lexer import Token
from grader.algebra.reading.tokens.real_numbers import half_line
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.tree import (
    EMPTY,
    MINUS_ONE,
    REALS,
    Add,
    And,
    Call,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Mul,
    NaN,
    Node,
    Num,
    Pow,
    Seq,
    div,
    num,
)
from grader.model import Json

DEEPEST = 120
OPEN = {"(": True, "]": True, "[": False}  # an interval's left end
CLOSE = {")": True, "[": True, "]": False}
SETS = 1  # how strongly a set beside | binds


class Atoms(ABC):
    """The reading place in a list of tokens, and everything that needs no operator.

    `names` are all symbols that exist, if any are given; `taken` are some of them where others may exist, too.
    """

    taken: frozenset[str] = frozenset()

    def __init__(self, tokens: Sequence[Token], text: str, names: frozenset[str], kind: str | None) -> None:
        self.tokens, self.text, self.names, self.kind = list(tokens), text, names, kind
        self.closers = {group.open: group.close for group in groups(tokens, text) if group.open >= 0}
        self.index = self.depth = self.bars = self.braced_in = 0

    @abstractmethod
    def expression(self, least: int) -> Node:
        """What stands here, up to the first operator that binds less than `least`."""

    @abstractmethod
    def word(self, token: Token) -> Node:
        """A name, or a function with what it is applied to."""

    @abstractmethod
    def arguments(self, function: str, token: Token) -> tuple[Node, ...]:
        """What a function is applied to, with brackets or without."""

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def advance(self) -> Token:
        token = self.here
        if token.kind != "end":
            self.index += 1
        return token

    def take(self, text: str) -> bool:
        """Step over an operator if it stands here."""
        if self.here.kind == "op" and self.here.text == text:
            self.index += 1
            return True
        return False

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.trouble("deep text")
        yield
        self.depth -= 1

    def trouble(self, code: str, /, **words: Json) -> ParseError:
        return ParseError(code, self.text, self.here.start, **words)

    def unexpected(self) -> ParseError:
        if self.here.kind == "end":
            return self.trouble("something missing")
        shown = self.text[self.here.start : self.here.end]
        return self.trouble("does not fit", shown=shown)

    def step_over(self, end: int) -> None:
        """Go on behind a place of the text."""
        while self.here.kind != "end" and self.here.start < end:
            self.index += 1

    def need(self, text: str) -> None:
        if not self.take(text):
            raise self.trouble("sign missing", sign=text)

    def starts_factor(self) -> bool:
        """May a factor without a multiplication sign begin here?"""
        token = self.here
        if token.kind in ("num", "name"):
            return True
        if token.kind != "op":
            return False
        return token.text in ("(", "frac", "binom", "box", "root", "oo") or (token.text == "|" and not self.bars)

    def atom(self) -> Node:
        index, token = self.index, self.advance()
        match token.kind, token.text:
            case "num", _:
                return Num(token.value or Fraction(0), token.text or None)
            case "name", _:
                return self.word(token)
            case "op", "(" | "[" | "]" if index in self.closers:
                return self.bracket(index, token)
            case "op", "{" if index in self.closers:
                return self.braces(index)
            case "op", "|":
                return self.absolute()
            case "op", "frac":
                top = self.fraction_part()
                return div(top, self.fraction_part())
            case "op", "binom":
                above = self.fraction_part()
                return Call("binomial", (above, self.fraction_part()))
            case "op", "box" if self.here.text == "{":
                return self.braced()
            case "op", "root":
                return self.root(token)
            case "op", "oo":
                return Inf(1)
            case "op", "nan":
                return NaN()
            case "op", "emptyset":
                if self.here.text in ("Menge", "menge", "set", "Lösung", "Lösungen", "Nullstelle", "Nullstellen"):
                    self.advance()
                elif self.here.text == "(" and self.tokens[self.index + 1].text == ")":
                    self.index += 2
                return EMPTY
            case "op", "reals":
                return half_line(self.text[token.start + 1 : token.end].removeprefix("mathbb").replace("{R}", ""))
        self.index = index
        raise self.unexpected()

    # ------------------------------------------------------------ brackets

    def entries(self, close: int) -> tuple[Node, ...]:
        """What stands between here and the closing bracket at `close`, which is stepped over."""
        bars, self.bars = self.bars, 0
        found: list[Node] = []
        if self.index < close:
            found.append(self.expression(0))
            while self.take("sep"):
                if self.index == close:
                    break  # Python's (1,) and a forgotten last entry: what is there counts
                found.append(self.expression(0))
        self.bars = bars
        if self.index != close:
            raise self.unexpected()
        self.advance()
        return tuple(found)

    def bracket(self, index: int, token: Token) -> Node:
        close = self.closers[index]
        found, end = self.entries(close), self.tokens[close].text
        unequal = token.text + end not in ("()", "[]")
        endless = any(entry == Inf(1) or entry == Mul((MINUS_ONE, Inf(1))) for entry in found)
        beside = beside_set_word(self.tokens, index, close)
        wanted = self.kind in ("interval", "region", "set") and not self.braced_in
        if len(found) == 2 and (unequal or endless or beside or wanted):
            low, high = (ends(entry) for entry in found)
            return Interval(low, high, OPEN[token.text] or isinstance(low, Inf), CLOSE[end] or isinstance(high, Inf))
        if unequal:
            raise ParseError("two ends", self.text, token.start)
        if token.text == "(" and len(found) == 1 and self.tokens[close - 1].text != "sep":
            return found[0]
        return Seq(found)

    def braces(self, index: int) -> Node:
        """A set, or a condition in the form {x | x > 0}."""
        close = self.closers[index]
        if found := self.builder(close):
            base, bar = found
            within = None
            if base < bar and self.tokens[base].text != "reals":
                self.index = base
                bars, self.bars = self.bars, 1  # the bar behind the set begins no absolute value
                within = self.expression(SETS)
                self.bars = bars
                if self.index != bar:
                    raise self.unexpected()
            self.index = bar + 1
            conditions = self.entries(close)
            if not conditions:
                raise self.trouble("no condition")
            condition = conditions[0] if len(conditions) == 1 else And(conditions)
            return condition if within in (None, REALS) else Intersection((within, condition))
        self.braced_in += 1  # {(1; 2)} holds a point, not an interval
        elements = self.entries(close)
        self.braced_in -= 1
        return FiniteSet(elements)

    def builder(self, close: int) -> tuple[int, int] | None:
        """Where the base set of `{x ∈ base | …}` or `{(x, y) | …}` begins and where its bar stands; None in other sets."""
        behind = self.index
        if self.here.kind == "name":
            behind += 1
        elif self.here.text == "(" and all(t.kind == "name" or t.text == "sep" for t in self.inside(self.index)):
            behind = self.closers[self.index] + 1
        if behind == self.index:
            return None
        base = behind + 1 if self.tokens[behind].text == "in" else behind
        for bar in range(base, close if base > behind else behind + 1):
            token = self.tokens[bar]
            if token.text == "|" or (token.text == "/" and self.text[token.start] == ":"):
                return base, bar
        return None

    def inside(self, index: int) -> list[Token]:
        return self.tokens[index + 1 : self.closers[index]]

    def braced(self) -> Node:
        """One LaTeX group."""
        index = self.index
        self.need("{")
        found = self.entries(self.closers[index])
        if len(found) != 1:
            raise self.trouble("nothing in braces")
        return found[0]

    def absolute(self) -> Node:
        bars, self.bars = self.bars, 1
        inner = self.expression(0)
        self.bars = bars
        self.need("|")
        if isinstance(inner, Seq):  # the length of a vector
            return Call("sqrt", (Add(tuple(Pow(part, num(2)) for part in inner.args)),))
        return Call("abs", (inner,))

    def root(self, token: Token) -> Node:
        """∛8 and ³√(-8): the real root, as at school."""
        (inner,) = self.arguments("sqrt", token)
        return Call("root", (inner, Num(token.value or Fraction(2))))

    def fraction_part(self) -> Node:
        if self.here.text == "{":
            return self.braced()
        token = self.here
        if token.kind == "num" and token.text.isdigit() and len(token.text) > 1:
            self.tokens[self.index] = replace(
                token, text=token.text[1:], start=token.start + 1, value=Fraction(token.text[1:])
            )  # \frac12 is one half
            return num(int(token.text[0]))
        return self.atom()


def ends(node: Node) -> Node:
    """An end of an interval: -∞ is one thing."""
    return Inf(-1) if node == Mul((MINUS_ONE, Inf(1))) else node
