"""What `ex10`, `10` and `ex10.b` ask for: an exercise, or one item of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.errors import UnknownExercise
from grader.model import Exercise, Item

# ex10.b, 10b, three-steps.b, ex10.steps; what ends like a file is one
_ITEM = re.compile(r"^(?P<exercise>(?:ex)?\d{1,2})\.?(?P<letter>[a-z])$|^(?P<slug>[\w-]+)\.(?P<item>[a-z]\w*)$", re.IGNORECASE)
_FILES = (".py", ".ipynb")


@dataclass(frozen=True, slots=True)
class Asked:
    """An exercise as it was typed, and the item of it that alone is to be shown; empty: all of them."""

    exercise: str
    item: str = ""


def asked(word: str) -> Asked:
    """What a word asks for that is no path."""
    found = None if word.lower().endswith(_FILES) else _ITEM.match(word.strip())
    if found is None:
        return Asked(word)
    return Asked(found["exercise"] or found["slug"], (found["letter"] or found["item"]).lower())


def item_of(exercise: Exercise, item: str) -> Item:
    """The item called by its letter or its name.

    Raises:
        UnknownExercise: there is none; the sentence names those that there are.
    """
    for one in exercise.items:
        if item in (_letter(one), one.name.lower()):
            return one
    letters = ", ".join(f"{exercise.id}.{_letter(one)}" for one in exercise.items)
    raise UnknownExercise(
        f"{exercise.id} has no item {item}. There are {letters}.",
        de=f"In {exercise.id} gibt es keinen Teil {item}. Es gibt: {letters}.",
    )


def _letter(item: Item) -> str:
    return item.id.rpartition(".")[2]
