"""Lists of a public length: what vectors and sequences share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any, ClassVar, Self

from grader.algebra.door import compare
from grader.algebra.syntax.formatting import show_in
from grader.algebra.syntax.tree import FiniteSet, Inf, NaN, Node, Seq, Truth
from grader.answers.base.answer_kind import AnswerKind, Following
from grader.answers.base.canonical import Canonical, measured, probed
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import EXACT, Tolerance, refuted, together
from grader.answers.base.trees import expect_symbols, holds_nan, is_scalar, node_from, raw_of
from grader.answers.comparing.coarse import by_size, coarse, is_written_as
from grader.answers.kinds.listed import EMPTY_ENTRY, SHAPE, length_note, no_rows
from grader.answers.reading.labelled import from_dictionary, in_order, without_call, without_name
from grader.answers.reading.values import BLANK, Unread, node_of, the_one
from grader.answers.reading.vector_shapes import flat, one_list
from grader.errors import AuthorError
from grader.measures import trouble
from grader.mistakes.base.mistake import Compared
from grader.model import LANGS, Certificate, Json, Lang, Text
from grader.notation import BETWEEN
from grader.reading_help.base.examples import example_of, shape_of
from grader.reading_help.table import sentence_on


@dataclass(frozen=True)
class Entries(AnswerKind):
    """What vectors and sequences share: a public length, and one relation for every entry.

    The length may be the name of a given: `Vector("K")`. `within` is one tolerance, or one for each entry; None says
    that entries are formulas, compared exactly. With `width` every entry is a row of so many entries: a matrix.
    With `or_number` a single number is read as well: never right, but perhaps a known mistake.
    """

    has_entries = True
    one_by_one: ClassVar[bool] = False  # every entry earns its share, without a `from_previous`
    length: int | str
    within: Tolerance | tuple[Tolerance, ...] | None = field(default=EXACT, kw_only=True)
    symbols: tuple[str, ...] = field(default=(), kw_only=True)
    domain: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    width: int | None = field(default=None, kw_only=True)
    or_number: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if isinstance(self.length, int) and self.length < 1:
            raise AuthorError(
                f"{type(self).__name__} needs a length of at least 1, got {self.length}",
                de=f"{type(self).__name__} braucht eine Länge von mindestens 1, nicht {self.length}",
            )
        if isinstance(self.within, tuple) and len(self.within) != self.length:
            raise AuthorError(
                f"{len(self.within)} tolerances for {self.length} entries; give one, or one for each",
                de=f"{len(self.within)} Toleranzen für {self.length} Einträge; gib eine an oder für jeden eine",
            )

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> Self:
        if self.within is not None or self.symbols:
            return self
        return replace(self, symbols=symbols, domain={**domain, **self.domain})

    def with_given(self, given: Mapping[str, Any]) -> Self:
        length = self.length
        if isinstance(length, str):
            if length not in given:
                known = ", ".join(given) or "–"
                raise AuthorError(
                    f"the length {length!r} is none of the givens {known}",
                    de=f"die Länge {length!r} ist keiner der Werte {known}",
                )
            length = int(given[length])
        return replace(self, length=length, domain={name: filled(words, given) for name, words in self.domain.items()})

    @property
    def size(self) -> int:
        """The number of entries, once the variant is known."""
        if isinstance(self.length, str):
            raise AuthorError(
                f"the length {self.length!r} is known in a variant only",
                de=f"die Länge {self.length!r} steht erst in einer Variante fest",
            )
        return self.length

    def slip(self, reference: Json) -> Text | None:
        if (given := len(entries(reference))) == self.size:
            return None
        promised = f"{type(self).__name__}({self.size})"
        return Text(
            de=f"die Referenz hat {given} Einträge, {promised} verspricht {self.size}",
            en=f"the reference has {given} entries, {promised} promises {self.size}",
        )

    def reading(self) -> dict[str, Json]:
        return {
            **super().reading(),
            "length": self.size,
            "width": self.width,
            "symbols": list(self.symbols),
            "or_number": self.or_number,
        }

    @property
    def form(self) -> Text:
        shape, example = shape_of(self.reading()), example_of(self.reading())
        form = Text(de=f"{shape.de}, z. B. `{example}`", en=f"{shape.en}, e.g. `{example}`")
        return self.within.added_to(form) if isinstance(self.within, Tolerance) else form

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if type(value) is str:
            value = one_list(value, reading)
        elif type(value) in (list, tuple):
            parts: list[object] = list(value)  # type: ignore[call-overload]
            value = [without_call(entry) if type(entry) is str else entry for entry in parts]
        expected = {**reading, "length": None} if reading.get("width") else reading  # of a matrix no text tells its rows
        node = in_order(node_of(from_dictionary(value, reading), expected), reading)
        if isinstance(node, FiniteSet):
            raise Unread("set without order")
        if not isinstance(node, Seq):
            if reading["length"] > 1 and not (reading.get("or_number") and is_scalar(node)):
                raise Unread("value, no list" if is_scalar(node) or isinstance(node, Truth) else "condition, no list")
            node = Seq((without_name(node, reading),))
        if not reading.get("width"):
            node = flat(node, reading["length"])
        node = Seq(tuple(without_name(entry, reading) for entry in node.args))
        expect_symbols(node, reading)
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = entries(student), entries(reference)
        if len(answer) != len(key):
            return refuted("length", length_note(len(answer), len(key)))
        return together([self.same_entry(ours, theirs, i) for i, (ours, theirs) in enumerate(zip(answer, key, strict=True))])

    def rights(self, student: Json, reference: Json, following: Following | None = None) -> list[bool]:
        answer, key = entries(student), entries(reference)
        if len(answer) != len(key) or not (self.one_by_one or following):
            return []
        found = self._right(answer, key)
        own = [_as_finite(entry) for entry in answer[:-1]] if following else []
        for position in range(1, len(own) + 1):
            expected = following(own[:position], len(key)) if following else None
            follows = expected is not None and self._is_right(answer[position], entries(expected)[position], position)
            found[position] = found[position] or follows
        return found

    def _right(self, answer: tuple[Node, ...], key: tuple[Node, ...]) -> list[bool]:
        """Which entries of the answer are right."""
        pairs = enumerate(zip(answer, key, strict=True))
        return [self._is_right(ours, theirs, position) for position, (ours, theirs) in pairs]

    def _is_right(self, student: Node, reference: Node, position: int) -> bool:
        return self.same_entry(student, reference, position).verdict == "proved"

    def is_complete(self, raw: Json) -> bool:
        """Two entries where three are asked, or a blank one, are no answer to go on from."""
        return self.has_size(raw) and BLANK not in entries(raw)

    def has_size(self, raw: Json) -> bool:
        return len(entries(raw)) == self.size

    def same_entry(self, student: Node, reference: Node, position: int = 0) -> Certificate:
        """The entry at a position (from 0), which may be a row of entries itself."""
        if isinstance(student, Seq) or isinstance(reference, Seq):
            if not (isinstance(student, Seq) and isinstance(reference, Seq)) or len(student.args) != len(reference.args):
                return refuted("shape", SHAPE)
            return together([self.same_entry(a, b, position) for a, b in zip(student.args, reference.args, strict=True)])
        if isinstance(student, Truth) or isinstance(reference, Truth):
            same = student == reference
            verdict = Text(
                de="Der Wahrheitswert stimmt." if same else "Der Wahrheitswert ist ein anderer.",
                en="The truth value is right." if same else "The truth value is different.",
            )
            return Certificate("proved", "truth value", verdict) if same else refuted("truth value", verdict)
        if not is_scalar(student):
            return refuted("shape", SHAPE)
        if self.within is None:
            return compare(student, reference, domain=self.domain, kind="expression", names=self.symbols)
        within = self.within[position] if isinstance(self.within, tuple) else self.within
        return within.same(student, reference)

    def canonical(self, raw: Json) -> Canonical:
        listed = [self._canonical_entry(entry, position) for position, entry in enumerate(entries(raw))]
        return tuple(part for parts in listed for part in parts)

    def near(self, reference: Json) -> Iterator[Json]:
        """The same entries in another order, or rounded to fewer places."""
        key = entries(reference)
        if self.within is None:
            return
        if len(key) <= MOST_REORDERED:
            yield from (raw_of(Seq(order)) for order in permutations(key) if order != key)
        yield from (raw_of(Seq(rounded)) for rounded in coarse(key))

    def by_size(self, raw: Json) -> Json | None:
        listed = entries(raw)
        if self.within is None or isinstance(self.within, tuple) or len(listed) <= MOST_REORDERED:
            return None
        found = by_size(listed)
        return None if found is None else raw_of(Seq(found))

    def is_literally(self, student: Json, known: Json) -> bool:
        return is_written_as(Seq(entries(student)), Seq(entries(known)))

    def apart(self, raw: Json) -> list[tuple[str, Canonical]]:
        answer = entries(raw)
        if not self.one_by_one or len(answer) != self.size:
            return []
        return [(str(place + 1), self._canonical_entry(entry, place)) for place, entry in enumerate(answer)]

    def only(self, reference: Json, position: int) -> Json:
        key = entries(reference)
        return raw_of(Seq(tuple(entry if place == position else NaN() for place, entry in enumerate(key))))

    def merged(self, parts: Sequence[Json]) -> Json:
        columns = zip(*map(entries, parts), strict=True)
        return raw_of(Seq(tuple(next((entry for entry in one if entry != NaN()), NaN()) for one in columns)))

    def second_form(self, raw: Json) -> Canonical | None:
        if self.within is not None:
            return None
        listed = [self._canonical_entry(entry, place, positive=True) for place, entry in enumerate(entries(raw))]
        return tuple(part for parts in listed for part in parts)

    def _canonical_entry(self, entry: Node, position: int, *, positive: bool = False) -> Canonical:
        if isinstance(entry, Seq):
            inside = [self._canonical_entry(part, position, positive=positive) for part in entry.args]
            return ("[", *(part for parts in inside for part in parts), "]")
        if not is_scalar(entry):
            return (f"{entry}",)
        if self.within is None:
            return probed(entry, self.symbols, self.domain, positive=positive)
        within = self.within[position % len(self.within)] if isinstance(self.within, tuple) else self.within
        return (measured(entry, within),)

    def note(self, student: Json, reference: Json) -> Text | None:
        said = self.note_alone(student)
        if said is not None:
            return said
        pairs = zip(entries(student), entries(reference), strict=True)
        return SHAPE if any(isinstance(a, Seq) != isinstance(b, Seq) for a, b in pairs) else None

    def note_alone(self, student: Json) -> Text | None:
        answer = entries(student)
        if BLANK in answer:
            return EMPTY_ENTRY
        if self.width and [len(row.args) for row in answer if isinstance(row, Seq)] != [self.width] * self.size:
            return no_rows(self.reading())
        if not self.width and len(answer) > 1 and all(isinstance(row, Seq) and len(row.args) == self.size for row in answer):
            return sentence_on(trouble("several lists", there=len(answer)), self.reading())
        return None if self.has_size(student) else length_note(len(answer), self.size)

    def compared(self, student: Json, reference: Json) -> Compared | None:
        """None where an entry is still to be filled in: that comes first."""
        answer = entries(student)
        return None if BLANK in answer else Compared(answer, entries(reference), self._same)

    def _same(self, student: Node, reference: Node, place: int = 0) -> bool:
        return self.same_entry(student, reference, place).verdict == "proved"

    def show(self, raw: Json) -> Text:
        return Text(**{lang: show_entries(entries(raw), lang) for lang in LANGS})

    def rebuild(self, raw: Json) -> Any:
        return [rebuild_entry(node) for node in entries(raw)]


MOST_REORDERED = 4  # entries: 24 orders


def entries(raw: Json) -> tuple[Node, ...]:
    node = node_from(raw)
    if not isinstance(node, Seq):
        raise ValueError("no list")
    return tuple(the_one(entry) if isinstance(entry, Seq) and len(node.args) == 1 else entry for entry in node.args)


def _as_finite(entry: Node) -> Any:
    """The number that something may follow from; None for a row, nan or infinity."""
    if not is_scalar(entry) or holds_nan(entry) or isinstance(entry, Inf):
        return None
    try:
        return rebuild_entry(entry)
    except ValueError:  # too large to be worked out
        return None


def show_entries(nodes: tuple[Node, ...], lang: Lang) -> str:
    """`[1.5, 2.25]`, in German `[1,5; 2,25]`."""
    return f"[{BETWEEN[lang].join(_show_entry(node, lang) for node in nodes)}]"


def _show_entry(node: Node, lang: Lang) -> str:
    if node == BLANK:
        return "…"
    return show_entries(node.args, lang) if isinstance(node, Seq) else show_in(node, lang)


def rebuild_entry(node: Node) -> Any:
    from grader.algebra.sympy_bridge.to_sympy import to_sympy

    return [rebuild_entry(part) for part in node.args] if isinstance(node, Seq) else to_sympy(node)
