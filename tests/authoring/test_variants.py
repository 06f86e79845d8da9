"""Variants: the same everywhere, different from each other, and far enough from every known mistake."""

from __future__ import annotations

import pytest

from grader.authoring import Dice, variants
from grader.course import catalogue
from grader.errors import AuthorError
from tests.conftest import ROOT

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


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_variants_differ_and_keep_mistakes_apart(source: catalogue.Source) -> None:
    exercise = catalogue.load(source)
    drawn = [variants.draw(exercise, source.slug, number) for number in range(exercise.variants_count)]
    givens = [tuple(sorted((name, str(value)) for name, value in one.given.items())) for one in drawn]
    assert len(set(givens)) == exercise.variants_count
    assert drawn[0].given == exercise.given
    assert all(variants.keeps_apart(one) for one in drawn)


def test_a_variant_that_does_not_exist_is_said() -> None:
    source = SOURCES[0]
    exercise = catalogue.load(source)
    last = exercise.variants_count - 1
    with pytest.raises(AuthorError, match=f"variants 0 to {last}"):
        variants.draw(exercise, source.slug, last + 1)
