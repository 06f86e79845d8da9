"""The lanes of this machine: students graded several at a time, behind a wall that was proved before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.answer_key.process.caching_client import CachingKey
from grader.cli.shared.context import item_names
from grader.cli.teacher.whole_class.lanes import Marking
from grader.cli.teacher.whole_class.progress_bar import ClassBar
from grader.course.catalogue import Source
from grader.grading import grade_submission
from grader.grading.grade_class import GradedStudent, in_lanes
from grader.model import Isolation, Result, Submission
from grader.runner.supervisor.local import LocalExecutor
from grader.sandbox.libraries.preload import WARMABLE
from grader.sandbox.libraries.warm_up import MANY
from grader.sandbox.wall.wall import Wall
from grader.storage.cache import Cache
from grader.submissions.files.files import beginning
from grader.submissions.files.handin import Found, HandIn
from grader.submissions.files.which_counts import take

_GLANCE = 64 << 10  # bytes of a file that are looked at for the names of libraries


@dataclass(frozen=True, slots=True)
class LocalLanes:
    """Whatever is graded here, `names` are the items by which a file is recognised; `only` are the exercises that count, or
    none, if all do."""

    executor: LocalExecutor
    key: CachingKey
    cache: Cache
    slugs: dict[str, str]
    names: dict[str, list[str]]
    only: tuple[str, ...] = ()

    @property
    def isolation(self) -> Isolation:
        return self.executor.isolation

    def each(self, by_student: Sequence[Sequence[HandIn]], mark: Marking, bar: ClassBar) -> Iterator[GradedStudent]:
        return in_lanes(partial(self._student, mark, bar), by_student, self.executor.lanes)

    def alone(self, submission: Submission) -> Result:
        return self._grade(submission, self.executor, crowded=False)

    def _student(self, mark: Marking, bar: ClassBar, hand_ins: Sequence[HandIn]) -> GradedStudent:
        with bar.of(hand_ins) as advance, self.executor.session() as session, self.key.for_one_student():
            taken = take((session.read_file(hand_in, self.names) for hand_in in hand_ins), self.slugs, self.only)

            def grade(submission: Submission) -> Result:
                advance(submission.exercise)
                return self._grade(submission, session, crowded=True)

            return mark(taken, grade)

    def _grade(self, submission: Submission, by: grade_submission.Executor, *, crowded: bool) -> Result:
        return grade_submission.grade_once(submission, self.key, by, self.cache, illustrated=True, crowded=crowded)


@contextmanager
def local_lanes(
    key: CachingKey, cache: Cache, known: Sequence[Source], found: Found, *, jobs: int, wall: Wall, only: tuple[str, ...] = ()
) -> Iterator[LocalLanes]:
    """Lanes that are warm, and have proved their wall where it encloses. Raises SandboxError: it does not hold."""
    with LocalExecutor(lanes=jobs, wall=wall) as executor:
        key.start()
        many = len(found.hand_ins) >= MANY and key.running  # else most are found again, and nobody waits for that
        for expected in _libraries(found):
            executor.start(expected, many=many)  # imports begin while exercises are loaded
        with ThreadPoolExecutor(1) as beside:  # while exercises are loaded
            proof = beside.submit(executor.preflight, _secret(known, found)) if wall.encloses else None
            names = item_names(key, known, lanes=jobs)
        if proof is not None:
            proof.result()
        yield LocalLanes(executor, key, cache, {source.id: source.slug for source in known}, names, only)


def _libraries(found: Found) -> list[set[str]]:
    """What the hand-ins seem to import; torch by itself, for it has a zygote of its own. Nothing is read but these words."""
    named: set[str] = set()
    for hand_in in found.hand_ins:  # one at a time: those of a large class do not fit in memory together
        content = beginning(hand_in.path, _GLANCE)
        named |= {module for module in WARMABLE if module.encode() in content}
        if len(named) == len(WARMABLE):
            break
    return [named - {"torch"}, *([{"torch"}] if "torch" in named else [])]


def _secret(known: Sequence[Source], found: Found) -> list[Path]:
    """What no child may open: the solutions and the hand-ins' folders."""
    return [source.path for source in known] + sorted({hand_in.path.parent for hand_in in found.hand_ins})
