"""What goes into a sealed key, as plain data: the key worker says it, and who asked it makes the boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from grader.answer_key.sealed.box.sizes import SMALL
from grader.model import Exercise, Json, Match, Mistake, Text

# the form of an answer: through the public function of its item, as it was given, its numbers by size, one call of several
SEEN, RAW, IN_ORDER, SINGLE = "seen", "raw", "in order", "single"


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A behaviour in a box. What `raw` may be alike to: the `reference`, which may be an `other` right answer with a note,
    a single `part` of it, a known `mistake`, an answer `near` it that earns what its match says, or what a `single` call
    gives by a mistake, unless it is one of the `calls` in which that is right."""

    kind: Literal["reference", "other", "part", "mistake", "near", "single"]
    raw: Json
    note: Text | None = None
    mistake: Mistake | None = None
    match: Match | None = None
    share: str | None = None  # of the key of the worked solution
    literal: bool = False  # to the last digit, not within the tolerance
    calls: tuple[int, ...] = ()
    rules: Json = None  # how an answer is compared, where the open part must not say all of it


@dataclass(frozen=True, slots=True)
class FilledBox:
    """What one word opens."""

    word: str
    candidates: tuple[KnownAnswer, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """The boxes of an item, or of one of its entries that counts for itself; `offsets` say where cells begin. A guess costs
    less, by as many halvings as `cheaper` says, where an answer is looked up in several boxes, or where nobody guesses."""

    name: str
    offsets: tuple[int, ...]
    boxes: tuple[FilledBox, ...]
    size: int = SMALL
    cheaper: int = 0


@dataclass(frozen=True, slots=True)
class SealedCheck:
    """A check of a function item: passed where these calls are answered as the reference answers them, and where its public
    `rule` says so of the calls it is `asked` about; with neither a `unit` nor a rule only the teacher's key can say."""

    name: str
    title: Text
    feedback: Text
    points: Fraction
    unit: str | None
    calls: tuple[int, ...] = ()
    rule: str | None = None  # a name in PublicRules.source
    asked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicRules:
    """The source of all public checks of an exercise, and the numbers of its variant that they compute with."""

    source: str
    given: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class SealedItem:
    """The public part of an item: how it is compared. Without a `unit` the key cannot judge it.

    `steps_follow`: entries may be right given those before them, which only the teacher's key can say; `raising`: the calls
    in which an exception is asked for; `shapes`: what each call gives back, with all numbers 0; `knows`:
    is there more in a function's unit than the reference?
    """

    kind: Json
    advice: Text | None = None
    unit: str | None = None
    entries: tuple[str, ...] = ()
    steps_follow: bool = False
    checks: tuple[SealedCheck, ...] = ()
    raising: tuple[int, ...] = ()
    shapes: tuple[Json, ...] = ()
    knows: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """An exercise in one variant as its kit may say it, and what its boxes hold."""

    exercise: Exercise
    items: Mapping[str, SealedItem]
    units: tuple[Unit, ...] = ()
    judged: tuple[str, ...] = ()  # the items on which the key says of every answer what the live key says
    worked: Text | None = None  # None also where the key cannot judge all core items: it would tell what nobody has solved
    rules: PublicRules | None = None
    guesses: Mapping[str, int] = field(default_factory=dict)  # how many guesses open an item, where a few thousand do

    @property
    def here(self) -> Fraction:
        """The core points that the key can judge."""
        items = (item for item in self.exercise.items if not item.bonus)
        return sum((item.points for item in items if item.name in self.judged), Fraction(0))

    def covers_all(self) -> bool:
        """Is there a unit for every core item, so that nobody reads the solution to what they have not solved?"""
        core = [item for item in self.exercise.items if not item.bonus and not item.marks]
        return all(self.items[item.name].unit is not None for item in core)
