"""A class: every hand-in graded, one bad one stopping nothing, every pair of student and exercise accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from grader.errors import GraderError
from grader.model import Gradebook, Problem, Result, Submission, Text
from grader.pipeline import Isolation

Grade = Callable[[Submission], Result]
Progress = Callable[[], None]


def grade_class(
    submissions: Sequence[Submission],
    students: Sequence[str],
    problems: Sequence[Problem],
    grade: Grade,
    *,
    isolation: Isolation,
    lanes: int = 1,
    progress: Progress = lambda: None,
) -> Gradebook:
    """Grade submissions on several lanes, in their order; what fails for our own reasons stands under problems.

    `students` are all who should have handed in, also those of whom nothing could be read.
    """
    found = list(problems)
    results: list[Result] = []
    with ThreadPoolExecutor(lanes, thread_name_prefix="grade") as threads:
        pending = [threads.submit(_attempt, grade, submission) for submission in submissions]
        try:
            for future in pending:
                outcome = future.result()
                if isinstance(outcome, Problem):
                    found.append(outcome)
                else:
                    results.append(outcome)
                    found += [Problem(_student(outcome), outcome.submission.file, note) for note in outcome.notes]
                progress()
        finally:  # Ctrl-C: what has not begun does not begin
            threads.shutdown(wait=False, cancel_futures=True)
    return Gradebook(tuple(results), (*found, *_missing(results, students, found)), isolation)


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
