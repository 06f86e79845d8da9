"""Words of a formula: declared symbols, constants, functions, sets; an unknown word is a sentence, never a guess."""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.algebra.reading.tokens.lexer import Token
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.functions import function_name

SET_WORDS = frozenset(
    (
        "Interval",
        "Interval.open",
        "Interval.Lopen",
        "Interval.Ropen",
        "FiniteSet",
        "Union",
        "Intersection",
        "set",
        "Rational",
        "Eq",
    )
)
LOGARITHM = re.compile(r"log_?(\d{1,3})")
NEVER_CALLED = frozenset("fgh")  # f(w) without declared names is a function nobody defined, not f times w


def split(word: str, names: Collection[str]) -> list[str] | None:
    """A word as a product of declared names, longest first: `xy`, `eta g`; None if it is not one.

    `e` may only end it (`ye^x`): otherwise a slip of the pen like `ex` would be read as mathematics.
    """
    parts: list[str] = []
    while word:
        part = next((word[:n] for n in range(len(word), 0, -1) if word[:n] in names), None)
        if part is None and parts and (word in ("e", "pi") or (function_name(word) and len(word) > 1)):
            part = word
        if part is None:
            return None
        parts.append(part)
        word = word[len(part) :]
    return parts


def unknown(token: Token, text: str, names: Collection[str], called: bool) -> ParseError:
    """What is wrong with a word that has no meaning here."""
    shown = text[token.start : token.end]
    if called:
        return ParseError("unknown function", text, token.start, name=shown)
    if (parts := re.fullmatch(r"([A-Za-z]+?)(\d+)", token.text)) and parts[1] in names:
        return ParseError("product or power", text, token.start, shown=shown, name=parts[1], number=parts[2])
    if shown == "E":
        return ParseError("Euler's number", text, token.start)
    return ParseError("unknown name", text, token.start, name=shown)
