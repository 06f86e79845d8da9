"""Words around an answer, as people say it: `ca. 0,57`, `minus unendlich`, `no zeros`, `K1: small`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.algebra.reading.lexer import LONGEST

ABOUT = re.compile(
    r"^(\s*(?:[A-Za-z]\w*\s*[=≈]\s*)?)(?:ca\.?|circa|rund|etwa|ungefähr|about|approximately|approx\.?)\s+(?=[-+.\d])",
    re.IGNORECASE,
)
FOR_EXAMPLE = re.compile(r"^\s*(?:z\.\s?B\.|zum Beispiel|e\.g\.|for example)\s*[:,]?\s*", re.IGNORECASE)
TILDE = re.compile(r"^(\s*[A-Za-z]\w*\s*)~\s*(?=[-+.\d])")
SIGNS = ((re.compile(r"\bminus\s+", re.IGNORECASE), "-"), (re.compile(r"\bplus\s+", re.IGNORECASE), "+"))
# of what there is none; "keine Bedingung" would be everything
WHAT = (
    "Lösung(?:en)?|Nullstellen?|Zahl(?:en)?|Werte?|Elemente?|Punkte?|Stellen?|Menge|zeros?|solutions?|roots?|numbers?|values?"
    "|elements?|points?|set"
)
NOTHING = re.compile(
    r"^\s*(?:es gibt |there (?:is|are) )?(?:keine?s?|no|none|nichts|nothing|nirgends|nowhere|(?:die )?leere|(?:the )?empty)"
    rf"(?:\s+(?:{WHAT}|\w{{1,4}}))?\s*[.!]?\s*$",
    re.IGNORECASE,
)
NAMED = re.compile(r"^\s*(\w{1,12})\s*[:=]\s*(\S.*)$")


def number_in_words(text: str) -> str:
    """The text of a number or formula without "ca.", with ~ as "is about" and signs for minus and plus."""
    if len(text) > LONGEST:  # the parser says so
        return text
    text = TILDE.sub(r"\1= ", ABOUT.sub(r"\1", without_example(text)))
    for word, sign in SIGNS:
        text = word.sub(sign, text)
    return text


def without_example(text: str) -> str:
    """`z. B. (1, 2)` where any one of several is asked for."""
    return FOR_EXAMPLE.sub("", text)


def is_nothing(text: str) -> bool:
    """The empty set in words: keine Nullstellen, no solution, es gibt keine."""
    return len(text) <= LONGEST and bool(NOTHING.match(text))


def without_labels(parts: Sequence[object]) -> list[object]:
    """`K1: small`, `K2: large` without the names in front, where every part has one and they come in their order."""
    found = [NAMED.match(part) if type(part) is str else None for part in parts]
    labels = [match[1] for match in found if match]
    if len(labels) < max(len(parts), 2) or labels != sorted(set(labels)):
        return list(parts)
    return [match[2] for match in found if match]
