"""The rows of a class, as table and CSV show them: one per student."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from grader.model import Gradebook, Lang, Problem, Result, Text, Verdict

MOST_SAID = 10
UP_TO_THE_TEACHER = Text(de="Das klärt deine Lehrkraft.", en="Your teacher is sorting this out.")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"})


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A student: results by exercise, sums over all that was handed in."""

    student: str
    results: Mapping[str, Result]
    problems: tuple[Problem, ...]

    @property
    def graded(self) -> bool:
        """Nothing was read of somebody who is not: their cells stay empty, since nobody has judged 0 points."""
        return bool(self.results)

    @property
    def points(self) -> Fraction:
        return sum((result.points for result in self.results.values()), Fraction(0))

    @property
    def bonus(self) -> Fraction:
        return sum((result.bonus for result in self.results.values()), Fraction(0))

    @property
    def marks_pending(self) -> int:
        return sum(result.marks_pending for result in self.results.values())

    @property
    def undecided(self) -> tuple[Verdict, ...]:
        """Answers that no machine could decide; free text is counted by its marks."""
        return tuple(verdict for result in self.results.values() for verdict in result.verdicts if is_undecided(verdict))

    @property
    def open_marks(self) -> int:
        return self.marks_pending + len(self.undecided)


def is_undecided(verdict: Verdict) -> bool:
    return verdict.outcome.open and not verdict.item.marks


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts ex2 before ex10, and Élodie and Österreicher among E and O, as in the list of a class."""
    parts = re.findall(r"\d+|\D+", unaccented(text).casefold())
    return (*((int(part), "") if part.isdecimal() else (-1, part) for part in parts), (-1, text))


def unaccented(text: str) -> str:
    """Élodie as Elodie; letters that have no plain one under their accent stay."""
    spelled = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(char for char in spelled if not unicodedata.combining(char))


def place(problem: Problem, lang: Lang) -> str:
    """The file of a problem as its student knows it, if the sentence does not name it anyway."""
    folder, _, own = problem.file.partition("/")
    if not own:  # a file without a folder, or a whole folder, which its student's name tells
        own = "" if folder.startswith(problem.student) and "." not in folder[len(problem.student) :] else folder
    return "" if own in problem.text.in_(lang) else own


def without_hand_in(problems: Sequence[Problem]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Sets of exercises, each with all who handed in nothing for just these."""
    found: dict[tuple[str, ...], list[str]] = {}
    for problem in problems:
        if problem.missing:
            found.setdefault(problem.missing, []).append(problem.student)
    return [
        (missing, sorted(found[missing], key=natural)) for missing in sorted(found, key=lambda names: [*map(natural, names)])
    ]


def to_look_into(problems: Iterable[Problem]) -> list[Problem]:
    """What somebody has to do something about; what was not handed in at all has its own place."""
    return [problem for problem in problems if not problem.missing and not problem.minor]


def for_the_student(problems: Iterable[Problem]) -> list[Problem]:
    """What somebody reads on their own page: what is up to the teacher alone is not told, but that it is."""
    return [
        replace(problem, text=UP_TO_THE_TEACHER) if problem.teachers else problem for problem in problems if not problem.minor
    ]


def beside(problems: Iterable[Problem]) -> list[Problem]:
    """What no points hang on."""
    return [problem for problem in problems if problem.minor]


def first_problems(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems of each student and the number of the rest: no hand-in buries what is said about the others."""
    of_student: dict[str, list[Problem]] = {}
    for problem in problems:
        of_student.setdefault(problem.student, []).append(problem)
    found = []
    for student, own in of_student.items():
        found += own[:MOST_SAID]
        if len(own) > MOST_SAID:
            found.append(Problem(student, "", more(len(own) - MOST_SAID)))
    return found


def more(count: int) -> Text:
    return Text(de=f"… und {count} weitere Hinweise.", en=f"… and {count} more remarks.")


def exercise_ids(gradebook: Gradebook) -> list[str]:
    return sorted({result.exercise.id for result in gradebook.results}, key=natural)


def rows(gradebook: Gradebook) -> list[GradeRow]:
    """One row per student who handed in something or stands under problems, in natural order."""
    results: dict[str, dict[str, Result]] = {}
    problems: dict[str, list[Problem]] = {}
    for result in gradebook.results:
        results.setdefault(result.submission.student or "", {})[result.exercise.id] = result
    for problem in gradebook.problems:
        problems.setdefault(problem.student, []).append(problem)
    students = sorted({*results, *problems}, key=natural)
    return [GradeRow(student, results.get(student, {}), tuple(problems.get(student, ()))) for student in students]


def max_points(gradebook: Gradebook) -> Fraction:
    """The core points of all exercises that occur, so that a student who left one out is measured by the same total."""
    exercises = {result.exercise.id: result.exercise for result in gradebook.results}
    return sum((exercise.max_points for exercise in exercises.values()), Fraction(0))
