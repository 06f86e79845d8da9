"""Free text: a teacher reads it; a machine only sees whether something is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.reading.values import Unread, text_of
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text

MAX_LENGTH = 4_000


@dataclass(frozen=True, kw_only=True)
class Prose(AnswerKind):
    """A text in the student's own words."""

    kind = "prose"
    marks: int = 1

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> NoReturn:
        raise AuthorError(
            "a free text has marks and no points: name = exercise.prose(marks=…, prompt=…, rubric=[…])",
            de="ein Freitext hat eigene Punkte (marks): name = exercise.prose(marks=…, prompt=…, rubric=[…])",
        )

    @property
    def form(self) -> Text:
        if self.marks > 2:
            return Text(de="zwei, drei Sätze in Anführungszeichen", en="two or three sentences in quotes")
        return Text(de="ein, zwei Sätze in Anführungszeichen", en="one or two sentences in quotes")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        parts = list(value) if type(value) in (list, tuple) else [value]  # type: ignore[call-overload]
        texts = [text for text in map(text_of, parts) if text is not None]  # a comma too many makes a tuple of two sentences
        if not texts or len(texts) < len(parts):
            raise Unread("no text")
        return "\n".join(texts)[:MAX_LENGTH]

    def expect(self, raw: Json) -> None:
        if type(raw) is not str or len(raw) > MAX_LENGTH:
            raise ValueError("no text")

    def same(self, student: Json, reference: Json) -> Certificate:
        return Certificate(
            "undecided",
            "read by a teacher",
            Text(de="Das liest deine Lehrkraft.", en="Your teacher reads this."),
        )

    def show(self, raw: Json) -> Text:
        text = " ".join(str(raw).split()) or "–"
        return Text(de=text, en=text)

    def rebuild(self, raw: Json) -> Any:
        return raw

    def code(self, raw: Json) -> str:
        return repr(raw)
