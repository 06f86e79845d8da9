"""Options of choices in another order for each student.

A stub carries a seed in its metadata and its first line; the seed gives the order, on every machine and for ever. Seed 0
is the order of the source. Only the judge knows both letters: the key compares the option's own letter, reports show
the letter as the student saw it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from grader.model import Exercise, Item, Kind, Match, Observation, Returned, Text

MAX_SEED = 999_999_999


def shuffled(exercise: Exercise, seed: int) -> Exercise:
    """The exercise as the holder of that seed sees it."""
    if not seed:
        return exercise
    return replace(exercise, shuffle=seed, items=tuple(_shuffled(item, seed) for item in exercise.items))


def _shuffled(item: Item, seed: int) -> Item:
    if not item.options:
        return item
    words = dict(item.options)
    letters = tuple(words)
    order = tuple(sorted(letters, key=lambda letter: hashlib.sha256(f"{seed} {item.id} {letter}".encode()).digest()))
    shown = tuple((letter, words[own]) for letter, own in zip(letters, order, strict=True))
    reading = {**item.reading, "options": {letter: [text.de, text.en] for letter, text in shown}}
    return replace(item, options=shown, order=order, reading=reading)


def as_asked(exercise: Exercise, observations: Mapping[str, Observation]) -> dict[str, Observation]:
    """The observations with the options' own letters, as the key knows them."""
    items = {item.name: item for item in exercise.items}
    return {name: _as_asked(items[name], observation) for name, observation in observations.items()}


def _as_asked(item: Item, observation: Observation) -> Observation:
    if item.kind is not Kind.CHOICE or not item.order or not isinstance(observation, Returned):
        return observation
    own = {shown: own for (shown, _), own in zip(item.options, item.order, strict=True)}
    return replace(observation, raw=own.get(observation.raw)) if type(observation.raw) is str else observation


def as_shown(item: Item, match: Match, observation: Returned) -> Match:
    """The match; what was understood names the letter that the student saw."""
    if not item.order or observation.raw not in item.order:
        return match
    letter, words = item.options[item.order.index(observation.raw)]
    return replace(match, understood=Text(de=f"{letter} – {words.de}", en=f"{letter} – {words.en}"))
