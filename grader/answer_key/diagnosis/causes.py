"""The causes in their order, and the diagnosis of an item: the general before the particular, each told once."""

from __future__ import annotations

from dataclasses import dataclass

from grader.answer_key.diagnosis import moving, numbers, results
from grader.answer_key.diagnosis.evidence import Evidence, Explained
from grader.answer_key.diagnosis.no_value import NO_VALUE, Cause

# does not run · another kind or shape · nothing moves · all entries are one · a second call differs
GENERAL: tuple[Cause, ...] = (
    *NO_VALUE,
    results.other_shape,
    moving.ignores_a_parameter,
    moving.leaves_the_loop,
    moving.nothing_moves,
    moving.one_thing_again,
    moving.remembers,
)
# no number · always the same · later steps · few digits · order, sign, factor, shift
PARTICULAR: tuple[Cause, ...] = (
    numbers.not_a_number,
    numbers.always_the_same,
    numbers.later_steps,
    numbers.few_digits,
    numbers.exchanged,
    numbers.other_sign,
    numbers.a_count_too_many,
    numbers.one_factor,
    numbers.shifted,
    numbers.only_the_example,
)
# a value comes about by these: whatever known mistake gives the same one, is not what was made
BEHIND_VALUES = (moving.leaves_the_loop, moving.nothing_moves, moving.one_thing_again, moving.remembers)
ALL = (*GENERAL, *PARTICULAR)
MOST = 4  # causes that one function is told


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The causes that were found, in their order."""

    findings: tuple[Explained, ...]
    behind_values: frozenset[int]  # the calls whose values came about by a cause that could give any value

    def behind(self, calls: frozenset[int]) -> Explained | None:
        """The first cause that explains one of these calls."""
        return next((finding for finding in self.findings if finding.calls & calls), None)


def diagnose(functions: tuple[Evidence, ...]) -> Diagnosis:
    """Cause by cause, each on the calls that those before it do not explain."""
    found: list[tuple[int, Explained]] = []
    behind_values: frozenset[int] = frozenset()
    for evidence in functions:
        left = evidence
        for _ in range(MOST):
            place, finding = _first(left)
            if finding is None:
                break
            found.append((place, finding))
            behind_values |= finding.calls if ALL[place] in BEHIND_VALUES else frozenset()
            left = left.without(finding.calls)
    return Diagnosis(tuple(finding for _, finding in sorted(found, key=lambda one: one[0])), behind_values)


def _first(evidence: Evidence) -> tuple[int, Explained | None]:
    for place, cause in enumerate(ALL):
        finding = cause(evidence)
        if finding is not None:
            return place, finding
    return 0, None
