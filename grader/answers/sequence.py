"""A list of steps, each worth its share: w1, w2, w3 of gradient descent."""

from __future__ import annotations

from dataclasses import dataclass

from grader.answers.vector import Entries
from grader.model import Kind, Text


@dataclass(frozen=True)
class Sequence(Entries):
    """Entries that are graded one by one; with `from_previous` each is judged from the student's own last one."""

    kind = Kind.SEQUENCE

    @property
    def form(self) -> Text:
        form = Entries.form.fget(self)  # type: ignore[attr-defined]
        return Text(de=f"{form.de}; jeder Schritt zählt", en=f"{form.en}; every step counts")
