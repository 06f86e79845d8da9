"""The live key and the sealed one say the same of whatever the sealed one can judge."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from grader.algebra.syntax.tree import Add, Node, Num, Seq
from grader.answer_key.services.describe import describe
from grader.answers.base.trees import is_scalar, node_from, raw_of
from grader.answers.reading.values import Unread
from grader.authoring.items import Item
from grader.authoring.variants import draw
from grader.course.catalogue import Source
from grader.model import Json
from tests.every import each, turn
from tests.sealed.keys import SOURCES, Both, both, judged, loaded, planned

FIRST = [(source.id, 0) for source in SOURCES]
OTHERS = [(source.id, variant) for source in SOURCES for variant in (1, 2, 3)]
OPEN = "undecided"
# core points of an exercise that a kit judges; all others count after handing in
HERE = {
    "ex01": 8,
    "ex02": 6,
    "ex03": 8,
    "ex04": 5,
    "ex05": 10,
    "ex06": 8,
    "ex07": 5,
    "ex08": 9,
    "ex09": 7,
    "ex10": 6,
    "ex11": 13,
    "ex12": 8,
    "ex13": 9,
    "ex14": 9,
    "ex15": 7,
    "ex16": 7,
    "ex17": 10,
    "ex18": 10,
    "ex19": 7,
    "ex20": 10,
    "ex21": 10,
    "ex22": 10,
    "ex23": 3,
    "ex24": 11,
    "ex25": 11,
}


def expect_same(keys: Both, item: Item, raw: Json, what: str) -> None:
    live, sealed = judged(keys.live(item, raw)), judged(keys.sealed(item, raw))
    if OPEN not in (live[0], sealed[0]):
        assert sealed == live, f"{item.id} {what}"
    else:  # never wrong in a kit and right for the teacher, nor the other way round
        assert sealed[0] in (OPEN, live[0]) or live[0] == OPEN, f"{item.id} {what}: {live[0]}, {sealed[0]}"
        assert not (live[0] == OPEN and sealed[0] == "wrong"), f"{item.id} {what}: wrong in the kit, open for the teacher"


@each(("name", "variant"), [*turn(FIRST, 12), *turn(OTHERS, 75)])
def test_reference_and_every_mistake_are_judged_alike(name: str, variant: int) -> None:
    keys = both(name, variant)
    for item in keys.items:
        for what, raw in keys.known(item).items():
            live, sealed = judged(keys.live(item, raw)), judged(keys.sealed(item, raw))
            if item.name in keys.plan.judged or sealed[0] != OPEN:
                assert sealed == live, f"{item.id} {what}"


@each(("name", "variant"), turn(FIRST, 12))
def test_answers_near_to_what_is_known_are_judged_alike(name: str, variant: int) -> None:
    keys = both(name, variant)
    chance = random.Random(name)
    for item in keys.items:
        for what, raw in keys.known(item).items():
            for moved in islice(nearby(item, raw, chance), 4):
                expect_same(keys, item, moved, f"near {what}")
        for raw in islice(item.kind.near(keys.drawn.reference(item)), 30):
            expect_same(keys, item, raw, "a slip")


def nearby(item: Item, raw: Json, chance: random.Random) -> Iterator[Json]:
    """The answer with its numbers moved by up to two tolerances; nothing where it is made of words."""
    within = getattr(item.kind, "within", None)
    bound = within if not isinstance(within, tuple) else within[0]
    if bound is None or type(raw) is not dict or "node" not in raw:
        return
    size = bound.abs or bound.rel
    while True:
        shift = Fraction(chance.randint(-200, 200), 100) * Fraction(size)
        moved = raw_of(_moved(node_from(raw), shift))
        try:
            item.kind.expect(moved)
        except (Unread, ValueError):
            return
        yield moved


def _moved(node: Node, shift: Fraction) -> Node:
    if isinstance(node, Seq):
        return Seq(tuple(_moved(part, shift) for part in node.args))
    if isinstance(node, Num):
        return Num(node.value + shift)
    return Add((node, Num(shift))) if is_scalar(node) else node


@each(("source", "variant"), turn(list(product(SOURCES, range(12))), 100))
def test_kits_judge_at_least_so_many_core_points_in_every_variant(source: Source, variant: int) -> None:
    assert planned(source, variant % loaded(source).variants_count).here >= HERE[source.id]


def test_that_is_nine_of_ten_points_of_the_course() -> None:
    points = [describe(draw(loaded(source), source.slug, 0), source.id, source.slug).max_points for source in SOURCES]
    assert sum(HERE.values()) >= Fraction(9, 10) * sum(points)


@each(("name", "variant"), turn(FIRST, 12))
def test_a_free_text_and_what_no_box_can_judge_are_never_wrong(name: str, variant: int) -> None:
    keys = both(name, variant)
    for item in keys.drawn.exercise.items:
        if keys.plan.items[item.name].unit is None:
            assert keys.sealed(item, keys.drawn.reference(item)).outcome.open, item.id
