"""From an exercise to the plan of its sealed key: whose answers the boxes of each unit know. Runs in the key worker."""

from __future__ import annotations

import inspect
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from grader.algebra.syntax.tree import Seq
from grader.answer_key.matching.match import match
from grader.answer_key.sealed.box.cells import PLACES, STEPS, NoCell, fits, words
from grader.answer_key.sealed.box.plan import IN_ORDER, RAW, SEEN, FilledBox, KnownAnswer, Plan, PublicRules, SealedItem, Unit
from grader.answer_key.sealed.box.sizes import COUNT, SMALL
from grader.answer_key.sealed.making.function_plan import Behaviour, FunctionUnits, function_units
from grader.answer_key.sealed.making.guessing import guesses
from grader.answer_key.sealed.making.inclusion import included
from grader.answer_key.sealed.public.public_kind import dump_kind
from grader.answers.base.canonical import Canonical, Measured
from grader.answers.base.trees import node_from, raw_of
from grader.answers.functions.arguments import write
from grader.answers.kinds.function import Function
from grader.authoring.items import Item, MistakeRule
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.errors import AuthorError
from grader.mistakes.generic.rounded_too_coarsely import RoundedTooCoarsely
from grader.mistakes.generic.wrong_order import WrongOrder
from grader.model import Exercise, Follow, Match
from grader.model import Item as ItemRecord

DRAWS = 400  # of offsets, until no mistake shares the reference's box
DRAW = secrets.SystemRandom()


def plan(drawn: Variant, exercise: Exercise) -> Plan:
    """The plan for an exercise as `describe` has it."""
    items: dict[str, SealedItem] = {}
    units: list[Unit] = []
    found: dict[str, int] = {}
    for item in drawn.exercise.items:
        record = exercise.item(item.name)
        called = _called(drawn, item, record)
        made = list(called.units) or _units(drawn, item, record)
        items[item.name] = _public(drawn, item, made, called)
        units += made
        tries = guesses(item.kind, drawn.reference(item), made) if made and not called.units else None
        found.update({item.name: tries} if tries is not None else {})
    judged = tuple(item.name for item in drawn.exercise.items if _is_judged(item, items[item.name]))
    return Plan(_without_secrets(exercise), items, tuple(units), judged, rules=public_rules(drawn), guesses=found)


def public_rules(drawn: Variant) -> PublicRules | None:
    """The sources of an exercise's public checks, with the numbers that they compute with. Raises AuthorError."""
    rules = [check.holds for item in drawn.exercise.items for check in item.checks if check.public]
    if not rules:
        return None
    wanted = {name for rule in rules for name in inspect.signature(rule).parameters}
    return PublicRules(included(rules), {name: write(value) for name, value in drawn.plain_given.items() if name in wanted})


def _is_judged(item: Item, public: SealedItem) -> bool:
    whole = all(check.unit is not None or check.rule is not None for check in public.checks)
    return public.unit is not None and whole and item.step is None and item.kind.has_form


def _without_secrets(exercise: Exercise) -> Exercise:
    """Nobody sees which mistakes are known, what follows from what, or what a free text is marked by."""
    return replace(exercise, items=tuple(map(_open_part, exercise.items)), pictured=())


def _open_part(item: ItemRecord) -> ItemRecord:
    follows = tuple(Follow("follows", rule.needs, rule.at_most) for rule in item.follows)
    return replace(item, mistakes=(), rubric=(), follows=follows)


def _called(drawn: Variant, item: Item, record: ItemRecord) -> FunctionUnits:
    if not item.kind.is_called or not item.checks or item.acceptance is not None:
        return FunctionUnits()
    mistakes = [_mistake(drawn, item, rule, record) for rule in item.mistakes]
    return function_units(drawn, item, mistakes, _unit)


def _public(drawn: Variant, item: Item, units: Sequence[Unit], called: FunctionUnits) -> SealedItem:
    advice = None if item.advice is None else fill(item.advice, drawn.fillings)
    if not units:
        return SealedItem(dump_kind(item.kind.plain()) if not item.kind.is_called else None, advice)
    if called.units:
        assert isinstance(item.kind, Function)
        known = any(one.kind in ("mistake", "single") for box in units[0].boxes for one in box.candidates)
        open_checks = any(check.unit is None and check.rule is None for check in called.checks)
        return SealedItem(
            dump_kind(item.kind.without_probes()),
            advice,
            units[0].name,
            checks=called.checks,
            raising=called.raising,
            shapes=called.shapes,
            knows=known or open_checks,
        )
    entries = tuple(unit.name for unit in units[1:])
    return SealedItem(dump_kind(item.kind.openly()), advice, units[0].name, entries, item.step is not None)


def _units(drawn: Variant, item: Item, record: ItemRecord) -> list[Unit]:
    """The item as a whole, then its entries; nothing where no canonical form says whom an answer behaves like."""
    if item.marks or item.acceptance is not None or item.kind.is_called:
        return []
    reference = drawn.reference(item)
    if item.kind.openly().seen(reference) is None and item.kind.judged_openly(reference) is None:
        return []
    return [_whole(drawn, item, record), *(_entries(drawn, item) if item.step is None else ())]


