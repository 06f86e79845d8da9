"""Words that nobody declared: where the reference knows no `approx` and no `Prozent`, they are no variables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

from grader.algebra.reading.identifiers import split
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.tree import Node, symbols

WORD = re.compile(r"([A-Za-z]{2,})(_.*)?")
UNIT = "km|cm|mm|m|kg|mg|g|ms|s|min|h|kN|N|kJ|J|kW|W|V|A|Hz|Pa|K|mol|ml|l|L|Euro|EUR|Stück"
AFTER_A_NUMBER = re.compile(rf"\s*[+-]?\d[\d.,/]*\s+(?:{UNIT})(?:\^?-?[\d²³])?(?:\s*[/·*]?\s*(?:{UNIT})(?:\^?-?[\d²³])?)*\s*")


def is_word(name: str) -> bool:
    """Several letters that are no Greek one: `foo`, `log_a`; w1, w_alt and eta are names of a variable."""
    match = WORD.fullmatch(name)
    return match is not None and not _is_greek(match[1])


def _is_greek(word: str) -> bool:
    try:
        unicodedata.lookup(f"GREEK SMALL LETTER {word.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return False
    return True


def declared(text: str, node: Node, known: Collection[str], read: Callable[[Collection[str]], Node]) -> Node:
    """The tree if all its words are known, else what `read` makes of it with the names that exist: y·p of yp.

    Raises:
        ParseError: a word is no product of them, or a number has a unit.
    """
    words = sorted(name for name in symbols(node) - set(known) if is_word(name))
    if not known and symbols(node) and AFTER_A_NUMBER.fullmatch(text):
        start = re.search(r"\s[^\d\s]", text)
        raise ParseError("number with a unit", text, start.start() + 1 if start else 0)
    if not words:
        return node
    names = {*known, *symbols(node)} - set(words)
    if names:
        return read(names)
    raise ParseError("unknown word", text, max(text.find(words[0]), 0), name=words[0])


def product_of(node: Node, known: Collection[str], read: Callable[[Collection[str]], Node]) -> Node:
    """The author's tree; a word that is a product of the other side's names and declared ones is that product."""
    words = [name for name in symbols(node) - set(known) if is_word(name)]
    if words and all(split(word, known) for word in words):
        return read({*known, *symbols(node)} - set(words))
    return node
