"""One submission from cells to result: observe behind the wall, ask the key, judge."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol

from grader.answer_key.process.client import TOO_LONG
from grader.errors import GraderError, SandboxError
from grader.grading import judge
from grader.model import (
    AnswerKey,
    Continuation,
    Exercise,
    Item,
    Observation,
    Outcome,
    Result,
    Returned,
    Submission,
    Text,
    Verdict,
)
from grader.option_order import as_asked, as_shown, shuffled
from grader.storage.cache import Cache, digest
from grader.storage.result_spool import pack, unpack

if TYPE_CHECKING:
    from grader.answer_key.process.caching_client import RememberingKey

Isolation = Literal["strong", "strict", "limits-only", "none"]


class Run(Protocol):
    """What came back from behind the wall."""

    @property
    def observations(self) -> Mapping[str, Observation]: ...

    @property
    def notes(self) -> tuple[Text, ...]: ...

    @property
    def timed_out(self) -> bool:
        """A cell or a call was stopped by the clock."""

    @property
    def shared(self) -> bool:
        """It had the process of other exercises, and may have suffered from them."""


class Executor(Protocol):
    """Runs student code somewhere else and gives plain data back."""

    @property
    def isolation(self) -> Isolation: ...

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False) -> Run: ...


def grade(
    submission: Submission, key: AnswerKey, executor: Executor, *, seed: int | None = None, illustrated: bool = False
) -> Result:
    """Grade one submission; `seed` draws the hidden arguments of function items (default: a new one).

    An `illustrated` result has the exercise's pictures and, where nothing is left to solve, its worked solution.

    Trouble of our own never costs a point: it becomes GRADER_ERROR, which a teacher sees.

    Raises:
        UnknownExercise, AuthorError: the exercise itself is missing or wrong.
    """
    seed = secrets.randbits(64) if seed is None else seed
    return _grade(submission, key, executor, seed, illustrated=illustrated)[0]


def _grade(
    submission: Submission, key: AnswerKey, executor: Executor, seed: int, *, illustrated: bool
) -> tuple[Result, Run | None]:
    """The result and what it was judged by; None if our worker was lost."""
    exercise = key.exercise(submission.exercise, 0, seed)
    if submission.variant in range(1, exercise.variants):
        exercise = key.exercise(submission.exercise, submission.variant, seed)
    exercise = shuffled(exercise, submission.shuffle)
    odd = () if submission.variant == exercise.variant else (_no_such_variant(submission, exercise),)
    try:
        run = executor.run(submission, exercise)
        result = _judged(submission, exercise, run, key, executor.isolation, odd)
        if run.shared and not result.solved:  # alone or in class, the verdict is the same
            run = executor.run(submission, exercise, alone=True)
            result = _judged(submission, exercise, run, key, executor.isolation, odd)
    except SandboxError as error:
        return _lost(submission, exercise, key, executor.isolation, error), None
    return (_illustrated(result, as_asked(exercise, run.observations), key) if illustrated else result), run


def _judged(
    submission: Submission, exercise: Exercise, run: Run, key: AnswerKey, isolation: Isolation, odd: tuple[Text, ...]
) -> Result:
    observations = as_asked(exercise, run.observations)
    alone = {item.name: _judge(exercise, item, observations[item.name], key) for item in exercise.items}
    followed, notes = _follow(exercise, alone, observations, key)
    return judge.assemble(
        submission,
        exercise,
        list(alone.values()),
        list(followed.values()),
        key=key.kind,
        isolation=isolation,
        notes=(*odd, *run.notes, *notes),
    )


def grade_once(submission: Submission, key: RememberingKey, executor: Executor, cache: Cache, *, illustrated: bool) -> Result:
    """Grade, or find again what was graded before: the same code for the same exercise by the same program.

    Not kept is what another run may do better: our own faults, and code that ran out of time.
    """
    cells = [[cell.number, cell.source] for cell in submission.cells]
    about = [submission.exercise, submission.variant, submission.shuffle, cells, cache.seed, illustrated]
    name = digest("result", key.version(submission.exercise), executor.isolation, about)
    kept = cache.get(name)
    if kept is not None:
        return replace(unpack(kept, key.exercise), submission=submission)
    result, run = _grade(submission, key, executor, cache.seed, illustrated=illustrated)
    if run is not None and _lasts(result, run):
        cache.put(name, pack(result))
    return result


def _lasts(result: Result, run: Run) -> bool:
    unsure = any(verdict.outcome in AGAIN or verdict.feedback == TOO_LONG for verdict in result.verdicts)
    return not unsure and not run.timed_out


AGAIN = (Outcome.GRADER_ERROR, Outcome.TIMEOUT)


def _judge(exercise: Exercise, item: Item, observation: Observation, key: AnswerKey) -> Verdict:
    if not isinstance(observation, Returned):
        return judge.judge(item, observation, None)
    found = as_shown(item, key.match(exercise, item, observation), observation)
    return judge.judge(item, observation, found)


def _follow(
    exercise: Exercise, alone: Mapping[str, Verdict], observations: Mapping[str, Observation], key: AnswerKey
) -> tuple[dict[str, Verdict], list[Text]]:
    """The verdicts with follow-through, in item order, and a note for every rule that failed."""
    verdicts, notes = dict(alone), []
    for item in exercise.items:
        found: list[Continuation] = []
        for rule in judge.rules_to_try(item, alone, observations):
            own = {name: observations[name] for name in (*rule.needs, item.name)}
            try:
                continuation = key.follow(exercise, item, rule, own)
            except GraderError as error:
                notes.append(_rule_failed(item, error))
                continue
            if continuation is not None:
                found.append(continuation)
        verdicts[item.name] = judge.follow_through(verdicts[item.name], found)
    return verdicts, notes


def _illustrated(result: Result, observations: Mapping[str, Observation], key: AnswerKey) -> Result:
    """What a page shows beyond verdicts; a picture that fails is the author's trouble and costs nobody a page."""
    right = [verdict.item.name for verdict in result.verdicts if verdict.outcome is Outcome.CORRECT]
    try:
        pictures = key.pictures(result.exercise, observations, right)
    except GraderError as error:
        return replace(result, notes=(*result.notes, _not_drawn(result.exercise, error)))
    return replace(result, pictures=pictures, worked=key.worked(result.exercise) if result.solved else None)


