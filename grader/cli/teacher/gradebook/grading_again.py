"""What was stored is graded again: the same code with the same seed, behind the same wall as the first time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli.shared.context import Context
from grader.cli.teacher.setting.teachers_log import teachers_log
from grader.cli.teacher.setting.teachers_wall import the_wall
from grader.course import catalogue
from grader.grading import grade_submission
from grader.grading.grade_submission import Executor
from grader.model import Result
from grader.sandbox.wall.non_dumpable import keep_memory_private
from grader.storage.cache import Cache, default_folder

if TYPE_CHECKING:
    from grader.answer_key.process.caching_client import CachingKey
    from grader.runner.supervisor.local import LocalExecutor


@dataclass(frozen=True, slots=True)
class Again:
    """A key and an executor; `version` is today's of an exercise."""

    key: CachingKey
    executor: LocalExecutor

    def version(self, exercise: str) -> str:
        return self.key.version(exercise)

    def grade(self, stored: Result, by: Executor | None = None) -> Result:
        """What is judged today; when it came is taken over.

        Raises:
            UnknownExercise, AuthorError: the exercise is gone, or wrong.
        """
        seed = stored.exercise.seed
        today = grade_submission.grade(stored.submission, self.key, by or self.executor, seed=seed, alone=by is None)
        return replace(today, handed_in=stored.handed_in)


@contextmanager
def grading_again(context: Context, root: Path, book: Path | None, *, lanes: int = 1, remembering: bool) -> Iterator[Again]:
    """Warm, with a wall that was proved to hide solutions and the file of the gradebook.

    Unless `remembering` each answer is compared and each proof checked anew.

    Raises:
        SandboxError: this system has no wall that holds.
    """
    from grader.answer_key.process.caching_client import CachingKey
    from grader.runner.supervisor.local import LocalExecutor

    wall = the_wall(context, unsafe=False)
    keep_memory_private()
    with (
        teachers_log(),
        closing(Cache(default_folder() if remembering else None)) as cache,
        CachingKey(root, cache, lanes=lanes) as key,
        LocalExecutor(lanes=lanes, wall=wall) as executor,
    ):
        key.start()
        executor.preflight([*(source.path for source in catalogue.sources(root)), *([book] if book is not None else [])])
        yield Again(key, executor)
