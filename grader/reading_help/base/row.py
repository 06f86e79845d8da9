"""One row of the table: a sentence, and what a child may fill into it – of a type, in a range, of a size."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.measures import LONGEST_OWN, LONGEST_WINDOW, MOST_NAMES
from grader.model import Json, Text
from grader.own_words import own_words, unmarked

Reading = Mapping[str, Any]  # the public part of the item, or what the judge knows of a file
Sent = Callable[[Json, Reading], str | Text]  # how a child's parameter is shown; raises ValueError for one that cannot be
Known = Callable[[Reading], str | Text]  # what the judge knows itself

_PLAIN = re.compile(r"\w{1,30}")


@dataclass(frozen=True, slots=True)
class TroubleRow:
    """`{name}` in the sentence is what the child has `sent`, or what is `known` of what was asked for.

    `placed`: below stand the text that was read and a caret under the place.
    """

    says: Text
    sent: Mapping[str, Sent]
    known: Mapping[str, Known]
    placed: bool = False

    def sentence(self, words: Mapping[str, Json], reading: Reading) -> Text:
        """Raises ValueError where something is missing, too much, or of another type, range or size."""
        place = PLACE if self.placed else {}
        if words.keys() != {*self.sent, *place}:
            raise ValueError("other parameters than the sentence has")
        filled = {name: show(words[name], reading) for name, show in self.sent.items()}
        filled |= {name: show(reading) for name, show in self.known.items()}
        below = _caret(*(check(words[name]) for name, check in place.items())) if place else ""
        return Text(de=self.says.de.format(**_in(filled, "de")) + below, en=self.says.en.format(**_in(filled, "en")) + below)


def row(de: str, en: str, known: Mapping[str, Known] | None = None, /, **sent: Sent) -> TroubleRow:
    return TroubleRow(Text(de=de, en=en), sent, known or {})


def placed(de: str, en: str, known: Mapping[str, Known] | None = None, /, **sent: Sent) -> TroubleRow:
    return TroubleRow(Text(de=de, en=en), sent, known or {}, placed=True)


def _in(filled: Mapping[str, str | Text], lang: str) -> dict[str, str]:
    return {name: getattr(value, lang) if isinstance(value, Text) else value for name, value in filled.items()}


# ---------------------------------------------------------------- what a child may send


def own(said: Json, reading: Reading) -> str:
    """The student's own words, for a sentence that quotes them."""
    return own_words(_expect_words(said, LONGEST_OWN), LONGEST_OWN)


def count(said: Json, reading: Reading) -> str:
    if type(said) is not int or not 0 <= said < 1_000_000:
        raise ValueError("no count")
    return str(said)


def names(said: Json, reading: Reading) -> Text:
    """Names that the student has used; what is no plain name stands in quotation marks."""
    if type(said) is not list or not 0 < len(said) <= MOST_NAMES + 1:
        raise ValueError("no names")
    shown = [own(name, reading) for name in said]
    more = [] if len(shown) <= MOST_NAMES else ["…"]
    de, en = ([name if _PLAIN.fullmatch(name) else f"{a}{name}{z}" for name in shown[:MOST_NAMES]] for a, z in ("„“", "“”"))
    return Text(de=", ".join(de + more), en=", ".join(en + more))


def matching(pattern: str) -> Sent:
    """Nothing but what fits the pattern."""

    def check(said: Json, reading: Reading) -> str:
        words = _expect_words(said, LONGEST_OWN)
        if not re.fullmatch(pattern, words):
            raise ValueError("other characters")
        return unmarked(words)

    return check


def one_of(*choice: str) -> Sent:
    return matching("|".join(map(re.escape, choice)))


def _expect_words(said: Json, most: int) -> str:
    if type(said) is not str or len(said) > most:
        raise ValueError("no words of that length")
    return said


# ---------------------------------------------------------------- a place in a text


def _window(said: Json) -> str:
    return _expect_words(said, LONGEST_WINDOW)


def _offset(said: Json) -> int:
    if type(said) is not int or not 0 <= said <= LONGEST_WINDOW:
        raise ValueError("no place in the window")
    return said


def _is_cut(said: Json) -> bool:
    if type(said) is not bool:
        raise ValueError("no truth value")
    return said


PLACE: Mapping[str, Callable[[Json], Any]] = {"text": _window, "at": _offset, "cut": _is_cut}


def _caret(text: str, at: int, cut: bool) -> str:
    """Two lines: the text around the place and a caret under it."""
    dots = "…" if cut else ""
    seen = "".join(char if char.isprintable() else " " for char in text)  # each in its place, above the caret
    return f"\n    {dots}{unmarked(seen)}\n    {' ' * (len(dots) + at)}^"
