"""The open part of a sealed key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.answer_key.sealed.box.plan import PublicRules, SealedItem
from grader.model import Exercise


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A unit without its boxes."""

    name: str
    offsets: tuple[int, ...]
    size: int  # of a box
    cheaper: int = 0  # how often the cost of a guess is halved


@dataclass(frozen=True, slots=True)
class KeyHead:
    """All of a key that anybody may read. `digest` is that of the boxes: a damaged key must not call an answer wrong."""

    exercise: Exercise
    items: Mapping[str, SealedItem]
    units: tuple[UnitHead, ...]
    salt: str
    cost: int
    grader: str
    digest: str
    rules: PublicRules | None = None
    judged: tuple[str, ...] = ()  # the items on which the key says of every answer what the teacher's says
