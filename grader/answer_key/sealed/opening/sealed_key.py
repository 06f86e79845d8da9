"""The answer key of a kit: it knows no answer, and says whom one behaves like by what it opens."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from grader.answer_key.sealed.box.key_file import SUFFIX, KeyFile, KeyTrouble, read
from grader.answer_key.sealed.opening.key_sentences import FOLLOWS_LATER
from grader.model import Continuation, Exercise, Follow, Item, Json, KeyKind, Match, Observation, Picture, Returned, Text
from grader.storage.cache import Cache, digest, program
from grader.storage.codec import dump, load

if TYPE_CHECKING:
    from grader.answer_key.sealed.opening.opened_key import OpenedKey
    from grader.answer_key.sealed.public.public_rules import RunsRules


class SealedKey:
    """See AnswerKey. What was said of an answer is remembered in `cache`, and so is each box that was opened. `run` has public
    checks said behind the wall; without it they are left open."""

    kind: KeyKind = "sealed"

    def __init__(self, folder: Path, cache: Cache, run: RunsRules | None = None) -> None:
        self._folder, self._cache, self._run = folder, cache, run
        self._files: dict[str, KeyFile] = {}
        self._keys: dict[str, OpenedKey] = {}
        self._shares: dict[str, dict[str, str]] = {}  # of the worked solutions, by exercise and unit
        self._lock = threading.Lock()

    def start(self) -> None:
        """There is nothing to warm up."""

    def close(self) -> None:
        """Leave what is still being derived."""
        for opened in self._keys.values():
            opened.close()

    # ------------------------------------------------------------ the answer key

    def exercise(self, exercise: str, variant: int = 0, seed: int = 0) -> Exercise:
        """The exercise in the variant of the kit; probes are the kit's own. Raises KeyTrouble for another variant."""
        found = self._file(exercise).exercise
        if variant not in (0, found.variant):
            raise KeyTrouble(
                f"This sheet of {exercise} has other numbers than your kit: variant {variant}, not {found.variant}.",
                de=f"Dieses Blatt zu {exercise} hat andere Zahlen als dein Paket: Variante {variant}, nicht {found.variant}.",
            )
        return found

    def match(self, exercise: Exercise, item: Item, observation: Observation) -> Match:
        kept = self._kept(exercise, item, observation)
        if kept is None:
            opened = self._opened(exercise.id)
            found = opened.match(exercise, item, observation)
            kept = {"match": dump(found), "shares": opened.shares(item)}
            if found.kind != "cannot_tell":  # another time it may be able to
                self._cache.put(self._name(exercise, item, observation), kept)
        self._shares.setdefault(exercise.id, {}).update(kept["shares"])
        matched: Match = load(Match, kept["match"])
        return matched

    def expect(self, exercise: Exercise, observations: Mapping[str, Observation]) -> None:
        """Begin to derive; with no answers yet, what compares is imported while the student's code runs."""
        new = {
            name: observation
            for name, observation in observations.items()
            if isinstance(observation, Returned) and self._kept(exercise, exercise.item(name), observation) is None
        }
        if new:
            self._opened(exercise.id).expect(exercise, new)
        elif not observations:
            threading.Thread(target=self._begin, args=(exercise.id,), daemon=True).start()

    def _begin(self, exercise: str) -> None:
        with suppress(KeyTrouble):  # who asks about an answer is told
            self._opened(exercise)

    def follow(self, exercise: Exercise, item: Item, rule: Follow, own: Mapping[str, Observation]) -> Continuation | None:
        """Left open, but where the teacher's key has nothing to go on from."""
        raws = {name: one.raw for name, one in own.items() if isinstance(one, Returned)}
        about = digest("may follow", self.version(exercise.id), raws)
        kept = self._cache.get(about)
        if kept is None:
            kept = {"may": self._opened(exercise.id).all_complete(exercise, raws)}
            self._cache.put(about, kept)
        return Continuation(rule.name, Fraction(0), FOLLOWS_LATER, open=True) if kept["may"] else None

    def pictures(self, exercise: Exercise, own: Mapping[str, Observation], right: Collection[str]) -> tuple[Picture, ...]:
        return ()

    def worked(self, exercise: Exercise) -> Text | None:
        """What the answers of this run have opened together."""
        from grader.answer_key.sealed.box.worked_solution import open_worked

        shares = self._shares.get(exercise.id)
        return open_worked(shares, self._file(exercise.id).worked) if shares else None

    def points_here(self, exercise: str) -> Fraction:
        """The core points of items on which it judges every answer; the others count after hand-in."""
        file = self._file(exercise)
        return sum((item.points for item in file.exercise.items if not item.bonus and item.name in file.judged), Fraction(0))

    # ------------------------------------------------------------ what was said before

    def _kept(self, exercise: Exercise, item: Item, observation: Observation) -> Json:
        """What was said of this very answer; None if it is new."""
        return self._cache.get(self._name(exercise, item, observation))

    def _name(self, exercise: Exercise, item: Item, observation: Observation) -> str:
        assert isinstance(observation, Returned)
        return digest("said by a kit", self.version(exercise.id), item.name, observation.raw)

    # ------------------------------------------------------------ files and boxes

    def version(self, exercise: str) -> str:
        """Changes with the key, the grader and its libraries."""
        file = self._file(exercise)
        return digest(program(), file.salt, file.digest)

    def _opened(self, exercise: str) -> OpenedKey:
        """What compares is imported now: an answer that has not changed needs nothing of it."""
        with self._lock:
            if exercise not in self._keys:
                from grader.answer_key.sealed.opening.opened_key import OpenedKey

                self._keys[exercise] = OpenedKey(self._file(exercise), self._cache, self._run)
            return self._keys[exercise]

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
