"""The answer key of a kit: it knows no answer, and says whom one behaves like by what it opens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from grader.answer_key.matching.beside import FORGED, understood_as
from grader.answer_key.sealed.cells import NoCell
from grader.answer_key.sealed.function_key import match_function
from grader.answer_key.sealed.key_file import SUFFIX, KeyFile, KeyTrouble, read
from grader.answer_key.sealed.key_sentences import FOLLOWS_LATER, LATER
from grader.answer_key.sealed.opened_boxes import OpenedBoxes
from grader.answer_key.sealed.patience import OutOfPatience, patience
from grader.answer_key.sealed.plan import SealedItem
from grader.answer_key.sealed.public_kind import load_kind
from grader.answer_key.sealed.value_key import ValueMatcher, forms_of
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.kinds.function import Function
from grader.model import (
    Continuation,
    Exercise,
    Follow,
    Item,
    Json,
    KeyKind,
    Match,
    Observation,
    Picture,
    Returned,
    Text,
)
from grader.storage.cache import Cache, digest, program


class SealedKey:
    """See AnswerKey. Opened boxes are remembered in `cache`, so that an answer that was seen costs nothing."""

    kind: KeyKind = "sealed"

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder, self._cache = folder, cache
        self._files: dict[str, KeyFile] = {}
        self._kinds: dict[tuple[str, str], AnswerKind] = {}
        self._opened: dict[str, OpenedBoxes] = {}

    def start(self) -> None:
        """There is nothing to warm up."""

    def close(self) -> None:
        """Leave what is still being derived."""
        for boxes in self._opened.values():
            boxes.close()

    # ------------------------------------------------------------ the answer key

    def exercise(self, exercise: str, variant: int = 0, seed: int = 0) -> Exercise:
        """The exercise in the variant of the kit; probes are the kit's own. Raises KeyTrouble for another variant."""
        found = self._file(exercise).head.exercise
        if variant not in (0, found.variant):
            raise KeyTrouble(
                f"This sheet of {exercise} has other numbers than your kit: variant {variant}, not {found.variant}.",
                de=f"Dieses Blatt zu {exercise} hat andere Zahlen als dein Paket: Variante {variant}, nicht {found.variant}.",
            )
        return found

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        assert isinstance(observation, Returned)
        public, raw = self._file(exercise.id).head.items[item.name], observation.raw
        if public.kind is None:
            return Match("cannot_tell", reason=LATER)
        kind = self._kind(exercise, item, public)
        try:
            understood = understood_as(kind, [letter for letter, _ in item.options], raw)
        except ValueError:  # a child may send anything; what is no answer is not one
            return Match("none", note=FORGED)
        if item.marks or public.unit is None:
            return Match("cannot_tell", reason=LATER, understood=understood)
        try:
            with patience():
                return replace(self._matched(exercise, item, kind, raw), understood=understood)
        except NoCell:
            return Match("cannot_tell", reason=LATER, understood=understood)
        except OutOfPatience:
            return Match("cannot_tell", reason=LATER, understood=understood, timed_out=True)

    def _matched(self, exercise: Exercise, item: Item, kind: AnswerKind, raw: Json) -> Match:
        public, boxes = self._file(exercise.id).head.items[item.name], self._boxes(exercise.id)
        if not kind.is_called:
            return ValueMatcher(boxes, item, kind, public).match(raw)
        assert isinstance(kind, Function)
        return match_function(kind, item, public, raw, boxes)

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        """Begin to derive the words of all answers, which takes longer than to compare them."""
        for item in exercise.items:
            public, observation = self._file(exercise.id).head.items[item.name], observations[item.name]
            if public.unit is None or not isinstance(observation, Returned):
                continue
            kind = self._kind(exercise, item, public)
            with suppress(NoCell, ValueError, OutOfPatience), patience():  # what is no answer `match` says
                understood_as(kind, [letter for letter, _ in item.options], observation.raw)
                if not kind.is_called:
                    self._boxes(exercise.id).words(public.unit, forms_of(kind, observation.raw))

    def follow(self, exercise: Exercise, item: Item, rule: Follow, own: Mapping[str, Observation]) -> Continuation | None:
        return Continuation(rule.name, Fraction(0), FOLLOWS_LATER, open=True)

    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        return ()

    def worked(self, exercise: Exercise) -> Text | None:
        return None

    # ------------------------------------------------------------ files and boxes

    def version(self, exercise: str) -> str:
        """Changes with the key, the grader and its libraries."""
        head = self._file(exercise).head
        return digest(program(), head.salt, head.digest)

    def _boxes(self, exercise: str) -> OpenedBoxes:
        if exercise not in self._opened:
            self._opened[exercise] = OpenedBoxes(self._file(exercise), self._cache)
        return self._opened[exercise]

    def _file(self, exercise: str) -> KeyFile:
        if exercise not in self._files:
            path = next(iter(sorted(self._folder.glob(f"{exercise}_*{SUFFIX}"))), None)
            if path is None:
                raise KeyTrouble(
                    f"There is no key for {exercise} in {self._folder}.",
                    de=f"In {self._folder} liegt kein Schlüssel zu {exercise}.",
                )
            self._files[exercise] = read(path, exercise)
        return self._files[exercise]

    def _kind(self, exercise: Exercise, item: Item, public: SealedItem) -> AnswerKind:
        found = self._kinds.get((exercise.id, item.name))
        if found is None:
            found = self._kinds[exercise.id, item.name] = load_kind(public.kind)
        return found
