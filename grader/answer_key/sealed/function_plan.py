"""The units of a function item: one for all calls together, and one for each check that only asks whether calls are answered
right."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from grader.answer_key.sealed.plan import LARGE, RAW, FilledBox, KnownAnswer, SealedCheck, Unit
from grader.answers.base.canonical import Canonical
from grader.answers.functions.arguments import build
from grader.answers.functions.outcomes import outcomes
from grader.answers.kinds.function import Function
from grader.authoring.items import CheckRule, Item
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Json

ONLY = {"probe", "function", "same"}  # what a check may look at that a kit can judge
# of a tolerance: who makes the same mistake in the same floats lands there
FLOATS = Fraction(1, 1000)

Behaviour = tuple[str, Canonical, KnownAnswer]
MakeUnit = Callable[..., Unit]


@dataclass(frozen=True, slots=True)
class FunctionUnits:
    """The units of an item and its checks."""

    units: tuple[Unit, ...] = ()
    checks: tuple[SealedCheck, ...] = ()
    raising: tuple[int, ...] = ()


def function_units(drawn: Variant, item: Item, mistakes: list[KnownAnswer], make: MakeUnit) -> FunctionUnits:
    """The first unit holds the reference on all calls, by which a right function is known whatever the checks look at."""
    kind = item.kind
    assert isinstance(kind, Function)
    reference, functions = drawn.reference(item), [call["function"] for call in drawn.calls(item)]
    checks, units = [], list[Unit]()
    for rule in item.checks:
        calls = _calls(drawn, item, kind, rule)
        canonical = kind.canonical_calls(reference, functions, calls) if calls else None
        name = f"{item.name}.{rule.name}"
        if canonical is not None:
            part = KnownAnswer("part", [_bare(outcomes(reference)[call]) for call in calls])
            units.append(make(name, [(RAW, canonical, part)], [canonical], size=LARGE))
        texts = fill(rule.title, drawn.fillings), fill(rule.feedback, drawn.fillings)
        checks.append(SealedCheck(rule.name, *texts, rule.points, name if canonical is not None else None, tuple(calls)))
    raising = tuple(call for call, outcome in enumerate(outcomes(reference)) if outcome["is"] == "raised")
    made = [(one, kind.canonical_behaviour(one.raw, functions, raising)) for one in mistakes]
    behaviours = [(RAW, canonical, _with_bare(one)) for one, canonical in made if canonical is not None]
    right = kind.canonical_behaviour(reference, functions, raising)
    if right is None:
        return FunctionUnits()
    all_calls = KnownAnswer("reference", [_bare(outcome) for outcome in outcomes(reference)])
    whole = make(item.name, [(RAW, right, all_calls), *behaviours], [right], size=LARGE, share=FLOATS)
    return FunctionUnits((replace(whole, boxes=tuple(map(_shortened, whole.boxes))), *units), tuple(checks), raising)


def _calls(drawn: Variant, item: Item, kind: Function, rule: CheckRule) -> list[int]:
    """The calls that a check is about, if all it asks of them is that they are answered as by the reference."""
    wanted = set(inspect.signature(rule.holds).parameters) - set(drawn.given)
    if not wanted <= ONLY or "same" not in wanted:
        return []
    found = []
    for index, call in enumerate(drawn.calls(item)):
        signature = kind.signature(call["function"])
        seen: dict[str, Any] = {
            "probe": {name: build(data) for name, data in signature.arguments(call).items()},
            "function": signature.name,
        }
        says = [drawn.apply(rule.holds, **seen, same=same) for same in (True, False)]
        if says == [True, False]:
            found.append(index)
        elif says != [None, None]:
            return []
    return found


def _bare(outcome: Json) -> Json:
    return {name: outcome[name] for name in ("is", "value", "type", "kinds", "function") if name in outcome}


def _with_bare(one: KnownAnswer) -> KnownAnswer:
    return replace(one, raw=[_bare(outcome) for outcome in outcomes(one.raw)])


def _shortened(box: FilledBox) -> FilledBox:
    """What calls gave is long. Who lands in a mistake's cells with every number makes it, unless two share the cells."""
    first = box.candidates[0]
    return box if len(box.candidates) > 1 or first.mistake is None else replace(box, candidates=(replace(first, raw=None),))
