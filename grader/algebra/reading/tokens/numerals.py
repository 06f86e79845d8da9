"""Numbers as people write them: `1,5`, `1e-3`, `1½`, `1 000`, `1\\,000`, `0,\\overline{3}`."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from grader.algebra.syntax.errors import ParseError

DIGITS, EXPONENT = 400, 400
NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
LATEX_COMMA = re.compile(r"(\d+)\{,\}(\d+)", re.ASCII)
BAR = "\u0305"
PERIODIC = re.compile(rf"(\d+)\s*(?:[.,]|\{{,\}})(\d*)(?:\\(?:overline|bar)\s*\{{(\d+)\}}|((?:\d{BAR})+))", re.ASCII)
# 1 000 and 1'000: a sign that is one apart from a decimal's; groups of three are what it is known by
GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?P<sign>\\[,;:]|[\u00a0\u2009\u202f'’])\d{3})(?:(?P=sign)\d{3})*(?!\d)", re.ASCII)
SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?! ?\d)", re.ASCII)
POINTED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})(?![\d.,])", re.ASCII)


def number_at(text: str, place: int, single: bool) -> tuple[str, Fraction, int]:
    """The number that begins at a place: its digits as they are written, its value, and where it ends.

    `single` says that no list is asked for.

    Raises:
        ParseError: it has too many digits.
    """
    if match := PERIODIC.match(text, place):
        value, end = _periodic(match[1], match[2], match[3] or match[4].replace(BAR, "")), match.end()
        return "", value, end  # no decimal that somebody rounded
    grouped = GROUPED.match(text, place) or (single and (SPACED.match(text, place) or POINTED.match(text, place)))
    if grouped:
        written = _without_groups(grouped[0])
        return written, Fraction(written), grouped.end()
    if match := LATEX_COMMA.match(text, place):
        return match[0], Fraction(f"{match[1]}.{match[2]}"), match.end()
    match = NUMBER.match(text, place)
    assert match is not None  # the caller saw a digit
    written, end = match[0], match.end()
    mantissa, _, exponent = written.lower().partition("e")
    if len(mantissa) > DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > EXPONENT:
        raise ParseError("long number", text, place)
    value = Fraction(written)
    behind = end + 1 if text[end : end + 1] == " " else end  # 1½ and 1 ½
    if value.denominator == 1 and (part := small_fraction(text[behind : behind + 1])) is not None:
        return text[place : behind + 1], value + part, behind + 1
    return written, value, end


def small_fraction(char: str) -> Fraction | None:
    """The value of ½, ¾, ⅓ …; None for any other character."""
    if not char or char.isascii() or unicodedata.category(char) != "No":
        return None
    if not unicodedata.decomposition(char).startswith("<fraction>"):
        return None
    return Fraction(unicodedata.numeric(char)).limit_denominator(100)


def _periodic(whole: str, before: str, period: str) -> Fraction:
    nines = 10 ** len(period) - 1
    return Fraction(int(whole + before) * nines + int(period), 10 ** len(before) * nines)


def _without_groups(written: str) -> str:
    """The digits with a point at most, before what is behind the last of two different signs."""
    signs = re.findall(r"[.,]", written)
    last = signs[-1] if len(set(signs)) == 2 else ""
    whole, _, rest = written.rpartition(last) if last else (written, "", "")
    return re.sub(r"\D", "", whole) + (f".{rest}" if rest else "")
