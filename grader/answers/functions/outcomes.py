"""What the calls of a student's functions led to, as plain data that a child may have made up."""

from __future__ import annotations

from collections.abc import Mapping

from grader.answers.base.trees import holds_nan, node_from
from grader.model import Json


def outcomes(raw: Json) -> list[dict[str, Json]]:
    """The outcome of every probe. Raises ValueError for anything else."""
    if type(raw) is not dict or type(raw.get("probes")) is not list:
        raise ValueError("no probes")
    answered: list[dict[str, Json]] = raw["probes"]
    if not all(type(outcome) is dict for outcome in answered):
        raise ValueError("no outcome")
    return answered


def exception_kinds(outcome: Mapping[str, Json]) -> list[str]:
    """The names of an exception and of what it is a kind of."""
    kinds = outcome.get("kinds")
    return kinds if type(kinds) is list else [outcome.get("type", "")]


def returns_nan(outcome: Mapping[str, Json]) -> bool:
    """nan would make an author's comparison fail instead of saying no."""
    value = outcome.get("value")
    return type(value) is dict and "node" in value and holds_nan(node_from(value))


def changed_parameters(parameters: tuple[str, ...], outcome: Mapping[str, Json]) -> tuple[str, ...]:
    """The parameters whose arguments the function changed in place."""
    places = outcome.get("changed", ())
    if type(places) is not list:
        return ()
    return tuple(parameters[place] for place in places if type(place) is int and 0 <= place < len(parameters))