def _not_drawn(exercise: Exercise, error: GraderError) -> Text:
    return Text(
        de=f"Die Bilder zu {exercise.id} konnten nicht gezeichnet werden ({error}).",
        en=f"The pictures of {exercise.id} could not be drawn ({error}).",
    )


def _no_such_variant(submission: Submission, exercise: Exercise) -> Text:
    return Text(
        de=f"{exercise.id} hat keine Variante {submission.variant}; beurteilt wird nach Variante 0.",
        en=f"{exercise.id} has no variant {submission.variant}; it is graded by variant 0.",
    )


def _rule_failed(item: Item, error: GraderError) -> Text:
    return Text(
        de=f"{item.id}: die Folgefehler-Regel konnte nicht angewendet werden ({error}).",
        en=f"{item.id}: the follow-through rule could not be applied ({error}).",
    )


def _lost(submission: Submission, exercise: Exercise, key: AnswerKey, isolation: Isolation, error: SandboxError) -> Result:
    """Every item is put in front of the teacher: a lost worker is our fault, never the student's."""
    why = Text(
        de=f"Der Grader konnte deinen Code nicht ausführen, das kostet dich keine Punkte: {error.in_('de')}",
        en=f"The grader could not run your code, that costs you no points: {error}",
    )
    verdicts = [Verdict(item, Outcome.GRADER_ERROR, item.points * 0, feedback=why) for item in exercise.items]
    return judge.assemble(submission, exercise, verdicts, verdicts, key=key.kind, isolation=isolation, notes=(why,))


def with_notes(result: Result, notes: tuple[Text, ...]) -> Result:
    """The same result with remarks about its file in front."""
    return replace(result, notes=(*notes, *result.notes))
