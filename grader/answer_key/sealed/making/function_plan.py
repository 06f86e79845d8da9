"""The units of a function item: one for all calls together, and one for each check that only asks whether calls are answered
right."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from grader.algebra.syntax.tree import Node, Num, Seq
from grader.answer_key.matching.function_checks import seen
from grader.answer_key.sealed.box.plan import RAW, SINGLE, FilledBox, KnownAnswer, SealedCheck, Unit
from grader.answer_key.sealed.box.sizes import LARGE
from grader.answer_key.sealed.making.inclusion import name_of
from grader.answers.base.canonical import Canonical, Measured
from grader.answers.base.trees import node_from, raw_of
from grader.answers.functions.arguments import build
from grader.answers.functions.outcomes import outcomes
from grader.answers.functions.rules import asked_of, says
from grader.answers.kinds.function import Function
from grader.authoring.items import CheckRule, Item
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Json

ONLY = {"probe", "function", "same"}  # what a check may look at that a kit can judge
# of a tolerance: who makes the same mistake in the same floats lands there
FLOATS = Fraction(1, 1000)

MANY, CHEAPER = 4, 3  # numbers; halvings

Behaviour = tuple[str, Canonical, KnownAnswer]
MakeUnit = Callable[..., Unit]


@dataclass(frozen=True, slots=True)
class FunctionUnits:
    """The units of an item and its checks."""

    units: tuple[Unit, ...] = ()
    checks: tuple[SealedCheck, ...] = ()
    raising: tuple[int, ...] = ()
    shapes: tuple[Json, ...] = ()


def function_units(drawn: Variant, item: Item, mistakes: list[KnownAnswer], make: MakeUnit) -> FunctionUnits:
    """The first unit holds the reference on all calls, by which a right function is known whatever the checks look at."""
    kind = item.kind
    assert isinstance(kind, Function)
    reference, functions = drawn.reference(item), [call["function"] for call in drawn.calls(item)]
    checks, units = list[SealedCheck](), list[Unit]()
    named: dict[tuple[int, ...], str] = {}
    for rule in item.checks:
        calls = calls_alike(drawn, item, rule)
        canonical = kind.canonical_calls(reference, functions, calls) if calls else None
        name = named.setdefault(tuple(calls), f"{item.name}.{rule.name}")  # checks of the same calls share a unit
        if canonical is not None and name not in (unit.name for unit in units):
            part = KnownAnswer("part", [_bare(outcomes(reference)[call]) for call in calls])
            units.append(make(name, [(RAW, canonical, part)], [canonical], size=LARGE, cheaper=_cheaper(canonical)))
        checks.append(sealed_check(drawn, item, rule, name if canonical is not None else None))
    raising = tuple(call for call, outcome in enumerate(outcomes(reference)) if outcome["is"] == "raised")
    made = [(one, kind.canonical_behaviour(one.raw, functions, raising)) for one in mistakes if not one.raw.get("always")]
    behaviours = [(RAW, canonical, _with_bare(one)) for one, canonical in made if canonical is not None]
    behaviours += [_single(kind, one, reference) for one in mistakes if one.raw.get("always")]
    right = kind.canonical_behaviour(reference, functions, raising)
    if right is None:
        return FunctionUnits()
    all_calls = KnownAnswer("reference", [_bare(outcome) for outcome in outcomes(reference)])
    of_all = [(RAW, right, all_calls), *behaviours]
    whole = make(item.name, of_all, [right], size=LARGE, share=FLOATS, cheaper=_cheaper(right))
    shapes = shapes_of(reference)
    return FunctionUnits((replace(whole, boxes=tuple(map(_shortened, whole.boxes))), *units), tuple(checks), raising, shapes)


def _single(kind: Function, one: KnownAnswer, reference: Json) -> Behaviour:
    """A mistake that shows in single calls, whatever the others give."""
    made = outcomes(one.raw)
    pairs = zip(outcomes(reference), made, strict=True)
    right = [call for call, (theirs, ours) in enumerate(pairs) if kind.same_outcome(ours, theirs).verdict == "proved"]
    value = made[0]["value"]
    found = replace(one, kind="single", raw=value, match=None, calls=tuple(right))
    return SINGLE, kind.returns[kind.names[0]].canonical(value) or (), found


def _cheaper(canonical: Canonical) -> int:
    """Nobody guesses the numbers of many calls: then looking them up may cost less."""
    return CHEAPER if sum(isinstance(part, Measured) for part in canonical) >= MANY else 0


def sealed_check(drawn: Variant, item: Item, rule: CheckRule, unit: str | None) -> SealedCheck:
    """A check as a key has it; `unit` knows the calls that have to be alike."""
    calls = tuple(calls_alike(drawn, item, rule))
    texts = fill(rule.title, drawn.fillings), fill(rule.feedback, drawn.fillings)
    if not rule.public or (calls and unit is None):
        return SealedCheck(rule.name, *texts, rule.points, unit, calls)
    asked = asked_of(rule.holds, drawn.plain_given, seen(drawn, item, drawn.reference(item)))
    return SealedCheck(rule.name, *texts, rule.points, unit, calls, rule=name_of(rule.holds), asked=asked)


def calls_alike(drawn: Variant, item: Item, rule: CheckRule) -> list[int]:
    """The calls that have to be answered as by the reference for a check to pass: if that is all it asks, or if the rest of it
    is public."""
    if rule.public:
        return _refused_calls(drawn, item, rule)
    kind = item.kind
    assert isinstance(kind, Function)
    wanted = set(inspect.signature(rule.holds).parameters) - set(drawn.given)
    if not wanted <= ONLY or "same" not in wanted:
        return []
    found = []
    for index, call in enumerate(drawn.calls(item)):
        signature = kind.signature(call["function"])
        about: dict[str, Any] = {
            "probe": {name: build(data) for name, data in signature.arguments(call).items()},
            "function": signature.name,
        }
        says = [drawn.apply(rule.holds, **about, same=same) for same in (True, False)]
        if says == [True, False]:
            found.append(index)
        elif says != [None, None]:
            return []
    return found


def _refused_calls(drawn: Variant, item: Item, rule: CheckRule) -> list[int]:
    """The calls for which a public check refuses even the reference if it is told that they are not the same."""
    right = seen(drawn, item, drawn.reference(item))
    asked = asked_of(rule.holds, drawn.plain_given, right)
    found = []
    for index, call in enumerate(right):
        other = [*right[:index], replace(call, same=False), *right[index + 1 :]]
        passes, _ = says(rule.holds, drawn.plain_given, other, asked, lambda error: None)
        found += [] if passes else [index]
    return found


def shapes_of(reference: Json) -> tuple[Json, ...]:
    """What each call of the reference gives back, with all numbers 0."""
    return tuple(_shape(outcome["value"]) if outcome["is"] == "returned" else None for outcome in outcomes(reference))


def _shape(value: Json) -> Json:
    return raw_of(_zeros(node_from(value))) if type(value) is dict and set(value) == {"node"} else None


def _zeros(node: Node) -> Node:
    return Seq(tuple(map(_zeros, node.args))) if isinstance(node, Seq) else Num(Fraction(0))


def _bare(outcome: Json) -> Json:
    return {name: outcome[name] for name in ("is", "value", "type", "kinds", "function") if name in outcome}


def _with_bare(one: KnownAnswer) -> KnownAnswer:
    return replace(one, raw=[_bare(outcome) for outcome in outcomes(one.raw)])


def _shortened(box: FilledBox) -> FilledBox:
    """What calls gave is long. Who lands in a mistake's cells with every number makes it, unless two share the cells."""
    first = box.candidates[0]
    return box if len(box.candidates) > 1 or first.mistake is None else replace(box, candidates=(replace(first, raw=None),))
