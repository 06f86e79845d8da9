"""Follow-through across items: what an answer is worth, given the student's own earlier answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.answer_key.process.client import LOG
from grader.answer_key.process.key_worker import TooLong
from grader.errors import GraderError, SandboxError
from grader.grading.judge import is_right
from grader.model import AnswerKey, Continuation, Exercise, Follow, Item, Match, Observation, Returned, Text


@dataclass(frozen=True, slots=True)
class Followed:
    """What the rules found, by the name of the item; a note for each rule that failed; whether the clock stopped one, or a
    worker was lost."""

    continuations: Mapping[str, tuple[Continuation, ...]]
    notes: tuple[Text, ...] = ()
    timed_out: bool = False


def follow(
    exercise: Exercise, observations: Mapping[str, Observation], matches: Mapping[str, Match], key: AnswerKey
) -> Followed:
    """Ask the key for every rule that may help, in the order of the items."""
    continuations: dict[str, tuple[Continuation, ...]] = {}
    notes: list[Text] = []
    timed_out = False
    for item in exercise.items:
        for rule in rules_to_try(exercise, item, observations, matches):
            own = {name: observations[name] for name in (*rule.needs, item.name)}
            try:
                found = key.follow(exercise, item, rule, own)
            except GraderError as error:
                LOG.warning("%s: the rule %s: %s", item.id, rule.name, error)
                notes.append(_rule_failed(item))
                timed_out = timed_out or isinstance(error, TooLong | SandboxError)
                continue
            if found is not None:
                continuations[item.name] = (*continuations.get(item.name, ()), found)
    return Followed(continuations, tuple(notes), timed_out)


def rules_to_try(
    exercise: Exercise, item: Item, observations: Mapping[str, Observation], matches: Mapping[str, Match]
) -> tuple[Follow, ...]:
    """The rules that may help: the item was answered and is not right, the items it needs were read, and at least one of
    those is not right either."""
    right = {other.name for other in exercise.items if is_right(other, matches.get(other.name))}
    read = {name for name, observation in observations.items() if isinstance(observation, Returned)}
    if item.name in right or item.name not in read:
        return ()
    return tuple(rule for rule in item.follows if read.issuperset(rule.needs) and not right.issuperset(rule.needs))


def _rule_failed(item: Item) -> Text:
    return Text(
        de=f"{item.id}: die Folgefehler-Regel konnte nicht angewendet werden.",
        en=f"{item.id}: the follow-through rule could not be applied.",
    )
