"""One option out of several, answered by its letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.answers.base import AnswerKind
from grader.answers.plain import Unread, text_of
from grader.answers.relation import refuted
from grader.errors import AuthorError
from grader.model import Certificate, Json, Kind, Text

# the letter alone, or in front of its words: C · c) · (C) · C: g ist stetig · Antwort C
LETTER = re.compile(r"^\W*(?:(?:Antwort|Option|Answer)\W+)?([A-Za-z])(?:\W*$|\s*[):.–-]\s)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Choice(AnswerKind):
    """The letters that may be answered.

    Raises:
        AuthorError: fewer than two letters.
    """

    kind = Kind.CHOICE
    letters: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.letters) < 2:
            raise AuthorError("a choice needs at least two options")

    def reading(self) -> dict[str, Json]:
        return {"kind": str(self.kind), "letters": list(self.letters)}

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
        if text is not None:
            found = LETTER.match(text)
            if found and found[1].upper() in letters:
                return found[1].upper()
        raise Unread(
            Text(
                de=f'Antworte mit einem der Buchstaben {", ".join(letters)} in Anführungszeichen, z. B. "{letters[0]}".',
                en=f'Answer with one of the letters {", ".join(letters)} in quotes, e.g. "{letters[0]}".',
            )
        )

    def same(self, student: Json, reference: Json) -> Certificate:
        if student == reference:
            return Certificate("proved", "letter", Text(de="Das ist die richtige Option.", en="This is the right option."))
        return refuted("letter", Text(de="Das ist eine andere Option.", en="This is another option."))

    def show(self, raw: Json) -> Text:
        return Text(de=str(raw)[:1], en=str(raw)[:1])

    def rebuild(self, raw: Json) -> Any:
        return raw

    def code(self, raw: Json) -> str:
        return repr(raw)
