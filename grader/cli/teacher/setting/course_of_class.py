"""By which course a class is graded, and what that makes of results: what counts, what came too late, what was decided."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from grader.cli.shared.context import Context
from grader.course import catalogue
from grader.desk.course_file import CoursePlan, find_course_file, read_course
from grader.desk.decision_rows import answers_of, is_stale
from grader.errors import GraderError, UnknownExercise
from grader.grading.adjusted import adjusted, says_nothing, without_effect
from grader.model import AnswerKey, Counting, Decision, Exercise, Gradebook, Problem, Result, Text

LOG = logging.getLogger("grader.teacher")


def course_of(
    context: Context, root: Path, known: Sequence[catalogue.Source], named: Path | None, asked: Mapping[str, Any]
) -> CoursePlan:
    """The course by course.toml and by what was `asked` for; which file that is gets said.

    Raises:
        GraderError: a sentence for every slip.
    """
    file = find_course_file(named, Path.cwd(), root)
    course = read_course(file, asked, known)
    if file is not None:
        context.say(Text(de=f"Kurs: {file}", en=f"Course: {file}"))
    return course


def counting(course: CoursePlan, key: AnswerKey) -> Counting:
    """What the exercises that count are worth, also those that nobody hands in."""
    worth: dict[str, Fraction] = {}
    for name in course.exercises:
        try:
            worth[name] = key.exercise(name, 0, 0).max_points
        except GraderError as error:
            LOG.warning("%s: %s", name, error)
            worth[name] = Fraction(0)
    return Counting(worth, course.weights)


@dataclass(frozen=True, slots=True)
class AsDecided:
    """Lays decisions and dates over what was judged."""

    course: CoursePlan
    decisions: Sequence[Decision] = ()
    handed_in: Mapping[str, str] = field(default_factory=dict)
    _of: Mapping[str, list[Decision]] = field(init=False)
    _stale: list[Problem] = field(init=False, default_factory=list)  # several threads add to it

    def __post_init__(self) -> None:
        object.__setattr__(self, "decisions", tuple(one for one in self.decisions if not says_nothing(one)))
        of: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            of[decision.student].append(decision)
        object.__setattr__(self, "_of", dict(of))

    def dated(self, automatic: Result) -> Result:
        """With the time at which it came, as far as the platform tells."""
        return replace(automatic, handed_in=self.handed_in.get(automatic.submission.student or "", automatic.handed_in))

    def __call__(self, dated: Result) -> Result:
        own = self._of.get(dated.submission.student or "", ())
        self._stale.extend(_stale(dated, own))
        return self.course.deadlines.applied(adjusted(dated, own))

    def about(self, students: Iterable[str]) -> tuple[Decision, ...]:
        """What was decided on whole hand-ins of these students."""
        here = set(students)
        return tuple(decision for decision in self.decisions if decision.student in here and not decision.item)

    def without_effect(self, gradebook: Gradebook, students: Iterable[str], key: AnswerKey) -> list[Problem]:
        """Decisions on these students that change nothing any more, and those made on another answer."""
        here = set(students)
        there: dict[str, set[str]] = defaultdict(set)
        for result in gradebook.results:
            there[result.submission.student or ""].add(result.exercise.id)

        def exercise_of(name: str) -> Exercise | None:
            try:
                return key.exercise(name, 0, 0)
            except UnknownExercise:
                return None

        own = [one for one in self.decisions if one.student in here and self.course.counts(one.exercise)]
        gone = without_effect(own, exercise_of, {student: frozenset(names) for student, names in there.items()})
        return [*gone, *sorted(self._stale, key=lambda problem: (problem.student, problem.text.en))]

    def say_what_is_undated(self, context: Context, gradebook: Gradebook) -> None:
        """Where nobody knows when something came nothing is deducted; once for the class."""
        undated = sum(
            self.course.deadlines.of(result.exercise.id) is not None
            and not result.excused
            and self.course.deadlines.came(result.handed_in) is None
            for result in gradebook.results
        )
        if undated:
            context.say(
                Text(
                    de=f"Von {undated} der {len(gradebook.results)} Abgaben ist nicht bekannt, wann sie kamen; dort wird "
                    "nichts abgezogen. Die Zeiten stehen etwa im Bewertungsbogen von Moodle.",
                    en=f"Of {undated} of {len(gradebook.results)} hand-ins nobody knows when they came; nothing is deducted "
                    "there. Moodle's grading worksheet has the times, for one.",
                )
            )


def _stale(result: Result, decisions: Sequence[Decision]) -> Iterator[Problem]:
    made_on = {one.item: one for one in decisions if one.about and one.exercise == result.exercise.id}
    if not made_on:
        return
    for answer in answers_of(result, "en"):
        decision = made_on.get(answer.item.id)
        if decision is not None and is_stale(decision, answer):
            text = Text(
                de=f"Zu {decision.item} hast du entschieden, als Antwort oder Urteil noch anders war. Das gilt weiter; sieh es "
                "dir mit grade decisions an.",
                en=f"You decided on {decision.item} when the answer or its verdict was another one. That still holds; look at "
                "it with grade decisions.",
            )
            yield Problem(decision.student, result.submission.file, text, teachers=True)
