"""A function item beside what its boxes give: each check by itself, then the known mistakes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from fractions import Fraction

from grader.answer_key.matching.beside import credit
from grader.answer_key.sealed.box.plan import RAW, SINGLE, KnownAnswer, SealedCheck, SealedItem
from grader.answer_key.sealed.opening.function_causes import without_value
from grader.answer_key.sealed.opening.key_sentences import LATER
from grader.answer_key.sealed.opening.opened_boxes import OpenedBoxes
from grader.answer_key.sealed.public.public_rules import PublicChecks
from grader.answers.base.canonical import Canonical
from grader.answers.base.trees import NOT_A_NUMBER
from grader.answers.functions.outcomes import outcomes, returns_nan
from grader.answers.kinds.function import Function
from grader.mistakes.generic.not_a_number import NotANumber
from grader.model import Check, Item, Json, Match, Mistake

ASKED = 2  # values of single calls that are looked up

Ask = Callable[[str, Canonical | None], list[KnownAnswer]]  # what a canonical form opens in a unit


def match_function(
    kind: Function, item: Item, public: SealedItem, raw: Json, boxes: OpenedBoxes, publicly: PublicChecks | None
) -> Match:
    """As the live key, but for checks that only that can judge: with one of those open, the answer is.

    Raises:
        NoCell: an answer that has no place.
    """
    unit = public.unit
    assert unit is not None
    functions = [call["function"] for call in item.probes]

    def ask(unit: str, canonical: Canonical | None) -> list[KnownAnswer]:
        return boxes.open(unit, boxes.words(unit, [(RAW, canonical)]))

    found = [(check, passed) for check, passed in _passes(kind, item, public, functions, raw, ask, publicly).items()]
    strayed = kind.strays(raw)
    if strayed is not None and any(passed for _, passed in found):
        return Match("none", checks=tuple(_told(check, False) for check, _ in found), note=strayed)
    checks = tuple(_told(check, bool(passed)) for check, passed in found)
    if all(passed for _, passed in found):
        return Match("reference", credit=credit(checks), checks=checks)
    own = outcomes(raw)
    known = ask(unit, kind.canonical_behaviour(raw, functions, public.raising)) if public.knows else []
    if any(one.kind == "reference" and _is_alike(kind, own, one.raw) for one in known):
        checks = tuple(_told(check, True) for check, _ in found)
        return Match("reference", credit=credit(checks), checks=checks)
    first = next((one for one in known if one.mistake is not None and _is_alike(kind, own, one.raw)), None)
    if first is not None and first.match is not None and first.mistake is not None:
        return replace(first.match, told=first.mistake)
    right = {call for check, passed in found if passed for call in check.calls}
    told = _told_by_a_call(kind, own, right, lambda value: boxes.open(unit, boxes.words(unit, [(SINGLE, value)])))
    if told is not None and public.knows:
        return Match("mistake", told.id, credit=credit(checks), checks=checks, told=told)
    refused = {call for check, passed in found if not passed for call in _looked_at(check, len(own))}
    why = without_value(kind, item, raw, own, refused.difference(public.raising))
    if any(passed is None for _, passed in found):
        return Match("cannot_tell", credit=credit(checks), checks=checks, reason=LATER if why is None else why.text)
    if why is not None:
        return Match("none", why.mistake, credit=credit(checks), checks=checks, note=why.text)
    if _no_number(kind, own, functions, public):
        return Match("none", NotANumber.id, credit=credit(checks), checks=checks, note=NOT_A_NUMBER)
    note = next((check.feedback for check, passed in found if not passed), None)
    return Match("none", credit=credit(checks), checks=checks, note=note)


def _told_by_a_call(
    kind: Function, own: Sequence[Json], right: Collection[int], ask: Callable[[Canonical], list[KnownAnswer]]
) -> Mistake | None:
    """A mistake that shows in what single calls gave: asked are the values that came most often where no box says that they
    are right, numbers without end first."""
    if len(kind.names) > 1:
        return None
    places: dict[str, list[int]] = {}
    for call, outcome in enumerate(own):
        if outcome.get("is") == "returned" and call not in right:
            places.setdefault(json.dumps(outcome["value"]), []).append(call)
    returns = kind.returns[kind.names[0]]
    for value in sorted(places, key=lambda value: (not re.search("nan|inf", value), -len(places[value])))[:ASKED]:
        canonical = returns.canonical(json.loads(value))
        for one in ask(canonical) if canonical is not None else ():
            if one.kind == "single" and one.mistake is not None and not set(one.calls).issuperset(places[value]):
                return one.mistake
    return None


def _no_number(kind: Function, own: Sequence[Json], functions: Sequence[str], public: SealedItem) -> bool:
    """Nan somewhere, and nothing worse elsewhere: each call gives what has the right shape."""
    called = [one for call, one in enumerate(zip(own, functions, public.shapes, strict=False)) if call not in public.raising]
    if not all(one.get("is") == "returned" for one, _, _ in called) or not any(returns_nan(one) for one, _, _ in called):
        return False
    fit = (kind.returns[name].like(one["value"], one["value"] if shape is None else shape) for one, name, shape in called)
    return all(value is not None for value in fit)


def _passes(
    kind: Function,
    item: Item,
    public: SealedItem,
    functions: Sequence[str],
    raw: Json,
    ask: Ask,
    publicly: PublicChecks | None,
) -> dict[SealedCheck, bool | None]:
    """What each check says; None where the key cannot say."""
    answered = outcomes(raw)
    if len(answered) != len(functions):
        return dict.fromkeys(public.checks, False)

    def alike(check: SealedCheck) -> bool:
        if check.unit is None:
            return True
        own = [answered[call] for call in check.calls]
        opened = ask(check.unit, kind.canonical_calls(raw, functions, check.calls))
        return any(_is_alike(kind, own, known.raw) for known in opened)

    openly = publicly.passed(kind, item, public, raw, alike) if publicly is not None else {}
    return {
        check: openly.get(check.name) if check.rule is not None else alike(check) if check.unit is not None else None
        for check in public.checks
    }


def _looked_at(check: SealedCheck, count: int) -> Collection[int]:
    """The calls of a check; a rule may look at any."""
    return check.calls if check.calls and check.rule is None else range(count)


def _is_alike(kind: Function, own: Sequence[Json], known: Sequence[Json] | None) -> bool:
    """None: the cells have told already."""
    pairs = zip(own, known or (), strict=False)
    return all(kind.same_outcome(ours, theirs).verdict == "proved" for ours, theirs in pairs)


def _told(check: SealedCheck, passed: bool) -> Check:
    points = check.points if passed else Fraction(0)
    return Check(check.name, passed, points, check.points, None, check.title)
