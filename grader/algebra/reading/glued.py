"""Words that were written without a blank: `ln2`, `sinx`, `wlnw`, the `x` of `9.54 x 10^-7`, the U between two sets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from grader.algebra.reading.identifiers import LOGARITHM, SET_WORDS, split
from grader.algebra.reading.tokens.lexer import Token
from grader.algebra.syntax.functions import ALIASES, ARITY, function_name

LONGEST_WORD = 40  # nobody writes a longer one, and every way to take it apart is tried
AS_LETTERS = ("sigma", "Theta")


def _takes_one(word: str) -> bool:
    name = function_name(word)
    return name is not None and (ARITY[name] == (1, 1) or name == "log")


CALLED = sorted(
    (name for name in (*ARITY, *ALIASES) if len(name) > 1 and _takes_one(name) and name.isascii() and name not in AS_LETTERS),
    key=len,
    reverse=True,
)
CONSTANTS = ("e", "pi", "True", "False", "true", "false")
SHORTEST = len(CALLED[-1]) + 1  # ln2: a function's name and what it is taken of
BEFORE_SET, BEHIND_SET = ("]", ")", "}", "[", "emptyset"), ("[", "]", "(", "{", "emptyset")


def apart(found: list[Token], names: Collection[str], kind: str | None) -> list[Token]:
    """The tokens with such words taken apart; a declared name always stays itself."""
    whole: list[Token] = []
    for index, token in enumerate(found):
        before, behind = whole[-1] if whole else None, found[min(index + 1, len(found) - 1)]
        if token.kind != "name" or token.text in names:
            whole.append(token)
        elif token.text in ("U", "u") and before and before.text in BEFORE_SET and behind.text in BEHIND_SET:
            whole.append(replace(token, kind="op", text="union"))
        elif _is_times(token, before, behind, names, kind):
            whole.append(replace(token, kind="op", text="*"))
        else:
            whole += _parts(token, names)
    return whole


def _is_times(token: Token, before: Token | None, behind: Token, names: Collection[str], kind: str | None) -> bool:
    """`9.54 x 10^-7` where x is no variable."""
    known = bool(names) or kind == "value"
    return token.text in ("x", "X") and known and before is not None and before.kind == "num" and behind.text == "10"


def _parts(token: Token, names: Collection[str]) -> list[Token]:
    word = token.text
    if not SHORTEST <= len(word) <= LONGEST_WORD:
        return [token]
    usual = word in CONSTANTS or word in SET_WORDS or function_name(word) or LOGARITHM.fullmatch(word)
    if usual or not word.isalnum() or token.end - token.start != len(word) or (names and split(word, names)):
        return [token]
    for place in range(len(word)):
        if place and (not names or split(word[:place], names) is None):
            continue
        for function in CALLED:
            rest = word[place + len(function) :]
            if word.startswith(function, place) and _is_argument(rest, names):
                start = token.start + place
                front = [replace(token, text=word[:place], end=start, wide=False)] if place else []
                middle = replace(token, text=function, start=start, end=start + len(function), wide=False)
                value = Fraction(rest) if rest.isdigit() else None
                last = replace(token, kind="num" if rest.isdigit() else "name", text=rest, start=middle.end, value=value)
                return [*front, middle, last]
    return [token]


def _is_argument(rest: str, names: Collection[str]) -> bool:
    if rest.isdigit():
        return rest.isascii()
    if names:
        return bool(rest) and (rest == "pi" or split(rest, names) is not None)
    return len(rest) == 1 or rest == "pi"
