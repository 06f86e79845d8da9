"""Frozen dataclasses to JSON and back, by their type hints: strict, total, never pickle.

A record is written with the name of its class under "is"; fractions as "3/2"; enums by value. A field with a default
may be missing, so that records can grow and what an older version wrote is still read.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")
Load = Callable[[Any], Any]


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
    asked: Any = kind
    return typing.cast(T, _load_record(asked, document, given) if given else _loader(asked)(document))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _required(kind: Any) -> frozenset[str]:
    none = dataclasses.MISSING
    return frozenset(each.name for each in dataclasses.fields(kind) if each.default is none and each.default_factory is none)


@cache
def _fields(kind: Any) -> dict[str, Load]:
    return {name: _loader(hint) for name, hint in _hints(kind).items()}


@cache
def _loader(kind: Any) -> Load:
    """What reads values of a type: looked up once for each type, called for each of thousands of values."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return lambda document: document
    if origin in (typing.Union, types.UnionType):
        return _union_loader(arguments)
    if origin is typing.Literal:
        return lambda document: _expect(document in arguments, kind, document)
    if origin is tuple:
        return _tuple_loader(arguments)
    if origin is not None and issubclass(origin, Mapping):
        each = _loader(arguments[1])
        return lambda document: {key: each(value) for key, value in _expect(type(document) is dict, kind, document).items()}
    if dataclasses.is_dataclass(kind):
        return partial(_load_record, kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda document: _expect_call(kind, document, str)
    if kind is Fraction:
        return lambda document: _expect_call(Fraction, document, str)
    if kind is type(None):
        return lambda document: _expect(document is None, kind, document)
    return lambda document: document if type(document) is kind else _expect(False, kind, document)


def _union_loader(members: tuple[Any, ...]) -> Load:
    records: dict[str, Load] = {}
    others: list[Load] = []
    for member in members:
        if dataclasses.is_dataclass(member):
            records[getattr(member, "__name__", "")] = partial(_load_record, member)
        elif member is not type(None):
            others.append(_loader(member))

    def load_one(document: Any) -> Any:
        if document is None and type(None) in members:
            return None
        name = document.get("is") if type(document) is dict else None
        if type(name) is str and name in records:
            return records[name](document)
        for other in others:
            try:
                return other(document)
            except RecordError:
                continue
        raise RecordError(f"{_brief(document)} is none of {members}")

    return load_one


def _tuple_loader(parts: tuple[Any, ...]) -> Load:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _loader(parts[0])
        return lambda document: tuple(map(each, _expect(type(document) is list, tuple, document)))
    loaders = [_loader(part) for part in parts]

    def load_all(document: Any) -> tuple[Any, ...]:
        _expect(type(document) is list and len(document) == len(parts), parts, document)
        return tuple(load(element) for load, element in zip(loaders, document, strict=True))

    return load_all


def _load_record(kind: Any, document: Any, given: Mapping[str, Any] = MappingProxyType({})) -> Any:
    _expect(type(document) is dict and document.get("is") == kind.__name__, kind, document)
    fields, written = _fields(kind), document.keys() - {"is"}
    _expect(_required(kind) - given.keys() <= written <= fields.keys() - given.keys(), kind, document)
    return kind(**{name: fields[name](value) for name, value in document.items() if name != "is"}, **given)


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
