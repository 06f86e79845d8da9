"""The passages of a text that could be an answer: formulas and their sides, numbers, code, lists, numbers as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.authoring.texts import MATHS

Place = Literal["formula", "side", "prose", "code"]

CODE = re.compile(r"`([^`]+)`")
SIDES = re.compile(r"=|\\approx(?![A-Za-z])|\\equiv(?![A-Za-z])|\\Rightarrow(?![A-Za-z])|≈")
SEPARATOR = re.compile(r"^\s*(?:[,;]|und|and|oder|or|sowie)\s*(?:und|and)?\s*$")

# no part of a longer number, of a name, of an index; with or without the unit that stands at it
NUMBER = re.compile(r"(?<![\w.,^_{/\\])[-−+]?\d+(?:[.,]\d+)?(?:\s?/\s?\d+)?(?=(?:[a-zA-Zµ°%€]{0,3})(?![\w/]|[.,]\d))\s?%?")
MIXED = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:(?:\s*[,;]\s*|\s+(?:und|and)\s+)[-−]?\d+(?:[.,]\d+)?)+")
BRACKETS = re.compile(r"[\[({\]][^\[\](){}]+[\])}\[]")
LISTED = re.compile(r"[\w-]+(?:\s*(?:,|;|\bund\b|\band\b)\s*[\w-]+)+")
AFTER_EQUALS = re.compile(r"(?:=|≈)\s*([^=≈,;:!?()]+?)(?=\s*(?:[,;:!?()=≈]|\.(?!\d)|$|\s[A-Za-zÄÖÜäöüß]{2,}))")
# a run of signs, numbers, one-letter names and functions
TERM = r"(?:\d+(?:[.,]\d+)?|(?:sqrt|exp|log|ln|sin|cos|tan|abs)\b|[A-Za-z]\d?(?![A-Za-z]))"
FORMULA = re.compile(rf"(?<![\w\\])[-−(]*{TERM}(?:\s*(?:\*\*|[-+−*/^·()])?\s*[(]*{TERM}[)]*)+(?!\w)")

WORDS = {
    **dict.fromkeys(("null", "zero"), "0"),
    **dict.fromkeys(("zwei", "two"), "2"),
    **dict.fromkeys(("drei", "three"), "3"),
    **dict.fromkeys(("vier", "four"), "4"),
    **dict.fromkeys(("fünf", "five"), "5"),
    **dict.fromkeys(("sechs", "six"), "6"),
    **dict.fromkeys(("sieben", "seven"), "7"),
    **dict.fromkeys(("acht", "eight"), "8"),
    **dict.fromkeys(("neun", "nine"), "9"),
    **dict.fromkeys(("zehn", "ten"), "10"),
    **dict.fromkeys(("elf", "eleven"), "11"),
    **dict.fromkeys(("zwölf", "twelve"), "12"),
    **dict.fromkeys(("ein halb", "one half", "die Hälfte", "ein halbes", "eine halbe"), "1/2"),
    **dict.fromkeys(("ein Drittel", "one third", "a third"), "1/3"),
    **dict.fromkeys(("zwei Drittel", "two thirds"), "2/3"),
    **dict.fromkeys(("ein Viertel", "one quarter", "a quarter"), "1/4"),
    **dict.fromkeys(("drei Viertel", "three quarters"), "3/4"),
    **dict.fromkeys(("unendlich", "infinity"), "oo"),
}
SPOKEN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that stand in a text, and how they would be typed as an answer."""

    words: str
    answer: str
    place: Place


def candidates(text: str) -> Iterator[Candidate]:
    """Every passage of a text, its holes still open, that could be read as an answer."""
    yield from _formulas(text)
    prose = MATHS.sub(" § ", text)
    for code in CODE.findall(prose):
        yield Candidate(code, code, "code")
    prose = CODE.sub(" § ", prose)
    for pattern in (BRACKETS, LISTED, MIXED, FORMULA):
        for match in pattern.finditer(prose):
            yield Candidate(match[0], match[0], "prose")
    for match in AFTER_EQUALS.finditer(prose):
        yield Candidate(match[1], match[1], "prose")
    for match in NUMBER.finditer(prose):
        number = match[0].strip()
        yield Candidate(number, number, "prose")
        if number.endswith("%"):
            yield Candidate(number, number.rstrip("% "), "prose")
    for match in SPOKEN.finditer(prose):
        said = next(value for word, value in WORDS.items() if word.lower() == match[0].lower())
        yield Candidate(match[0], said, "prose")


def _formulas(text: str) -> Iterator[Candidate]:
    """Formulas, their sides, and formulas in a row: `$1$, $2$ and $3$`."""
    parts = MATHS.split(text)
    run: list[str] = []
    for before, part in zip(parts[0::2], [*parts[1::2], ""], strict=True):
        if not SEPARATOR.match(before):
            run = []
        formula = part[1:-1].strip()
        if not formula:
            continue
        run.append(formula)
        yield Candidate(formula, formula, "formula")
        sides = SIDES.split(formula)
        if len(sides) > 1:
            yield from (Candidate(side.strip(), side.strip(), "side") for side in sides if side.strip())
        if len(run) > 1:
            yield Candidate(formula, "; ".join(run), "formula")
