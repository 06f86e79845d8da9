"""A set: finite, empty, an interval, or what an equation or inequality describes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from grader.algebra.door import compare
from grader.algebra.reading.in_front import without_front
from grader.algebra.reading.tokens.lexer import LONGEST
from grader.algebra.syntax.formatting import said, show
from grader.algebra.syntax.tree import And, FiniteSet, Intersection, Interval, Minus, Node, Or, Rel, Seq, Sym, Union, sub
from grader.algebra.syntax.tree import symbols as symbols_of
from grader.answers.base.answer_kind import TWO_READINGS, AnswerKind, Partial
from grader.answers.base.canonical import Canonical, Measured, measured
from grader.answers.base.floats import floats_of
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import REL3, Tolerance, refuted
from grader.answers.base.trees import expect_symbols, is_scalar, node_from, raw_of
from grader.answers.comparing.boundary import closed, has_boundary, other_ends, snapped
from grader.answers.comparing.point_sets import points_in_words, set_of_points
from grader.answers.reading.everyday import is_nothing, set_in_words
from grader.answers.reading.together import FORMAL, as_one, indexed
from grader.answers.reading.values import Unread, key_of, node_of
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
                en=f"a set of points, e.g. `{{{point}}}` or `{{{point}, …}}`; if there are none: `EmptySet`",
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
        if type(value) is bool:
            raise Unread("truth value, no set")
        names, points = reading["symbols"], bool(reading.get("points"))
        value = _of_one_name(value, names)
        texts = [value] if type(value) is str else []
        if type(value) is str:
            value = _prepared(value, names, points)
        elif type(value) in (list, tuple, set):
            parts: list[object] = list(value)  # type: ignore[call-overload]
            texts = [part for part in parts if type(part) is str]
            if texts:
                value = [_prepared(part, names, points) if type(part) is str else part for part in parts]
        formal = not texts or any(FORMAL.search(text[:LONGEST]) for text in texts)
        # what a beginner writes for the empty set
        if (type(value) is dict and not value) or (
            type(value) is str and (value.replace(" ", "") == "[]" or is_nothing(value))
        ):
            return raw_of(FiniteSet(()))
        others = indexed(names) if any(INDEXED.search(text[:LONGEST]) for text in texts) else ()
        node = node_of(value, {**reading, "symbols": (*names, *others)})
        if isinstance(node, Seq) and type(value).__name__ == "ImageSet":  # a line, not the set of its coordinates
            raise Unread("set with parameters")
        if points:
            node = set_of_points(node, names)
        elif type(value) not in (list, tuple) or not _is_pair(node):  # those may be an interval, too: `same` sees to it
            node = as_one(node, names, formal=formal)
        expect_symbols(node, reading)
        if reading.get("linear") and not is_linear(node, reading["symbols"]):
            raise Unread("set not linear")
        return raw_of(node)

    def same(self, student: Json, reference: Json) -> Certificate:
        answer, key = node_from(student), node_from(reference)
        if isinstance(answer, Seq):
            found = self._same(_as_set(answer), key)
            unclear = found.verdict == "refuted" and _is_pair(answer) and has_boundary(key) and self._is_interval(answer, key)
            return replace(found, verdict="undecided", method=TWO_READINGS, explanation=INTERVAL) if unclear else found
        return self._same(answer, key)

    def _is_interval(self, pair: Seq, key: Node) -> bool:
        """Are the two numbers the ends of the interval that is asked for?"""
        low, high = pair.args
        return self._compare(closed(Interval(low, high, False, False)), closed(key)).verdict == "proved"

    def _same(self, answer: Node, key: Node) -> Certificate:
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

    def canonical(self, raw: Json) -> Canonical | None:
        """The ends of a set of numbers, the coordinates of points, or one linear relation, from the left to the right."""
        node = _as_set(node_from(raw))
        if self.points:
            return self._canonical_points(node)
        if len(self.symbols) > 1:
            return _canonical_relation(node, tuple(self.symbols))
        from grader.algebra.deciding.point_set.line_shape import line_shape

        shape = line_shape(node, self.domain)
        if shape is None:
            return None
        found: list[str | Measured] = [str(shape.unbounded)]
        for end in shape.ends:
            found += [Measured(end.at, Fraction(self.within.abs or 0), Fraction(self.within.rel or 0))]
            found += [f"{end.itself} {end.beyond}"]
        return tuple(found)

    def _canonical_points(self, node: Node) -> Canonical | None:
        """Each point once, in the order of their coordinates."""
        if not isinstance(node, FiniteSet) or not all(isinstance(point, Seq) for point in node.args):
            return None
        points = sorted({tuple(floats_of(point)): point for point in node.args}.items(), key=lambda pair: pair[0])
        found: list[str | Measured] = []
        for _, point in points:
            assert isinstance(point, Seq)
            found += ["(", *(measured(part, self.within) for part in point.args)]
        return tuple(found)

    def unclear(self, raw: Json) -> Text | None:
        return INTERVAL if _is_pair(node_from(raw)) else None

    def near(self, reference: Json) -> Iterator[Json]:
        """With other ends that belong to it or not."""
        yield from (raw_of(node) for node in other_ends(node_from(reference)))

    def partial(self, student: Json, reference: Json) -> Partial | None:
        key = node_from(reference)
        answer = snapped(_as_set(node_from(student)), key, self.within)
        if not has_boundary(key) or not has_boundary(answer):
            return None
        alike = self._compare(closed(answer), closed(key)).verdict == "proved"
        return Partial(Fraction(1, 2), BOUNDARY) if alike else None

    def note(self, student: Json, reference: Json) -> Text | None:
        """Whether something is missing, or what is too much; a missing element is never named."""
        answer, key = node_from(student), node_from(reference)
        if isinstance(key, FiniteSet) and not solved(_as_set(answer)):
            return NOT_SOLVED
        said = self.same(student, reference).explanation
        if not two_numbers(_as_set(answer)) or not has_boundary(key):
            return said
        return Text(de=f"{said.de} {INTERVAL.de}", en=f"{said.en} {INTERVAL.en}")

    def show(self, raw: Json) -> Text:
        return said(_as_set(node_from(raw)))

    def rebuild(self, raw: Json) -> Any:
        """A SymPy set; a condition in one symbol is solved for it where SymPy can."""
        if self.linear:  # a condition keeps the names of its variables
            return super().rebuild(raw)
        from sympy.logic.boolalg import Boolean

        built = super().rebuild(raw_of(_as_set(node_from(raw))))
        if not isinstance(built, Boolean) or len(built.free_symbols) != 1:
            return built
        try:
            return built.as_set()
        except (NotImplementedError, TypeError):  # what SymPy cannot solve stays a condition
            return built

    def code(self, raw: Json) -> str:
        return f'"{show(_as_set(node_from(raw)))}"'


def _canonical_relation(node: Node, names: tuple[str, ...]) -> Canonical | None:
    """A linear equation or inequality, its first coefficient made 1 (or -1, where that turns an inequality round)."""
    from grader.algebra.solving.affine import linear_form

    node = node.args[0] if isinstance(node, And) and len(node.args) == 1 else node
    if isinstance(node, Or) and len(node.args) == 2:
        return _with_its_border(*(_canonical_relation(part, names) for part in node.args))
    if not isinstance(node, Rel) or node.op == "!=":
        return None
    turned = node.op in (">", ">=")
    form = linear_form(sub(node.right, node.left) if turned else sub(node.left, node.right), names)
    first = next((value for value in form[:-1] if value), None) if form is not None else None
    if form is None or first is None:
        return None
    scale = first if node.op == "=" else abs(first)
    return ({">": "<", ">=": "<="}.get(node.op, node.op), " ".join(str(value / scale) for value in form))


def _with_its_border(*sides: Canonical | None) -> Canonical | None:
    """`s < 0 or s = 0` is `s <= 0`."""
    inside, border = sorted(sides, key=lambda side: side is not None and side[0] == "=")
    if inside is None or border is None or (inside[0], border[0]) != ("<", "="):
        return None
    turned = " ".join(str(-Fraction(number)) for number in str(border[1]).split())
    return ("<=", inside[1]) if inside[1] in (border[1], turned) else None


def two_numbers(node: Node) -> bool:
    """{2, 3}, or [2, 3] and (2, 3) typed as Python, where perhaps an interval was meant."""
    return isinstance(node, FiniteSet) and len(node.args) == 2 and all(map(is_scalar, node.args))


def _of_one_name(value: Any, names: Sequence[str]) -> Any:
    """The values in `{"w": [1, -1]}`, where w is what the set is about; everything else as it is."""
    if type(value) is dict and len(value) == len(names) == 1:
        ((key, values),) = value.items()
        if key_of(key) == names[0] and type(values) in (list, tuple, set):
            return list(values)
    return value


def _prepared(text: str, names: Sequence[str], points: bool) -> str:
    """A text without names and words around what it says of the set. Raises Unread if they leave its ends open."""
    begun = set_in_words(text[: LONGEST + 1])
    text = begun if RELATION_ALONE.match(begun) else set_in_words(without_front(text[: LONGEST + 1], names, "region"))
    if FROM_TO.search(text[:LONGEST]):
        raise Unread("which ends")
    if len(names) == 1:  # größer als 0; x > 0 und < 1
        text = RELATION_ALONE.sub(rf"\g<1>{names[0]} \2", text[:LONGEST]) + text[LONGEST:]
    return SEVERAL_NAMES.sub(r"\1\2", points_in_words(text, len(names)) if points else text, count=1)


def _is_pair(node: Node) -> bool:
    """Two numbers in a list or tuple of Python."""
    return isinstance(node, Seq) and len(node.args) == 2 and all(is_scalar(part) and not symbols_of(part) for part in node.args)


def _as_set(node: Node) -> Node:
    """The set of the numbers in such a pair; every other answer is one already."""
    return FiniteSet(node.args) if isinstance(node, Seq) else node


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
    en="The ends are right. Check whether the ends themselves belong to it.",
)
INTERVAL = Text(
    de="Zwei Zahlen in Python-Klammern sind eine Menge mit zwei Elementen; ein Intervall schreibst du Interval(3, 7) oder als "
    'Text, z. B. "(3, 7]".',
    en="Two numbers in Python's brackets are a set of two elements; an interval is written Interval(3, 7) or as a text such as "
    '"(3, 7]".',
)
NOT_SOLVED = Text(
    de="Das ist eine Bedingung. Gefragt ist die Menge selbst: Welche Zahlen gehören dazu?",
    en="This is a condition. Give the set itself: which numbers belong to it?",
)

SINGLE_POINTS = Text(
    de="Das sind einzelne Punkte. Gefragt ist eine Bedingung für alle.",
    en="These are single points. Give a condition for all of them.",
)

INDEXED = re.compile(r"[^\W\d_](?:_?\{?\d|[₀-₉])")
SEVERAL_NAMES = re.compile(r"(^|[{(]|\s)([A-Za-z])_?\{?[1₁]\s*[,;/]\s*[2₂]\}?(?=\s*=)")  # x_{1,2} = 1 ± 2
# a relation sign with nothing in front of it
RELATION_ALONE = re.compile(r"(^\s*|(?:\b(?:und|and|oder|or)\b|[∧∨])\s*)((?:[<>]=?|[≤≥])\s*[-+−]?[\d.∞√πe])")
FROM_TO = re.compile(r"\d\s+(?:bis|to)\s+\S|\b(?:zwischen|between)\s", re.IGNORECASE)
