"""Filling the givens of a variant into a text: `$(w-{m})^2$`. Braces that are LaTeX's stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import sympy

from grader.model import LANGS, Lang, Text
from grader.notation import BETWEEN, OPEN

HOLE = re.compile(r"\{([A-Za-z]\w*)\}")
MATHS = re.compile(r"(\$[^$]*\$)")

# what LaTeX takes as an argument: one group behind a command, two behind TWO, none behind OPERATORS; WORDS hold no formula
WORDS = re.compile(r"\\(?:text\w*|math[a-z]+|operatorname\*?|mbox|emph|begin|end|color|label|tag)$")
ONE = re.compile(r"(?:\\[A-Za-z]+|\\sqrt\[[^\]]*\]|\^)$")
TWO = re.compile(r"\\(?:[dtc]?frac|[dt]?binom|overset|underset|stackrel)$")
OPERATORS = re.compile(
    r"\\(?:cdots?|times|div|pm|mp|to|mapsto|in|notin|leq?|geq?|neq?|lt|gt|approx|equiv|sim|propto|mid|quad|qquad|"
    r"left|right|infty|sum|prod|int|wedge|vee|land|lor|cup|cap|setminus|[a-zA-Z]*arrow|ldots|dots)$"
)

Role = Literal["plain", "argument", "words"]

LISTS = (list, tuple, sympy.Tuple)
SEPARATORS = {lang: sign.replace(" ", "\\ ") for lang, sign in BETWEEN.items()}  # in a formula
PHI = re.compile(r"\\phi(?![A-Za-z])")  # SymPy's letter; ours is the open one everywhere


@dataclass(frozen=True, slots=True)
class Hole:
    """A name in braces. `argument`: its braces are LaTeX's, too, as in `\frac{n}{2}`; `words`: they hold a word of
    LaTeX, as in `x_{max}`, unless a given is called like it."""

    name: str
    start: int
    end: int
    maths: bool
    role: Role


def holes(words: str) -> Iterator[Hole]:
    """The names in braces, in their order."""
    place = 0
    for part in MATHS.split(words):
        maths = part.startswith("$")
        for match in HOLE.finditer(part):
            role: Role = _role(part, match.start()) if maths else "plain"
            yield Hole(match[1], place + match.start(), place + match.end(), maths, role)
        place += len(part)


def _role(part: str, start: int) -> Role:
    before = part[:start].rstrip()
    if before.endswith("_") or WORDS.search(before):
        return "words"
    if ONE.search(before) and not OPERATORS.search(before):
        return "argument"
    if before.endswith("}") and TWO.search(before[: _opening(before)].rstrip()):
        return "argument"
    return "plain"


def _opening(part: str) -> int:
    """Where the group begins that ends with the last brace."""
    depth = 0
    for place in range(len(part) - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(part[place], 0)
        if not depth:
            return place
    return 0


def named(text: Text) -> set[str]:
    """All names in braces; those of LaTeX are among them."""
    return {hole.name for words in (text.de, text.en) for hole in holes(words)}


def fill(text: Text, values: Mapping[str, sympy.Expr | Text]) -> Text:
    """The text with each `{name}` replaced; decimals with a comma in German, as `0{,}25` inside formulas.

    A value may be words in both languages, such as a row of measurements; they are put in as they stand.
    """
    return Text(de=_fill(text.de, values, "de"), en=_fill(text.en, values, "en"))


def _fill(text: str, values: Mapping[str, sympy.Expr | Text], lang: Lang) -> str:
    """What LaTeX takes as an argument keeps its braces, or the first digit of 10 would be all of it."""
    filled, place = "", 0
    for hole in holes(text):
        value = values.get(hole.name)
        if value is None:
            continue
        said = written(value, lang, maths=hole.maths)
        kept = hole.role != "plain" and len(said) > 1
        filled += text[place : hole.start] + (f"{{{said}}}" if kept else said)
        place = hole.end
    return filled + text[place:]


def written(value: Any, lang: Lang, *, maths: bool, short: bool = True) -> str:
    """A given as people write it: fractions with a `short` decimal as decimals, formulas as LaTeX, words as they are;
    lists and sets with the separator that cannot be taken for a decimal comma."""
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, LISTS):
        return _in_a_row(value, lang, maths=maths)
    if isinstance(value, sympy.FiniteSet | sympy.Interval) and maths:
        return _as_set(value, lang)
    if isinstance(value, sympy.Rational) and not value.is_integer:
        decimal = _decimal(value) if short else None
        if decimal is not None:
            return _with_comma(decimal, lang, maths=maths)
        sign = "-" if value < 0 else ""
        return rf"{sign}\frac{{{abs(value.p)}}}{{{value.q}}}" if maths else f"{value.p}/{value.q}"
    return _latex(value) if maths else str(value)


@lru_cache(maxsize=1024, typed=True)  # the same few givens stand in all texts of a variant
def _latex(value: sympy.Basic) -> str:
    return PHI.sub(r"\\varphi", str(sympy.latex(value)))


def rounded(value: Any, places: int) -> Text:
    """A number, or a list of them, to so many decimals, to be put into a formula."""
    if isinstance(value, LISTS):
        parts = [rounded(part, places) for part in value]
        return Text(**{lang: SEPARATORS[lang].join(part.in_(lang) for part in parts) for lang in LANGS})
    shown = f"{float(value):.{places}f}"
    return Text(de=_with_comma(shown, "de", maths=True), en=shown)


def _with_comma(decimal: str, lang: Lang, *, maths: bool) -> str:
    return decimal if lang == "en" else decimal.replace(".", "{,}" if maths else ",")


def _in_a_row(values: Any, lang: Lang, *, maths: bool) -> str:
    """Entries with their separator; either all of them as decimals, or none, and a list inside a list in brackets."""
    fractions = [part for part in values if isinstance(part, sympy.Rational)]
    short = all(part.is_integer or _decimal(part) is not None for part in fractions)
    shown = [written(part, lang, maths=maths, short=short) for part in values]
    shown = [f"({text})" if isinstance(part, LISTS) else text for part, text in zip(values, shown, strict=True)]
    return (SEPARATORS if maths else BETWEEN)[lang].join(shown)


def _as_set(value: sympy.FiniteSet | sympy.Interval, lang: Lang) -> str:
    """Intervals as schools write them: ]0; 1] in German, (0, 1] in English."""
    if isinstance(value, sympy.FiniteSet):
        return rf"\{{{written(list(sympy.ordered(value.args)), lang, maths=True)}\}}"
    left, right = OPEN[lang][0] if value.left_open else "[", OPEN[lang][1] if value.right_open else "]"
    return f"{left}{written([value.start, value.end], lang, maths=True)}{right}"


def _decimal(value: sympy.Rational) -> str | None:
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.is_integer:
            sign, digits = ("-" if scaled < 0 else ""), str(abs(int(scaled))).rjust(places + 1, "0")
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return None
