"""A number: an integer, fraction, decimal, constant such as `LambertW(1)`, or ±∞."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from grader.algebra.syntax.tree import Node, Num
from grader.answers.base.answer_kind import TWO_READINGS, AnswerKind
from grader.answers.base.canonical import Canonical, measured
from grader.answers.base.tolerance import EXACT, Tolerance
from grader.answers.base.trees import expect_number, expect_symbols, node_from, raw_of, scalar
from grader.answers.comparing.coarse import coarse, is_written_as
from grader.mistakes.base.mistake import Compared
from grader.model import Certificate, Json, Text


@dataclass(frozen=True, kw_only=True)
class Value(AnswerKind):
    """A number within a tolerance (default: exact up to the noise of floats)."""

    kind = "value"
    within: Tolerance = EXACT

    @property
    def form(self) -> Text:
        form = Text(de="eine Zahl, z. B. `7/8`, `0.875` oder `sqrt(5)`", en="a number, e.g. `7/8`, `0.875` or `sqrt(5)`")
        return self.within.added_to(form)

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        node = scalar(value, reading)
        expect_number(node)
        expect_symbols(node, {})
        return raw_of(node)

    def expect(self, raw: Json) -> None:
        super().expect(raw)
        expect_number(node_from(raw))

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = node_from(student), node_from(reference)
        found = self.within.same(answer, key)
        if found.verdict != "refuted" or not isinstance(answer, Num) or not THOUSANDS.fullmatch(answer.text or ""):
            return found
        if self.within.same(_whole(answer), key).verdict != "proved":
            return found
        return replace(found, verdict="undecided", method=TWO_READINGS, explanation=_thousands(answer.text or ""), witness=None)

    def canonical(self, raw: Json) -> Canonical:
        return (measured(node_from(raw), self.within),)

    def also_try(self, raw: Json) -> Canonical | None:
        node = node_from(raw)
        if not isinstance(node, Num) or not THOUSANDS.fullmatch(node.text or ""):
            return None
        return (measured(_whole(node), self.within),)

    def near(self, reference: Json) -> Iterator[Json]:
        """Rounded to fewer places."""
        return (raw_of(node) for (node,) in coarse((node_from(reference),)))

    def is_literally(self, student: Json, known: Json) -> bool:
        return is_written_as(node_from(student), node_from(known))

    def note_alone(self, student: Json) -> Text | None:
        node = node_from(student)
        if isinstance(node, Num) and node.text is not None and THOUSANDS.fullmatch(node.text):
            return _thousands(node.text)
        return None

    def compared(self, student: Json, reference: Json) -> Compared:
        return Compared((node_from(student),), (node_from(reference),), self._same_number)

    def _same_number(self, student: Node, reference: Node, place: int = 0) -> bool:
        return self.within.same(student, reference).verdict == "proved"


THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # in German 49.000 is often meant for a large number


def _whole(node: Num) -> Num:
    return Num(Fraction(re.sub(r"\D", "", node.text or "")))


def _thousands(text: str) -> Text:
    whole = re.sub(r"\D", "", text)
    return Text(
        de=f"{text} wird hier als Dezimalzahl gelesen. Meinst du {whole}, dann schreib es ohne Trennzeichen.",
        en=f"{text} is read as a decimal here. If you mean {whole}, write it without a separator.",
    )
