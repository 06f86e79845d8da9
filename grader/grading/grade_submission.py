"""One submission from cells to result: observe behind the wall, match and follow with the key, judge, assemble.

Each step is a function of plain data, and options have the exercise's own letters in all of them.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from grader.answer_key.process.client import LOG
from grader.answer_key.process.key_worker import TooLong
from grader.errors import GraderError, SandboxError
from grader.grading.follow_through import follow
from grader.grading.judge import assemble, judge_all, left_open
from grader.model import (
    AnswerKey,
    Exercise,
    Isolation,
    Match,
    Observation,
    Outcome,
    Result,
    Returned,
    Submission,
    Text,
    Verdict,
)
from grader.option_order import as_asked, shuffled
from grader.storage.cache import Cache, digest
from grader.storage.result_spool import pack, unpack

if TYPE_CHECKING:
    from grader.runner.supervisor.run_result import Run

SETS = 8  # of hidden probes, for each exercise and variant of a class


class Executor(Protocol):
    """Runs student code somewhere else and gives plain data back: a whole executor, or a student's session at one."""

    @property
    def isolation(self) -> Isolation: ...

    def run(self, submission: Submission, exercise: Exercise, *, alone: bool = False, patient: bool = False) -> Run: ...


class VersionedKey(AnswerKey, Protocol):
    """A key whose verdicts may be kept as long as its version is the same."""

    def version(self, exercise: str) -> str: ...


class Starved(Exception):
    """The machine was so busy that code did not get to compute: it should be graded again when nobody else is."""


@dataclass(frozen=True, slots=True)
class GradedSubmission:
    """A result, and whether it `lasts`: another run could not do better, as it may where the clock or we ourselves failed."""

    result: Result
    lasts: bool


def grade(
    submission: Submission,
    key: AnswerKey,
    executor: Executor,
    *,
    seed: int | None = None,
    illustrated: bool = False,
    alone: bool = False,
) -> Result:
    """Grade one submission; `seed` draws the hidden arguments of function items (default: a new one).

    An `illustrated` result has the exercise's pictures and, where nothing is left to solve, its worked solution. `alone`: in
    a child that has run nothing before.

    Trouble of our own never costs a point: it becomes GRADER_ERROR, which a teacher sees.

    Raises:
        UnknownExercise, AuthorError: the exercise itself is missing or wrong.
    """
    seed = secrets.randbits(64) if seed is None else seed
    return _grade(submission, key, executor, seed, illustrated=illustrated, alone=alone).result


def grade_once(
    submission: Submission,
    key: VersionedKey,
    executor: Executor,
    cache: Cache,
    *,
    illustrated: bool,
    crowded: bool = False,
) -> Result:
    """Grade, or find again what was graded before: the same code for the same exercise by the same program.

    Not kept is what another run may do better. `crowded`: others are graded at the same time.

    Raises:
        Starved: only if `crowded`; else code that was left no processor is run once more at once, with more patience.
    """
    version = key.version(submission.exercise)
    name = kept_as(submission, version, executor.isolation, class_seed=cache.seed, illustrated=illustrated)
    kept = cache.get(name)
    if kept is not None:
        return replace(unpack(kept, key.exercise), submission=submission)
    graded = grade_in_class(submission, key, executor, cache.seed, illustrated=illustrated, crowded=crowded)
    if graded.lasts:
        cache.put(name, pack(graded.result))
    return graded.result


def kept_as(submission: Submission, version: str, isolation: Isolation, *, class_seed: int, illustrated: bool) -> str:
    """The name under which a result is kept: everything that it depends on."""
    cells = [[cell.number, cell.source] for cell in submission.cells]
    texts = [[text.cell, *text.names] for text in submission.texts]
    about = [submission.exercise, submission.variant, submission.shuffle, cells, texts, class_seed, illustrated]
    return digest("result", version, isolation, about)


def grade_in_class(
    submission: Submission,
    key: AnswerKey,
    executor: Executor,
    class_seed: int,
    *,
    illustrated: bool,
    crowded: bool = False,
) -> GradedSubmission:
    """Grade with the hidden probes that the seed of the class draws for this hand-in.

    Raises:
        Starved: only if `crowded`, as in `grade_once`.
    """
    drawn = key.exercise(submission.exercise, 0, class_seed).draws
    seed = secret_set(class_seed, submission) if drawn else class_seed
    return _grade(submission, key, executor, seed, illustrated=illustrated, crowded=crowded)


def secret_set(class_seed: int, submission: Submission) -> int:
    """Which of the eight sets of hidden probes of its exercise a hand-in gets: who hands in again, and has learned something
    of the probes before, mostly meets others. References run eight times at most, however large the class."""
    code = json.dumps([[cell.number, cell.source] for cell in submission.cells])
    chosen = int.from_bytes(_keyed(class_seed, code)) % SETS
    return int.from_bytes(_keyed(class_seed, f"{submission.exercise} {submission.variant} {chosen}")[:7])


def _keyed(class_seed: int, words: str) -> bytes:
    return hmac.digest(class_seed.to_bytes(8), words.encode("utf-8", "surrogatepass"), "sha256")


