"""Options of choices in another order for each student.

A stub carries a seed in its metadata and its first line; the seed gives the order, on every machine and for ever. Seed 0
is the order of the source. Inside, an option is known by its own letter alone, that of the source: `as_asked` gives it
to an answer that was read, `as_shown` gives a student's letter back where an answer is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from grader.model import Exercise, Item, Observation, Result, Returned, Text, Verdict

MAX_SEED = 999_999_999


def order(item: Item, seed: int) -> tuple[str, ...]:
    """The options' own letters as the holder of that seed sees them: behind A stands the first."""
    letters = tuple(letter for letter, _ in item.options)
    if not seed:
        return letters
    return tuple(sorted(letters, key=lambda letter: hashlib.sha256(f"{seed} {item.id} {letter}".encode()).digest()))


def shuffled(exercise: Exercise, seed: int) -> Exercise:
    """The exercise as the holder of that seed sees it: for stubs, and for a child that reads their answers."""
    if not seed:
        return exercise
    return replace(exercise, shuffle=seed, items=tuple(_shuffled(item, seed) for item in exercise.items))


def _shuffled(item: Item, seed: int) -> Item:
    if not item.options:
        return item
    words = dict(item.options)
    shown = tuple((letter, words[own]) for letter, own in zip(words, order(item, seed), strict=True))
    reading = {**item.reading, "options": {letter: [text.de, text.en] for letter, text in shown}}
    return replace(item, options=shown, reading=reading)


def as_asked(exercise: Exercise, seed: int, observations: Mapping[str, Observation]) -> dict[str, Observation]:
    """What the holder of that seed answered, with the options' own letters."""
    items = {item.name: item for item in exercise.items}
    return {name: _as_asked(items[name], seed, observation) for name, observation in observations.items()}


def _as_asked(item: Item, seed: int, observation: Observation) -> Observation:
    if not item.options or not isinstance(observation, Returned) or type(observation.raw) is not str:
        return observation
    letters = (letter for letter, _ in item.options)
    own = dict(zip(letters, order(item, seed), strict=True))
    return replace(observation, raw=own.get(observation.raw))  # a child may send anything: no letter is None


def as_shown(result: Result, verdict: Verdict) -> Text | None:
    """How an answer was understood; an option by the letter in its student's stub, and its words."""
    item, own = verdict.item, verdict.option
    if own is None:
        return verdict.understood
    place = order(item, result.submission.shuffle).index(own)
    letter, words = item.options[place][0], dict(item.options)[own]
    return Text(de=f"{letter} – {words.de}", en=f"{letter} – {words.en}")


def options_shown(result: Result, item: Item) -> tuple[tuple[str, Text], ...]:
    """The options of a choice as they stand in their student's stub; none for other kinds."""
    return _shuffled(item, result.submission.shuffle).options if result.submission.shuffle else item.options
