"""What a function may return besides a single number: numbers in any shape, or a word. Only for `Function(returns=…)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

from grader.algebra.door import close
from grader.algebra.syntax.formatting import show as shown
from grader.algebra.syntax.tree import FiniteSet, Node, Num, Seq, Truth
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical, Measured, measured
from grader.answers.base.floats import floats_of
from grader.answers.base.tolerance import EXACT, refuted, together
from grader.answers.base.trees import expect_number, expect_symbols, node_from, raw_of
from grader.answers.reading.values import BLANK, Unread, node_of, the_one
from grader.errors import AuthorError
from grader.model import Certificate, Json, Text


@dataclass(frozen=True, kw_only=True)
class Numbers(AnswerKind):
    """A number, or numbers in a list, tuple, array or tensor of the reference's shape.

    Each entry may be off by max(abs, rel * |reference|); infinities must agree, nan equals nothing. A check sees
    plain floats in nested lists. `floats`: what computes with symbols or with as many digits as it takes is no answer.

    Raises:
        AuthorError: a negative bound.
    """

    kind = "function"
    reader = "numbers"
    abs: float = 1e-9
    rel: float = 1e-9
    floats: bool = False

    def __post_init__(self) -> None:
        if not (self.abs >= 0 and self.rel >= 0):
            raise AuthorError(
                f"Numbers(abs=…, rel=…) takes bounds of at least 0, got {self.abs} and {self.rel}",
                de=f"Numbers(abs=…, rel=…) nimmt Schranken ab 0, nicht {self.abs} und {self.rel}",
            )

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> NoReturn:
        raise _only_returned(self)

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), **({"floats": True} if self.floats else {})}

    @property
    def form(self) -> Text:
        return Text(de="eine Zahl oder eine Liste von Zahlen", en="a number or a list of numbers")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        _expect_computed(value, floats=bool(reading.get("floats")))
        node = node_of(value, {"kind": "numbers"})
        _expect_numbers(node)
        return raw_of(node)

    def expect(self, raw: Json) -> None:
        _expect_numbers(node_from(raw))

    def same(self, student: Json, reference: Json) -> Certificate:
        return self._same(node_from(student), node_from(reference))

    def _same(self, student: Node, reference: Node) -> Certificate:
        if not isinstance(student, Seq) or not isinstance(reference, Seq):
            student, reference = the_one(student), the_one(reference)  # a loss is often a tensor of one element
        if isinstance(student, Seq) or isinstance(reference, Seq):
            if not (isinstance(student, Seq) and isinstance(reference, Seq)) or len(student.args) != len(reference.args):
                return refuted("shape", SHAPE)
            return together([self._same(a, b) for a, b in zip(student.args, reference.args, strict=True)])
        if isinstance(student, Truth) or isinstance(reference, Truth):
            return RIGHT if student == reference else WRONG
        if isinstance(student, Num) and isinstance(reference, Num):
            bound = max(Fraction(self.abs), Fraction(self.rel) * abs(reference.value))
            return RIGHT if abs(student.value - reference.value) <= bound else WRONG
        return close(student, reference, abs=self.abs, rel=self.rel)

    def canonical(self, raw: Json) -> Canonical:
        return self._canonical(node_from(raw))

    def _canonical(self, node: Node) -> Canonical:
        node = the_one(node)
        if isinstance(node, Seq):
            inside = [self._canonical(part) for part in node.args]
            return ("[", *(part for parts in inside for part in parts), "]")
        if isinstance(node, Truth) or not (self.abs or self.rel):
            return (str(node),)
        number = measured(node, EXACT)
        return (number if isinstance(number, str) else Measured(node, Fraction(self.abs), Fraction(self.rel)),)

    def like(self, student: Json, reference: Json) -> Any:
        """Floats in the reference's shape; None for numbers of another one."""
        node = _like(node_from(student), node_from(reference))
        return None if node is None else floats_of(node)

    def show(self, raw: Json) -> Text:
        text = _shown(node_from(raw))
        return Text(de=text, en=text)

    def rebuild(self, raw: Json) -> Any:
        return floats_of(node_from(raw))


