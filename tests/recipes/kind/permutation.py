"""An order of the numbers from 1 to n."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.algebra.syntax.tree import Num, Seq
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.tolerance import refuted
from grader.answers.reading.values import Unread, node_of
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text

BETWEEN = re.compile(r"\s*(?:[,;<>→–-]|\s)\s*")


@dataclass(frozen=True)
class Permutation(AnswerKind):
    """Each of the numbers from 1 to `size` once: `Permutation(4)`.

    Raises:
        AuthorError: fewer than two numbers.
    """

    kind = "permutation"
    size: int

    def __post_init__(self) -> None:
        if self.size < 2:
            raise AuthorError(
                f"Permutation({self.size}) has nothing to put in order; at least two numbers, please",
                de=f"Permutation({self.size}) hat nichts zu ordnen; bitte mindestens zwei Zahlen",
            )

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "size": self.size}

    def slip(self, reference: Json) -> Text | None:
        if reference != self._example:
            return None
        return Text(
            de="der Stub zeigt diese Reihenfolge als Beispiel; nummeriere anders",
            en="the stub shows this order as an example; number the things anew",
        )

    @property
    def _example(self) -> Json:
        return {"order": list(range(self.size, 0, -1))}

    @property
    def form(self) -> Text:
        shown = self.show(self._example)
        return Text(
            de=f"jede der Zahlen 1 bis {self.size} einmal, z. B. {shown.de}",
            en=f"each of the numbers 1 to {self.size} once, e.g. {shown.en}",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        asked = list(range(1, reading["size"] + 1))
        if type(value) is str:
            words = BETWEEN.split(value.strip("[](){} \t\n"))
            found = [int(word) if word.isdecimal() and len(word) < 5 else 0 for word in words]
        else:
            node = node_of(value, reading)
            entries = node.args if isinstance(node, Seq) else ()
            found = [int(entry.value) if isinstance(entry, Num) and entry.value.denominator == 1 else 0 for entry in entries]
        if sorted(found) == asked:
            return {"order": found}
        raise Unread("no permutation")

    def same(self, student: Json, reference: Json) -> Certificate:
        if self.rebuild(student) == self.rebuild(reference):
            return Certificate("proved", "order", Text(de="Die Reihenfolge stimmt.", en="The order is right."))
        return refuted("order", Text(de="Die Reihenfolge ist eine andere.", en="The order is another."))

    def note(self, student: Json, reference: Json) -> Text | None:
        right = sum(ours == theirs for ours, theirs in zip(self.rebuild(student), self.rebuild(reference), strict=True))
        return Text(
            de=f"Noch nicht die Reihenfolge; an ihrem Platz stehen schon: {right} von {self.size}.",
            en=f"Not the order yet; in their places already: {right} of {self.size}.",
        )

    def show(self, raw: Json) -> Text:
        shown = str(self.rebuild(raw))
        return Text(de=shown, en=shown)

    def rebuild(self, raw: Json) -> list[int]:
        """The numbers in their order. Raises ValueError for anything else (a child may send anything)."""
        order: list[int] = raw["order"] if type(raw) is dict and type(raw.get("order")) is list else []
        if not all(type(number) is int for number in order) or sorted(order) != list(range(1, self.size + 1)):
            raise ValueError("no order")
        return order
