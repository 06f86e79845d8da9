"""One option out of several, answered by its letter, alone or with words of the option behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical
from grader.answers.base.tolerance import refuted
from grader.answers.reading.values import Unread, text_of
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text

BEFORE = r"^\W*(?:(?i:Antwort|Option|Answer)\W+)?"
# the letter alone, or in front of its words: C · c) · (C) · C: g ist stetig · Antwort C
BEHIND = r"\s*(?:[):]|[.,;–-]\s|(?<=\s)(?=(?:weil|da|denn|because|since)\s))"
LETTER = re.compile(BEFORE + r"(?P<letter>[A-Za-z])(?:\W*$|" + BEHIND + "(?P<words>.*))", re.DOTALL)
# C unendlich viele: only with words that are the option's own; a small a may be an article
JOINED = re.compile(BEFORE + r"(?P<letter>[A-Zb-z])\s+(?P<words>.+)$", re.DOTALL)
AND = {"und", "oder", "and", "or"}


@dataclass(frozen=True, kw_only=True)
class Choice(AnswerKind):
    """The letters that may be answered.

    Raises:
        AuthorError: fewer than two letters.
    """

    kind = "choice"
    letters: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.letters) < 2:
            raise AuthorError("a choice needs at least two options", de="eine Auswahl braucht mindestens zwei Möglichkeiten")

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "letters": list(self.letters)}

    @property
    def form(self) -> Text:
        letters = ", ".join(self.letters)
        return Text(
            de=f"einer der Buchstaben {letters} in Anführungszeichen",
            en=f"one of the letters {letters} in quotes",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        letters = reading["letters"]
        if type(value) in (list, tuple, set) and len(value) == 1:  # type: ignore[arg-type]
            (value,) = value  # type: ignore[misc]
        text = text_of(value)
        letter = None if text is None else _chosen(text, letters, reading.get("options", {}))
        if letter is not None:
            return letter
        raise Unread("no option")

    def expect(self, raw: Json) -> None:
        if type(raw) is not str or raw not in self.letters:
            raise ValueError("no such option")

    def same(self, student: Json, reference: Json) -> Certificate:
        if student == reference:
            return Certificate("proved", "letter", Text(de="Das ist die richtige Option.", en="This is the right option."))
        return refuted("letter", Text(de="Das ist eine andere Option.", en="This is a different option."))

    def canonical(self, raw: Json) -> Canonical:
        return (str(raw),)

    def alphabet(self) -> tuple[str, ...]:
        return self.letters

    def show(self, raw: Json) -> Text:
        return Text(de=str(raw)[:1], en=str(raw)[:1])

    def rebuild(self, raw: Json) -> Any:
        return raw

    def code(self, raw: Json) -> str:
        return repr(raw)


def _chosen(text: str, letters: Sequence[str], options: Mapping[str, Sequence[str]]) -> str | None:
    """The letter that is meant, or None.

    Raises:
        Unread: the words behind the letter belong to another option.
    """
    found = LETTER.match(text) or JOINED.match(text)
    letter, said = (found["letter"].upper(), _words(found["words"] or "")) if found else ("", [])
    more = set(said) - AND
    if found is None:
        return _by_words(_words(text), options)
    if letter not in letters or (more and more <= {other.casefold() for other in letters}):
        return None  # A und C
    if not said or _fits(said, options.get(letter, ())):
        return letter
    apart = found.re is LETTER  # then it may be a reason in words of one's own
    for other in letters:
        if _fits(said, options.get(other, ()), begins=apart):
            raise Unread("words of another option", letter=letter, other=other)
    return letter if apart else None


def _by_words(said: list[str], options: Mapping[str, Sequence[str]]) -> str | None:
    """The one option that is written out word for word; None if there is no such or more than one."""
    fitting = [letter for letter, texts in options.items() if said and said in map(_words, texts)]
    return fitting[0] if len(fitting) == 1 else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _fits(said: list[str], texts: Iterable[str], *, begins: bool = False) -> bool:
    """Is this how an option begins, in one of its languages, all of it and more, or (unless `begins`) words of it in order?"""
    for option in map(_words, texts):
        if option and (said[: len(option)] == option or option[: len(said)] == said):
            return True
        rest = iter(option)
        if not begins and all(word in rest for word in said):
            return True
    return False
