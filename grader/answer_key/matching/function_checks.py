"""Function items: an author's independent checks on what a student's functions did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from grader.answer_key.matching.author_code import LOG
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.functions.arguments import build
from grader.answers.functions.outcomes import changed_parameters, outcomes, returns_nan
from grader.answers.functions.rules import Seen, asked_of, says
from grader.answers.kinds.function import Function
from grader.authoring.items import CheckRule, Item
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Check, Json, Text


@dataclass(frozen=True, slots=True)
class Checked:
    """A check, and the calls on which it said no."""

    rule: CheckRule
    passed: bool
    refused: frozenset[int]

    def told(self, why: Text | None) -> Check:
        rule = self.rule
        return Check(rule.name, self.passed, rule.points if self.passed else Fraction(0), rule.points, why, rule.title)

    def refused_all(self) -> Check:
        """Nothing counts, whatever came back."""
        return Check(self.rule.name, False, Fraction(0), self.rule.points, None, self.rule.title)


def check_all(drawn: Variant, item: Item, raw: Json) -> tuple[Check, ...]:
    """Every check of an item on all calls, each with its own sentence where it failed."""
    return tuple(found.told(None if found.passed else found.rule.feedback) for found in checked(drawn, item, raw))


def checked(drawn: Variant, item: Item, raw: Json) -> tuple[Checked, ...]:
    """Every check of an item on all calls: passed if it concerns at least one and says no to none."""
    reference = drawn.reference(item)
    if len(outcomes(raw)) != len(outcomes(reference)):
        return tuple(Checked(rule, False, frozenset()) for rule in item.checks)
    own, right = seen(drawn, item, raw), seen(drawn, item, reference)
    return tuple(_checked(drawn, rule, own, right) for rule in item.checks)


def expect_fit(drawn: Variant, item: Item) -> None:
    """Raises AuthorError if a check says no to the reference, or nothing, or if a known mistake passes them all."""
    for found in check_all(drawn, item, drawn.reference(item)):
        if not found.passed:
            raise AuthorError(
                f"item {item.name}: the check {found.name} does not accept the reference, or has nothing to say on any probe",
                de=f"Teil {item.name}: die Prüfung {found.name} nimmt die Referenz nicht an oder sagt zu keinem Aufruf etwas",
            )
    for mistake in item.mistakes:
        if all(found.passed for found in check_all(drawn, item, drawn.mistaken(item, mistake))):
            raise AuthorError(
                f"item {item.name}: mistake {mistake.id} ({mistake.name}) passes all checks, which is the right answer; "
                "change what it computes or remove it",
                de=f"Teil {item.name}: der Fehler {mistake.id} ({mistake.name}) besteht alle Prüfungen, wäre also richtig; "
                "ändere, was er rechnet, oder streiche ihn",
            )


def _checked(drawn: Variant, rule: CheckRule, own: list[Seen], right: list[Seen]) -> Checked:
    def troubled(error: Exception) -> None:
        LOG.warning("the check %s cannot work with a value: %s: %s", rule.name, type(error).__name__, error)

    given = given_to(drawn, rule)
    if rule.public:
        own = [replace(one, expected=None) for one in own]
    return Checked(rule, *says(rule.holds, given, own, asked_of(rule.holds, given, right), troubled))


def given_to(drawn: Variant, rule: CheckRule) -> Mapping[str, Any]:
    """What a check computes with: where it is public, plain numbers, as in a kit."""
    return drawn.plain_given if rule.public else drawn.given


def seen(drawn: Variant, item: Item, raw: Json) -> list[Seen]:
    """The calls of an answer, as checks see them beside the reference's."""
    kind, reference = item.kind, drawn.reference(item)
    assert isinstance(kind, Function)
    found = []
    for call, (ours, theirs) in zip(drawn.calls(item), _pairs(raw, reference), strict=True):
        signature = kind.signature(call["function"])
        returns = kind.kind_of(theirs)
        probe = {name: build(data) for name, data in signature.arguments(call).items()}
        found.append(
            Seen(
                function=signature.name,
                probe=probe,
                returned=_value(returns, ours, theirs),
                expected=returns.rebuild(theirs["value"]) if theirs["is"] == "returned" else None,
                same=kind.same_outcome(ours, theirs).verdict == "proved",
                changed=changed_parameters(signature.parameters, ours),
                queries=tuple(map(tuple, ours.get("queries", ()))),
                uses=_uses(kind, raw),
            )
        )
    return found


def _pairs(raw: Json, reference: Json) -> list[tuple[dict[str, Json], dict[str, Json]]]:
    return list(zip(outcomes(raw), outcomes(reference), strict=True))


def _uses(kind: Function, raw: Json) -> dict[str, bool]:
    found = raw.get("uses", ())
    return {name: name in found for name in kind.uses}


def _value(returns: AnswerKind, ours: Json, theirs: Json) -> Any:
    """A number, and in the reference's shape, since an author's check computes with it; else None."""
    if ours.get("is") != "returned" or returns_nan(ours):
        return None
    return returns.like(ours["value"], theirs["value"] if theirs["is"] == "returned" else ours["value"])
