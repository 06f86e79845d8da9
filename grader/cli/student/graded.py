"""One file of a student to its results, as every command for students gets them."""

from __future__ import annotations

from collections.abc import Callable

from grader.cli.student.hand_in_reader import OpenedFile, SubmissionReader
from grader.grading import grade_submission
from grader.grading.grade_submission import VersionedKey
from grader.model import Outcome, Result, Submission


def nothing_done(result: Result) -> bool:
    """No item has an answer that could be right or wrong."""
    return all(verdict.outcome in (Outcome.MISSING, Outcome.PENDING) for verdict in result.verdicts)


def graded(reader: SubmissionReader, key: VersionedKey, hand_in: OpenedFile, *, illustrated: bool = False) -> list[Result]:
    """The result of each exercise in the file, or of the one that was asked for; found again where nothing has changed.

    Raises:
        SubmissionError: the file cannot be read, or does not hold the exercise asked for.
    """
    return graded_by(
        reader,
        hand_in,
        lambda submission: grade_submission.grade_once(submission, key, reader.session, reader.cache, illustrated=illustrated),
    )


def graded_by(reader: SubmissionReader, hand_in: OpenedFile, grade: Callable[[Submission], Result]) -> list[Result]:
    """What `grade` gives for each submission in the file, with remarks about the file."""
    results = []
    for submission, notes in reader.submissions(hand_in):
        result = grade(submission)
        if nothing_done(result):
            notes = (*notes, *reader.meant_for_another(hand_in, result.exercise.id))
        results.append(grade_submission.with_notes(result, notes))
    return results
