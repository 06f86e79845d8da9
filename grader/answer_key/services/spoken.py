"""Numbers, signs and comparisons said in words, German and English, as people type them: `minus zwei Fünftel` is -2/5."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

_UNITS = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_TEENS = ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ENGLISH_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _whole() -> dict[str, int]:
    found: dict[str, int] = {"hundert": 100, "einhundert": 100, "tausend": 1000, "a hundred": 100, "a thousand": 1000}
    for small, tens, glue in ((_UNITS + _TEENS, _TENS, "und"), (_ENGLISH + _ENGLISH_TEENS, _ENGLISH_TENS, "-")):
        found.update({word: value for value, word in enumerate(small)})
        for place, ten in enumerate(tens, start=2):
            found[ten] = 10 * place
            for value, unit in enumerate(small[1:10], start=1):
                words = [f"{unit.removesuffix('s') if value == 1 else unit}und{ten}"]
                if glue == "-":
                    words = [f"{ten}-{unit}", f"{ten} {unit}"]
                found.update(dict.fromkeys(words, 10 * place + value))
    del found["one"]  # mostly a pronoun
    return found


def _parts() -> dict[str, int]:
    """The words for what a fraction is divided by."""
    found = {"halbe": 2, "halbes": 2, "halben": 2, "half": 2, "halves": 2, "drittel": 3, "third": 3, "quarter": 4}
    stems = {**dict(enumerate(_UNITS)), 7: "sieb", 8: "ach"} | dict(enumerate(_TEENS, start=13))
    found |= {f"{stems[value]}tel": value for value in range(4, 20)}
    found |= {f"{ten}stel": 10 * place for place, ten in enumerate(_TENS, start=2)}
    found |= {"hundertstel": 100, "tausendstel": 1000, "hundredth": 100, "thousandth": 1000}
    irregular = {"five": "fif", "eight": "eigh", "nine": "nin", "twelve": "twelf"}
    for value, word in enumerate(_ENGLISH + _ENGLISH_TEENS):
        if value >= 4:
            found[f"{irregular.get(word, word)}th"] = value
    found |= {f"{ten.removesuffix('y')}ieth": 10 * place for place, ten in enumerate(_ENGLISH_TENS, start=2)}
    return found | {f"{word}s": value for word, value in found.items() if word.endswith(("th", "third", "quarter"))}


WHOLE, PARTS = _whole(), _parts()
FIXED = {"ein halb": "1/2", "die hälfte": "1/2", "anderthalb": "3/2", "eineinhalb": "3/2", "unendlich": "oo", "infinity": "oo"}
FIXED |= {f"{unit}einhalb": f"{2 * value + 1}/2" for value, unit in enumerate(_UNITS[2:10], start=2)}
SIGNS = {
    **dict.fromkeys(("plus",), "+"),
    **dict.fromkeys(("minus",), "-"),
    **dict.fromkeys(("mal", "times"), "*"),
    **dict.fromkeys(("geteilt durch", "durch", "divided by", "over"), "/"),
    **dict.fromkeys(("hoch", "to the power of"), "^"),
    **dict.fromkeys(("ist gleich", "equals"), "="),
    **dict.fromkeys(("prozent", "percent", "per cent"), "%"),
    **dict.fromkeys(("größer als", "greater than", "more than"), ">"),
    **dict.fromkeys(("kleiner als", "less than", "smaller than"), "<"),
    **dict.fromkeys(("mindestens", "at least"), ">="),
    **dict.fromkeys(("höchstens", "at most"), "<="),
}


def _any(words: dict[str, int] | dict[str, str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DIGIT = _any(_UNITS[:10] + _ENGLISH[:10])


@cache
def _phrase() -> re.Pattern[str]:
    """Compiled when a text is looked through, 80 ms: no key worker of a class does that."""
    return re.compile(
        rf"(?<![\w-])(?:(?P<negative>minus|negativ(?:e[rsn]?)?)\s+)?(?:"
        rf"(?P<before>{_any(WHOLE)})\s+(?:komma|comma|point)\s+(?P<digits>(?:{_DIGIT})(?:\s+(?:{_DIGIT}))*)"
        rf"|(?P<over>{_any(WHOLE)}|eine?|one|an?|\d+)[ -](?P<under>{_any(PARTS)})"
        rf"|(?P<fixed>{_any(FIXED)})|(?P<whole>{_any(WHOLE)})|(?P<typed>\d+(?:[.,]\d+)?)(?=\s|$))(?![\w-])"
        rf"|(?<![\w-])(?P<sign>{_any(SIGNS)})(?![\w-])|(?P<mark>[$`])",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """A text with what it says in words typed instead, and where each piece of it comes from."""

    text: str
    said: str
    starts: tuple[int, ...]  # of the pieces in `text`
    pieces: tuple[tuple[int, int, bool], ...]  # where each lies in `said`, and whether it is another there

    def source(self, start: int, end: int) -> str:
        """The words of the original that are typed from `start` to `end`."""
        return self.said[self._at(start) : self._at(end - 1, last=True)]

    def spoken(self, start: int, end: int) -> bool:
        """Is some of it said in words?"""
        first, last = (bisect_right(self.starts, place) - 1 for place in (start, end - 1))
        return any(changed for _, _, changed in self.pieces[first : last + 1])

    def _at(self, place: int, *, last: bool = False) -> int:
        piece = bisect_right(self.starts, place) - 1
        start, end, changed = self.pieces[piece]
        if changed:
            return end if last else start
        return start + place - self.starts[piece] + last


def typed(said: str) -> Typed:
    """The text as it would be typed; the marks of formulas and code are left out."""
    text, starts, pieces, place = "", [], [], 0
    for match in _phrase().finditer(said):
        new = _number(match)
        if match["typed"] and not match["negative"]:
            continue
        for words, span, changed in ((said[place : match.start()], (place, match.start()), False), (new, match.span(), True)):
            if words:
                starts.append(len(text))
                pieces.append((*span, changed))
                text += words
        place = match.end()
    starts.append(len(text))
    pieces.append((place, len(said), False))
    return Typed(text + said[place:], said, tuple(starts), tuple(pieces))


def _number(match: re.Match[str]) -> str:
    found = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "mark" in found:
        return ""
    if "sign" in found:
        return SIGNS[found["sign"]]
    sign = "-" if "negative" in found else ""
    if "digits" in found:
        digits = [str(WHOLE.get(word, 1)) for word in found["digits"].split()]
        return f"{sign}{WHOLE[found['before']]}.{''.join(digits)}"
    if "under" in found:
        over = found["over"]
        return f"{sign}{over if over.isdigit() else WHOLE.get(over, 1)}/{PARTS[found['under']]}"
    if "fixed" in found:
        return sign + FIXED[found["fixed"]]
    return sign + (found["typed"] if "typed" in found else str(WHOLE[found["whole"]]))
