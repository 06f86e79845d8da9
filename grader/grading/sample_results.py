"""Results as a class would have them, made of an exercise's own mistakes: for the author who wants to see the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grader.answer_key.process.client import LiveKey
from grader.grading.follow_through import follow
from grader.grading.grade_submission import match
from grader.grading.judge import assemble, judge_all
from grader.model import Exercise, Observation, Outcome, Result, Submission


def with_mistakes(exercise: Exercise, key: LiveKey, number: int) -> Result:
    """A hand-in whose items have their known mistake of that number, counted from 1, or are right where there is none."""
    taken = {item.name: [None, *(mistake.id for mistake in item.mistakes)] for item in exercise.items}
    chosen = {name: known[number] if number < len(known) else None for name, known in taken.items()}
    return _result(exercise, key, chosen)


def solved(exercise: Exercise, key: LiveKey) -> Result:
    """A hand-in in which everything is right: it shows the worked solution."""
    return _result(exercise, key, {})


def most_mistakes(exercise: Exercise) -> int:
    """How many known mistakes the item has that has most."""
    return max(len(item.mistakes) for item in exercise.items)


def _result(exercise: Exercise, key: LiveKey, mistakes: Mapping[str, str | None]) -> Result:
    own: dict[str, Observation] = {item.name: key.behaviour(exercise, item, mistakes.get(item.name)) for item in exercise.items}
    matches = match(exercise, own, key)
    verdicts = judge_all(exercise, own, matches, follow(exercise, own, matches, key).continuations)
    submission = Submission(None, exercise.id, exercise.variant, (), "", f"{exercise.id}.ipynb")
    result = assemble(submission, exercise, verdicts, key=key.kind, isolation="none")
    right = [verdict.item.name for verdict in result.verdicts if verdict.outcome is Outcome.CORRECT]
    worked = key.worked(exercise) if result.solved else None
    return replace(result, pictures=key.pictures(exercise, own, right), worked=worked)
