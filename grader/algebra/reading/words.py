"""Words in a formula: declared names, constants, calls with and without brackets, SymPy's names for sets."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from grader.algebra.reading.atoms import Atoms, ends
from grader.algebra.reading.identifiers import LOGARITHM, NEVER_CALLED, SET_WORDS, split, unknown
from grader.algebra.reading.tokens.lexer import Token
from grader.algebra.reading.tokens.real_numbers import end_of, half_line
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.functions import ARITY, BY_OTHERS, function_name, written_out
from grader.algebra.syntax.tree import (
    EMPTY,
    MINUS_ONE,
    ONE,
    Call,
    Const,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Mul,
    Node,
    Num,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    div,
    num,
)

BEFORE_A_SET = ("union", "intersection", "setminus", "(", "=", "and", "or")
BEHIND_A_SET = ("union", "intersection", "setminus", ")", "and", "or")
RELATED = re.compile(r"\s*(?:[<>≥≤=]|\\[gl]eq?(?![a-z])|\\[gl]t)")
REAL_LINE = re.compile(r"(R|IR|RR)0?")
POWER = 8  # how strongly an argument without brackets binds: sin 2x^2


class Words(Atoms):
    """Everything that begins with a name."""

    def word(self, token: Token) -> Node:
        name = token.text
        called = self.here.text == "(" and self.here.kind == "op"
        if name in self.names:
            return Sym(name)
        if name == "pi":
            return Const("pi")
        if name == "e":
            return Call("exp", (ONE,))
        if name in ("True", "False", "true", "false"):
            return Truth(name.lower() == "true")
        if name in SET_WORDS and called:
            return self.set_word(name)
        if (base := LOGARITHM.fullmatch(name)) and "_" not in self.text[token.start : token.end]:
            self.expect_argument_of_base(base[1])
        if base:
            return div(self.call("log", token), Call("log", (num(int(base[1])),)))
        if not called and (line := self.real_line(token)) is not None:
            return line
        function = function_name(name) or (function_name(name.lower()) if len(name) > 1 else None)  # Ln 2, SIN(x)
        if function and (called or (len(name) > 1 and name not in ("sigma", "Theta"))):
            return self.call(function, token)
        if name in ("acot", "arccot", "arcctg", "arccotan"):
            raise ParseError("two functions", self.text, token.start, name=name)
        if not self.names:
            if called and (name in NEVER_CALLED or (len(name) > 1 and name.isalpha())):
                raise unknown(token, self.text, self.names, True)
            return Sym(name)
        return self.product_of_names(token, called)

    def real_line(self, token: Token) -> Node | None:
        """ℝ or a half of it where R, IR or R0+ stands, else None."""
        match = REAL_LINE.fullmatch(token.text)
        if match is None:
            return None
        letters = replace(token, text=match[1], end=token.start + len(match[1]))
        end = end_of(self.text, letters.end)
        if end < token.end or not self.is_real_line(letters):
            return None
        self.step_over(end)
        return half_line(self.text[letters.end : end])

    def is_real_line(self, token: Token) -> bool:
        """Is this R the set ℝ? Not where R is a variable (nor IR where I and R are), nor inside a formula: `U^2/R`, `R > 0`."""
        wanted = len(token.text) > 1 or self.kind in ("region", "set", "interval")
        if not wanted or split(token.text, self.names | self.taken) is not None:
            return False
        before = self.tokens[self.index - 2] if self.index > 1 else None
        if before is not None and before.text == "in":
            return True
        end = end_of(self.text, token.end)
        behind = next(one for one in self.tokens[self.index :] if one.kind == "end" or one.start >= end)
        stands_alone = before is None or (before.kind == "op" and before.text in BEFORE_A_SET)
        ends_there = behind.kind == "end" or (behind.kind == "op" and behind.text in BEHIND_A_SET)
        return stands_alone and ends_there and not RELATED.match(self.text, token.end)

    def expect_argument_of_base(self, base: str) -> None:
        """`log2` with nothing behind it may be the logarithm of 2."""
        if not self.starts_factor() and self.here.text != "^" and self.here.text != "superscript":
            raise self.trouble("base or argument", base=base)

    def product_of_names(self, token: Token, called: bool) -> Node:
        parts = split(token.text, self.names)
        if parts is None:
            raise unknown(token, self.text, self.names, called)
        if len(parts) == 1:
            return Sym(parts[0])
        # The last part may carry an exponent or be a function: it goes back to the tokens.
        start = token.end - len(parts[-1])
        self.index -= 1
        self.tokens[self.index] = replace(token, text=parts[-1], start=start)
        return Mul(tuple(Sym(part) for part in parts[:-1])) if len(parts) > 2 else Sym(parts[0])

    def call(self, function: str, token: Token) -> Node:
        """A function and its arguments, in brackets or not; sin^2(x) is the square of the sine."""
        raised: Node | None = None
        if self.here.text == "superscript" and self.here.kind == "op":
            raised = Num(self.advance().value or Fraction(0))
        elif self.take("^"):
            raised = self.braced() if self.here.text == "{" else self.atom()
        if function == "log" and self.take("_"):
            base = self.braced() if self.here.text == "{" else self.atom()
            return div(self.call("log", token), Call("log", (base,)))
        if function == "sqrt" and self.here.text == "[":
            degree = self.bracket(self.index, self.advance())
            degree = degree.args[0] if isinstance(degree, Seq) and degree.args else degree
            inner = self.braced()
            odd = isinstance(degree, Num) and degree.value.denominator == 1 and degree.value % 2 == 1
            return Call("root", (inner, degree)) if odd else Pow(inner, Pow(degree, MINUS_ONE))
        args = self.arguments(function, token)
        if isinstance(raised, Num) and raised.value < 0:
            raise ParseError("inverse or reciprocal", self.text, token.start)
        called = written_out(function, args[0]) if function in BY_OTHERS else Call(function, args)
        return Pow(called, raised) if raised is not None else called

    def arguments(self, function: str, token: Token) -> tuple[Node, ...]:
        if self.here.text in ("(", "{") and self.index in self.closers:
            close = self.closers[self.index]
            self.advance()
            args = self.entries(close)
        else:
            args = (self.bare_argument(function),)
        low, high = ARITY[function]
        if not low <= len(args) <= high:
            wanted = str(low) if low == high else f"{low}–{high}"
            shown = self.text[token.start : token.end]
            raise ParseError("number of arguments", self.text, token.start, name=shown, wanted=wanted, there=len(args))
        return args

    def bare_argument(self, function: str) -> Node:
        """The argument of a function without brackets: ln x, sin 2x."""
        if not (self.starts_factor() or self.here.text == "-"):
            raise self.trouble("no argument")
        if function == "sqrt":
            with self.deeper():
                return self.atom()
        first = self.expression(POWER - 1)
        if isinstance(first, Num) and self.here.kind == "name" and not function_name(self.here.text):
            first = Mul((first, self.expression(POWER)))
        if self.starts_factor() and not (self.here.kind == "name" and function_name(self.here.text)):
            raise self.trouble("loose argument")
        return first

    def set_word(self, name: str) -> Node:
        """SymPy's names for sets, as a student may type them into a string."""
        close, start = self.closers[self.index], self.here
        self.advance()
        args = self.entries(close)
        match name, args:
            case "set", ():
                return EMPTY
            case "FiniteSet", _:
                return FiniteSet(args)
            case "Union", _:
                return Union(args)
            case "Intersection", _:
                return Intersection(args)
            case "Rational", (top, bottom):
                return div(top, bottom)
            case "Eq", (left, right):
                return Rel("=", left, right)
            case _, (low, high, *flags) if name.startswith("Interval") and len(flags) <= 2:
                opened = [flag == Truth(True) for flag in flags] + [False, False]
                low, high = ends(low), ends(high)
                low_open = name.endswith((".open", "Lopen")) or opened[0] or isinstance(low, Inf)
                high_open = name.endswith((".open", "Ropen")) or opened[1] or isinstance(high, Inf)
                return Interval(low, high, low_open, high_open)
        raise ParseError("odd call", self.text, start.start, name=name)
