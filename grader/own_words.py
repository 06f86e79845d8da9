"""A student's own words inside a sentence of ours: shown as they are, but never taken for our words or our markup."""

from __future__ import annotations

import re

_OUR_QUOTES = str.maketrans(dict.fromkeys("„“”‚‘«»", "'"))
# what opens markup in a text of ours (reports/text/marked.py): a star behind an operand is a product or a power, and so is
# one without a second one
_MARKUP = re.compile(r"[$`]|(?<![\w)\]*])\*(?=\*?[^*\s][^*]*\*)")


def own_words(words: str, most: int) -> str:
    """In one line and cut, without what nobody sees; a quotation mark of ours inside cannot end the quotation."""
    return unmarked(flat(words, most) if len(words) == 1 else flat(words, most).translate(_OUR_QUOTES))


def flat(words: str, most: int) -> str:
    """Cut, in one line, without what cannot be seen."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "" for char in words[:most])


def unmarked(words: str) -> str:
    """With a backslash before what would begin our markup."""
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", words)
