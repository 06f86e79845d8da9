"""Is a comma a decimal point or does it separate? Decided per pair of brackets, never guessed.

A comma between two digits may be either. It is decimal where `;` or `, ` already separates, it separates where that is
the only way to reach the length that is asked for, and where both readings fit the text is given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from grader.algebra.reading.tokens.brackets import Group, beside_set_word, groups
from grader.algebra.reading.tokens.lexer import Token
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.functions import ARITY, function_name

BEHIND_COMMA = re.compile(r"\d+(?:[eE][+-]?\d+)?", re.ASCII)
ONE_FORMULA = ("expression", "value")
Lengths = tuple[int, int] | None  # fewest and most elements that a group may have; None: nobody knows


def settle(tokens: list[Token], text: str, decimal: str, length: int | None, kind: str | None) -> list[Token]:
    """The tokens with decimal commas merged into numbers and every other comma or semicolon written as `sep`.

    Raises:
        ParseError: a comma can be read both ways, or brackets do not match.
    """
    decimals: set[int] = set()
    separating: set[int] = set()
    found = groups(tokens, text)
    for group in found:
        if kind not in ONE_FORMULA and _is_point(tokens, group, length):  # (5|0)
            separating |= set(group.bars)
            group.semicolons += len(group.bars)
        lengths = _lengths(tokens, group, length, kind)
        if length and length > 1 and kind is None and _is_the_list(tokens, group, found[0]):
            lengths = (length, length)
        decimals |= _decimal_commas(tokens, group, text, decimal, lengths)
    merged: list[Token] = []
    for index, token in enumerate(tokens):
        if index in decimals:
            continue
        if index - 1 in decimals:
            merged[-1] = _join(merged[-1], token, text)
        elif index in separating or (token.kind == "op" and token.text in (",", ";")):
            merged.append(replace(token, text="sep"))
        else:
            merged.append(token)
    return merged


def lines(tokens: Sequence[Token], text: str, kind: str | None) -> list[Token]:
    """The tokens with the end of a line as a semicolon; inside one formula it is nothing if the next line begins with a sign.

    Raises:
        ParseError: one formula is asked for, and here are several lines.
    """
    found: list[Token] = []
    for token, behind in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind != "op" or token.text != "newline":
            found.append(token)
        elif kind not in ONE_FORMULA:
            found.append(replace(token, text=";"))
        elif behind is None or behind.text not in ("+", "-"):
            raise ParseError("several lines", text, token.start)
    return found


def _is_point(tokens: Sequence[Token], group: Group, length: int | None) -> bool:
    """`(5|0)`, or `5 | 0` for two numbers: bars with something between them, and no other separators, as |x| would have it."""
    ends = [group.open, *group.bars, group.close]
    plain = group.shape in ("paren", "call") or (group.shape == "top" and length == len(group.bars) + 1)
    plain = plain and bool(group.bars) and not group.semicolons
    if not plain or not all(right - left > 1 for left, right in pairwise(ends)):
        return False
    return all(_tight(tokens, comma) for comma in group.commas)


def _is_the_list(tokens: Sequence[Token], group: Group, top: Group) -> bool:
    """The brackets in `20/65*(4,7)`: no others are around them, and nothing is separated outside."""
    called = group.shape == "call" and function_name(tokens[group.open - 1].text) is not None
    outside = top.commas or top.semicolons
    return group.shape in ("paren", "bracket", "call") and group.depth == 0 and not called and not outside


def _join(whole: Token, part: Token, text: str) -> Token:
    sign = text[whole.end]
    return replace(part, text=f"{whole.text}{sign}{part.text}", start=whole.start, value=Fraction(f"{whole.text}.{part.text}"))


def _tight(tokens: Sequence[Token], comma: int) -> bool:
    """Stands this comma directly between digits?"""
    if comma == 0:
        return False
    before, here, after = tokens[comma - 1], tokens[comma], tokens[comma + 1]
    touching = before.end == here.start and here.end == after.start
    return (
        touching
        and before.kind == "num" == after.kind
        and before.text.isdigit()
        and BEHIND_COMMA.fullmatch(after.text) is not None
    )


def _lengths(tokens: Sequence[Token], group: Group, length: int | None, kind: str | None) -> Lengths:
    match group.shape:
        case "call":
            word = tokens[group.open - 1].text
            if word.startswith("Interval"):
                return (2, 4)
            name = function_name(word)
            if name == "log":
                return (1, 1)
            if name in ("max", "min"):
                return (2, 20)
            return ARITY[name] if name else None
        case "group":
            return (1, 1)
        case "top":
            return (length, length) if length else None
        case "set":
            return None
    unequal = tokens[group.open].text + tokens[group.close].text not in ("()", "[]")
    if unequal or group.endless or beside_set_word(tokens, group.open, group.close):
        return (2, 2)
    whole = group.open == 0 and group.close == len(tokens) - 2
    if kind in ("interval", "region", "set") and (whole or group.shape == "bracket" or _stands_alone(tokens, group)):
        return (2, 2)
    if whole and length:
        return (length, length)
    if kind in ("expression", "value", "equation") or (group.shape == "paren" and not _stands_alone(tokens, group)):
        return (1, 1)
    return None


def _stands_alone(tokens: Sequence[Token], group: Group) -> bool:
    """No arithmetic around it: the whole text, an element of a list, an operand of a union."""
    before = tokens[group.open - 1].text if group.open else ""
    after = tokens[group.close + 1].text
    around = ("", "(", ")", "[", "]", "{", "}", ",", ";", "union", "intersection", "in", "=", "or", "and", "setminus")
    return before in around and after in around


def _decimal_commas(tokens: Sequence[Token], group: Group, text: str, decimal: str, lengths: Lengths) -> set[int]:
    tight = [comma for comma in group.commas if _tight(tokens, comma)]
    if not tight or decimal == ".":
        return set()
    chain = any(comma + 2 in tight for comma in tight)
    if decimal == "," or (group.shape == "set" and group.bars):  # {x | x > 0,5}
        if chain:
            raise _two_commas(tokens, tight, text)
        return set(tight)
    most = 1 + group.semicolons + len(group.commas)
    ways: list[set[int]] = [] if chain else [set(tight)]
    if not group.semicolons:
        ways.append(set())
    if lengths is not None:
        fitting = [way for way in ways if lengths[0] <= most - len(way) <= lengths[1]] or _patterns(tight, most, lengths)
        ways = fitting or ways
    if len(ways) == 1:
        return ways[0]
    if group.semicolons or any(tokens[comma].wide for comma in group.commas):
        return set(tight) if not chain else set()
    if len(tight) < len(group.commas):
        return set()  # (x,1,5): the other comma separates, so this one does too
    if group.shape == "top" or (lengths is not None and lengths[0] <= 1 and group.shape != "call"):
        return set(tight) if not chain else set()
    if chain:
        return set()  # 0,1,2 is no decimal number
    raise _ambiguous(tokens, tight[0], text)


def _patterns(tight: list[int], most: int, lengths: tuple[int, int]) -> list[set[int]]:
    """Mixed readings that reach the wanted length: (0,5,1,5) for two."""
    missing = most - lengths[0]
    if not 0 < missing <= len(tight) <= 12:
        return []
    ways = [set(way) for way in combinations(tight, missing)]
    return [way for way in ways if not any(comma + 2 in way for comma in way)]


def _two_commas(tokens: Sequence[Token], tight: Sequence[int], text: str) -> ParseError:
    second = next(comma + 2 for comma in tight if comma + 2 in tight)
    return ParseError("two commas", text, tokens[second].start)


def _ambiguous(tokens: Sequence[Token], comma: int, text: str) -> ParseError:
    left, right = tokens[comma - 1].text, tokens[comma + 1].text
    return ParseError("comma between numbers", text, tokens[comma].start, left=left, right=right)
