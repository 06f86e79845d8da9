"""The answer key of a kit: it knows no answer, and says whom one behaves like by what it opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from grader.answer_key.matching.beside import FORGED, as_checks, beside, understood_as
from grader.answer_key.sealed.boxes import open_box
from grader.answer_key.sealed.cells import NoCell, word
from grader.answer_key.sealed.function_key import match_function
from grader.answer_key.sealed.key_file import SUFFIX, KeyFile, KeyTrouble, read
from grader.answer_key.sealed.plan import RAW, SEEN, KnownAnswer, SealedItem
from grader.answer_key.sealed.public_kind import load_kind
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical
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
from grader.storage.codec import load

LATER = Text(
    de="Das zählt nach der Abgabe: Dein Paket kann es nicht beurteilen.",
    en="This counts after you have handed it in: your kit cannot judge it.",
)
STEPS_LATER = Text(
    de="Noch nicht alles stimmt. Ob ein Schritt zählt, weil er aus deinem eigenen davor folgt, zeigt sich nach der Abgabe.",
    en="Not all of it is right yet. Whether a step counts because it follows from your own one before, is seen after you have "
    "handed it in.",
)
FOLLOWS_LATER = Text(
    de="Ob es aus deinen früheren Antworten folgt, zeigt sich nach der Abgabe.",
    en="Whether it follows from your earlier answers, is seen after you have handed it in.",
)


class SealedKey:
    """See AnswerKey. Opened boxes are remembered in `cache`, so that an answer that was seen costs nothing."""

    kind: KeyKind = "sealed"

    def __init__(self, folder: Path, cache: Cache) -> None:
        self._folder, self._cache = folder, cache
        self._files: dict[str, KeyFile] = {}
        self._kinds: dict[tuple[str, str], AnswerKind] = {}

    def start(self) -> None:
        """There is nothing to warm up."""

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
        if kind.is_called:
            assert isinstance(kind, Function)
            return replace(self._function(exercise, item, kind, public, raw), understood=understood)
        return replace(_Opened(self, exercise, item, kind, public).match(raw), understood=understood)

    def _function(self, exercise: Exercise, item: Item, kind: Function, public: SealedItem, raw: Json) -> Match:
        def ask(unit: str, canonical: Canonical | None) -> list[KnownAnswer]:
            if canonical is None:
                return []
            return self.candidates(exercise, unit, [word(RAW, canonical, self.offsets(exercise, unit))])

        try:
            return match_function(kind, item, public, raw, ask, LATER)
        except NoCell:
            return Match("cannot_tell", reason=LATER)

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

    def candidates(self, exercise: Exercise, unit: str, words: Iterable[str]) -> list[KnownAnswer]:
        """What the words open, in their order."""
        with ThreadPoolExecutor(2) as pool:  # scrypt leaves the interpreter to others; threads start when they are needed
            opened = list(pool.map(lambda one: self._open(exercise, unit, one), dict.fromkeys(words)))
        return [candidate for content in opened for candidate in content]

    def _open(self, exercise: Exercise, unit: str, one: str) -> list[KnownAnswer]:
        file = self._file(exercise.id)
        name = digest("sealed", file.head.salt, file.head.digest, unit, one)
        kept = self._cache.get(name)
        if kept is None:
            lock = file.lock(unit)
            kept = {"opened": open_box(lock, lock.key(one), file.boxes[unit])}
            self._cache.put(name, kept)
        return [load(KnownAnswer, document) for document in kept["opened"] or ()]

    def offsets(self, exercise: Exercise, unit: str) -> tuple[int, ...]:
        return self._file(exercise.id).unit(unit).offsets

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


class _Opened:
    """One item beside what its boxes give."""

    def __init__(self, key: SealedKey, exercise: Exercise, item: Item, kind: AnswerKind, public: SealedItem) -> None:
        self._key, self._exercise, self._item, self._kind, self._public = key, exercise, item, kind, public

    def match(self, raw: Json) -> Match:
        """As the live key: what is right first, then what is undecided, then known mistakes, then what else is known."""
        kind, unit = self._kind, self._public.unit
        assert unit is not None
        try:
            forms = [(SEEN, kind.seen(raw)), (RAW, kind.canonical(raw))] if kind.many else [(RAW, kind.canonical(raw))]
            forms.append((RAW, kind.also_try(raw)))
            offsets = self._key.offsets(self._exercise, unit)
            words = [word(form, canonical, offsets) for form, canonical in forms if canonical is not None]
        except NoCell:
            return Match("cannot_tell", reason=LATER)
        candidates = self._key.candidates(self._exercise, unit, words)
        openly = kind.judged_openly(raw)
        if openly is not None and openly.verdict != "refuted":
            return Match("reference" if openly.verdict == "proved" else "cannot_tell", certificate=openly)
        found = self._right(raw, candidates)
        if found is not None and found.kind != "none":
            return found
        known = self._known(raw, candidates)
        if known is not None:
            return known
        if not words or kind.is_unclear(raw) or (len(words) == 1 and '"undefined"' in words[0] and "," in words[0]):
            return Match("cannot_tell", reason=LATER)
        if self._public.steps_follow:
            return Match("cannot_tell", reason=STEPS_LATER)
        return found or self._by_entries(raw) or Match("none", note=self._public.advice)

    def _right(self, raw: Json, candidates: Iterable[KnownAnswer]) -> Match | None:
        first: Match | None = None
        for one in candidates:
            if one.kind == "reference":
                first = self._beside(raw, one.raw)
            elif one.kind == "other" and self._kind.same(raw, one.raw).verdict == "proved":
                first = Match("reference", certificate=self._kind.same(raw, one.raw), note=one.note)
            if first is not None and first.kind != "none":
                return first
        return first

    def _beside(self, raw: Json, reference: Json) -> Match:
        rights = self._kind.rights(raw, reference, (lambda own, length: None) if self._public.steps_follow else None)
        checks = as_checks(rights, self._item.points)
        return beside(self._kind, self._item.points, raw, reference, checks=checks, advice=self._public.advice)

    def _known(self, raw: Json, candidates: Iterable[KnownAnswer]) -> Match | None:
        near: Match | None = None
        for one in candidates:
            if one.kind in ("mistake", "near") and self._kind.plain().same(raw, one.raw).verdict == "proved":
                if one.mistake is not None and one.match is not None:
                    return replace(one.match, kind="mistake", mistake=one.mistake.id, told=one.mistake)
                near = near or one.match
        return near

    def _by_entries(self, raw: Json) -> Match | None:
        """What single entries open, put together, beside the answer."""
        places: dict[str, list[Canonical]] = {}
        for place, canonical in self._kind.apart(raw):
            places.setdefault(f"{self._item.name}.{place}", []).append(canonical)
        parts: list[Json] = []
        for unit in self._public.entries:
            offsets = self._key.offsets(self._exercise, unit)
            try:
                words = [word(RAW, canonical, offsets) for canonical in places.get(unit, ())]
            except NoCell:
                return Match("cannot_tell", reason=LATER)
            parts += [one.raw for one in self._key.candidates(self._exercise, unit, words)]
        return self._beside(raw, self._kind.merged(parts)) if parts else None
