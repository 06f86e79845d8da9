"""A class: every hand-in graded, one bad one stopping nothing, every pair of student and exercise accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from grader.errors import GraderError
from grader.model import Gradebook, Problem, Result, Submission, Text
from grader.pipeline import Isolation

Grade = Callable[[Submission], Result]
Progress = Callable[[str], None]


def grade_class(
    submissions: Iterable[Submission],
    students: Sequence[str],
    problems: Sequence[Problem],
    grade: Grade,
    *,
    isolation: Isolation,
    progress: Progress = lambda student: None,
) -> Gradebook:
    """Grade submissions one by one; what fails for our own reasons stands under problems.

    `students` are all who should have handed in, also those of whom nothing could be read.
    """
    results: list[Result] = []
    found = list(problems)
    for submission in submissions:
        assert submission.student is not None
        try:
            results.append(grade(submission))
        except GraderError as error:
            found.append(Problem(submission.student, submission.file, _not_graded(error)))
        progress(submission.student)
    return Gradebook(tuple(results), (*found, *_missing(results, students, found)), isolation)


def _not_graded(error: GraderError) -> Text:
    return Text(de=f"nicht beurteilt: {error}", en=f"not graded: {error}")


def _missing(results: Sequence[Result], students: Sequence[str], problems: Sequence[Problem]) -> list[Problem]:
    """Who handed in nothing for an exercise that others of the class worked on."""
    exercises = sorted({result.exercise.id for result in results})
    done: dict[str, set[str]] = defaultdict(set)
    for result in results:
        done[result.submission.student or ""].add(result.exercise.id)
    listed = {problem.student for problem in problems}
    return [
        Problem(student, "", Text(de=f"keine Abgabe für {exercise}", en=f"nothing handed in for {exercise}"))
        for student in students
        for exercise in exercises
        if exercise not in done[student] and (done[student] or student not in listed)
    ]
