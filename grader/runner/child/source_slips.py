"""Generic mistakes that stand in the source of an answer and not in its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.mistakes.base.mistake import GenericMistake
from grader.mistakes.door import IN_SOURCE
from grader.model import Observation, Returned, Unreadable
from grader.submissions.source.bindings import names_computed_with


def slips(sources: Sequence[str]) -> dict[str, GenericMistake]:
    """The names whose values are computed with a generic mistake, the first one of each."""
    found: dict[str, GenericMistake] = {}
    for mistake in reversed(IN_SOURCE):
        found |= dict.fromkeys(names_computed_with(sources, mistake.token, mistake.in_source), mistake)
    return found


def with_slip(observation: Observation, mistake: GenericMistake) -> Observation:
    """A power written with ^ shows in the source only: 3^2 is 1, and some libraries make an object of it."""
    if isinstance(observation, Returned):
        return replace(observation, slip=mistake.id)
    return replace(observation, mistake=mistake.id) if isinstance(observation, Unreadable) else observation
