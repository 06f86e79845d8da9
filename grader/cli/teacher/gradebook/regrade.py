"""`grade regrade`: stored hand-ins are graded by the exercises of today; who gains and who loses is shown before it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from grader import __version__
from grader.cli.shared.context import DONE, NOT_YET, Context, busy, exercises_root
from grader.cli.teacher.setting.course_of_class import AsDecided, course_of
from grader.cli.teacher.setting.which_gradebook import the_gradebook
from grader.course import catalogue
from grader.desk.regrading import Change, change_of, is_our_failure, so_that_nobody_loses
from grader.errors import AuthorError, GraderError, UnknownExercise
from grader.model import Decision, Result, Text

if TYPE_CHECKING:
    from grader.cli.teacher.gradebook.grading_again import Again
    from grader.desk.gradebook.rows import StoredResult
    from grader.desk.gradebook.store import GradebookStore
    from grader.runner.supervisor.student_session import StudentSession

KEPT = Text(de="Die Übung wurde korrigiert; deine Punkte bleiben dir.", en="The exercise was corrected; you keep your points.")


@dataclass
class Regraded:
    """What came of it. `left` could not be graded again: student, exercise, why."""

    graded: int = 0
    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    left: list[tuple[str, str, Text]] = field(default_factory=list)


def regrade(context: Context, place: str | None, *, exercises: str | None, never_lower: bool, apply: bool, jobs: int) -> int:
    """Grade the latest stored hand-ins again where exercise or program have changed, and show what that changes.

    Nothing is stored unless `apply`. Decisions hold before and after; `never_lower` adds those by which nobody loses points.

    Raises:
        SandboxError: this system has no wall that holds.
        GraderError: the gradebook or course.toml cannot be used.
    """
    root = exercises_root()
    known = catalogue.sources(root)
    course = course_of(context, root, known, None, {"exercises": exercises, "gradebook": place})
    context = replace(context, lang=course.lang or context.lang)
    with the_gradebook(course.gradebook) as store:
        from grader.cli.teacher.gradebook.grading_again import grading_again
        from grader.cli.teacher.gradebook.regrade_shown import show, shown_document

        with grading_again(context, root, store.file, lanes=jobs, remembering=True) as again:
            desk = _Desk(store, again, AsDecided(course, store.decisions()), never_lower, apply, KEPT.in_(context.lang))
            with busy(context, Text(de="wird neu bewertet …", en="grading again …")):
                found = desk.all(jobs)
    if context.json:
        context.show_json(shown_document(found, applied=apply, lang=context.lang))
    else:
        show(context, found, applied=apply)
    return NOT_YET if found.left else DONE


@dataclass(frozen=True, slots=True)
class _Desk:
    store: GradebookStore
    again: Again
    as_decided: AsDecided
    never_lower: bool
    apply: bool
    comment: str

    def all(self, lanes: int) -> Regraded:
        """Students are graded several at a time, each in a session of their own."""
        whole, run = Regraded(), self.store.begin(folder="", out="") if self.apply else None
        with ThreadPoolExecutor(lanes, thread_name_prefix="grade") as threads:
            try:
                for part in threads.map(lambda student: self._student(student, run), self.store.students()):
                    whole.graded += part.graded
                    whole.unchanged += part.unchanged
                    whole.changes += part.changes
                    whole.left += part.left
            finally:  # Ctrl-C: what has not begun does not begin
                threads.shutdown(wait=False, cancel_futures=True)
        if run is not None:
            same = whole.graded - len(whole.changes)
            self.store.end(run, new=0, changed=len(whole.changes), same=same)
        return whole

    def _student(self, student: str, run: int | None) -> Regraded:
        part = Regraded()
        mine = [one for one in self.store.latest(student) if self.as_decided.course.counts(one.result.exercise.id)]
        todo = [one for one in mine if not self._is_of_today(one)]
        part.unchanged = len(mine) - len(todo)
        with self.again.executor.session() if todo else nullcontext() as session, self.again.key.for_one_student():
            for stored, today in self._each(todo, session, part):
                self._weigh(stored, today, part, run)
        return part

    def _is_of_today(self, stored: StoredResult) -> bool:
        """Neither exercise nor program have changed, and no clock had a say: it would be the same."""
        try:
            version = self.again.version(stored.result.exercise.id)
        except GraderError:
            return False
        return stored.result.reproducible and (version, __version__) == (stored.version, stored.grader)

    def _each(
        self, todo: Sequence[StoredResult], session: StudentSession | None, part: Regraded
    ) -> Iterator[tuple[StoredResult, Result]]:
        for stored in todo:
            exercise = stored.result.exercise.id
            try:
                today = self.again.grade(stored.result, session)
            except AuthorError as error:
                part.left.append((stored.result.submission.student or "", exercise, _why(exercise, error)))
                continue
            if is_our_failure(stored.result, today):
                part.left.append((stored.result.submission.student or "", exercise, OUR_FAILURE))
                continue
            part.graded += 1
            yield stored, today

    def _weigh(self, stored: StoredResult, today: Result, part: Regraded, run: int | None) -> None:
        before, after = self.as_decided(stored.result), self.as_decided(today)
        change = change_of(before, after)
        kept: tuple[Decision, ...] = ()
        if change is not None and self.never_lower:
            kept = so_that_nobody_loses(before, after, self.as_decided.decisions, self.comment)
        if change is not None and kept:
            held = AsDecided(self.as_decided.course, (*self.as_decided.decisions, *kept))(today)  # the last word counts
            change = replace(change, after=held.points + held.bonus, kept=True)
        if change is not None:
            part.changes.append(change)
        if self.apply:
            if kept:  # first: whoever is interrupted in between has lost nobody's points
                self.store.decide(*kept)
            self.store.record(today, version=self.again.version(today.exercise.id), run=run)


OUR_FAILURE = Text(
    de="ließ sich jetzt nicht bewerten; das liegt am Grader oder an diesem Rechner",
    en="could not be graded now, because of the grader or this machine",
)


def _why(exercise: str, error: AuthorError) -> Text:
    if isinstance(error, UnknownExercise):
        return Text(de=f"{exercise} gibt es nicht mehr", en=f"there is no {exercise} any more")
    told = f"grade check {exercise}"
    return Text(de=f"die Übung hat einen Fehler; {told} sagt, welchen", en=f"the exercise has a mistake; see {told}")
