"""The lanes of this machine: students graded several at a time, behind a wall that was proved before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from grader.answer_key.process.caching_client import CachingKey
from grader.cli.shared.context import item_names
from grader.cli.teacher.whole_class.lanes import Marking
from grader.cli.teacher.whole_class.progress_bar import ClassBar
from grader.cli.teacher.whole_class.read_before import ReadBefore
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
_TELLING = 1000  # new hand-ins tell what a class needs; looking for more of them would take longer than it saves


@dataclass(frozen=True, slots=True)
class LocalLanes:
    """Whatever is graded here; `only` are the exercises that count, or none, if all do."""

    executor: LocalExecutor
    key: CachingKey
    cache: Cache
    slugs: dict[str, str]
    before: ReadBefore
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
            read = self.before.of(hand_ins)
            if read is None:
                read = [session.read_file(hand_in, self.before.names) for hand_in in hand_ins]
                self.before.keep(read)
            taken = take(read, self.slugs, self.only)

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
        new = _new(key, cache, known, found)
        key.start(expected=bool(new))
        for expected in _libraries(new):
            executor.start(expected, many=len(new) >= MANY)  # imports begin while exercises are loaded
        with ThreadPoolExecutor(1) as beside:  # while exercises are loaded
            proof = beside.submit(executor.preflight, _secret(known, found)) if wall.encloses else None
            names = item_names(key, known, lanes=jobs)
        if proof is not None:
            proof.result()
        yield LocalLanes(executor, key, cache, {source.id: source.slug for source in known}, ReadBefore(cache, names), only)


def _new(key: CachingKey, cache: Cache, known: Sequence[Source], found: Found) -> list[HandIn]:
    """What is not sure to be found again, as far as it tells what will be needed. Where the course itself is new, that is
    everything, and nobody waits for the names of its items."""
    if key.running:
        return list(found.hand_ins)
    return list(islice(ReadBefore(cache, item_names(key, known)).new(found.hand_ins), _TELLING))


def _libraries(hand_ins: Sequence[HandIn]) -> list[set[str]]:
    """What the hand-ins seem to import; torch by itself, for it has a zygote of its own. Nothing is read but these words."""
    named: set[str] = set()
    for hand_in in hand_ins:  # one at a time: those of a large class do not fit in memory together
        content = beginning(hand_in.path, _GLANCE)
        named |= {module for module in WARMABLE if module.encode() in content}
        if len(named) == len(WARMABLE):
            break
    return [named - {"torch"}, *([{"torch"}] if "torch" in named else [])]


def _secret(known: Sequence[Source], found: Found) -> list[Path]:
    """What no child may open: the solutions and the hand-ins' folders."""
    return [source.path for source in known] + sorted({hand_in.path.parent for hand_in in found.hand_ins})
