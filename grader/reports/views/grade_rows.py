"""The rows of a class, as table and CSV show them: one per student."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from grader.model import Gradebook, Lang, Problem, Result, Text, Verdict

MOST_SAID = 10
UP_TO_THE_TEACHER = Text(de="Das klärt deine Lehrkraft.", en="Your teacher is sorting this out.")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"})


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A student: results by exercise, sums over all that was handed in and counts, each as often as it does.

    `most` is what this student can reach; what is `excused` is not asked for. The `comment` is the teacher's, on all of it.
    """

    student: str
    results: Mapping[str, Result]
    problems: tuple[Problem, ...]
    most: Fraction = Fraction(0)
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    excused: frozenset[str] = frozenset()
    comment: str = ""

    @property
    def graded(self) -> bool:
        """Nothing was read of somebody who is not: their cells stay empty, since nobody has judged 0 points."""
        return bool(self.results)

    @property
    def points(self) -> Fraction:
        return self._sum(lambda result: result.points)

    @property
    def bonus(self) -> Fraction:
        return self._sum(lambda result: result.bonus)

    @property
    def late(self) -> Fraction:
        return self._sum(lambda result: result.late)

    @property
    def marks(self) -> Fraction:
        return sum((result.marks for result in self._counted), Fraction(0))

    @property
    def marks_pending(self) -> int:
        return sum(result.marks_pending for result in self._counted)

    @property
    def undecided(self) -> tuple[Verdict, ...]:
        """Answers that no machine could decide; free text is counted by its marks."""
        return tuple(verdict for result in self._counted for verdict in result.verdicts if is_undecided(verdict))

    @property
    def open_marks(self) -> int:
        return self.marks_pending + len(self.undecided)

    @property
    def _counted(self) -> list[Result]:
        return [result for name, result in self.results.items() if name not in self.excused]

    def _sum(self, of: Callable[[Result], Fraction]) -> Fraction:
        one = Fraction(1)
        return sum((self.weights.get(result.exercise.id, one) * of(result) for result in self._counted), Fraction(0))


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
    """What counts, also if nobody has handed it in; if nothing says what counts, all that occur."""
    return sorted(gradebook.counting.exercises or {result.exercise.id for result in gradebook.results}, key=natural)


def rows(gradebook: Gradebook) -> list[GradeRow]:
    """One row per student who handed in something, stands under problems or is excused, in natural order."""
    results: dict[str, dict[str, Result]] = {}
    problems: dict[str, list[Problem]] = {}
    most, weights = most_of_each(gradebook), gradebook.counting.weights
    for result in gradebook.results:
        if result.exercise.id in most:
            results.setdefault(result.submission.student or "", {})[result.exercise.id] = result
    for problem in gradebook.problems:
        problems.setdefault(problem.student, []).append(problem)
    pardoned = excused(gradebook)
    comments = {decision.student: decision.comment for decision in gradebook.decisions if not decision.exercise}
    found = []
    for student in sorted({*results, *problems, *pardoned}, key=natural):
        spared = pardoned.get(student, frozenset())
        own = _weighted({name: points for name, points in most.items() if name not in spared}, weights)
        said = tuple(problems.get(student, ()))
        comment = comments.get(student, "")
        found.append(GradeRow(student, results.get(student, {}), said, own, weights, spared, comment))
    return found


def excused(gradebook: Gradebook) -> dict[str, frozenset[str]]:
    """The exercises that are not asked of somebody, by student."""
    everything = frozenset(exercise_ids(gradebook))
    found: dict[str, frozenset[str]] = {}
    for decision in gradebook.decisions:
        if decision.excused:
            spared = everything & {decision.exercise} if decision.exercise else everything
            found[decision.student] = found.get(decision.student, frozenset()) | spared
    return found


def most_of_each(gradebook: Gradebook) -> dict[str, Fraction]:
    """The core points of each exercise that counts."""
    if gradebook.counting.exercises:
        return dict(gradebook.counting.exercises)
    exercises = {result.exercise.id: result.exercise for result in gradebook.results}
    return {name: exercise.max_points for name, exercise in exercises.items()}


def max_points(gradebook: Gradebook) -> Fraction:
    """The core points of all exercises that count, as often as they do, so that a student who left one out is measured by the
    same total."""
    return _weighted(most_of_each(gradebook), gradebook.counting.weights)


def _weighted(points: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    return sum((weights.get(name, Fraction(1)) * most for name, most in points.items()), Fraction(0))


def has_marks(gradebook: Gradebook) -> bool:
    """A teacher has begun to read free texts."""
    return any(
        verdict.decision is not None and verdict.decision.marks is not None
        for result in gradebook.results
        for verdict in result.verdicts
    )
