"""A formula in named symbols, judged as a function on its domain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from grader.algebra.door import compare
from grader.algebra.syntax.tree import Node
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical, probed
from grader.answers.base.placeholders import filled
from grader.answers.base.tolerance import refuted
from grader.answers.base.trees import NOT_A_NUMBER, expect_number, expect_symbols, holds_nan, node_from, raw_of, scalar
from grader.answers.comparing.rounding import rounding_only
from grader.errors import AuthorError
from grader.mistakes.base.mistake import Compared
from grader.model import Certificate, Json, Text
from grader.reading_help.base.examples import example_formula


@dataclass(frozen=True, kw_only=True)
class Expression(AnswerKind):
    """A formula in `symbols` (default: those of the exercise); `domain` says where it has to agree.

    `undecided`: what becomes of a formula that agrees to many digits but is not proved, "teacher" looks at it or
    "accept". `gap`: a point where only one of the two forms is defined (x/x beside 1), "accept" with a remark or "reject".

    Raises:
        AuthorError: the domain names a symbol that may not occur, or an unknown policy.
    """

    kind = "expression"
    symbols: tuple[str, ...] = ()
    domain: Mapping[str, str] = field(default_factory=dict)
    undecided: Literal["teacher", "accept"] = "teacher"
    gap: Literal["accept", "reject"] = "accept"

    def __post_init__(self) -> None:
        if self.undecided not in ("teacher", "accept") or self.gap not in ("accept", "reject"):
            raise AuthorError(
                f"undecided is teacher or accept, gap accept or reject; got {self.undecided!r} and {self.gap!r}",
                de=f"undecided ist teacher oder accept, gap ist accept oder reject, nicht {self.undecided!r} und {self.gap!r}",
            )
        strangers = sorted(set(self.domain) - set(self.symbols)) if self.symbols else []
        if strangers:
            odd, known = ", ".join(strangers), ", ".join(self.symbols)
            raise AuthorError(
                f"the domain names {odd}, but the formula is in {known}",
                de=f"der Definitionsbereich nennt {odd}, die Formel hat aber {known}",
            )

    def in_exercise(self, symbols: tuple[str, ...], domain: Mapping[str, str]) -> Self:
        return self if self.symbols else replace(self, symbols=symbols, domain={**domain, **self.domain})

    def with_given(self, given: Mapping[str, Any]) -> Self:
        return replace(self, domain={name: filled(words, given) for name, words in self.domain.items()})

    def reading(self) -> dict[str, Json]:
        return {**super().reading(), "symbols": list(self.symbols)}

    @property
    def form(self) -> Text:
        example = example_formula(self.symbols)
        return Text(de=f"eine Formel, z. B. `{example}`", en=f"a formula, e.g. `{example}`")

    @staticmethod
    def read(reading: Mapping[str, Any], value: object) -> Json:
        node = scalar(value, reading)
        expect_number(node)
        expect_symbols(node, reading)
        return raw_of(node)

    def expect(self, raw: Json) -> None:
        super().expect(raw)
        expect_number(node_from(raw))

    def same(self, student: Json, reference: Json) -> Certificate:
        answer = node_from(student)
        if holds_nan(answer):
            return refuted("nan", NOT_A_NUMBER)
        key = node_from(reference)
        found = compare(answer, key, domain=self.domain, kind="expression", names=self.symbols)
        return found if found.verdict != "refuted" else (rounding_only(answer, key, self.domain) or found)

    def canonical(self, raw: Json) -> Canonical:
        return probed(node_from(raw), self.symbols, self.domain)

    def second_form(self, raw: Json) -> Canonical:
        return probed(node_from(raw), self.symbols, self.domain, positive=True)

    def prove(self, student: Json, reference: Json) -> Certificate | None:
        from grader.algebra.sympy_bridge.simplify_prover import prove_with_sympy

        return prove_with_sympy(node_from(student), node_from(reference), domain=self.domain)

    def accepts(self, certificate: Certificate) -> bool:
        if certificate.verdict == "proved":
            return not certificate.domain_differs_at or self.gap == "accept"
        return certificate.verdict == "undecided" and bool(certificate.digits) and self.undecided == "accept"

    def compared(self, student: Json, reference: Json) -> Compared:
        return Compared((node_from(student),), (node_from(reference),), self._same_formula)

    def _same_formula(self, student: Node, reference: Node, place: int = 0) -> bool:
        return compare(student, reference, domain=self.domain, kind="expression", names=self.symbols).verdict == "proved"
