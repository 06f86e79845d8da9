"""Mistakes that have nothing to do with an exercise, and those that show in one call: a kit names them as the teacher does.

And what that costs: how many derivations an exercise takes at most.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from grader.algebra.syntax.tree import Num, Seq
from grader.answer_key.sealed.opening import opened_boxes
from grader.answer_key.sealed.opening.sealed_key import SealedKey
from grader.answers.base.trees import node_from, raw_of
from grader.answers.functions.came_back import NOTHING
from grader.answers.kinds.entries import Entries
from grader.answers.kinds.words import Labels
from grader.answers.reading.values import BLANK
from grader.authoring.items import Item
from grader.measures import trouble
from grader.model import Json, Outcome, Returned
from grader.storage.cache import Cache
from grader.storage.codec import dump
from tests.every import each, turn
from tests.sealed.keys import SOURCES, Both, both, judged, run_rules

NAMES = [source.id for source in SOURCES]
NAN, ZERO = {"node": ["nan"]}, {"node": ["num", "0"]}
DERIVATIONS = 12


def expect_alike(keys: Both, item: Item, raws: Iterator[Json]) -> int:
    """How many of them are a generic mistake."""
    generic = 0
    for raw in raws:
        live, sealed = judged(keys.live(item, raw)), judged(keys.sealed(item, raw))
        if item.name in keys.plan.judged or sealed[0] != "undecided":
            assert sealed == live, f"{item.id} {raw}"
        generic += (live[2] or "").startswith("G")
    return generic


@each("name", turn(NAMES, 12))
def test_rounded_and_mixed_up_answers_are_named(name: str) -> None:
    keys = both(name)
    for item in keys.items:
        if not item.kind.is_called:
            reference = keys.drawn.reference(item)
            near = [*item.kind.near(reference), *mixed_up(item, reference)]
            expect_alike(keys, item, (one for raw in near for one in (raw, *almost(raw))))


@each("name", turn(NAMES, 12))
def test_another_number_of_entries_and_blank_ones_are_told(name: str) -> None:
    """The same sentence as by the teacher's key, where steps may follow from one another, too."""
    keys = both(name)
    for item in keys.items:
        reference = keys.drawn.reference(item)
        for raw in misshapen(reference) if isinstance(item.kind, Entries | Labels) else ():
            live, sealed = keys.live(item, raw), keys.sealed(item, raw)
            if item.kind.has_size(raw) and sealed.outcome is Outcome.UNDECIDED:
                continue  # a blank entry, and steps after it that may follow
            assert (judged(sealed), sealed.feedback) == (judged(live), live.feedback), f"{item.id} {raw}"


def test_two_numbers_in_brackets_are_told_how_an_interval_is_written() -> None:
    """It is left open as by the teacher's key, and with the sentence that helps."""
    keys = both("ex03")
    item = next(item for item in keys.items if item.name == "output_range")
    pair = raw_of(Seq((Num(Fraction(0)), Num(Fraction(1)))))
    live, sealed = keys.live(item, pair), keys.sealed(item, pair)
    assert sealed.outcome is live.outcome is Outcome.UNDECIDED
    assert sealed.feedback == live.feedback


def test_nothing_follows_from_answers_with_entries_missing() -> None:
    """As by the teacher's key; from whole ones something may."""
    keys = both("ex14")
    exercise = keys.key.exercise("ex14")
    item, needed = exercise.item("total_slope"), exercise.item("local_slopes")
    (rule,) = item.follows
    number = {"node": ["num", "27"]}
    for entries, may_follow in (((4, 6, 1), True), ((4, 6), False)):
        raw = raw_of(Seq(tuple(Num(Fraction(entry)) for entry in entries)))
        found = keys.key.follow(exercise, item, rule, {needed.name: Returned(raw), item.name: Returned(number)})
        assert (found is not None) == may_follow


def misshapen(reference: Json) -> Iterator[Json]:
    """One entry less, two more, one blank; numbers that are no step of anything."""
    if "labels" in reference:
        listed = reference["labels"]
        yield from ({"labels": found} for found in (listed[1:], [*listed, listed[0], listed[0]], ["", *listed[1:]]))
        return
    entries = node_from(reference)
    assert isinstance(entries, Seq)
    odd = tuple(Num(Fraction(1000 + place, 7)) for place in range(len(entries.args) + 2))
    for args in (entries.args[:-1], (*entries.args, *odd[:2]), (BLANK, *entries.args[1:]), odd, odd[:1], odd[3:]):
        if args:
            yield raw_of(Seq(args))


def mixed_up(item: Item, reference: Json) -> Iterator[Json]:
    """Some orders of five and more numbers."""
    if item.kind.by_size(reference) is None:
        return
    entries = node_from(reference)
    assert isinstance(entries, Seq)
    chance = random.Random(item.name)
    for _ in range(4):
        yield raw_of(Seq(tuple(chance.sample(entries.args, len(entries.args)))))


