"""Looking answers up in the boxes of one exercise: words are derived by several threads, and what was opened is remembered."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from grader.answer_key.sealed.box.boxes import open_box
from grader.answer_key.sealed.box.cells import word
from grader.answer_key.sealed.box.key_file import KeyFile
from grader.answer_key.sealed.box.plan import KnownAnswer
from grader.answers.base.canonical import Canonical
from grader.model import Json
from grader.storage.cache import Cache, digest
from grader.storage.codec import load

THREADS = min(4, os.cpu_count() or 1)  # each holds 16 MB


class OpenedBoxes:
    """The boxes of a key, as far as answers have opened them."""

    def __init__(self, file: KeyFile, cache: Cache) -> None:
        self._file, self._cache = file, cache
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="boxes")  # threads start when they are needed
        self._shares: dict[str, str] = {}
        self._asked: dict[tuple[str, str], Future[Json]] = {}

    def words(self, unit: str, forms: Iterable[tuple[str, Canonical | None]]) -> list[str]:
        """The words of an answer in its forms, each once, and their derivation begun. Raises NoCell."""
        offsets = self._file.unit(unit).offsets
        found = dict.fromkeys(word(form, canonical, offsets) for form, canonical in forms if canonical is not None)
        for one in found:
            if (unit, one) not in self._asked:
                self._asked[unit, one] = self._pool.submit(self._open, unit, one)
        return list(found)

    def open(self, unit: str, words: Iterable[str]) -> list[KnownAnswer]:
        """What the words of a unit open, in their order."""
        contents = [self._asked[unit, one].result() for one in words]
        found: list[KnownAnswer] = [load(KnownAnswer, document) for content in contents for document in content or ()]
        self._shares.update((unit, one.share) for one in found if one.share is not None)
        return found

    def shares(self, item: str) -> dict[str, str]:
        """What the answers to an item have opened of the key of the worked solution, by unit."""
        return {unit: share for unit, share in self._shares.items() if unit.partition(".")[0] == item}

    def _open(self, unit: str, one: str) -> Json:
        name = digest("sealed", self._file.salt, self._file.digest, unit, one)
        kept = self._cache.get(name)
        if kept is None:
            lock = self._file.lock(unit)
            kept = {"opened": open_box(lock, lock.key(one), self._file.boxes[unit])}
            self._cache.put(name, kept)
        return kept["opened"]

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
