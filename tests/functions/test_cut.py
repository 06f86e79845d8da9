"""Values with far more entries than the reference's are cut before anything is computed with them, and stay what they are."""

from __future__ import annotations

import time
from typing import Any

import pytest

from grader.answers.door import call
from grader.answers.functions.outcomes import FEW, cut
from grader.answers.kinds.function import Function
from grader.answers.kinds.returned import Numbers
from tests.every import turn

KIND = Function("f(x)", probes=[{"x": 1}, {"x": 2}], returns=Numbers())
SHAPES: list[tuple[Any, Any]] = [
    (1.0, [1.0] * 9000),
    ([1.0, 2.0], [1.0, 2.0] * 4000),
    ([[1.0], [2.0]], [[1.0] * 4000, [2.0] * 4000]),
    ([[1.0], [2.0]], [[1.0], [2.0], *[[3.0]] * 5000]),
    ([1.0] * 2000, [1.0] * 9990),
]


def behaviour(value: Any) -> Any:
    return {"probes": [call(KIND.reading(), lambda x: value, probe) for probe in KIND.calls()], "uses": []}


def labelled(value: Any) -> Any:
    return KIND.observed(lambda x: value, KIND.calls())


@pytest.mark.parametrize(("right", "given"), turn(SHAPES, 2))
def test_a_value_of_another_shape_is_of_another_shape(right: Any, given: Any) -> None:
    reference = labelled(right)
    less = cut(behaviour(given), reference)
    assert len(str(less)) < len(str(behaviour(given)))
    KIND.expect(less)
    assert KIND.same(less, reference).verdict == "refuted"
    assert KIND.same(behaviour(right), reference).verdict == "proved"


@pytest.mark.parametrize("value", [1.0, [1.0] * FEW, [[1.0, 2.0]] * 50, [1.0] * 3000])
def test_what_is_no_larger_stays_as_it_is(value: Any) -> None:
    assert cut(behaviour(value), labelled(value)) == behaviour(value)


def test_ten_thousand_entries_for_a_number_cost_little() -> None:
    """They took ten seconds, on every run."""
    reference, given = labelled(1.0), behaviour([1.0] * 9990)
    begun = time.process_time()
    less = cut(given, reference)
    KIND.expect(less)
    for _ in range(20):
        KIND.same(less, reference)
        KIND.note(less, reference)
    assert time.process_time() - begun < 2
