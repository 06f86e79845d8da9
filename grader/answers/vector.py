"""Several entries in a fixed order, all asked at once: a gradient, a point, the rows of a matrix, truth values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from grader import algebra, generic
from grader.algebra.tree import FiniteSet, Inf, NaN, Node, Num, Rel, Seq, Sym, Truth, walk
from grader.answers.base import (
    DECIMAL_COMMA,
    NOT_A_NUMBER,
    AnswerKind,
    expect_number,
    expect_symbols,
    holds_nan,
    is_scalar,
    node_from,
    raw_of,
)
from grader.answers.column import flat, one_list
from grader.answers.expression import example_formula
from grader.answers.holes import filled
from grader.answers.plain import BLANK, Unread, node_of, the_one
from grader.answers.relation import EXACT, Tolerance, refuted, together
from grader.answers.seen import Through, relations, satisfied
from grader.errors import AuthorError
from grader.model import Certificate, Json, Kind, Text


@dataclass(frozen=True)
class Entries(AnswerKind):
    """What vectors and sequences share: a public length, and one relation for every entry.

    The length may be the name of a given: `Vector("K")`. `within` is one tolerance, or one for each entry; None says
    that entries are formulas, compared exactly. With `width` every entry is a row of so many entries: a matrix.
    With `or_number` a single number is read as well: never right, but perhaps a known mistake.
    """

    length: int | str
    within: Tolerance | tuple[Tolerance, ...] | None = field(default=EXACT, kw_only=True)
    symbols: tuple[str, ...] = field(default=(), kw_only=True)
    domain: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    width: int | None = field(default=None, kw_only=True)
    or_number: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if isinstance(self.length, int) and self.length < 1:
            raise AuthorError(f"{type(self).__name__} needs a length of at least 1, got {self.length}")
        if isinstance(self.within, tuple) and len(self.within) != self.length:
            raise AuthorError(f"{len(self.within)} tolerances for {self.length} entries; give one, or one for each")

    def with_given(self, given: Mapping[str, Any]) -> Self:
        length = self.length
        if isinstance(length, str):
            if length not in given:
                raise AuthorError(f"the length {length!r} is none of the givens {', '.join(given) or '–'}")
            length = int(given[length])
        return replace(self, length=length, domain={name: filled(words, given) for name, words in self.domain.items()})

    @property
    def size(self) -> int:
        """The number of entries, once the variant is known."""
        if isinstance(self.length, str):
            raise AuthorError(f"the length {self.length!r} is known in a variant only")
        return self.length

    def reading(self) -> dict[str, Json]:
        return {
            "kind": str(self.kind),
            "length": self.size,
            "width": self.width,
            "symbols": list(self.symbols),
            "or_number": self.or_number,
        }

    @property
    def form(self) -> Text:
        samples = [example_formula(self.symbols)] if self.symbols else ["7/8", "0.3", "-5", "sqrt(5)", "11"]
        if self.width:
            numbers = ["7", "0.3", "-5", "11", "8", "0.9", "-2", "6", "12"]  # a matrix of formulas is read, too
            rows = [", ".join(numbers[row * self.width : (row + 1) * self.width]) for row in range(self.size)]
            example = "[" + ", ".join(f"[{row}]" for row in rows) + "]"
            return Text(
                de=f"{self.size} Zeilen mit je {self.width} Einträgen, z. B. {example}",
                en=f"{self.size} rows of {self.width} entries each, e.g. {example}",
            )
        shown = ", ".join((samples * self.size)[: min(self.size, 4)])
        example = f"[{shown}{', …' if self.size > 4 else ''}]"
        return Text(
            de=f"eine Liste mit {self.size} Einträgen, z. B. {example}",
            en=f"a list of {self.size} entries, e.g. {example}",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        node = node_of(one_list(value, reading["length"]) if type(value) is str else value, reading)
        if isinstance(node, FiniteSet):
            raise Unread(
                Text(
                    de="Eine Menge {…} hat keine Reihenfolge. Schreibe eine Liste [… , …].",
                    en="A set {…} has no order. Write a list [… , …].",
                )
            )
        if not isinstance(node, Seq):
            if reading["length"] > 1:
                expect_number(node)
                if not reading.get("or_number"):
                    raise Unread(single_note(reading["length"]))
            node = Seq((node,))
        if not reading.get("width"):
            node = flat(node, reading["length"])
        node = Seq(tuple(_without_name(entry, reading) for entry in node.args))
        expect_symbols(node, reading)
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = entries(student), entries(reference)
        if len(answer) != len(key):
            return refuted("length", length_note(len(answer), len(key)))
        return together([self.same_entry(ours, theirs, i) for i, (ours, theirs) in enumerate(zip(answer, key, strict=True))])

    def right(self, answer: tuple[Node, ...], key: tuple[Node, ...]) -> list[bool]:
        """Which entries of the answer are right."""
        pairs = enumerate(zip(answer, key, strict=True))
        return [self.same_entry(ours, theirs, position).verdict == "proved" for position, (ours, theirs) in pairs]

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
                en="The truth value is right." if same else "The truth value is another.",
            )
            return Certificate("proved", "truth value", verdict) if same else refuted("truth value", verdict)
        if not is_scalar(student):
            return refuted("shape", SHAPE)
        if self.within is None:
            return algebra.compare(student, reference, domain=self.domain, kind="expression", names=self.symbols)
        within = self.within[position] if isinstance(self.within, tuple) else self.within
        return within.same(student, reference)

    def note(self, student: Json, reference: Json) -> Text | None:
        answer, key = entries(student), entries(reference)
        if BLANK in answer:
            return EMPTY_ENTRY
        if any(map(holds_nan, answer)):
            return NOT_A_NUMBER
        if self._has_decimal_commas(answer, key):
            return DECIMAL_COMMA
        if len(answer) != len(key):
            return length_note(len(answer), len(key))
        if any(isinstance(a, Seq) != isinstance(b, Seq) for a, b in zip(answer, key, strict=True)):
            return SHAPE
        if self._permuted(answer, list(key)):
            return generic.WRONG_ORDER.feedback
        return None

    def _has_decimal_commas(self, answer: tuple[Node, ...], key: tuple[Node, ...]) -> bool:
        """`1,5, 2,25` without quotes is four numbers; joined two by two they are the right ones."""
        parts = [part for entry in answer for part in (entry.args if isinstance(entry, Seq) else (entry,))]
        whole = [str(part.value) for part in parts if isinstance(part, Num) and part.value.denominator == 1]
        if len(answer) == len(key) or len(whole) != len(parts) or len(parts) != 2 * len(key):
            pairs = [entry for entry in answer if isinstance(entry, Seq) and len(entry.args) == 2]
            if len(pairs) != len(key) or len(whole) != 2 * len(key):
                return False
        joined = [
            Num(Fraction(f"{left}.{right}")) for left, right in zip(whole[::2], whole[1::2], strict=True) if right.isdigit()
        ]
        return len(joined) == len(key) and all(
            self.same_entry(ours, theirs, place).verdict == "proved"
            for place, (ours, theirs) in enumerate(zip(joined, key, strict=True))
        )

    def _permuted(self, answer: tuple[Node, ...], key: list[Node]) -> bool:
        """Every entry of the answer is another entry of the key."""
        for node in answer:
            partner = next((other for other in key if self.same_entry(node, other).verdict == "proved"), None)
            if partner is None:
                return False
            key.remove(partner)
        return True

    def show(self, raw: Json) -> Text:
        text = show_entries(entries(raw))
        return Text(de=text, en=text)

    def rebuild(self, raw: Json) -> Any:
        return [rebuild_entry(node) for node in entries(raw)]


@dataclass(frozen=True)
class Vector(Entries):
    """Entries in a fixed order, judged as a whole.

    Where many vectors are right, public formulas say which, and the reference is one example of them:

    - `through` – all that these formulas send where the reference goes:
      `Vector(2, through="{a}*w1 + {b}*w2 - {c}")`, `Vector(2, through=direction("v1", "v2"))`, or a `Through(…)` with
      several formulas and tolerances of its own;
    - `such_that` – all for which these conditions hold:
      `Vector(3, such_that="2*w1 + 3*w2 - 4*w3 > 0")`,
      `Vector(3, such_that=("p1 >= 0", "p2 >= 0", "p3 >= 0", "p1 + p2 + p3 = 1", "max(p1, p2, p3) < 1"))`;
      two sides within `within` of each other count as equal, so `s > 0` is s > 1e-9 by default.

    `{a}` is that given of the variant. The entries are called `names` (default: the names in the formulas, in
    alphabetical order). Known mistakes are compared entry by entry within `within`, whatever they lead to.
    """

    kind = Kind.VECTOR
    through: Through | str | None = field(default=None, kw_only=True)
    such_that: tuple[str, ...] | str = field(default=(), kw_only=True)
    names: tuple[str, ...] | str = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, value in (("such_that", self.such_that), ("names", self.names)):
            parts = value.split() if name == "names" and isinstance(value, str) else value
            object.__setattr__(self, name, (parts,) if isinstance(parts, str) else tuple(parts))
        if isinstance(self.through, str):
            object.__setattr__(self, "through", Through(self.through))

    @property
    def many(self) -> bool:
        return self.through is not None or bool(self.such_that)

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

    def _entry_names(self) -> tuple[str, ...]:
        """What the entries are called in the formulas.

        Raises:
            AuthorError: another number of names than the vector has entries.
        """
        assert not isinstance(self.through, str)
        assert not isinstance(self.such_that, str)
        formulas = self.through.formulas if self.through is not None else ()
        sides = [side for relation in relations(self.such_that) for side in (relation.left, relation.right)]
        trees = [*map(algebra.parse, formulas), *sides]
        names = tuple(self.names) or tuple(sorted({name for tree in trees for name in algebra.symbols(tree)}))
        if len(names) != self.size:
            raise AuthorError(
                f"the formulas of through and such_that have the names {', '.join(names)}, but the vector has {self.size} "
                "entries; say with names=… what they are called"
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
            return refuted("not finite", Text(de="Das ist kein Punkt.", en="This is no point."))
        assert not isinstance(self.through, str)
        assert not isinstance(self.such_that, str)
        ours, theirs = (dict(zip(self.names, side, strict=True)) for side in (answer, key))
        found = [] if self.through is None else [self.through.same(ours, theirs)]
        if self.such_that:
            assert isinstance(self.within, Tolerance)
            found.append(satisfied(self.such_that, ours, self.within))
        return together(found)


def _without_name(entry: Node, reading: Mapping[str, Any]) -> Node:
    """`w1 = 1,5` inside a list says the value and what it is called."""
    if isinstance(entry, Rel) and entry.op == "=" and isinstance(entry.left, Sym) and entry.left.name not in reading["symbols"]:
        return entry.right
    return entry


def entries(raw: Json) -> tuple[Node, ...]:
    node = node_from(raw)
    if not isinstance(node, Seq):
        raise ValueError("no list")
    return tuple(the_one(entry) if isinstance(entry, Seq) and len(node.args) == 1 else entry for entry in node.args)


def show_entries(nodes: tuple[Node, ...]) -> str:
    """`[1.5, 2.25]`, or `[1,5; 2,25]` where entries were written with a comma."""
    shown = [_show_entry(node) for node in nodes]
    separator = "; " if any("," in text for text in shown) else ", "
    return f"[{separator.join(shown)}]"


def _show_entry(node: Node) -> str:
    if node == BLANK:
        return "…"
    return show_entries(node.args) if isinstance(node, Seq) else algebra.show(node)


def rebuild_entry(node: Node) -> Any:
    return [rebuild_entry(part) for part in node.args] if isinstance(node, Seq) else algebra.to_sympy(node)


def single_note(asked: int) -> Text:
    return Text(
        de=f"Gefragt ist eine Liste mit {asked} Einträgen, hier steht nur ein einzelner Wert.",
        en=f"A list of {asked} entries is asked, here is only a single value.",
    )


def length_note(got: int, asked: int) -> Text:
    return Text(
        de=f"Gefragt sind {asked} Einträge, du hast {got} angegeben.",
        en=f"{asked} entries are asked, you gave {got}.",
    )


EMPTY_ENTRY = Text(
    de="Ein Eintrag deiner Liste ist noch leer.",
    en="An entry of your list is still empty.",
)
SHAPE = Text(
    de="Die Form passt nicht: prüfe, wie tief deine Listen verschachtelt sind.",
    en="The shape does not fit: check how deeply your lists are nested.",
)
