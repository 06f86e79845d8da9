"""Variants: the same everywhere, different from each other, and far enough from every known mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.answer_key.process.worker import Worker
from grader.authoring import Dice, variants
from grader.course import catalogue
from grader.errors import AuthorError
from tests.conftest import ROOT
from tests.every import each, turn

SOURCES = catalogue.sources(ROOT)


def test_the_dice_are_the_same_on_every_machine() -> None:
    dice = Dice("three-steps", 1)
    assert [dice.integer(1, 6) for _ in range(10)] == [2, 4, 1, 2, 6, 2, 6, 6, 4, 2]
    assert Dice("omega", 3).shuffled("ABCD") == ["A", "B", "C", "D"]


def test_the_generator_is_splitmix64() -> None:
    dice = Dice()
    dice._state = 0
    assert dice._next() == 0xE220A8397B1DCDAF  # the first output for seed 0, as published with the algorithm


def test_dice_reach_both_ends() -> None:
    dice = Dice("ends")
    assert {dice.integer(2, 4) for _ in range(100)} == {2, 3, 4}


@each("source", turn(SOURCES, 8))
def test_variants_differ_and_keep_mistakes_apart(source: catalogue.Source) -> None:
    exercise = catalogue.load(source)
    drawn = [variants.draw(exercise, source.slug, number) for number in range(exercise.variants_count)]
    givens = [tuple(sorted((name, str(value)) for name, value in one.given.items())) for one in drawn]
    assert len(set(givens)) == exercise.variants_count
    assert drawn[0].given == exercise.given
    assert not any(variants.clash(one) for one in drawn)


def test_a_variant_that_does_not_exist_is_said() -> None:
    source = SOURCES[0]
    exercise = catalogue.load(source)
    last = exercise.variants_count - 1
    with pytest.raises(AuthorError, match=f"variants 0 to {last}"):
        variants.draw(exercise, source.slug, last + 1)


EMPTY_DRAWS = [
    # what the variants draw, and why none of them will do
    ("{'m': 3}", "500 × like an earlier variant"),
    ("{'m': 0}", "500 × mistake M1 (doubled) would be right"),
    ("{'m': 2}", "500 × the mistakes M1 and M2 would look alike"),
    ("{'m': 0.5}", "m = 0.5 is a float"),
    ("{'n': 1}", "must draw ['m'], got ['n']"),
    ("[3]", "must draw a dict of givens, got [3]"),
    ("1 / 0", "ZeroDivisionError: division by zero"),
]

NARROW = """
from grader.authoring import Exercise, Given, Text, Value

T = Text(de="deutsch", en="English")
exercise = Exercise(title=T, statement=T, given=Given(m=3))

@exercise.item(Value(), points=1, prompt=T)
def total(m): return m

@total.mistake("M1", T)
def doubled(m): return 2 * m

@total.mistake("M2", T)
def squared(m): return m**2

@exercise.variants(count=2)
def draw(dice):
    return DRAWN
"""


@pytest.mark.parametrize(("drawn", "why"), EMPTY_DRAWS)
def test_why_no_variant_can_be_used_is_said(tmp_path: Path, drawn: str, why: str) -> None:
    (tmp_path / "solutions").mkdir()
    path = tmp_path / "solutions" / "ex42_narrow.py"
    path.write_text(NARROW.replace("DRAWN", drawn), encoding="utf-8")
    with pytest.raises(AuthorError) as caught:
        Worker(tmp_path).answer({"op": "exercise", "exercise": "ex42", "variant": 1})
    line = 18 if "1 / 0" in drawn else 17
    assert str(caught.value).startswith(f"solutions/ex42_narrow.py:{line}: ")
    assert why in str(caught.value)
