"""A class: every hand-in graded, one bad one stopping nothing, every pair of student and exercise accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from grader.errors import GraderError
from grader.model import Gradebook, Problem, Result, Submission, Text
from grader.pipeline import Isolation
from grader.submissions.handin import Taken

Grade = Callable[[Submission], Result]

AHEAD = 2  # submissions in the queue for each lane: enough that none waits for the next to be read


def grade_class(
    taken: Iterable[Taken],
    students: Sequence[str],
    problems: Sequence[Problem],
    grade: Grade,
    *,
    isolation: Isolation,
    lanes: int = 1,
) -> Gradebook:
    """Grade what was taken, drawn as lanes become free; what fails for our own reasons stands under problems.

    `students` are all who should have handed in, also those of whom nothing could be read. A class of any size needs no
    more memory than what `grade` returns for it.
    """
    found = list(problems)
    results: list[Result] = []
    for outcome in _outcomes(grade, _submissions(taken, found), lanes):
        if isinstance(outcome, Problem):
            found.append(outcome)
        else:
            results.append(outcome)
            found += [Problem(_student(outcome), outcome.submission.file, note) for note in outcome.notes]
    results.sort(key=lambda result: (_student(result), result.exercise.id))  # they end in any order
    found.sort(key=lambda problem: (problem.student, problem.file))
    return Gradebook(tuple(results), (*found, *_missing(results, students, found)), isolation)


def _submissions(taken: Iterable[Taken], problems: list[Problem]) -> Iterator[Submission]:
    for one in taken:
        problems += one.problems
        yield from one.submissions


def _outcomes(grade: Grade, submissions: Iterator[Submission], lanes: int) -> Iterator[Result | Problem]:
    """One for each submission, in the order in which they end."""
    with ThreadPoolExecutor(lanes, thread_name_prefix="grade") as threads:
        pending: set[Future[Result | Problem]] = set()
        try:
            while True:
                more = islice(submissions, AHEAD * lanes - len(pending))
                pending |= {threads.submit(_attempt, grade, submission) for submission in more}
                if not pending:
                    return
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:  # Ctrl-C: what has not begun does not begin
            threads.shutdown(wait=False, cancel_futures=True)


def _student(result: Result) -> str:
    return result.submission.student or ""


def _attempt(grade: Grade, submission: Submission) -> Result | Problem:
    try:
        return grade(submission)
    except GraderError as error:
        return Problem(submission.student or "", submission.file, _not_graded(error))


def _not_graded(error: GraderError) -> Text:
    return Text(de=f"nicht beurteilt: {error}", en=f"not graded: {error}")


def _missing(results: Sequence[Result], students: Sequence[str], problems: Sequence[Problem]) -> list[Problem]:
    """Who handed in nothing for exercises that others of the class worked on: one problem for each student."""
    exercises = sorted({result.exercise.id for result in results})
    done: dict[str, set[str]] = defaultdict(set)
    for result in results:
        done[_student(result)].add(result.exercise.id)
    listed = {problem.student for problem in problems}
    missing = {student: [name for name in exercises if name not in done[student]] for student in students}
    return [
        Problem(student, "", _nothing_for(names))
        for student, names in missing.items()
        if names and (done[student] or student not in listed)
    ]


def _nothing_for(exercises: Sequence[str]) -> Text:
    names = ", ".join(exercises)
    return Text(de=f"keine Abgabe für {names}", en=f"nothing handed in for {names}")
