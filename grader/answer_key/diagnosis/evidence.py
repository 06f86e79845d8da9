"""What a student's function did beside the reference, call by call: all that a diagnosis is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.answers.base.floats import floats_of
from grader.answers.base.trees import node_from
from grader.answers.functions.outcomes import outcomes
from grader.answers.functions.signature import Signature
from grader.answers.kinds.function import Function
from grader.model import Json, Text


@dataclass(frozen=True, slots=True)
class Called:
    """One call. `mine` and `right` are what came back, as floats in nested lists or a word; None for no value.

    Of a `drawn` call nothing may be said in words that the student's code chose: they could tell the probes.
    """

    index: int
    text: str
    drawn: bool
    arguments: Mapping[str, Json]
    ours: Mapping[str, Json]
    theirs: Mapping[str, Json]
    wrong: bool
    mine: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """The calls of one function, and what its words show; `open_calls` are those that are wrong and not yet explained."""

    signature: Signature
    form: Text  # what it returns
    reading: Mapping[str, Json]  # and how that is read
    steps: str | None  # the parameter that says how many updates are made
    calls: tuple[Called, ...]
    clues: frozenset[str]
    explained: frozenset[int] = frozenset()

    @property
    def open_calls(self) -> tuple[Called, ...]:
        return tuple(call for call in self.calls if call.wrong and call.index not in self.explained)

    @property
    def valued(self) -> tuple[Called, ...]:
        """The open calls that gave a value where the reference does."""
        return tuple(call for call in self.open_calls if call.mine is not None and call.right is not None)

    def without(self, explained: Iterable[int]) -> Evidence:
        return replace(self, explained=self.explained.union(explained))


@dataclass(frozen=True, slots=True)
class Explained:
    """A cause that was found: what is said of it, and the calls that it explains."""

    text: Text
    calls: frozenset[int]
    mistake: str | None = None


def found(calls: Iterable[Called], de: str, en: str, mistake: str | None = None) -> Explained:
    return Explained(Text(de=de, en=en), frozenset(call.index for call in calls), mistake)


def example(calls: Iterable[Called]) -> Called:
    """The call to speak of: rather one that the student may know. There is one at least."""
    return min(calls, key=lambda call: call.drawn)


def gather(
    kind: Function, raw: Json, reference: Json, calls: tuple[Json, ...], refused: Collection[int] | None
) -> tuple[Evidence, ...]:
    """The evidence on each function of an item that answered every call. Wrong is what is not answered as by the reference
    and `refused` by some check; where there are no checks (None), all of it."""
    seen = [
        _called(kind, index, call, ours, theirs, refused is None or index in refused)
        for index, (call, ours, theirs) in enumerate(zip(calls, outcomes(raw), outcomes(reference), strict=True))
    ]
    return of_functions(kind, raw, seen)


def of_functions(kind: Function, raw: Json, seen: Sequence[Called]) -> tuple[Evidence, ...]:
    """All calls, function by function."""
    said = raw.get("clues")
    clues = said if type(said) is dict else {}
    return tuple(
        Evidence(
            signature=signature,
            form=kind.returns[signature.name].form,
            reading=kind.returns[signature.name].reading(),
            steps=kind.steps if kind.steps in signature.parameters else None,
            calls=tuple(call for call in seen if call.theirs["function"] == signature.name),
            clues=frozenset(clue for clue in clues.get(signature.name, ()) if isinstance(clue, str)),
        )
        for signature in kind.signatures
    )


def _called(kind: Function, index: int, call: Json, ours: Json, theirs: Json, counts: bool) -> Called:
    return Called(
        index=index,
        text=theirs["call"],
        drawn=bool(theirs.get("drawn")),
        arguments=kind.signature(call["function"]).arguments(call),
        ours=ours,
        theirs=theirs,
        wrong=counts and kind.same_outcome(ours, theirs).verdict != "proved",
        mine=_value(ours),
        right=_value(theirs),
    )


def _value(outcome: Json) -> Any:
    if outcome.get("is") != "returned":
        return None
    value = outcome["value"]
    return floats_of(node_from(value)) if type(value) is dict and "node" in value else value
