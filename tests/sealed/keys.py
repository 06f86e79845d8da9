"""Sealed keys of the course's exercises, made with a cheap scrypt: what a key says does not depend on what a guess costs."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from grader.answer_key.matching.match import match
from grader.answer_key.sealed.box.plan import Plan
from grader.answer_key.sealed.making.planning import plan
from grader.answer_key.sealed.making.sealing import sealed
from grader.answer_key.sealed.opening.sealed_key import SealedKey
from grader.answer_key.services.describe import describe
from grader.answer_key.services.solution import worked
from grader.authoring.items import Item
from grader.authoring.variants import Variant, draw
from grader.course.catalogue import Source, load, sources
from grader.grading.judge import judge
from grader.model import Exercise, Json, Returned, Verdict
from grader.release.kit import key_name
from grader.runner.supervisor.local import LocalExecutor
from grader.storage.cache import Cache
from tests.conftest import ROOT

CHEAP = 2  # scrypt's n
SOURCES = sources(ROOT)
loaded = cache(load)


@dataclass(frozen=True)
class Both:
    """An exercise with its live and its sealed key."""

    drawn: Variant
    exercise: Exercise
    plan: Plan
    file: Path
    key: SealedKey

    def live(self, item: Item, raw: Json) -> Verdict:
        return judge(self.exercise.item(item.name), Returned(raw), match(self.drawn, item, raw))

    def sealed(self, item: Item, raw: Json) -> Verdict:
        exercise = self.key.exercise(self.exercise.id)
        asked, answer = exercise.item(item.name), Returned(raw)
        return judge(asked, answer, self.key.match(exercise, asked, answer))

    def known(self, item: Item) -> dict[str, Json]:
        """Every behaviour of an item that its author has declared."""
        mistakes = {rule.id: self.drawn.mistaken(item, rule) for rule in item.mistakes}
        others = {f"also right {place}": raw for place, raw in enumerate(self.drawn.others(item))}
        return {"reference": self.drawn.reference(item), **mistakes, **others}

    @property
    def items(self) -> list[Item]:
        return [item for item in self.drawn.exercise.items if self.plan.items[item.name].unit is not None]


@cache
def both(name: str, variant: int = 0) -> Both:
    source = source_of(name)
    drawn = draw(loaded(source), source.slug, variant, seed=7)  # as a release draws probes of its own
    exercise = describe(drawn, source.id, source.slug)
    made = plan(drawn, exercise)
    made = replace(made, worked=worked(drawn)) if made.covers_all() else made
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / Path(key_name(exercise)).name
    file.write_bytes(sealed(made, cost=CHEAP))
    return Both(drawn, exercise, made, file, SealedKey(folder, Cache(None), run_rules))


def run_rules(source: str, given: Mapping[str, Json], calls: Sequence[Json], rules: Sequence[Json]) -> list[bool] | None:
    """Public checks in a child behind the wall, as in a kit."""
    return executor().run_rules(source, given, calls, rules)


def planned(source: Source, variant: int) -> Plan:
    """What a key of the exercise would hold."""
    drawn = draw(loaded(source), source.slug, variant, seed=7)
    return plan(drawn, describe(drawn, source.id, source.slug))


@cache
def executor() -> LocalExecutor:
    made = LocalExecutor()
    atexit.register(made.close)
    return made


def source_of(name: str) -> Source:
    return next(source for source in SOURCES if source.id == name)


def judged(verdict: Verdict) -> tuple[str, str, str | None]:
    return str(verdict.outcome), str(verdict.points), verdict.mistake
