"""Who is like whom in a whole class, exercise by exercise."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

from grader.likeness.evidence import Pair, beyond_chance, evidence
from grader.likeness.fragments import Sheet, fragments
from grader.model import Alike, AlikeExercise, Submission

MODEL = ""  # as whom the model solution takes part
IN_ALL = 26.0  # bits beyond chance over all exercises together
IN_ONE = 16.0  # in one exercise alone: there are more of these to be misled by
MOST_SHOWN = 40  # lines of one exercise that stand side by side

Sources = Callable[[str, str], Sequence[str]]  # the cells of a student for an exercise


@dataclass(frozen=True, slots=True)
class Traces:
    """The numbers and shapes of somebody's fragments: four bytes each, so that a class of any size fits."""

    variant: int
    numbers: array[int]
    shapes: array[int]


def traces(variant: int, sources: Iterable[str], given: Sheet) -> Traces:
    """What is kept of somebody's cells."""
    found = fragments(sources, given)
    numbers, shapes = {fragment.number for fragment in found}, {fragment.shape for fragment in found}
    return Traces(variant, array("I", sorted(numbers)), array("I", sorted(shapes)))


class Likeness:
    """What everybody wrote, kept as numbers while a class is graded; `add` may be called from several threads.

    `sheet_of` is what was given out of an exercise, `model_of` what is kept of its model solution.
    """

    def __init__(self, sheet_of: Callable[[str], Sheet], model_of: Callable[[str, Sheet], Traces]) -> None:
        self._sheet_of, self._model_of = cache(sheet_of), model_of
        self._of: dict[str, dict[str, Traces]] = defaultdict(dict)
        self._lock = Lock()

    def add(self, submission: Submission) -> None:
        cells = [cell.source for cell in submission.cells]
        written = traces(submission.variant, cells, self._sheet_of(submission.exercise))
        with self._lock:
            self._of[submission.exercise][submission.student or ""] = written

    def found(self, sources: Sources) -> tuple[Alike, ...]:
        """Pairs of students, and of a student with the model solution, that have more in common than chance explains: the
        strongest first. `sources` is asked for those only."""
        single: dict[tuple[Pair, str], float] = {}
        for exercise, of in sorted(self._of.items()):
            for pair, bits in evidence(self._compared(exercise, of)).items():
                if bits > 0:
                    single[pair, exercise] = bits
        total: dict[Pair, float] = defaultdict(float)
        for (pair, _), bits in single.items():
            total[pair] += bits
        people = len({student for of in self._of.values() for student in of}) + 1
        pairs = people * (people - 1) // 2
        in_all = beyond_chance(total.values(), pairs, margin=IN_ALL)
        in_one = beyond_chance(single.values(), pairs * len(self._of), margin=IN_ONE)
        flagged = {pair for pair, bits in total.items() if bits > in_all}
        flagged |= {pair for (pair, _), bits in single.items() if bits > in_one}
        return tuple(
            self._alike(pair, [exercise for other, exercise in sorted(single) if other == pair], round(total[pair]), sources)
            for pair in sorted(flagged, key=lambda pair: (-total[pair], pair))
        )

    def _alike(self, pair: Pair, exercises: Sequence[str], bits: int, sources: Sources) -> Alike:
        students = tuple(sorted(pair, key=lambda who: (who == MODEL, who)))  # the model solution stands on the right
        both = (students[0], students[1])
        return Alike(both, bits, tuple(self._side_by_side(both, exercise, sources) for exercise in exercises))

    def _compared(self, exercise: str, of: Mapping[str, Traces]) -> dict[str, array[int]]:
        everybody = {**of, MODEL: self._model_of(exercise, self._sheet_of(exercise))}
        alike = len({written.variant for written in everybody.values()}) == 1  # all got the same numbers
        return {who: written.numbers if alike else written.shapes for who, written in everybody.items()}

    def _side_by_side(self, pair: Pair, exercise: str, sources: Sources) -> AlikeExercise:
        given = self._sheet_of(exercise)
        left = fragments(sources(pair[0], exercise), given)
        if pair[1] == MODEL:  # its text stays where it is: what the student wrote tells enough
            others = dict.fromkeys(self._model_of(exercise, given).shapes, "")
        else:
            others = {fragment.shape: fragment.text for fragment in fragments(sources(pair[1], exercise), given)}
        lines = {(fragment.text, others[fragment.shape]): None for fragment in left if fragment.shape in others}
        return AlikeExercise(exercise, tuple(lines)[:MOST_SHOWN])