@dataclass(frozen=True)
class Word(AnswerKind):
    """One of several words, such as Word("monotone", "zigzag"); capitals and blanks around it do not matter."""

    kind = "function"
    reader = "word"
    options: tuple[str, ...]

    def __init__(self, *options: str) -> None:
        object.__setattr__(self, "options", options)
        if len({option.casefold() for option in options}) < max(2, len(options)):
            raise AuthorError(
                f"Word(…) takes at least two different words, got {options}",
                de=f"Word(…) nimmt mindestens zwei verschiedene Wörter, nicht {options}",
            )

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> NoReturn:
        raise _only_returned(self)

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "options": list(self.options)}

    @property
    def form(self) -> Text:
        words = ", ".join(map(repr, self.options))
        return Text(de=f"eines der Wörter {words}", en=f"one of the words {words}")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        for option in reading["options"]:
            if type(value) is str and value.strip().casefold() == option.casefold():
                return str(option)
        raise Unread("no such word")

    def same(self, student: Json, reference: Json) -> Certificate:
        return RIGHT if student == reference else WRONG

    def canonical(self, raw: Json) -> Canonical:
        return (str(raw),)

    def alphabet(self) -> tuple[str, ...]:
        return self.options

    def show(self, raw: Json) -> Text:
        if raw not in self.options:
            raise ValueError("no such word")
        return Text(de=repr(raw), en=repr(raw))

    def rebuild(self, raw: Json) -> Any:
        return raw


def _only_returned(kind: AnswerKind) -> AuthorError:
    name = type(kind).__name__
    return AuthorError(
        f"{name} is what a function returns: Function(…, returns={name}(…))",
        de=f"{name} gibt es nur als Ergebnis einer Funktion: Function(…, returns={name}(…))",
    )


def _expect_computed(value: object, *, floats: bool) -> None:
    """Raises Unread for a text, which computes nothing, and, if floats are asked for, for other libraries' exact numbers."""
    if type(value) in (list, tuple):
        for entry in value[:MOST_LOOKED_AT]:  # type: ignore[index]
            _expect_computed(entry, floats=floats)
    elif type(value) is str:
        raise Unread("text returned")
    elif floats and type(value).__module__.partition(".")[0] in EXACT_LIBRARIES:
        raise Unread("exact number returned", library=type(value).__module__.partition(".")[0])


def _expect_numbers(node: Node) -> None:
    if isinstance(node, FiniteSet):
        raise Unread("set returned")
    if isinstance(node, Seq) and node != BLANK:
        for entry in node.args:
            _expect_numbers(entry)
    elif not isinstance(node, Truth | Seq):
        expect_number(node)
        expect_symbols(node, {})


def _like(student: Node, reference: Node) -> Node | None:
    if not isinstance(reference, Seq):
        student = the_one(student)
        return None if isinstance(student, Seq) else student
    parts = student.args if isinstance(student, Seq) else (student,)
    if len(parts) != len(reference.args):
        return None
    found = [_like(a, b) for a, b in zip(parts, reference.args, strict=True)]
    return None if None in found else Seq(tuple(node for node in found if node is not None))


def _shown(node: Node) -> str:
    if isinstance(node, Seq):
        return f"[{', '.join(map(_shown, node.args))}]"
    return shown(node)


def of_each(returns: AnswerKind | Mapping[str, AnswerKind], names: Sequence[str]) -> dict[str, AnswerKind]:
    """How the result of each function is read. Raises AuthorError where one is not named."""
    if isinstance(returns, AnswerKind):
        return dict.fromkeys(names, returns)
    if set(returns) != set(names):
        named, known = ", ".join(returns), ", ".join(names)
        raise AuthorError(
            f"returns={{…}} names {named}; the functions are {known}",
            de=f"returns={{…}} nennt {named}; die Funktionen sind {known}",
        )
    return dict(returns)


EXACT_LIBRARIES = ("sympy", "mpmath", "decimal", "fractions")
MOST_LOOKED_AT = 1000
RIGHT = Certificate("proved", "numbers", Text(de="Das Ergebnis stimmt.", en="The result is right."))
WRONG = refuted("numbers", Text(de="Das Ergebnis ist ein anderes.", en="The result is different."))
SHAPE = Text(
    de="Das Ergebnis hat eine andere Form: prüfe, wie viele Einträge es hat und wie tief es verschachtelt ist.",
    en="The result has a different shape: check how many entries it has and how deeply it is nested.",
)
