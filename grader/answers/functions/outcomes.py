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


def cut(raw: Json, reference: Json) -> Json:
    """The same with as many entries of each value as can matter: beyond some times as many as the reference has, it is of
    another shape, whatever follows."""
    if "probes" not in reference or type(raw) is not dict or type(raw.get("probes")) is not list:
        return raw
    sizes = [_entries(outcome.get("value")) for outcome in outcomes(reference)]
    most = 4 * max(sizes, default=0) + FEW
    return {**raw, "probes": [_cut_outcome(outcome, most) for outcome in raw["probes"]]}


FEW = 100  # entries, whatever the reference has


def _cut_outcome(outcome: Json, most: int) -> Json:
    value = outcome.get("value") if type(outcome) is dict else None
    if type(value) is not dict or set(value) != {"node"} or _entries(value) <= most:
        return outcome
    return {**outcome, "value": {"node": _cut(value["node"], [most])}}


def _cut(node: Json, left: list[int]) -> Json:
    """Only lists are cut, so that what is left is a value."""
    left[0] -= 1
    if type(node) is not list or node[:1] != ["seq"]:
        return node
    return ["seq", *(_cut(part, left) for part in node[1:] if left[0] > 0)]


def _entries(value: Json) -> int:
    """Lists and what is in them."""
    waiting, count = [value["node"]] if type(value) is dict and "node" in value else [], 0
    while waiting:
        node = waiting.pop()
        count += 1
        if type(node) is list and node[:1] == ["seq"]:
            waiting += node[1:]
    return count


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
