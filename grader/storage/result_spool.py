"""Whole results on the disk: of a class of any size only one is needed at a time."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from grader.model import Exercise, Json, Result, Verdict
from grader.storage import codec
from grader.storage.spool import Place, Spool

ExerciseOf = Callable[[str, int, int], Exercise]  # by id, variant and seed


def pack(result: Result) -> Json:
    """A result as JSON that names its exercise and items instead of holding them."""
    exercise = result.exercise
    return {
        "exercise": [exercise.id, exercise.variant, exercise.seed],
        "verdicts": [[verdict.item.name, codec.dump(verdict, without=("item",))] for verdict in result.verdicts],
        "result": codec.dump(result, without=("exercise", "verdicts")),
    }


def unpack(document: Json, exercise_of: ExerciseOf) -> Result:
    """The result that was packed, with the exercise that all results of a class share."""
    exercise = exercise_of(*document["exercise"])
    verdicts: list[Verdict] = [codec.load(Verdict, rest, item=exercise.item(item)) for item, rest in document["verdicts"]]
    return codec.load(Result, document["result"], exercise=exercise, verdicts=tuple(verdicts))


class ResultSpool:
    """Results by student, in a spool; they may be put there from several threads."""

    def __init__(self, spool: Spool, exercise_of: ExerciseOf) -> None:
        self._spool = spool
        self._exercise_of = exercise_of
        self._places: dict[str, list[tuple[str, Place]]] = defaultdict(list)  # with the exercise
        self._verdicts: dict[tuple[Any, ...], Verdict] = {}
        self._lock = threading.Lock()

    def put(self, result: Result) -> Result:
        """Keep a result; what comes back is as much of it as tables of the whole class show.

        Raises:
            GraderError: the disk is full.
        """
        place = self._spool.put(json.dumps(pack(result)))
        with self._lock:
            self._places[result.submission.student or ""].append((result.exercise.id, place))
            return self._light(result)

    def of(self, student: str) -> list[Result]:
        """All results of a student, whole."""
        return [self._at(place) for _, place in sorted(self._places.get(student, ()))]

    def sources(self, student: str, exercise: str) -> list[str]:
        """The cells of one hand-in, as they were."""
        places = [place for name, place in self._places.get(student, ()) if name == exercise]
        return [cell.source for place in places for cell in self._at(place).submission.cells]

    def __iter__(self) -> Iterator[Result]:
        """One whole result after the other, by student and exercise."""
        return (self._at(place) for student in sorted(self._places) for _, place in sorted(self._places[student]))

    def _at(self, place: Place) -> Result:
        return unpack(json.loads(self._spool.at(place)), self._exercise_of)

    def _light(self, result: Result) -> Result:
        """Without code, pictures and certificates; equal verdicts of a class are one."""
        whole = result.exercise
        exercise = self._exercise_of(whole.id, whole.variant, whole.seed)
        return replace(
            result,
            submission=replace(result.submission, cells=()),
            exercise=exercise,
            verdicts=tuple(self._light_verdict(exercise, verdict) for verdict in result.verdicts),
            pictures=(),
            worked=None,
        )

    def _light_verdict(self, exercise: Exercise, verdict: Verdict) -> Verdict:
        said = verdict.feedback if verdict.outcome.open or verdict.mistake else None  # a summary quotes no others
        about = (exercise.id, exercise.variant, exercise.seed, verdict.item.name)
        name = (*about, verdict.outcome, verdict.points, verdict.mistake, said, verdict.decision)
        if name not in self._verdicts:
            item = exercise.item(verdict.item.name)
            light = Verdict(item, verdict.outcome, verdict.points, verdict.mistake, said, decision=verdict.decision)
            self._verdicts[name] = light
        return self._verdicts[name]
