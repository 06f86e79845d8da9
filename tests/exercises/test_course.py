"""The course as a whole: what it promises in numbers, and its page."""

from __future__ import annotations

import pytest

from grader.answer_key.process.client import LiveKey
from grader.course.catalogue import sources
from grader.model import LANGS, Exercise, Returned
from tests.conftest import ROOT
from tests.exercises.overview import FILE, overview


@pytest.fixture(scope="module")
def exercises(key: LiveKey) -> list[Exercise]:
    return [key.exercise(source.id) for source in sources(ROOT)]


def test_the_course_is_complete(exercises: list[Exercise]) -> None:
    assert [exercise.id for exercise in exercises] == [f"ex{number:02}" for number in range(1, 26)]
    assert sum(len(exercise.items) for exercise in exercises) == 193
    assert sum(len(item.mistakes) for exercise in exercises for item in exercise.items) == 569


def test_mistakes_are_numbered_through(exercises: list[Exercise]) -> None:
    for exercise in exercises:
        ids = {mistake.id for item in exercise.items for mistake in item.mistakes}
        assert ids == {f"M{number}" for number in range(1, len(ids) + 1)}, exercise.id


def test_every_exercise_has_its_place_in_the_course(exercises: list[Exercise]) -> None:
    """Whoever goes by `after` comes to every exercise."""
    left, done = list(exercises), set[str]()
    while possible := [exercise for exercise in left if set(exercise.after) <= done]:
        done |= {exercise.id for exercise in possible}
        left = [exercise for exercise in left if exercise.id not in done]
    assert not left
    assert all(exercise.topic is not None for exercise in exercises)


def test_who_is_stuck_finds_a_section_and_two_hints_for_every_item(exercises: list[Exercise]) -> None:
    """Each says something else than the other texts of the item."""
    for exercise in exercises:
        assert exercise.section is not None, exercise.id
        for item in exercise.items:
            said = [item.prompt, *(mistake.feedback for mistake in item.mistakes), *item.hints]
            assert len(item.hints) >= 2, item.id
            for lang in LANGS:
                words = [text.in_(lang) for text in said]
                assert all(words.count(hint.in_(lang)) == 1 for hint in item.hints), item.id


def test_the_page_is_what_the_sources_give(exercises: list[Exercise]) -> None:
    assert FILE.read_text(encoding="utf-8") == overview(exercises), "run python -m tests.exercises.overview"


def test_the_right_option_is_seldom_the_longest(exercises: list[Exercise], key: LiveKey) -> None:
    """Who always takes the longest one would be right in a quarter of the choices by chance; a third is the most."""
    longest = tried = 0
    for exercise in exercises:
        for item in (item for item in exercise.items if item.options):
            found = key.behaviour(exercise, item, None)
            assert isinstance(found, Returned)
            for lang in LANGS:
                lengths = {letter: len(words.in_(lang)) for letter, words in item.options}
                tried += 1
                longest += all(lengths[found.raw] > length for letter, length in lengths.items() if letter != found.raw)
    assert 3 * longest <= tried
