"""Nouns to rows of the gradebook and back. Whatever a row needs of another one is given as nouns, not looked up."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from grader.errors import GraderError
from grader.model import Decision, Exercise, Json, Result, Submission, Verdict
from grader.storage import codec

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredResult:
    """A row of results: `uid` names it everywhere, `version` is that of the exercise it was graded by."""

    uid: str
    graded: str
    grader: str
    version: str
    result: Result


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def who() -> str:
    """The name of this account: in a gradebook that several share, decisions have somebody to ask."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in containers
        return ""


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(document: Json) -> str:
    return json.dumps(document, separators=(",", ":"))


def exercise_values(exercise: Exercise, version: str) -> Values:
    """What all results by one version of an exercise share; the seed and what it draws stand beside the result."""
    items = tuple(replace(item, probes=()) for item in exercise.items)
    document = text_of(codec.dump(replace(exercise, items=items, seed=0)))
    return {"name": exercise.id, "variant": exercise.variant, "version": version, "document": document}


def submission_values(result: Result) -> Values:
    submission = result.submission
    code = text_of([[cell.number, cell.source] for cell in submission.cells])
    return {
        "exercise": result.exercise.id,
        "digest": submission.digest,
        "code": digest_of(code),
        "variant": submission.variant,
        "shuffle": submission.shuffle,
        "handed_in": result.handed_in,
        "document": text_of(codec.dump(submission, without=("student",))),
    }


def result_values(result: Result, grader: str) -> Values:
    """Everything but pictures and the worked solution, which are drawn and told anew whenever they are shown."""
    verdicts = [[verdict.item.name, codec.dump(verdict, without=("item",))] for verdict in result.verdicts]
    rest = codec.dump(result, without=("exercise", "submission", "verdicts", "pictures", "worked"))
    document = text_of([verdicts, rest])
    return {
        "name": result.exercise.id,
        "grader": grader,
        "seed": str(result.exercise.seed),
        "isolation": result.isolation,
        "reproducible": result.reproducible,
        "fingerprint": digest_of(document),
        "points": text_of([str(result.points), str(result.bonus)]),
        "outcomes": text_of({one.item.id: [str(one.outcome), str(one.points)] for one in result.verdicts}),
        "document": document,
    }


def stored(row: Mapping[str, Any]) -> StoredResult:
    """What the columns of a result, its submission and its exercise say; see `GradebookStore` for their names.

    Raises:
        GraderError: a newer program has written them.
    """
    try:
        exercise = replace(_exercise(row["exercise_document"]), seed=int(row["seed"]))
        submission: Submission = codec.load(Submission, json.loads(row["submission_document"]), student=row["student_name"])
        verdicts, rest = json.loads(row["document"])
        judged: tuple[Verdict, ...] = tuple(codec.load(Verdict, one, item=exercise.item(name)) for name, one in verdicts)
        result: Result = codec.load(Result, rest, exercise=exercise, submission=submission, verdicts=judged)
    except codec.RecordError as error:
        raise GraderError(
            f"Result {row['uid']} was stored by another grade ({row['grader']}), which this one cannot read. Update grade.",
            de=f"Ergebnis {row['uid']} hat ein anderes grade gespeichert ({row['grader']}), das dieses nicht lesen kann. "
            "Aktualisiere grade.",
        ) from error
    return StoredResult(row["uid"], row["graded"], row["grader"], row["version"], result)


@lru_cache(maxsize=256)
def _exercise(document: str) -> Exercise:
    exercise: Exercise = codec.load(Exercise, json.loads(document))
    return exercise


def decision_text(decision: Decision) -> str:
    return text_of(codec.dump(decision, without=("student", "exercise", "item")))


def decision_of(student: str, exercise: str, item: str, document: str) -> Decision:
    return codec.load(Decision, json.loads(document), student=student, exercise=exercise, item=item)


def last_ones(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision about each thing, in the order in which the things were first decided about."""
    last: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        last[decision.student, decision.exercise, decision.item] = decision
    return tuple(last.values())