def almost(raw: Json) -> Iterator[Json]:
    """A decimal with a digit more, and another last digit: that is no rounding."""
    node = node_from(raw) if type(raw) is dict and "node" in raw else None
    if isinstance(node, Num) and node.text is not None:
        yield raw_of(Num(node.value, f"{node.text}0"))
        yield raw_of(Num(node.value + Fraction(1, 10 ** len(node.text.partition(".")[2])), None))


def test_so_many_numbers_and_orders_are_told() -> None:
    found = 0
    for name in ("ex06", "ex24", "ex25"):
        keys = both(name)
        for item in keys.items:
            if not item.kind.is_called:
                reference = keys.drawn.reference(item)
                found += expect_alike(keys, item, iter([*item.kind.near(reference), *mixed_up(item, reference)]))
    assert found >= 12


@each("name", turn(["ex03", "ex11", "ex12", "ex15", "ex17", "ex18", "ex20", "ex21", "ex24", "ex25"], 10))
def test_a_mistake_in_a_single_call_is_named(name: str) -> None:
    keys = both(name)
    for item in keys.items:
        if item.kind.is_called:
            made = [keys.drawn.mistaken(item, rule) for rule in item.mistakes]
            values = [NAN, ZERO, *(one["probes"][0]["value"] for one in made if one.get("always"))]
            expect_alike(keys, item, (raw for value in values for raw in with_value(keys.drawn.reference(item), value)))


def without_value() -> Iterator[tuple[dict[str, Json], str]]:
    """What a call may lead to that is no value, and a word that is said of it."""
    raised = {"is": "raised", "type": "NameError", "kinds": ["NameError", "Exception"], "message": "name 'maxx' is not defined"}
    yield {**raised, "source": "m = maxx(z)"}, "bricht"
    yield {"is": "unreadable", "why": dump(trouble("nothing returned")), "came": NOTHING}, "gibt nichts zurück"
    yield {"is": "timeout", "why": "computing", "limit": 2.0}, "2 Sekunden"
    yield {"is": "lost"}, "beendet dein Programm"


@each("name", turn(["ex03", "ex17", "ex18", "ex20", "ex21", "ex24"], 6))
def test_why_calls_gave_no_value_is_told(name: str) -> None:
    """It needs no reference, and any other sentence would lead away from it."""
    keys = both(name)
    for item in keys.items:
        if item.kind.is_called:
            probes = keys.exercise.item(item.name).probes
            for outcome, word in without_value():
                raw = {"probes": [outcome] * len(probes), "uses": []}
                live, sealed = keys.live(item, raw), keys.sealed(item, raw)
                assert sealed.feedback is not None
                assert word in sealed.feedback.de, f"{item.id} {outcome['is']}"
                if sealed.outcome is not Outcome.UNDECIDED:
                    assert judged(sealed) == judged(live), f"{item.id} {outcome['is']}"


def with_value(reference: Json, value: Json) -> Iterator[Json]:
    """The right answers but for one call, or for all that come after the second."""
    count = len(reference["probes"])
    for places in (*([place] for place in range(min(count, 10))), range(count), range(2, count)):
        raw = copy.deepcopy(reference)
        for place in places:
            if raw["probes"][place]["is"] == "returned":
                raw["probes"][place]["value"] = value
        yield raw


@each("name", turn(NAMES, 12))
def test_an_exercise_takes_twelve_derivations_at_most(name: str) -> None:
    """Right and wrong ones; looking up the entries of one item, or what a function gives, costs less."""
    keys = both(name)
    for wrong in (False, True):
        cost = 0.0
        derive = opened_boxes.OpenedBoxes._open

        def counted(self: Any, unit: str, one: str) -> Json:
            nonlocal cost
            cost += 0.5 ** self._file.unit(unit).cheaper
            return derive(self, unit, one)  # noqa: B023 - it is taken back before the next round

        opened_boxes.OpenedBoxes._open = counted  # type: ignore[method-assign]
        try:
            key = SealedKey(keys.file.parent, Cache(None), run_rules)
            exercise = key.exercise(name)
            answers = {item.name: Returned(answer(keys, item, wrong=wrong)) for item in keys.drawn.exercise.items}
            key.expect(exercise, answers)
            for item in exercise.items:
                key.match(exercise, item, answers[item.name])
        finally:
            opened_boxes.OpenedBoxes._open = derive  # type: ignore[method-assign]
        assert cost <= DERIVATIONS, f"{name} {wrong}"


def answer(keys: Both, item: Item, *, wrong: bool) -> Json:
    """The reference, or what is like it and not right."""
    raw = copy.deepcopy(keys.drawn.reference(item))
    if not wrong or type(raw) is not dict:
        return raw
    if "labels" in raw:
        return {"labels": [*raw["labels"][:-1], ""]}
    for one in raw.get("probes", [raw]):
        value = one.get("value", one)
        if type(value) is dict and "node" in value:
            value["node"] = [*value["node"][:-1], ["num", "99991/7"]] if value["node"][0] == "seq" else ["num", "99991/7"]
    return raw
