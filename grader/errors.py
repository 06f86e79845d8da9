"""Trouble that is not a student's: the author's, the teacher's or our own.

    GraderError
      + AuthorError        an exercise file is wrong
          + UnknownExercise    no such exercise
      + SubmissionError    a hand-in cannot be taken
          + NoSubmission       nothing was handed in
      + SandboxError       no wall, or a worker was lost

A student's trouble is never an exception but an outcome (see model.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class GraderError(Exception):
    """A sentence for the person who can mend it, in both languages: what, where, what next."""

    def __init__(self, en: str, *, de: str) -> None:
        super().__init__(en)
        self.de = de

    def in_(self, lang: str) -> str:
        return self.de if lang == "de" else str(self)


class AuthorError(GraderError):
    """An exercise file says something that cannot hold.

    `at` is the rule, the item or the text that says it; once its line is known (authoring/places.py) the sentence
    begins with the `place`: solutions/ex42_slip.py:19: …
    """

    def __init__(self, en: str, *, de: str, at: object = None, place: str | None = None) -> None:
        super().__init__(en, de=de)
        self.at = at
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.args[0]}" if self.place else str(self.args[0])

    def in_(self, lang: str) -> str:
        if lang != "de":
            return str(self)
        return f"{self.place}: {self.de}" if self.place else self.de


@contextmanager
def concerning(thing: object) -> Iterator[None]:
    """An AuthorError from inside that names nothing itself is about this rule, item or text."""
    try:
        yield
    except AuthorError as error:
        if error.at is None:
            error.at = thing
        raise


class UnknownExercise(AuthorError):
    """There is no exercise of that name."""


class SubmissionError(GraderError):
    """A hand-in cannot be taken."""


class NoSubmission(SubmissionError):
    """Nothing was handed in where it was looked for."""


class SandboxError(GraderError):
    """The wall is missing, or one of its processes was lost."""
