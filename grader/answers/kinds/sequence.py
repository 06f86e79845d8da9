"""A list of steps, each worth its share: w1, w2, w3 of gradient descent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from grader.algebra.syntax.tree import Node, Seq
from grader.answers.base.answer_kind import Partial
from grader.answers.base.canonical import Canonical
from grader.answers.base.floats import floats_of
from grader.answers.base.tolerance import refuted, together
from grader.answers.base.trees import is_scalar, raw_of
from grader.answers.kinds.entries import Entries, entries
from grader.model import Certificate, Json, Text


@dataclass(frozen=True)
class Sequence(Entries):
    """Entries that are graded one by one; with `from_previous` each is judged from the student's own last one.

    With `ordered=False` only which entries there are counts, and how often: every entry of the answer may take one of
    the reference's that no other has taken.
    """

    kind = "sequence"
    one_by_one = True
    ordered: bool = field(default=True, kw_only=True)

    @property
    def form(self) -> Text:
        form = Entries.form.fget(self)  # type: ignore[attr-defined]
        if not self.ordered:
            return Text(
                de=f"{form.de}; jeder Eintrag zählt, die Reihenfolge nicht",
                en=f"{form.en}; every entry counts, the order does not",
            )
        return Text(de=f"{form.de}; jeder Schritt zählt", en=f"{form.en}; every step counts")

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = entries(student), entries(reference)
        if self.ordered or len(answer) != len(key):
            return super().same(student, reference)
        certificates, left = [], list(enumerate(key))
        for node in answer:
            found = self._take(node, left)
            certificates.append(found or refuted("entries", NONE_LEFT))
        return together(certificates)

    def partial(self, student: Json, reference: Json) -> Partial | None:
        """What stands in front of right steps, such as the start, costs one of them."""
        answer, key = entries(student), entries(reference)
        if not self.ordered or len(answer) != len(key) + 1 or len(key) < 2:
            return None
        right = self.same(raw_of(Seq(answer[1:])), reference).verdict == "proved"
        return Partial(Fraction(len(key) - 1, len(key)), ONE_IN_FRONT, says_all=True) if right else None

    def canonical(self, raw: Json) -> Canonical:
        """Where the order does not count, from the smallest to the largest entry."""
        nodes = entries(raw)
        if self.ordered or not all(map(is_scalar, nodes)):
            return super().canonical(raw)
        return super().canonical(raw_of(Seq(tuple(sorted(nodes, key=lambda node: float(floats_of(node)))))))

    def also_try(self, raw: Json) -> Canonical | None:
        """Without what stands in front of the steps."""
        answer = entries(raw)
        return self.canonical(raw_of(Seq(answer[1:]))) if self.ordered and len(answer) == self.size + 1 > 2 else None

    def near(self, reference: Json) -> Iterator[Json]:
        return super().near(reference) if self.ordered else iter(())

    def apart(self, raw: Json) -> list[tuple[str, Canonical]]:
        found = super().apart(raw)
        return found if self.ordered else [("*", canonical) for _, canonical in found]

    def _right(self, answer: tuple[Node, ...], key: tuple[Node, ...]) -> list[bool]:
        if self.ordered:
            return super()._right(answer, key)
        left = list(enumerate(key))
        return [self._take(node, left) is not None for node in answer]

    def _take(self, node: Node, left: list[tuple[int, Node]]) -> Certificate | None:
        """Take the entry of the key that this one is out of those that are left."""
        for pair in left:
            found = self.same_entry(node, pair[1], pair[0])
            if found.verdict == "proved":
                left.remove(pair)
                return found
        return None


ONE_IN_FRONT = Text(
    de="Der erste Eintrag deiner Liste gehört nicht dazu; alle danach stimmen.",
    en="The first entry of your list does not belong there; all the others are right.",
)
NONE_LEFT = Text(
    de="Dieser Wert kommt nicht vor, oder nicht so oft.",
    en="This value does not occur, or not this often.",
)
