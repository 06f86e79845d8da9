"""The passages of a text that could be an answer: formulas and their sides, numbers, code, lists, ranges, what is said in
words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from grader.answer_key.services.spoken import Typed, typed
from grader.authoring.texts import MATHS

Place = Literal["formula", "side", "prose", "code", "spoken"]

CODE = re.compile(r"`([^`]+)`")
SIDES = re.compile(r"=|\\approx(?![A-Za-z])|\\equiv(?![A-Za-z])|\\Rightarrow(?![A-Za-z])|≈")
ARROWS = re.compile(r"\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])|→")
SEPARATOR = re.compile(r"^\s*(?:[,;→]|und|and|oder|or|sowie)?\s*(?:und|and)?\s*(?:dann|then)?\s*$")
LATEX_UNIT = re.compile(
    r"(?:\\[,;:! ]|~)*\s*(?:\\(?:text|mathrm|textrm|operatorname|mbox|unit)\{[^{}]*\}|(?<=[,;:! ~])[A-Za-zµ°/²³]{1,4})\s*$"
)
CODE_FRAME = re.compile(r"^\s*(?:lambda[^:]*:|return\b|[A-Za-z_]\w*\s*=(?!=))\s*")

# no part of a longer number, of a name, of an index; with or without the unit that stands at it
_UNIT_AT_IT = r"[a-zA-Zµ°%€]{0,3}(?:/[a-z]{1,3}[²³]?)?"
NUMBER = re.compile(
    rf"(?:(?<![\w.,^_{{/\\])[-−+]?\d+(?:[.,]\d+)?(?:\s?/\s?\d+)?|(?<![\w.,])\.\d+)(?={_UNIT_AT_IT}(?![\w/]|[.,]\d))\s?%?"
)
UNIT = re.compile(
    r"\s?(?:%|°|€|(?:[kcm]?m|[mµ]?s|h|min|[km]?g|km/h|m/s|[kM]?W|V|A|N|J|Hz|Pa)(?![\w'])"
    r"|(?:Sekunde|Minute|Stunde|Tag|Meter|Kilometer|Zentimeter|Gramm|Kilo|Tonne|Liter|Euro|Grad|Watt|Volt)"
    r"|(?:second|minute|hour|day|meter|metre|kilometer|gram|litre|liter|degree|dollar|euro)s?\b)"
)
_THEN = r"(?:\s*[,;→]\s*(?:(?:und|and)\s+)?(?:(?:dann|then)\s+)?|\s+(?:und|and)\s+(?:(?:dann|then)\s+)?)"
_NUMBER = r"[-−]?\d+(?:[.,]\d+)?(?:/\d+)?"
MIXED = re.compile(rf"(?<![\w.,]){_NUMBER}(?:{_THEN}{_NUMBER})+")
ASSIGNED = re.compile(rf"[A-Za-z]\w*\s*=\s*{_NUMBER}(?:{_THEN}[A-Za-z]\w*\s*=\s*{_NUMBER})+")
BRACKETS = re.compile(r"(?<![\w}\\^_])[\[({\]][^\[\](){}]+[\])}\[]")
LISTED = re.compile(r"[\w-]+(?:\s*(?:[,;→–]|\bund\b|\band\b)\s*(?:(?:dann|then)\s+)?[\w-]+)+")
AFTER_EQUALS = re.compile(r"(?:=|≈)\s*([^=≈,;:!?()]+?)(?=\s*(?:[,;:!?()=≈]|\.(?!\d)|$|\s[A-Za-zÄÖÜäöüß]{2,}))")
RANGE = re.compile(rf"\b(?:zwischen|between|von|from)\s+({_NUMBER}|-?oo)\s+(?:und|and|bis|to)\s+({_NUMBER}|-?oo)(?![\w])")
_SIGN = r"(?:<=|>=|[<>≤≥])"
RELATION = re.compile(
    rf"(?:(?<![\w.,]){_NUMBER}\s*{_SIGN}\s*)?(?:\b[A-Za-z]\w?\s*)?{_SIGN}\s*{_NUMBER}"
    rf"(?:\s*(?:,|und|and)\s*(?:[A-Za-z]\w?\s*)?{_SIGN}\s*{_NUMBER})?"
)
RATIO = re.compile(r"(?<![\w.,:])(\d+)(?:\s*:\s*|\s+(?:von|aus|out of|of)\s+)(\d+)(?![\w:]|[.,]\d)")
# a run of signs, numbers, one-letter names and functions
TERM = r"(?:\d+(?:[.,]\d+)?|(?:sqrt|exp|log|ln|sin|cos|tan|abs)\b|[A-Za-z]\d?(?![A-Za-z]))"
FORMULA = re.compile(rf"(?<![\w\\])[-−(]*{TERM}(?:\s*(?:\*\*|[-+−*/^·()])?\s*[(]*{TERM}[)]*)+(?!\w)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that stand in a text, how they would be typed as an answer, and whether a unit stands behind them."""

    words: str
    answer: str
    place: Place
    unit: bool = False


