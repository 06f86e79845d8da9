"""What kind of thing a function returned, in words that the judge knows; beside student code, by exact types."""

from __future__ import annotations

import sys
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType
from typing import Any

NOTHING = "nothing"
KINDS: dict[type, str] = {
    type(None): NOTHING,
    str: "text",
    dict: "dictionary",
    set: "set",
    frozenset: "set",
    complex: "complex",
    list: "list",
    tuple: "list",
    FunctionType: "function",
    BuiltinFunctionType: "function",
    MethodType: "function",
    GeneratorType: "generator",
    map: "generator",
    zip: "generator",
    type(...): "dots",
}
OTHER = "other"
CAME_BACK = frozenset({*KINDS.values(), OTHER})


def came_back(value: object) -> str:
    """The kind of a value that is no answer."""
    return KINDS.get(type(value), OTHER)


def is_one_again(value: object) -> bool:
    """A list that holds one changing thing several times, itself or as the same part of every entry."""
    if type(value) not in (list, tuple) or len(value) < 2:  # type: ignore[arg-type]
        return False
    entries: list[Any] = list(value)[:MOST]  # type: ignore[call-overload]
    if all(type(entry) in (list, tuple) for entry in entries):
        shortest = min(map(len, entries))
        return any(_all_one([entry[part] for entry in entries]) for part in range(shortest)) or _all_one(entries)
    return _all_one(entries)


MOST = 100  # entries that are looked at


def _all_one(entries: list[Any]) -> bool:
    places = {_place(entry) for entry in entries}
    return len(places) == 1 and None not in places


def _place(value: object) -> int | None:
    """Where what can change lies in memory; None for what cannot change, such as a number."""
    torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
    if torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter):
        return int(value.data_ptr())  # type: ignore[attr-defined]  # detach() gives another tensor of the same numbers
    if numpy is not None and type(value) is numpy.ndarray:
        return int(value.__array_interface__["data"][0])  # type: ignore[attr-defined]
    return id(value) if type(value) is list else None
