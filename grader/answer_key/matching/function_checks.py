"""Function items: an author's independent checks on what a student's functions did."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grader.answer_key.matching.author_code import LOG
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.functions.arguments import build
from grader.answers.functions.outcomes import changed_parameters, outcomes, returns_nan
from grader.answers.kinds.function import Function
from grader.authoring.items import CheckRule, Item
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.model import Check, Json, Text


@dataclass(frozen=True, slots=True)
class Seen:
    """One call, as a check sees it; see `Item.check`."""

    function: str
    probe: dict[str, Any]
    returned: Any
    expected: Any
    same: bool
    changed: tuple[str, ...]
    queries: tuple[tuple[float, ...], ...]
    uses: dict[str, bool]


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
    kind = item.kind
    assert isinstance(kind, Function)
    reference = drawn.reference(item)
    if len(outcomes(raw)) != len(outcomes(reference)):
        return tuple(Checked(rule, False, frozenset()) for rule in item.checks)
    own = _seen(drawn, item, kind, raw, reference)
    right = _seen(drawn, item, kind, reference, reference)
    uses = _uses(kind, raw)
    return tuple(_checked(drawn, rule, own, right, uses) for rule in item.checks)


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


def _checked(drawn: Variant, rule: CheckRule, own: list[Seen], right: list[Seen], uses: dict[str, bool]) -> Checked:
    wanted = inspect.signature(rule.holds).parameters
    if "calls" in wanted:
        return _on_all_calls(drawn, rule, own, uses)
    answers = {}
    for index, (ours, theirs) in enumerate(zip(own, right, strict=True)):
        if "returned" in wanted and theirs.returned is None:
            continue  # the reference raises here, as the exercise asks
        if _ask(drawn, rule, theirs) is None:
            continue  # the check has nothing to say on this probe
        valued = "returned" not in wanted or ours.returned is not None
        answers[index] = valued and _holds(rule, lambda ours=ours: _ask(drawn, rule, ours))  # type: ignore[misc]
    refused = frozenset(index for index, says in answers.items() if not says)
    return Checked(rule, bool(answers) and not refused, refused)


def _on_all_calls(drawn: Variant, rule: CheckRule, own: list[Seen], uses: dict[str, bool]) -> Checked:
    """A check that names the calls which it refuses refuses no other."""
    incomplete = any(one.returned is None for one in own if one.expected is not None)
    refused: list[Seen] = []

    def ask() -> bool:
        says = drawn.apply(rule.holds, calls=own, uses=uses)
        if isinstance(says, list):
            refused.extend(says)
        return not refused if isinstance(says, list) else bool(says)

    passed = not incomplete and _holds(rule, ask)
    named = frozenset(index for index, call in enumerate(own) if any(call is one for one in refused))
    return Checked(rule, passed, frozenset() if passed else named or frozenset(range(len(own))))


def _holds(rule: CheckRule, ask: Callable[[], Any]) -> bool:
    """What a check says of a student's value. `grade check` has proved that it can work with the reference's: where it
    cannot with this one, the value does not meet it. Too large a number, or none, is nothing that a teacher must know."""
    try:
        return bool(ask())
    except (OverflowError, ZeroDivisionError, ValueError):
        return False
    except Exception as error:  # noqa: BLE001 - an author's code, beside a value that nobody foresaw
        LOG.warning("the check %s cannot work with a value: %s: %s", rule.name, type(error).__name__, error)
        return False


def _ask(drawn: Variant, rule: CheckRule, seen: Seen) -> Any:
    return drawn.apply(rule.holds, **{name: getattr(seen, name) for name in Seen.__dataclass_fields__})


def _seen(drawn: Variant, item: Item, kind: Function, raw: Json, reference: Json) -> list[Seen]:
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
