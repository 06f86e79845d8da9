"""Does each hand-in have the numbers that the class secret gives its student? Whoever has other ones is graded by their own.

What is said is for the teacher: whose numbers they are is nothing that a student has to read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from grader.course.assignment import assigned
from grader.model import Problem, Submission, Text
from grader.own_words import unmarked
from grader.submissions.files.handin import Taken

PLAIN = (0, 0)  # variant and seed of a sheet that names neither, or of one for everybody


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the roster: the `id` by which numbers are drawn, and what else their hand-ins may be called."""

    id: str
    name: str
    called: tuple[str, ...] = ()


class Roster:
    """Who is in the class. `variants` says how many an exercise has."""

    def __init__(self, people: Sequence[Person], secret: bytes, variants: Callable[[str], int]) -> None:
        self._people, self._secret, self._variants = people, secret, variants

    def checked(self, taken: Taken) -> Taken:
        """The hand-ins of one student with the numbers that they should have, and a problem for each that has others."""
        submissions, problems = [], list(taken.problems)
        strangers: set[str] = set()
        for submission in taken.submissions:
            student = submission.student or ""
            person = self.person(student)
            if person is None and student not in strangers:
                strangers.add(student)
                problems.append(Problem(student, submission.file, NOT_LISTED, teachers=True))
            mine = self._numbers(submission, person) if person is not None else None
            if person is None or mine in (None, (submission.variant, submission.shuffle)):
                submissions.append(submission)
                continue
            assert mine is not None
            submissions.append(replace(submission, variant=mine[0], shuffle=mine[1]))
            problems.append(Problem(student, submission.file, _others(submission, self._owner(submission)), teachers=True))
        return Taken(tuple(submissions), tuple(problems))

    def person(self, student: str) -> Person | None:
        """Who handed in under this name; None if nobody is called so, or more than one."""
        for named in (_words, _sorted_words):
            found = [one for one in self._people if named(student) in map(named, (one.id, one.name, *one.called))]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def numbers(self, student: str, exercises: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Variant and seed of each exercise for whoever hands in under this name; none for a stranger."""
        person = self.person(student)
        if person is None:
            return {}
        return {one: assigned(self._secret, person.id, one, self._variants(one)) for one in exercises}

    def without(self, students: Sequence[str]) -> list[str]:
        """The names of those of whom there is no hand-in at all."""
        there = {person.id for student in students if (person := self.person(student)) is not None}
        return [one.name for one in self._people if one.id not in there]

    def _numbers(self, submission: Submission, person: Person) -> tuple[int, int]:
        return assigned(self._secret, person.id, submission.exercise, self._variants(submission.exercise))

    def _owner(self, submission: Submission) -> Person | None:
        """Whose numbers and order of options these are: the seed alone is one of a thousand million."""
        theirs = (submission.variant, submission.shuffle)
        return next((one for one in self._people if self._numbers(submission, one) == theirs), None)


def _words(name: str) -> str:
    return " ".join(_parts(name))


def _sorted_words(name: str) -> str:
    """Berg, Anna is Anna Berg."""
    return " ".join(sorted(_parts(name)))


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\W_]+", unicodedata.normalize("NFC", name).casefold()) if part]


NOT_LISTED = Text(
    de="Wer das ist, steht nicht in der Liste der Klasse; beurteilt wird nach den Zahlen des Blatts.",
    en="Nobody of the class list is called so; graded by the numbers of the sheet.",
)


def _others(submission: Submission, owner: Person | None) -> Text:
    """For the teacher."""
    if owner is not None:
        name = unmarked(owner.name)
        return Text(
            de=f"Das Blatt hat die Zahlen von {name}. Beurteilt wird nach den eigenen.",
            en=f"The sheet has the numbers of {name}. It is graded by the student's own.",
        )
    if (submission.variant, submission.shuffle) == PLAIN:
        return Text(
            de="Das Blatt nennt weder Zahlen noch Reihenfolge. Beurteilt wird nach denen, die zugeteilt sind.",
            en="The sheet names neither numbers nor an order of options. It is graded by those assigned.",
        )
    return Text(
        de=f"Das Blatt hat Zahlen, die niemand in der Klasse hat (Variante {submission.variant}). Beurteilt wird "
        "nach den eigenen.",
        en=f"The sheet has numbers that nobody in the class has (variant {submission.variant}). It is graded by "
        "the student's own.",
    )
