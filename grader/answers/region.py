"""A set: finite, empty, an interval, or what an equation or inequality describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from grader import algebra
from grader.algebra.tree import FiniteSet, Intersection, Interval, Minus, Node, Or, Rel, Seq, Sym, Union
from grader.answers.base import AnswerKind, expect_symbols, is_scalar, node_from, raw_of
from grader.answers.holes import filled
from grader.answers.plain import Unread, node_of
from grader.answers.relation import refuted
from grader.model import Certificate, Json, Kind, Text


@dataclass(frozen=True, kw_only=True)
class Region(AnswerKind):
    """A set of numbers or points in `symbols` (default: those of the exercise)."""

    kind = Kind.REGION
    symbols: tuple[str, ...] = ()
    domain: Mapping[str, str] = field(default_factory=dict)

    def with_given(self, given: Mapping[str, Any]) -> Self:
        return replace(self, domain={name: filled(words, given) for name, words in self.domain.items()})

    def reading(self) -> dict[str, Json]:
        return {"kind": str(self.kind), "symbols": list(self.symbols)}

    @property
    def form(self) -> Text:
        # nothing about the empty set: where it is the answer, that would give it away
        name = self.symbols[0] if self.symbols else "x"
        return Text(
            de=f'eine Menge, z. B. {{3, 7}}, Interval(3, 7) oder "3 <= {name} < 7"',
            en=f'a set, e.g. {{3, 7}}, Interval(3, 7) or "3 <= {name} < 7"',
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        if type(value) is dict and not value:  # {} is what a beginner writes for the empty set
            return raw_of(FiniteSet(()))
        if type(value) is bool:
            raise Unread(Text(de="True und False sind keine Mengen.", en="True and False are not sets."))
        node = as_set(node_of(value, reading))
        expect_symbols(node, reading)
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = node_from(student), node_from(reference)
        if isinstance(key, FiniteSet) and not solved(answer):
            return refuted("not solved", NOT_SOLVED)
        return algebra.compare(answer, key, domain=self.domain, kind="region", names=self.symbols)

    def note(self, student: Json, reference: Json) -> Text | None:
        unsolved = isinstance(node_from(reference), FiniteSet) and not solved(node_from(student))
        return NOT_SOLVED if unsolved else None

    def rebuild(self, raw: Json) -> Any:
        """A SymPy set; a condition in one symbol is solved for it where SymPy can."""
        from sympy.logic.boolalg import Boolean

        built = super().rebuild(raw)
        if not isinstance(built, Boolean) or len(built.free_symbols) != 1:
            return built
        try:
            return built.as_set()
        except (NotImplementedError, TypeError):  # what SymPy cannot solve stays a condition
            return built

    def code(self, raw: Json) -> str:
        return f'"{algebra.show(node_from(raw))}"'


def solved(node: Node) -> bool:
    """Elements are named: a set, or `w = 1 oder w = 2`. Where single elements are asked, the task written down again
    (`1 + e^-w = 0`) or a contradiction (`w < 0 und w > 0`) describes them but does not say what they are."""
    match node:
        case FiniteSet() | Interval() | Union() | Intersection() | Minus():
            return True
        case Or(args):
            return all(map(solved, args))
        case Rel("=", Sym(), value) | Rel("=", value, Sym()):
            return not algebra.symbols(value)
    return False


NOT_SOLVED = Text(
    de="Das ist eine Bedingung. Gefragt ist die Menge selbst: Welche Zahlen gehören dazu?",
    en="This is a condition. The set itself is asked for: which numbers belong to it?",
)


def as_set(node: Node) -> Node:
    """A list [3, 7] counts as the set of its entries; a tuple of two numbers stays what the text rules say."""
    if isinstance(node, Seq) and all(map(is_scalar, node.args)):
        return FiniteSet(node.args)
    if is_scalar(node):
        raise Unread(
            Text(
                de="Gefragt ist eine Menge. Schreibe {…} um deine Zahl, wenn sie das einzige Element ist.",
                en="A set is asked. Put {…} around your number if it is the only element.",
            )
        )
    return node
