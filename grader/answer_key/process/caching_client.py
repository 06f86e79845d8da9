"""A live key that asks its worker only what it has not asked before: identical observations are matched once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from grader.answer_key.process.client import PATIENCE, LiveKey
from grader.course.catalogue import FILE, sources
from grader.model import Json
from grader.storage.cache import Cache, digest, program

# What depends on nothing but the question, the exercise's source and the program.
KEPT = frozenset(["exercise", "match", "prove", "follow", "pictures", "worked"])


class CachingKey(LiveKey):
    """The worker starts with the first question that is new."""

    def __init__(self, root: Path, cache: Cache, *, patience: float = PATIENCE, lanes: int = 1) -> None:
        super().__init__(root, patience=patience, lanes=lanes)
        self._cache = cache

    def start(self, *, expected: bool = False) -> None:
        """Begin to warm the worker up, unless this course has been asked about before and nothing new is `expected`."""
        if expected or self._cache.get(self.course) is None:
            super().start()

    def version(self, exercise: str) -> str:
        """Changes with the exercise's source, what lies beside it, the grader and its libraries."""
        return self._versions.get(exercise, self.course)

    def ask(self, op: str, *, patience: float | None = None, **arguments: Json) -> Json:
        if op not in KEPT:
            return super().ask(op, patience=patience, **arguments)
        name = digest(op, self.version(arguments["exercise"]), arguments)
        kept = self._cache.get(name)
        if kept is None:
            kept = {"ok": super().ask(op, patience=patience, **arguments)}
            self._cache.put(name, kept)
            self._cache.put(self.course, True)
        return kept["ok"]

    @cached_property
    def course(self) -> str:
        """Changes with any of the exercises, the grader and its libraries."""
        return digest("course", program(), sorted(self._versions.items()))

    @cached_property
    def _versions(self) -> dict[str, str]:
        """One digest for each exercise; helpers that several share count for all."""
        folder = self.root / "solutions"
        helpers = [path for path in sorted(folder.rglob("*.py")) if not FILE.match(path.name)]
        common = digest(program(), [path.read_text(encoding="utf-8", errors="replace") for path in helpers])
        return {
            source.id: digest(common, source.path.name, source.path.read_text(encoding="utf-8", errors="replace"))
            for source in sources(self.root)
        }
