"""A function item beside what its boxes give: each check by itself, then the known mistakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from grader.answer_key.matching.beside import credit
from grader.answer_key.sealed.key_sentences import LATER
from grader.answer_key.sealed.opened_boxes import OpenedBoxes
from grader.answer_key.sealed.plan import RAW, KnownAnswer, SealedCheck, SealedItem
from grader.answer_key.sealed.public_rules import PublicChecks
from grader.answers.base.canonical import Canonical
from grader.answers.functions.outcomes import outcomes
from grader.answers.kinds.function import Function
from grader.model import Check, Item, Json, Match

Ask = Callable[[str, Canonical | None], list[KnownAnswer]]  # what a canonical form opens in a unit


def match_function(
    kind: Function, item: Item, public: SealedItem, raw: Json, boxes: OpenedBoxes, publicly: PublicChecks | None
) -> Match:
    """As the live key, but for checks that only that can judge: with one of those open, the answer is.

    Raises:
        NoCell: an answer that has no place.
    """
    assert public.unit is not None
    functions = [call["function"] for call in item.probes]

    def ask(unit: str, canonical: Canonical | None) -> list[KnownAnswer]:
        return boxes.open(unit, boxes.words(unit, [(RAW, canonical)]))

    found = [(check, passed) for check, passed in _passes(kind, item, public, functions, raw, ask, publicly).items()]
    strayed = kind.strays(raw)
    if strayed is not None and any(passed for _, passed in found):
        return Match("none", checks=tuple(_told(check, False) for check, _ in found), note=strayed)
    checks = tuple(_told(check, bool(passed)) for check, passed in found)
    known = ask(public.unit, kind.canonical_behaviour(raw, functions, public.raising))
    if all(passed for _, passed in found):
        return Match("reference", credit=credit(checks), checks=checks)
    own = outcomes(raw)
    if any(one.kind == "reference" and _is_alike(kind, own, one.raw) for one in known):
        checks = tuple(_told(check, True) for check, _ in found)
        return Match("reference", credit=credit(checks), checks=checks)
    first = next((one for one in known if one.mistake is not None and _is_alike(kind, own, one.raw)), None)
    if first is not None and first.match is not None and first.mistake is not None:
        return replace(first.match, told=first.mistake)
    if any(passed is None for _, passed in found):
        return Match("cannot_tell", credit=credit(checks), checks=checks, reason=LATER)
    note = next((check.feedback for check, passed in found if not passed), None)
    return Match("none", credit=credit(checks), checks=checks, note=note)


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


def _is_alike(kind: Function, own: Sequence[Json], known: Sequence[Json] | None) -> bool:
    """None: the cells have told already."""
    pairs = zip(own, known or (), strict=False)
    return all(kind.same_outcome(ours, theirs).verdict == "proved" for ours, theirs in pairs)


def _told(check: SealedCheck, passed: bool) -> Check:
    points = check.points if passed else Fraction(0)
    return Check(check.name, passed, points, check.points, None, check.title)
