"""Filling the givens of a variant into a text: `$(w-{m})^2$`. Other braces, as LaTeX has them, stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sympy

from grader.model import Lang, Text

HOLE = re.compile(r"\{([A-Za-z]\w*)\}")
MATHS = re.compile(r"(\$[^$]*\$)")


def outside_formulas(text: Text) -> set[str]:
    """The names in braces that stand outside of `$…$`."""
    return {name for words in (text.de, text.en) for name in HOLE.findall(MATHS.sub("", words))}


def holes(text: Text) -> set[str]:
    """All names in braces; those of LaTeX are among them."""
    return {name for words in (text.de, text.en) for name in HOLE.findall(words)}


def fill(text: Text, values: Mapping[str, sympy.Expr | Text]) -> Text:
    """The text with each `{name}` replaced; decimals with a comma in German, as `0{,}25` inside formulas.

    A value may be words in both languages, such as a row of measurements; they are put in as they stand.
    """
    return Text(de=_fill(text.de, values, "de"), en=_fill(text.en, values, "en"))


def _fill(text: str, values: Mapping[str, sympy.Expr | Text], lang: Lang) -> str:
    parts = MATHS.split(text)
    return "".join(_fill_part(part, values, lang, maths=part.startswith("$")) for part in parts)


def _fill_part(part: str, values: Mapping[str, sympy.Expr | Text], lang: Lang, *, maths: bool) -> str:
    def put(match: re.Match[str]) -> str:
        value = values.get(match[1])
        return match[0] if value is None else written(value, lang, maths=maths)

    return HOLE.sub(put, part)


def written(value: Any, lang: Lang, *, maths: bool) -> str:
    """A given as people write it: short decimals as decimals, other fractions as fractions, formulas as LaTeX, lists
    with the separator that cannot be taken for a decimal comma, words as they are."""
    if isinstance(value, Text):
        return value.in_(lang)
    if isinstance(value, list | tuple | sympy.Tuple):
        return (r";\ " if maths else "; ").join(written(part, lang, maths=maths) for part in value)
    if isinstance(value, sympy.Rational) and not value.is_integer:
        decimal = _decimal(value)
        if decimal is not None:
            comma = ("{,}" if maths else ",") if lang == "de" else "."
            return decimal.replace(".", comma)
        return rf"\frac{{{value.p}}}{{{value.q}}}" if maths else f"{value.p}/{value.q}"
    return str(sympy.latex(value)) if maths else str(value)


def _decimal(value: sympy.Rational) -> str | None:
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.is_integer:
            sign, digits = ("-" if scaled < 0 else ""), str(abs(int(scaled))).rjust(places + 1, "0")
            return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return None