def _grade(
    submission: Submission,
    key: AnswerKey,
    executor: Executor,
    seed: int,
    *,
    illustrated: bool,
    alone: bool = False,
    crowded: bool = False,
) -> GradedSubmission:
    exercise = key.exercise(submission.exercise, 0, seed)
    if submission.variant in range(1, exercise.variants):
        exercise = key.exercise(submission.exercise, submission.variant, seed)
    try:
        key.expect(exercise, {})
        run = observe(submission, exercise, executor, alone=alone)
        graded = _judged(submission, exercise, run, key, executor.isolation)
        if run.shared and not graded.result.solved:  # alone or in class, the verdict is the same
            run = observe(submission, exercise, executor, alone=True)
            graded = _judged(submission, exercise, run, key, executor.isolation)
        if run.starved and crowded:
            raise Starved
        if run.starved:
            run = observe(submission, exercise, executor, alone=True, patient=True)
            graded = _judged(submission, exercise, run, key, executor.isolation)
    except SandboxError as error:
        return GradedSubmission(_lost(submission, exercise, key, executor.isolation, error), lasts=False)
    return _illustrated(graded, run.observations, key) if illustrated else graded


def observe(
    submission: Submission, exercise: Exercise, executor: Executor, *, alone: bool = False, patient: bool = False
) -> Run:
    """What the submission's code answers; its options are read as its student saw them.

    Raises:
        SandboxError: the code could not be run.
    """
    run = executor.run(submission, shuffled(exercise, submission.shuffle), alone=alone, patient=patient)
    return replace(run, observations=as_asked(exercise, submission.shuffle, run.observations))


def match(exercise: Exercise, observations: Mapping[str, Observation], key: AnswerKey) -> dict[str, Match]:
    """Whom each answer behaves like, by the name of its item; there is none for what gave no answer."""
    returned = [item for item in exercise.items if isinstance(observations[item.name], Returned)]
    key.expect(exercise, observations)
    return {item.name: key.match(exercise, item, observations[item.name]) for item in returned}


def _judged(submission: Submission, exercise: Exercise, run: Run, key: AnswerKey, isolation: Isolation) -> GradedSubmission:
    matches = match(exercise, run.observations, key)
    followed = follow(exercise, run.observations, matches, key)
    verdicts = judge_all(exercise, run.observations, matches, followed.continuations)
    notes = (*_odd_variant(submission, exercise), *run.notes, *followed.notes)
    result = assemble(submission, exercise, verdicts, key=key.kind, isolation=isolation, notes=notes)
    if run.open is not None:
        result = left_open(result, run.open)
    timed_out = followed.timed_out or any(match.timed_out for match in matches.values())
    ours = any(verdict.outcome is Outcome.GRADER_ERROR for verdict in result.verdicts)
    lasts = run.lasts and not timed_out and not ours
    return GradedSubmission(replace(result, remarks=run.remarks, reproducible=lasts), lasts=lasts)


def _illustrated(graded: GradedSubmission, observations: Mapping[str, Observation], key: AnswerKey) -> GradedSubmission:
    """What a page shows beyond verdicts; a picture that fails is the author's trouble and costs nobody a page."""
    result = graded.result
    right = [verdict.item.name for verdict in result.verdicts if verdict.outcome is Outcome.CORRECT]
    try:
        pictures = key.pictures(result.exercise, observations, right)
    except GraderError as error:
        LOG.warning("%s: the pictures: %s", result.exercise.id, error)
        noted = replace(result, notes=(*result.notes, _not_drawn(result.exercise)))
        return GradedSubmission(noted, lasts=graded.lasts and not isinstance(error, TooLong | SandboxError))
    worked = key.worked(result.exercise) if result.solved else None
    return replace(graded, result=replace(result, pictures=pictures, worked=worked))


def _lost(submission: Submission, exercise: Exercise, key: AnswerKey, isolation: Isolation, error: SandboxError) -> Result:
    """Every item is put in front of the teacher: a lost worker is our fault, never the student's."""
    why = Text(
        de=f"Der Grader konnte deinen Code nicht ausführen, das kostet dich keine Punkte: {error.in_('de')}",
        en=f"The grader could not run your code. This costs you no points: {error}",
    )
    verdicts = tuple(Verdict(item, Outcome.GRADER_ERROR, item.points * 0, feedback=why) for item in exercise.items)
    return Result(submission, exercise, verdicts, key=key.kind, isolation=isolation, notes=(why,), reproducible=False)


def with_notes(result: Result, notes: tuple[Text, ...]) -> Result:
    """The same result with remarks about its file in front."""
    return replace(result, notes=(*notes, *result.notes))


def _odd_variant(submission: Submission, exercise: Exercise) -> tuple[Text, ...]:
    if submission.variant == exercise.variant:
        return ()
    if exercise.variant:
        return (
            Text(
                de=f"{exercise.id} wird mit den Zahlen deines Pakets beurteilt (Variante {exercise.variant}).",
                en=f"{exercise.id} is graded with the numbers of your kit (variant {exercise.variant}).",
            ),
        )
    return (
        Text(
            de=f"{exercise.id} hat keine Variante {submission.variant}; beurteilt wird nach Variante 0.",
            en=f"{exercise.id} has no variant {submission.variant}; it is graded as variant 0.",
        ),
    )


def _not_drawn(exercise: Exercise) -> Text:
    return Text(
        de=f"Die Bilder zu {exercise.id} konnten nicht gezeichnet werden.",
        en=f"The pictures of {exercise.id} could not be drawn.",
    )
