"""A class: every hand-in graded, one bad one stopping nothing, every pair of student and exercise accounted for."""

from __future__ import annotations

import re
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from grader.answer_key.process.client import LOG
from grader.errors import AuthorError, GraderError, UnknownExercise
from grader.grading.grade_submission import Starved
from grader.model import Counting, Decision, Gradebook, Isolation, Outcome, Problem, Result, Submission, Text
from grader.submissions.files.handin import Taken

T = TypeVar("T")

_NAMED = 3  # files that a remark names
_BROKEN_OFF = (Outcome.CRASHED, Outcome.INVALID, Outcome.TIMEOUT, Outcome.UNDECIDED, Outcome.GRADER_ERROR)


@dataclass(frozen=True, slots=True)
class GradedStudent:
    """One student: a result for each submission, and everything a teacher should know beside them.

    `later` are submissions that a busy machine left no processor; `is_whole` as in a gradebook.
    """

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    later: tuple[Submission, ...] = ()
    is_whole: bool = True


class NotGraded(Exception):
    """It was not graded, for our own reasons, and somebody else has already said why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text.en)
        self.problem = problem


def grade_student(taken: Taken, grade: Callable[[Submission], Result]) -> GradedStudent:
    """Grade what was taken of one student; what fails for our own reasons is a problem of that submission alone."""
    results: list[Result] = []
    problems = list(taken.problems)
    later: list[Submission] = []
    is_whole = True
    for submission in taken.submissions:
        try:
            results.append(grade(submission))
        except Starved:
            later.append(submission)
        except NotGraded as error:
            is_whole = False
            problems.append(error.problem)
        except GraderError as error:
            is_whole = False
            LOG.warning("%s: %s", submission.file, error)
            problems.append(Problem(submission.student or "", submission.file, _not_graded(submission, error), teachers=True))
        except Exception as error:  # noqa: BLE001 - a slip of ours is told with its place, and takes nobody else along
            is_whole = False
            problems.append(Problem(submission.student or "", submission.file, own_slip(error), teachers=True))
    problems += [
        Problem(_student(result), result.submission.file, note, minor=_is_trifle(result, note))
        for result in results
        for note in result.notes
    ]
    return GradedStudent(tuple(results), tuple(problems), tuple(later), is_whole)


def grade_class(
    each: Iterable[GradedStudent],
    students: Sequence[str],
    problems: Sequence[Problem],
    *,
    isolation: Isolation,
    alone: Callable[[Submission], Result] | None = None,
    counting: Counting | None = None,
    decisions: Sequence[Decision] = (),
) -> Gradebook:
    """The gradebook of students who come in any order (`in_lanes`). At the end, what they have left for `later` is graded
    `alone`, one by one.

    `students` are all who should have handed in, also those of whom nothing could be read. A class of any size needs no
    more memory than what `each` yields for it.
    """
    found = list(problems)
    results: list[Result] = []
    later: list[Submission] = []
    is_whole = True
    for graded in each:
        results += graded.results
        found += graded.problems
        later += graded.later
        is_whole = is_whole and graded.is_whole
    if alone is not None:
        graded = grade_student(Taken(tuple(later), ()), alone)
        results += graded.results
        found += graded.problems
        is_whole = is_whole and graded.is_whole
    results.sort(key=lambda result: (_student(result), result.exercise.id))  # they end in any order
    found = folded(sorted(found, key=lambda problem: (problem.student, problem.file)))
    counting = counting or Counting()
    said = tuple(decision for decision in decisions if not decision.item)
    book = Gradebook(tuple(results), tuple(found), isolation, is_whole, counting, decisions=said)
    return replace(book, problems=(*found, *missing(book, students)))


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Each remark once for each student, with all files that it is about; trifles that differ in numbers only are one."""
    groups: dict[tuple[str, str, bool, tuple[str, ...]], list[Problem]] = {}
    for problem in problems:
        text = re.sub(r"\d+", "0", problem.text.en) if problem.minor else problem.text.en
        groups.setdefault((problem.student, text, problem.minor, problem.missing), []).append(problem)
    return [replace(own[0], file=_files([problem.file for problem in own])) for own in groups.values()]


def _files(names: Sequence[str]) -> str:
    first, *more = dict.fromkeys(names)
    shown = [first, *(name.rpartition("/")[2] for name in more[: _NAMED - 1])]
    return ", ".join(shown) + (f", … ({len(more) + 1})" if len(more) >= _NAMED else "")


def _is_trifle(result: Result, note: Text) -> bool:
    """A remark about a cell where every answer could be looked at."""
    return note in result.remarks and not any(verdict.outcome in _BROKEN_OFF for verdict in result.verdicts)


def in_lanes(grade: Callable[[T], GradedStudent], jobs: Iterable[T], lanes: int = 1) -> Iterator[GradedStudent]:
    """Grade several at a time; who is next begins as a lane becomes free. They come in the order in which they end. Of a large
    class only the next ones stand in the queue: each place in it costs a kilobyte."""
    rest = iter(jobs)
    with ThreadPoolExecutor(lanes, thread_name_prefix="grade") as threads:
        try:
            waiting = {threads.submit(grade, job) for job in islice(rest, 2 * lanes)}
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                waiting |= {threads.submit(grade, job) for job in islice(rest, len(done))}
                for future in done:
                    yield future.result()
        finally:  # Ctrl-C: what has not begun does not begin
            threads.shutdown(wait=False, cancel_futures=True)


def _student(result: Result) -> str:
    return result.submission.student or ""


def _not_graded(submission: Submission, error: GraderError) -> Text:
    if isinstance(error, AuthorError) and not isinstance(error, UnknownExercise):  # its words may quote the reference
        told = f"grade check {submission.exercise}"
        return Text(
            de=f"nicht beurteilt: Die Übung selbst hat einen Fehler; {told} sagt, welchen.",
            en=f"not graded: the exercise itself has a mistake; see {told}.",
        )
    return Text(de=f"nicht beurteilt: {error.in_('de')}", en=f"not graded: {error}")


def own_slip(error: Exception) -> Text:
    """What a teacher reads of an error that no one expected; its words go to the log."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    LOG.error("an error of the grader itself", exc_info=error)  # its words may quote anything
    what = f"{type(error).__name__} ({Path(where.filename).name}, {where.lineno})"
    return Text(
        de=f"nicht beurteilt: Fehler im Grader selbst, bitte melden – {what}",
        en=f"not graded: a bug in the grader itself, please report it – {what}",
    )


def missing(book: Gradebook, students: Sequence[str]) -> list[Problem]:
    """Who handed in nothing for exercises that count – if nothing says which, for those that others of the class worked on –
    and is not excused: one problem for each student."""
    exercises = sorted(book.counting.exercises or {result.exercise.id for result in book.results})
    done: dict[str, set[str]] = defaultdict(set)
    for result in book.results:
        done[_student(result)].add(result.exercise.id)
    listed = {problem.student for problem in book.problems}
    spared = {(decision.student, decision.exercise) for decision in book.decisions if decision.excused}
    left = {
        student: [name for name in exercises if name not in done[student] and not {(student, ""), (student, name)} & spared]
        for student in students
    }
    return [
        Problem(student, "", _nothing_for(names), tuple(names))
        for student, names in left.items()
        if names and (done[student] or student not in listed)
    ]


def _nothing_for(exercises: Sequence[str]) -> Text:
    names = ", ".join(exercises)
    return Text(de=f"keine Abgabe für {names}", en=f"nothing handed in for {names}")