@lru_cache(2000)
def candidates(text: str) -> tuple[Candidate, ...]:
    """Every passage of a text, its holes still open, that could be read as an answer."""
    prose = MATHS.sub(" § ", text)
    code = CODE.findall(prose)
    found = [*_formulas(text), *(one for words in code for one in _code(words))]
    found += _numbers(typed(CODE.sub(" § ", prose)))
    found += _wholes(typed(text))
    return tuple(dict.fromkeys(one for one in found if one.words.strip() and "§" not in one.words))


def _formulas(text: str) -> Iterator[Candidate]:
    """Formulas, their sides, and formulas in a row: `$1$, $2$ and $3$`."""
    parts = MATHS.split(text)
    run: list[str] = []
    for before, part, after in zip(parts[0::2], [*parts[1::2], ""], [*parts[2::2], "", ""], strict=False):
        if not SEPARATOR.match(before):
            run = []
        formula = part[1:-1].strip()
        if not formula:
            continue
        run.append(formula)
        bare = LATEX_UNIT.sub("", formula)
        unit = bare != formula or UNIT.match(after) is not None
        for whole in dict.fromkeys((formula, bare)):
            yield Candidate(formula, whole, "formula", unit)
            sides = SIDES.split(whole)
            if len(sides) > 1:
                yield from (Candidate(side.strip(), side.strip(), "side", unit) for side in sides)
        if len(steps := ARROWS.split(formula)) > 1:
            yield Candidate(formula, "; ".join(step.strip() for step in steps), "formula")
        if r"\mid" in formula:  # a point, as schools write it
            yield Candidate(formula, formula.replace(r"\mid", ";"), "formula")
        if len(run) > 1:
            yield Candidate(formula, "; ".join(run), "formula")
            values = [SIDES.split(one)[-1].strip() for one in run]
            yield Candidate(formula, "; ".join(values), "formula")


def _code(words: str) -> Iterator[Candidate]:
    yield Candidate(words, words, "code")
    if (inside := CODE_FRAME.sub("", words)) != words:
        yield Candidate(words, inside, "code")


def _numbers(prose: Typed) -> Iterator[Candidate]:
    """Numbers and what stands behind an equals sign."""
    for match in AFTER_EQUALS.finditer(prose.text):
        yield _candidate(prose, match.span(1), match[1])
    for match in NUMBER.finditer(prose.text):
        number = match[0].strip()
        span = (match.start(), match.start() + len(number))
        unit = UNIT.match(prose.text, match.end()) is not None or number.endswith("%")
        yield _candidate(prose, span, number, unit=unit)
        if number.endswith("%"):
            yield _candidate(prose, span, number.rstrip("% "), unit=unit)
    for match in RATIO.finditer(prose.text):
        yield _candidate(prose, match.span(), f"{match[1]}/{match[2]}")


def _wholes(text: Typed) -> Iterator[Candidate]:
    """What is longer than a number; formulas and code in the middle of it are part of it."""
    for pattern in (BRACKETS, LISTED, MIXED, FORMULA):
        for match in pattern.finditer(text.text):
            yield _candidate(text, match.span(), match[0])
    for pattern in (MIXED, ASSIGNED):
        for match in pattern.finditer(text.text):
            values = [re.sub(r"^.*=\s*", "", part).strip() for part in re.split(_THEN, match[0])]
            yield _candidate(text, match.span(), "; ".join(values))
    for match in LISTED.finditer(text.text):
        words = [word for word in re.split(r"\s*[,;→–]\s*|\s+(?:und|and|dann|then)\s+|\b(?:dann|then)\s+", match[0]) if word]
        yield _candidate(text, match.span(), ", ".join(words))
    for match in RANGE.finditer(text.text):
        for left, right in ("][", "[]"):
            yield _candidate(text, match.span(), f"{left}{match[1]}; {match[2]}{right}")
    for match in RELATION.finditer(text.text):
        named = re.search(r"[A-Za-z]\w?", match[0])
        parts = re.split(r"\s*(?:,|\bund\b|\band\b)\s*", match[0])
        name = "x" if named is None or named[0] in ("un", "an") else named[0]
        whole = [part if re.search(r"[A-Za-z]", part) else f"{name} {part}" for part in parts]
        yield _candidate(text, match.span(), " und ".join(whole))


def _candidate(text: Typed, span: tuple[int, int], answer: str, *, unit: bool = False) -> Candidate:
    return Candidate(text.source(*span).strip(" $`"), answer, "spoken" if text.spoken(*span) else "prose", unit)
