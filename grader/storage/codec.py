"""Frozen dataclasses to JSON and back, by their type hints: strict, total, never pickle.

A record is written with the name of its class under "is"; fractions as "3/2"; enums by value. A field with a default
may be missing, so that records can grow and what an older version wrote is still read.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Collection, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")


class RecordError(ValueError):
    """A document that does not have the shape it claims."""


def dump(value: Any, *, without: Collection[str] = ()) -> Any:
    """The JSON form of a record `without` some of its fields (or of a list, mapping or scalar of whole records)."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {name: dump(getattr(value, name)) for name in _hints(type(value)) if name not in without}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [dump(element) for element in value]
    if isinstance(value, Mapping):
        return {str(key): dump(element) for key, element in value.items()}
    return value


def load(kind: type[T] | Any, document: Any, /, **given: Any) -> T:
    """The record of type `kind` that `document` describes; the fields that are `given` were left out of it.

    Raises:
        RecordError: a key is missing or too much, or a value has another type.
    """
    return typing.cast(T, _load_record(kind, document, given) if given else _load(kind, document))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _required(kind: Any) -> frozenset[str]:
    none = dataclasses.MISSING
    return frozenset(each.name for each in dataclasses.fields(kind) if each.default is none and each.default_factory is none)


def _load(kind: Any, document: Any) -> Any:
    if kind is Any:
        return document
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _load_union(typing.get_args(kind), document)
    if origin is typing.Literal:
        return _expect(document in typing.get_args(kind), kind, document)
    if origin is tuple:
        return _load_tuple(typing.get_args(kind), document)
    if origin is not None and issubclass(origin, Mapping):
        _expect(type(document) is dict, kind, document)
        value_kind = typing.get_args(kind)[1]
        return {key: _load(value_kind, value) for key, value in document.items()}
    if dataclasses.is_dataclass(kind):
        return _load_record(kind, document)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _expect_call(kind, document, str)
    if kind is Fraction:
        return _expect_call(Fraction, document, str)
    if kind is type(None):
        return _expect(document is None, kind, document)
    return _expect(type(document) is kind, kind, document)


def _load_union(members: tuple[Any, ...], document: Any) -> Any:
    if document is None and type(None) in members:
        return None
    if type(document) is dict and "is" in document:
        for member in members:
            if dataclasses.is_dataclass(member) and getattr(member, "__name__", None) == document["is"]:
                return _load_record(member, document)
    for member in members:
        if not dataclasses.is_dataclass(member) and member is not type(None):
            try:
                return _load(member, document)
            except RecordError:
                continue
    raise RecordError(f"{_brief(document)} is none of {members}")


def _load_tuple(parts: tuple[Any, ...], document: Any) -> tuple[Any, ...]:
    _expect(type(document) is list, tuple, document)
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_load(parts[0], element) for element in document)
    _expect(len(document) == len(parts), parts, document)
    return tuple(_load(part, element) for part, element in zip(parts, document, strict=True))


def _load_record(kind: Any, document: Any, given: Mapping[str, Any] = MappingProxyType({})) -> Any:
    _expect(type(document) is dict and document.get("is") == kind.__name__, kind, document)
    hints = {name: hint for name, hint in _hints(kind).items() if name not in given}
    written = document.keys() - {"is"}
    _expect(_required(kind) - given.keys() <= written <= hints.keys(), kind, document)
    return kind(**{name: _load(hints[name], document[name]) for name in hints if name in written}, **given)


def _expect_call(kind: Any, document: Any, raw: type) -> Any:
    _expect(type(document) is raw, kind, document)
    try:
        return kind(document)
    except (ValueError, ZeroDivisionError) as error:
        raise RecordError(f"{_brief(document)} is no {kind.__name__}") from error


def _expect(holds: bool, kind: Any, document: Any) -> Any:
    if not holds:
        raise RecordError(f"{_brief(document)} is no {getattr(kind, '__name__', kind)}")
    return document


def _brief(document: Any) -> str:
    return repr(document)[:80]
