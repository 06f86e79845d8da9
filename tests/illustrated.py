"""Four states of a hand-in for every exercise that has pictures: for tests, the benchmark and the contact sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.answer_key.process.worker import Worker
from grader.model import Exercise, Json, Observation, Picture

ROOT = Path(__file__).parent.parent
STATES = ("blank", "wrong", "partly", "right")


class KeyHere(LiveKey):
    """The key worker in this very process, where its time can be taken."""

    def __init__(self, root: Path = ROOT) -> None:
        super().__init__(root)
        self.worker = Worker(root)

    def ask(self, op: str, *, patience: float | None = None, **arguments: Json) -> Json:
        return self.worker.answer({"op": op, **arguments})


@dataclass(frozen=True, slots=True)
class HandIn:
    """What somebody answers, and which of it is right."""

    exercise: Exercise
    state: str
    own: dict[str, Observation]
    right: list[str]

    def pictures(self, key: LiveKey) -> tuple[Picture, ...]:
        return key.pictures(self.exercise, self.own, self.right)


def hand_ins(key: LiveKey, name: str) -> Iterator[HandIn]:
    """Nothing answered; a known mistake in everything; only what the picture shows first mistaken; everything right.

    There is none for an exercise without pictures.
    """
    exercise = key.exercise(name)
    if not exercise.pictured:
        return
    items = [item for item in exercise.items if not item.marks]
    right = {item.name: key.behaviour(exercise, item, None) for item in items}
    wrong = {item.name: key.behaviour(exercise, item, item.mistakes[0].id) for item in items if item.mistakes}
    first = next(item for item in exercise.pictured if item in wrong)
    yield HandIn(exercise, "blank", {}, [])
    yield HandIn(exercise, "wrong", wrong, [])
    yield HandIn(exercise, "partly", {**right, first: wrong[first]}, [item for item in right if item != first])
    yield HandIn(exercise, "right", right, list(right))
