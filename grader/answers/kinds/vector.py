"""Several entries in a fixed order, all asked at once: a gradient, a point, the rows of a matrix, truth values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.tree import Inf, NaN, symbols, walk
from grader.answers.base.canonical import Canonical
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import Tolerance, refuted, together
from grader.answers.base.trees import is_scalar
from grader.answers.comparing.invariants import Invariant, relations, satisfied
from grader.answers.kinds.entries import Entries, entries
from grader.answers.kinds.listed import SHAPE, length_note
from grader.errors import AuthorError
from grader.mistakes.base.mistake import Compared
from grader.model import Certificate, Json, Text


@dataclass(frozen=True)
class Vector(Entries):
    """Entries in a fixed order, judged as a whole.

    Where many vectors are right, public formulas say which, and the reference is one example of them:

    - `through` – all that these formulas send where the reference goes:
      `Vector(2, through="{a}*w1 + {b}*w2 - {c}")`, `Vector(2, through=direction("v1", "v2"))`, or a `Invariant(…)` with
      several formulas and tolerances of its own;
    - `such_that` – all for which these conditions hold:
      `Vector(3, such_that="2*w1 + 3*w2 - 4*w3 > 0")`,
      `Vector(3, such_that=("p1 >= 0", "p2 >= 0", "p3 >= 0", "p1 + p2 + p3 = 1", "max(p1, p2, p3) < 1"))`;
      two sides within `within` of each other count as equal, so `s > 0` is s > 1e-9 by default.

    Conditions hold another item's answer, or half of their own, more often than not. `public=True` says that these do not:
    then a student's kit may hold them in the clear and judges by them.

    `{a}` is that given of the variant. The entries are called `names` (default: the names in the formulas, in
    alphabetical order). Known mistakes are compared entry by entry within `within`, whatever they lead to.
    """

    kind = "vector"
    through: Invariant | str | None = field(default=None, kw_only=True)
    such_that: tuple[str, ...] | str = field(default=(), kw_only=True)
    names: tuple[str, ...] | str = field(default=(), kw_only=True)
    public: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, value in (("such_that", self.such_that), ("names", self.names)):
            parts = value.split() if name == "names" and isinstance(value, str) else value
            object.__setattr__(self, name, (parts,) if isinstance(parts, str) else tuple(parts))
        if isinstance(self.through, str):
            object.__setattr__(self, "through", Invariant(self.through))

    @property
    def many(self) -> bool:
        return self.through is not None or bool(self.such_that)

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "names": list(self.names)}

    def plain(self) -> Vector:
        return replace(self, through=None, such_that=(), names=())

    def with_given(self, given: Mapping[str, Any]) -> Self:
        kind = super().with_given(given)
        if not kind.many:
            return kind
        assert not isinstance(kind.through, str)
        through = None if kind.through is None else kind.through.with_given(given)
        kind = replace(kind, through=through, such_that=tuple(filled(text, given) for text in kind.such_that))
        return replace(kind, names=kind._entry_names())

    def judged_openly(self, raw: Json) -> Certificate | None:
        if not self.such_that or not self.public or self.through is not None:
            return None
        fits = len(entries(raw)) == self.size
        return self.same(raw, raw) if fits else refuted("length", length_note(len(entries(raw)), self.size))

    def openly(self) -> Vector:
        return self if self.public or self.through is None else replace(self, such_that=())

    def seen(self, raw: Json) -> Canonical | None:
        """Through the public formulas; conditions give no one form."""
        if not self.many:
            return self.canonical(raw)
        answer = entries(raw)
        if any(isinstance(part, Inf | NaN) for entry in answer for part in walk(entry)):
            return ("not finite",)
        if self.such_that or len(answer) != self.size or not all(map(is_scalar, answer)):
            return None
        assert isinstance(self.through, Invariant)
        return self.through.canonical(dict(zip(self.names, answer, strict=True)))

    def compared(self, student: Json, reference: Json) -> Compared | None:
        """Where conditions say what is right, the reference is any example: its entries in another order say nothing."""
        found = super().compared(student, reference)
        return found if found is None or not self.such_that else replace(found, reference=(NaN(),) * self.size)

    def _entry_names(self) -> tuple[str, ...]:
        """What the entries are called in the formulas.

        Raises:
            AuthorError: another number of names than the vector has entries.
        """
        assert not isinstance(self.through, str)
        assert not isinstance(self.such_that, str)
        formulas = self.through.formulas if self.through is not None else ()
        sides = [side for relation in relations(self.such_that) for side in (relation.left, relation.right)]
        trees = [*map(parse, formulas), *sides]
        names = tuple(self.names) or tuple(sorted({name for tree in trees for name in symbols(tree)}))
        if len(names) != self.size:
            raise AuthorError(
                f"the formulas of through and such_that have the names {', '.join(names)}, but the vector has {self.size} "
                "entries; say with names=… what they are called",
                de=f"die Formeln in through und such_that haben die Namen {', '.join(names)}, der Vektor hat aber {self.size} "
                "Einträge; sag mit names=…, wie sie heißen",
            )
        return names

    def same(self, student: Json, reference: Json) -> Certificate:
        if not self.many:
            return super().same(student, reference)
        answer, key = entries(student), entries(reference)
        if len(answer) != len(key):
            return refuted("length", length_note(len(answer), len(key)))
        if not all(is_scalar(entry) for entry in answer):
            return refuted("shape", SHAPE)
        if any(isinstance(part, Inf | NaN) for entry in answer for part in walk(entry)):
            return refuted("not finite", Text(de="Das ist kein Punkt.", en="This is not a point."))
        assert not isinstance(self.through, str)
        assert not isinstance(self.such_that, str)
        ours, theirs = (dict(zip(self.names, side, strict=True)) for side in (answer, key))
        found = [] if self.through is None else [self.through.same(ours, theirs)]
        if self.such_that:
            assert isinstance(self.within, Tolerance)
            found.append(satisfied(self.such_that, ours, self.within))
        return together(found)
