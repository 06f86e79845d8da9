"""A set: finite, empty, an interval, or what an equation or inequality describes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from grader.algebra.door import compare
from grader.algebra.reading.lexer import LONGEST
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import And, FiniteSet, Intersection, Interval, Minus, Node, Or, Rel, Seq, Sym, Union
from grader.algebra.syntax.tree import symbols as symbols_of
from grader.answers.base.answer_kind import AnswerKind, Partial
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import REL3, Tolerance, refuted
from grader.answers.base.trees import expect_symbols, is_scalar, node_from, raw_of
from grader.answers.comparing.boundary import closed, has_boundary, snapped
from grader.answers.comparing.point_sets import set_of_points, with_separators, without_names
from grader.answers.reading.everyday import is_nothing
from grader.answers.reading.values import Unread, node_of
from grader.model import Certificate, Json, Text


@dataclass(frozen=True, kw_only=True)
class SolutionSet(AnswerKind):
    """A set of numbers or points in `symbols` (default: those of the exercise).

    A typed decimal counts as an element or end of the reference if it lies within `within` of it. Right ends that
    belong to the set or not by mistake earn half of the points. With `linear` the answer has to be written with linear
    equations or inequalities, so that the task written down again (`max(0, s) = 0`) is none. With `points` the elements
    are points with one coordinate for each symbol.
    """

    kind = "region"
    symbols: tuple[str, ...] = ()
    domain: Mapping[str, str] = field(default_factory=dict)
    within: Tolerance = REL3
    linear: bool = False
    points: bool = False

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> Self:
        return self if self.symbols else replace(self, symbols=symbols, domain={**domain, **self.domain})

    def with_given(self, given: Mapping[str, Any]) -> Self:
        return replace(self, domain={name: filled(words, given) for name, words in self.domain.items()})

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "symbols": list(self.symbols), "linear": self.linear, "points": self.points}

    @property
    def form(self) -> Text:
        if self.linear:
            return Text(
                de=f'eine lineare Gleichung oder Ungleichung, z. B. `"5*{self.symbols[-1]} > 1"`',
                en=f'a linear equation or inequality, e.g. `"5*{self.symbols[-1]} > 1"`',
            )
        if self.points:
            point = f"({', '.join(str(7 - 4 * index) for index in range(len(self.symbols)))})"
            return Text(
                de=f"eine Menge von Punkten, z. B. `{{{point}}}` oder `{{{point}, …}}`; hat sie keinen: `EmptySet`",
                en=f"a set of points, e.g. `{{{point}}}` or `{{{point}, …}}`; if it has none: `EmptySet`",
            )
        # the empty set stands in every hint, so it gives nothing away where it is the answer
        name = self.symbols[0] if self.symbols else "x"
        return Text(
            de=f'eine Menge, z. B. `{{3, 7}}`, `Interval(3, 7)`, `"[3; 7["`, `"3 <= {name} < 7"` oder, wenn sie leer ist, '
            "`EmptySet`",
            en=f'a set, e.g. `{{3, 7}}`, `Interval(3, 7)`, `"[3, 7)"`, `"3 <= {name} < 7"` or, if it is empty, `EmptySet`',
        )

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        # what a beginner writes for the empty set
        if (type(value) is dict and not value) or (
            type(value) is str and (value.replace(" ", "") == "[]" or is_nothing(value))
        ):
            return raw_of(FiniteSet(()))
        if type(value) is str and FROM_TO.search(value[:LONGEST]):
            raise Unread("which ends")
        if type(value) is bool:
            raise Unread("truth value, no set")
        if reading.get("points"):
            value = without_names(value, reading["symbols"])
            if type(value) is str:
                value = with_separators(value, len(reading["symbols"]))
        node = node_of(value, reading)
        if isinstance(node, Seq) and type(value).__name__ == "ImageSet":  # a line, not the set of its coordinates
            raise Unread("set with parameters")
        node = set_of_points(node, len(reading["symbols"])) if reading.get("points") else as_set(node)
        expect_symbols(node, reading)
        if reading.get("linear") and not is_linear(node, reading["symbols"]):
            raise Unread("set not linear")
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = node_from(student), node_from(reference)
        if isinstance(key, FiniteSet) and not solved(answer):
            return refuted("not solved", NOT_SOLVED)
        if isinstance(answer, FiniteSet) and isinstance(key, Rel) and is_linear(key, self.symbols) and len(symbols_of(key)) > 1:
            return refuted("single points", SINGLE_POINTS)  # a line, plane or half-space has more than any list of points
        found = self._compare(answer, key)
        if found.verdict != "refuted":
            return found
        rounded = snapped(answer, key, self.within)
        return found if rounded == answer else self._compare(rounded, key)

    def _compare(self, answer: Node, key: Node) -> Certificate:
        return compare(answer, key, domain=self.domain, kind="region", names=self.symbols)

    def partial(self, student: Json, reference: Json) -> Partial | None:
        key = node_from(reference)
        answer = snapped(node_from(student), key, self.within)
        if not has_boundary(key) or not has_boundary(answer):
            return None
        alike = self._compare(closed(answer), closed(key)).verdict == "proved"
        return Partial(Fraction(1, 2), BOUNDARY) if alike else None

    def note(self, student: Json, reference: Json) -> Text | None:
        """Whether something is missing, or what is too much; a missing element is never named."""
        if isinstance(node_from(reference), FiniteSet) and not solved(node_from(student)):
            return NOT_SOLVED
        said = self.same(student, reference).explanation
        return _with_interval(said) if two_numbers(node_from(student)) and has_boundary(node_from(reference)) else said

    def rebuild(self, raw: Json) -> Any:
        """A SymPy set; a condition in one symbol is solved for it where SymPy can."""
        if self.linear:  # a condition keeps the names of its variables
            return super().rebuild(raw)
        from sympy.logic.boolalg import Boolean

        built = super().rebuild(raw)
        if not isinstance(built, Boolean) or len(built.free_symbols) != 1:
            return built
        try:
            return built.as_set()
        except (NotImplementedError, TypeError):  # what SymPy cannot solve stays a condition
            return built

    def code(self, raw: Json) -> str:
        return f'"{show(node_from(raw))}"'


def two_numbers(node: Node) -> bool:
    """{2, 3}, or [2, 3] and (2, 3) typed as Python, where perhaps an interval was meant."""
    return isinstance(node, FiniteSet) and len(node.args) == 2 and all(map(is_scalar, node.args))


def _with_interval(said: Text) -> Text:
    return Text(de=f"{said.de} {INTERVAL.de}", en=f"{said.en} {INTERVAL.en}")


def solved(node: Node) -> bool:
    """Elements are named: a set, or `w = 1 oder w = 2`. Where single elements are asked, the task written down again
    (`1 + e^-w = 0`) or a contradiction (`w < 0 und w > 0`) describes them but does not say what they are."""
    match node:
        case FiniteSet() | Interval() | Union() | Intersection() | Minus():
            return True
        case Or(args):
            return all(map(solved, args))
        case Rel("=", Sym(), value) | Rel("=", value, Sym()):
            return not symbols_of(value)
    return False


def is_linear(node: Node, names: Sequence[str]) -> bool:
    """Is it made of linear equations and inequalities in the names?"""
    from grader.algebra.solving.affine import is_linear as is_linear_

    match node:
        case Rel(_, left, right):
            return is_linear_(left, names) and is_linear_(right, names)
        case And(args) | Or(args):
            return all(is_linear(arg, names) for arg in args)
        case _:
            return False


BOUNDARY = Text(
    de="Die Grenzen stimmen. Prüfe noch, ob sie selbst dazugehören.",
    en="The ends are right. Check whether they belong to it themselves.",
)
INTERVAL = Text(
    de="Zwei Zahlen in Python-Klammern sind eine Menge mit zwei Elementen; ein Intervall schreibst du Interval(3, 7) oder als "
    'Text, z. B. "(3, 7]".',
    en="Two numbers in Python's brackets are a set of two elements; an interval is written Interval(3, 7) or as a text such as "
    '"(3, 7]".',
)
NOT_SOLVED = Text(
    de="Das ist eine Bedingung. Gefragt ist die Menge selbst: Welche Zahlen gehören dazu?",
    en="This is a condition. The set itself is asked for: which numbers belong to it?",
)

SINGLE_POINTS = Text(
    de="Das sind einzelne Punkte. Gefragt ist eine Bedingung für alle.",
    en="These are single points. A condition for all of them is asked.",
)

FROM_TO = re.compile(r"\d\s+(?:bis|to)\s+\S|\b(?:zwischen|between)\s", re.IGNORECASE)


def as_set(node: Node) -> Node:
    """A list [3, 7] counts as the set of its entries; a tuple of two numbers stays what the text rules say."""
    if isinstance(node, Seq | And | Or) and all(map(is_scalar, node.args)):  # "0 und 1"
        return FiniteSet(node.args)
    if is_scalar(node):
        raise Unread("no set")
    return node
