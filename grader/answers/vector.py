"""Several entries in a fixed order, all asked at once: a gradient, a point, the rows of a matrix, truth values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader import algebra
from grader.algebra.tree import FiniteSet, Node, Rel, Seq, Sym, Truth
from grader.answers.base import (
    NOT_A_NUMBER,
    AnswerKind,
    expect_number,
    expect_symbols,
    holds_nan,
    is_scalar,
    node_from,
    raw_of,
)
from grader.answers.expression import example_formula
from grader.answers.plain import BLANK, Unread, node_of, the_one
from grader.answers.relation import EXACT, Tolerance, refuted, together
from grader.errors import AuthorError
from grader.model import Certificate, Json, Kind, Text


@dataclass(frozen=True)
class Entries(AnswerKind):
    """What vectors and sequences share: a public length, and one relation for every entry."""

    length: int
    within: Tolerance | None = field(default=EXACT, kw_only=True)  # None: entries are formulas, compared exactly
    symbols: tuple[str, ...] = field(default=(), kw_only=True)
    domain: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def __post_init__(self) -> None:
        if self.length < 1:
            raise AuthorError(f"{type(self).__name__} needs a length of at least 1, got {self.length}")

    def reading(self) -> dict[str, Json]:
        return {"kind": str(self.kind), "length": self.length, "symbols": list(self.symbols)}

    @property
    def form(self) -> Text:
        samples = [example_formula(self.symbols)] if self.symbols else ["7/8", "0.3", "-5", "sqrt(5)", "11"]
        example = f"[{', '.join((samples * self.length)[: min(self.length, 4)])}{', …' if self.length > 4 else ''}]"
        return Text(
            de=f"eine Liste mit {self.length} Einträgen, z. B. {example}",
            en=f"a list of {self.length} entries, e.g. {example}",
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        node = node_of(value, reading)
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
                raise Unread(
                    Text(
                        de=f"Gefragt ist eine Liste mit {reading['length']} Einträgen, hier steht nur ein einzelner Wert.",
                        en=f"A list of {reading['length']} entries is asked, here is only a single value.",
                    )
                )
            node = Seq((node,))
        node = Seq(tuple(_without_name(entry, reading) for entry in node.args))
        expect_symbols(node, reading)
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = entries(student), entries(reference)
        if len(answer) != len(key):
            return refuted("length", length_note(len(answer), len(key)))
        return together([self.same_entry(ours, theirs) for ours, theirs in zip(answer, key, strict=True)])

    def same_entry(self, student: Node, reference: Node) -> Certificate:
        """One entry, which may be a row of entries itself."""
        if isinstance(student, Seq) or isinstance(reference, Seq):
            if not (isinstance(student, Seq) and isinstance(reference, Seq)) or len(student.args) != len(reference.args):
                return refuted("shape", SHAPE)
            return together([self.same_entry(a, b) for a, b in zip(student.args, reference.args, strict=True)])
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
        return self.within.same(student, reference)

    def note(self, student: Json, reference: Json) -> Text | None:
        answer, key = entries(student), entries(reference)
        if BLANK in answer:
            return EMPTY_ENTRY
        if any(map(holds_nan, answer)):
            return NOT_A_NUMBER
        if len(answer) != len(key):
            return length_note(len(answer), len(key))
        if any(isinstance(a, Seq) != isinstance(b, Seq) for a, b in zip(answer, key, strict=True)):
            return SHAPE
        if self._permuted(answer, list(key)):
            return Text(
                de="Deine Zahlen sind die richtigen, aber die Reihenfolge stimmt nicht.",
                en="Your numbers are the right ones, but their order is not.",
            )
        return None

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

    `through` is a public formula in the entries' names (`through="(4*w1 + 7*w2 - 20)**2"`): any vector that the
    formula sends where the reference goes is correct; known mistakes are still compared entry by entry.
    """

    kind = Kind.VECTOR
    through: str | None = field(default=None, kw_only=True)

    def same(self, student: Json, reference: Json) -> Certificate:
        if self.through is None:
            return super().same(student, reference)
        if len(entries(student)) != len(entries(reference)):
            return refuted("length", length_note(len(entries(student)), len(entries(reference))))
        return self.same_entry(self.see(student), self.see(reference))

    def see(self, raw: Json) -> Node:
        """The value of the public formula at a vector; its names stand for the entries in alphabetical order.

        Raises:
            AuthorError: the formula has another number of names than the vector has entries.
        """
        formula = algebra.parse(self.through or "")
        names = sorted(algebra.symbols(formula))
        if len(names) != self.length:
            raise AuthorError(f"through={self.through!r} has the names {names}, but the vector has {self.length} entries")
        return algebra.substitute(formula, dict(zip(names, entries(raw), strict=True)))


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
