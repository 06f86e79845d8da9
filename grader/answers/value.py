"""A number: an integer, fraction, decimal, constant such as `LambertW(1)`, or ±∞."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.answers.base import NOT_A_NUMBER, AnswerKind, expect_number, expect_symbols, holds_nan, node_from, raw_of, scalar
from grader.answers.relation import EXACT, Tolerance
from grader.model import Certificate, Json, Kind, Text


@dataclass(frozen=True, kw_only=True)
class Value(AnswerKind):
    """A number within a tolerance (default: exact up to the noise of floats)."""

    kind = Kind.VALUE
    within: Tolerance = EXACT

    @property
    def form(self) -> Text:
        return Text(de="eine Zahl, z. B. 7/8, 0.875 oder sqrt(5)", en="a number, e.g. 7/8, 0.875 or sqrt(5)")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        node = scalar(value, reading)
        expect_number(node)
        expect_symbols(node, {})
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        return self.within.same(node_from(student), node_from(reference))

    def note(self, student: Json, reference: Json) -> Text | None:
        return NOT_A_NUMBER if holds_nan(node_from(student)) else None
