"""Which bracket closes which, German intervals included: in ]0; 1[ the first one opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from grader.algebra.reading.tokens.lexer import Token, ends_entry
from grader.algebra.syntax.errors import ParseError

Shape = Literal["top", "call", "paren", "bracket", "set", "group"]
PARTNERS = {"(": ")]", "[": ")][", "]": ")][", "{": "}"}
SET_WORDS = ("union", "intersection", "setminus")
DEEPEST = 60


@dataclass(slots=True)
class Group:
    """What stands between two brackets (or the whole text, opened at -1); commas, semicolons and bars of this level only."""

    shape: Shape
    open: int
    close: int = -1
    commas: list[int] = field(default_factory=list)
    semicolons: int = 0
    bars: list[int] = field(default_factory=list)
    depth: int = 0  # how many brackets are around it
    endless: bool = False  # an infinity stands directly in it


def groups(tokens: Sequence[Token], text: str) -> list[Group]:
    """All groups, the whole text first.

    Raises:
        ParseError: a bracket has no partner, or they nest too deeply.
    """
    top = Group("top", -1, len(tokens) - 1)
    found, stack = [top], [top]
    for index, token in enumerate(tokens):
        if token.kind != "op":
            continue
        char = token.text
        if (char in ("(", "[", "{") and not (char == "[" and _closes(tokens, index, stack))) or _german_open(tokens, index):
            stack.append(Group(_shape(tokens, index, found), index, depth=len(stack) - 1))
            found.append(stack[-1])
            if len(stack) > DEEPEST:
                raise ParseError("deep brackets", text, token.start)
        elif char in (")", "]", "}", "["):
            _close(tokens, index, stack, text)
        elif char == ",":
            stack[-1].commas.append(index)
        elif char == ";":
            stack[-1].semicolons += 1
        elif char == "|":
            stack[-1].bars.append(index)
        elif char == "oo":
            stack[-1].endless = True
    if len(stack) > 1:
        token = tokens[stack[-1].open]
        raise ParseError("bracket not closed", text, token.start)
    return found


def _close(tokens: Sequence[Token], index: int, stack: list[Group], text: str) -> None:
    token = tokens[index]
    if len(stack) == 1:
        raise ParseError("bracket not opened", text, token.start)
    opener = tokens[stack[-1].open]
    if token.text not in PARTNERS[opener.text]:
        raise ParseError("another bracket", text, token.start, closes=token.text, open=opener.text)
    stack.pop().close = index


def ends_operand(tokens: Sequence[Token], index: int) -> bool:
    """Does a value end just before this place?"""
    if index == 0:
        return False
    before = tokens[index - 1]
    return before.text != "[" and ends_entry(before)


def _german_open(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text == "]" and not ends_operand(tokens, index)


def _closes(tokens: Sequence[Token], index: int, stack: list[Group]) -> bool:
    inside = len(stack) > 1 and tokens[stack[-1].open].text in ("[", "]")
    return inside and ends_operand(tokens, index) and tokens[index - 1].text != "sqrt"


def _shape(tokens: Sequence[Token], index: int, found: Sequence[Group]) -> Shape:
    char, before = tokens[index].text, tokens[index - 1] if index else None
    if char == "{":
        return "group" if before is not None and _wants_group(tokens, index, found) else "set"
    if char in ("[", "]"):
        return "group" if before is not None and before.text == "sqrt" else "bracket"
    return "call" if before is not None and before.kind == "name" else "paren"


def _wants_group(tokens: Sequence[Token], index: int, found: Sequence[Group]) -> bool:
    """LaTeX braces: after ^ and _, after \\frac, its second argument, and after a root."""
    before = tokens[index - 1]
    if before.text in ("^", "_", "frac", "binom", "box", "root") or before.kind == "name":
        return True
    last = next((group for group in reversed(found) if group.close == index - 1), None)
    return last is not None and last.shape == "group" and tokens[last.open - 1].text in ("frac", "binom", "sqrt")


def beside_set_word(tokens: Sequence[Token], start: int, close: int) -> bool:
    """Stands a ∪, ∩, ∖ or ∈ beside this pair of brackets? Then it is an interval."""
    after = tokens[close + 1].text in SET_WORDS
    return after or (start > 0 and tokens[start - 1].kind == "op" and tokens[start - 1].text in (*SET_WORDS, "in"))
