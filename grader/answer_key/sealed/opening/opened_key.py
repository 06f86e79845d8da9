"""A sealed key at work on the answers to its exercise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.answer_key.matching.beside import FORGED, understood_as
from grader.answer_key.sealed.box.cells import NoCell
from grader.answer_key.sealed.box.key_file import KeyFile
from grader.answer_key.sealed.box.plan import SealedItem
from grader.answer_key.sealed.opening.key_sentences import LATER
from grader.answer_key.sealed.opening.opened_boxes import OpenedBoxes
from grader.answer_key.sealed.opening.value_key import ValueMatcher, forms_of
from grader.answer_key.sealed.public.public_kind import load_kind
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.kinds.function import Function
from grader.model import Exercise, Item, Json, Match, Observation, Returned
from grader.sandbox.clock.patience import OutOfPatience, patience
from grader.storage.cache import Cache

if TYPE_CHECKING:
    from grader.answer_key.sealed.public.public_rules import RunsRules

SECONDS = 4.0  # of processor time for an answer, scrypt included: it is the student's own, on their machine


class OpenedKey:
    """Says whom an answer behaves like by what it opens."""

    def __init__(self, file: KeyFile, cache: Cache, run: RunsRules | None = None) -> None:
        self._file = file
        self._cache, self._run = cache, run
        self._boxes = OpenedBoxes(file, cache)
        self._kinds: dict[str, AnswerKind] = {}

    def shares(self, item: Item) -> dict[str, str]:
        """What the answers to it have opened of the key of the worked solution."""
        return self._boxes.shares(item.name)

    def close(self) -> None:
        self._boxes.close()

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        assert isinstance(observation, Returned)
        public, raw = self._file.head.items[item.name], observation.raw
        if public.kind is None:
            return Match("cannot_tell", reason=LATER)
        kind = self._kind(item, public)
        try:
            understood = understood_as(kind, [letter for letter, _ in item.options], raw)
        except ValueError:  # a child may send anything; what is no answer is not one
            return Match("none", note=FORGED)
        if item.marks or public.unit is None:
            return Match("cannot_tell", reason=LATER, understood=understood)
        try:
            with patience(SECONDS):
                return replace(self._matched(item, kind, raw), understood=understood)
        except NoCell:
            return Match("cannot_tell", reason=LATER, understood=understood)
        except OutOfPatience:
            return Match("cannot_tell", reason=LATER, understood=understood, timed_out=True)

    def _matched(self, item: Item, kind: AnswerKind, raw: Json) -> Match:
        public, boxes = self._file.head.items[item.name], self._boxes
        if not kind.is_called:
            return ValueMatcher(boxes, item, kind, public).match(raw)
        from grader.answer_key.sealed.opening.function_key import match_function  # most exercises ask for values only
        from grader.answer_key.sealed.public.public_rules import PublicChecks

        assert isinstance(kind, Function)
        rules = self._file.head.rules
        publicly = PublicChecks(rules, self._run, self._cache) if rules is not None and self._run is not None else None
        return match_function(kind, item, public, raw, boxes, publicly)

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        """Begin to derive the words of all answers, which takes longer than to compare them."""
        for item in exercise.items:
            public, observation = self._file.head.items[item.name], observations.get(item.name)
            if public.unit is None or not isinstance(observation, Returned):
                continue
            kind = self._kind(item, public)
            with suppress(NoCell, ValueError, OutOfPatience), patience(SECONDS):  # what is no answer `match` says
                understood_as(kind, [letter for letter, _ in item.options], observation.raw)
                if not kind.is_called:
                    self._boxes.words(public.unit, forms_of(kind, observation.raw))

    def all_complete(self, exercise: Exercise, raws: Mapping[str, Json]) -> bool:
        """No entry is missing in these answers, as far as the key can read them."""
        for name, raw in raws.items():
            public = self._file.head.items[name]
            with suppress(ValueError):  # what is no answer is said elsewhere
                if public.kind is not None and not self._kind(exercise.item(name), public).is_complete(raw):
                    return False
        return True

    def _kind(self, item: Item, public: SealedItem) -> AnswerKind:
        if item.name not in self._kinds:
            self._kinds[item.name] = load_kind(public.kind)
        return self._kinds[item.name]
