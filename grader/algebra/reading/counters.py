"""`x = kπ, k ∈ ℤ`: what is said of the counter of a family of points is left out, since that is what it is anyway."""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.algebra.reading.tokens.lexer import canonical_name

TAIL = re.compile(
    r"[\s,;(|:∧]{0,9}(?:\b(?:mit|und|with|and|für|for|where|wobei)\b\s{0,9})?(?:(?:alle|all)\s{1,9})?(?P<name>[knmlz])\s{0,9}"
    r"(?:(?:∈|\\in(?![a-z])|\bin\b)\s{0,9}(?:ℤ|\\mathbb\s?\{?\s?Z\s?\}?|Z)|(?:ist\s+)?(?:eine\s+)?ganze\s+Zahl|(?:is\s+)?an\s+integer)"
    r"\s{0,9}\)?\s*$"
)
TURNS = re.compile(r"π|\bpi\b|(?<=[\dknmlz])pi\b|\\pi(?![a-z])|°")


def without_counter(text: str, taken: Collection[str]) -> str:
    """The text with blanks for a last `k ∈ ℤ`, if k stands before it in a formula with π and is nothing else."""
    said = TAIL.search(text)
    if said is None or said["name"] in {canonical_name(name) for name in taken}:
        return text
    before = text[: said.start()]
    if not TURNS.search(before) or said["name"] not in re.sub(r"\\?pi|[A-Za-z]{4,}", " ", before):
        return text
    return before + " " * (len(text) - said.start())