def _whole(drawn: Variant, item: Item, record: ItemRecord) -> Unit:
    kind, reference = item.kind.openly(), drawn.reference(item)
    right = [KnownAnswer("reference", reference, rules=None if kind is item.kind else dump_kind(item.kind))]
    for rule, raw in zip(item.others, drawn.others(item), strict=True):
        right.append(KnownAnswer("other", raw, fill(rule.note, drawn.fillings)))
    wrong = [_mistake(drawn, item, rule, record) for rule in item.mistakes]
    behaviours: list[Behaviour] = []
    for one in right:
        if (canonical := kind.seen(one.raw)) is not None:
            behaviours.append((SEEN if kind.many else RAW, canonical, one))
    for one in (*wrong, *_near(drawn, item)):
        if (canonical := kind.canonical(one.raw)) is not None:
            behaviours.append((RAW, canonical, one))
    if (mixed := _mixed_up(drawn, item)) is not None and (canonical := kind.canonical(mixed.raw)) is not None:
        behaviours.append((IN_ORDER, canonical, mixed))
    for one in (*right, *wrong):
        if (second := kind.second_form(one.raw)) is not None:
            behaviours.append((RAW, second, one))
    return _unit(item.name, behaviours, [canonical for _, canonical, one in behaviours if one in right])


def _mistake(drawn: Variant, item: Item, rule: MistakeRule, record: ItemRecord) -> KnownAnswer:
    raw = drawn.mistaken(item, rule)
    told = next(known for known in record.mistakes if known.id == rule.id)
    return KnownAnswer("mistake", raw, mistake=told, match=_bare(match(drawn, item, raw)))


def _bare(found: Match) -> Match:
    """Without what would tell the reference: a witness and an explanation beside it."""
    return replace(found, certificate=None, understood=None)


def _near(drawn: Variant, item: Item) -> Iterable[KnownAnswer]:
    for raw in item.kind.near(drawn.reference(item)):
        found = match(drawn, item, raw)
        if found.kind == "none" and (found.credit or found.mistake):
            yield KnownAnswer("near", raw, match=_bare(found), literal=found.mistake == RoundedTooCoarsely.id)


def _mixed_up(drawn: Variant, item: Item) -> KnownAnswer | None:
    """The right numbers by size, and what is said of who has them in another order than the right one. What single entries
    earn in that order is not in it."""
    reference = drawn.reference(item)
    by_size = item.kind.by_size(reference)
    if by_size is None:
        return None
    entries = node_from(reference)
    assert isinstance(entries, Seq)
    orders = (tuple(reversed(entries.args)), (*entries.args[1:], entries.args[0]))
    tried = (match(drawn, item, raw_of(Seq(order))) for order in orders)
    found = next((one for one in tried if one.mistake == WrongOrder.id), None)
    return None if found is None else KnownAnswer("near", by_size, match=replace(_bare(found), checks=(), credit=Fraction(0)))


def _entries(drawn: Variant, item: Item) -> list[Unit]:
    """A unit for each place; entries whose order does not count have one for all."""
    kind, reference = item.kind, drawn.reference(item)
    by_place: dict[str, list[Behaviour]] = defaultdict(list)
    for position, (place, canonical) in enumerate(kind.apart(reference)):
        by_place[place].append((RAW, canonical, KnownAnswer("part", kind.only(reference, position))))
    cheaper = (sum(map(len, by_place.values())) - 1).bit_length()  # all of them together cost as much as one guess
    return [
        _unit(f"{item.name}.{place}", behaviours, [canonical for _, canonical, _ in behaviours], cheaper=cheaper)
        for place, behaviours in by_place.items()
    ]


def _unit(
    name: str,
    behaviours: Sequence[Behaviour],
    right: Sequence[Canonical],
    *,
    size: int = SMALL,
    share: Fraction = Fraction(1),
    cheaper: int = 0,
) -> Unit:
    """Offsets that keep each right answer in one cell, mistakes out of it, and all of them in fewer boxes than there are.

    Raises:
        AuthorError: there is no such choice.
    """
    for attempt in range(DRAWS):
        offsets = _offsets(right)
        try:
            boxes = _boxes(behaviours, offsets, share)
        except NoCell:
            continue
        if len(boxes) <= COUNT and (attempt >= DRAWS // 2 or not any(map(_is_mixed, boxes))):
            return Unit(name, offsets, boxes, size, cheaper)
    raise AuthorError(
        f"item {name}: its answers do not fit into the boxes of a sealed key",
        de=f"Teil {name}: seine Antworten passen nicht in die Fächer eines versiegelten Schlüssels",
    )


def _offsets(right: Sequence[Canonical]) -> tuple[int, ...]:
    return tuple(_offset([number for one in right for number in _numbers(one)[place::PLACES]]) for place in range(PLACES))


def _numbers(canonical: Canonical) -> list[Measured]:
    return [part for part in canonical if isinstance(part, Measured)]


def _offset(numbers: Sequence[Measured]) -> int:
    good = [offset for offset in range(STEPS) if all(fits(number, offset) for number in numbers)]
    return DRAW.choice(good or range(STEPS))


def _boxes(behaviours: Iterable[Behaviour], offsets: Sequence[int], share: Fraction) -> tuple[FilledBox, ...]:
    """By word; what is nearest to being right comes first in each."""
    found: dict[str, list[KnownAnswer]] = defaultdict(list)
    for form, canonical, candidate in behaviours:
        for one in words(form, canonical, offsets, share=Fraction(0) if candidate.literal else share):
            found[one].append(candidate)
    return tuple(FilledBox(one, tuple(candidates)) for one, candidates in found.items())


def _is_mixed(box: FilledBox) -> bool:
    """Would who makes a mistake find a right answer in its box?"""
    kinds = {candidate.kind in ("reference", "other", "part") for candidate in box.candidates}
    return len(kinds) > 1
