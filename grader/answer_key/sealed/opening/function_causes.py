"""Why calls of a function gave no value, which shows without the reference: they stop, take too long, return nothing that
can be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.answer_key.diagnosis.evidence import Called, Evidence, Explained, of_functions
from grader.answer_key.diagnosis.no_value import NO_VALUE
from grader.answers.functions.signature import shown_call
from grader.answers.kinds.function import Function
from grader.model import Item, Json


def without_value(kind: Function, item: Item, raw: Json, own: Sequence[Json], wrong: Collection[int]) -> Explained | None:
    """The first cause, as the teacher's key has it, of those among the `wrong` calls that gave no value."""
    called = [
        _called(kind, index, call, ours, index in wrong)
        for index, (call, ours) in enumerate(zip(item.probes, own, strict=False))
    ]
    functions: tuple[Evidence, ...] = of_functions(kind, raw, called)
    causes = (cause(evidence) for cause in NO_VALUE for evidence in functions)
    return next((found for found in causes if found is not None), None)


def _called(kind: Function, index: int, call: Json, ours: Json, wrong: bool) -> Called:
    arguments = kind.signature(call["function"]).arguments(call)
    theirs = {"function": call["function"]}
    drawn = bool(call.get("drawn"))
    return Called(index, shown_call(call), drawn, arguments, ours, theirs, wrong, mine=None, right=None)
