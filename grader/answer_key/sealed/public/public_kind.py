"""An answer kind with an item's options as plain data: the public rules of comparison, which a kit may hold.

Unlike a record of storage/codec.py a kind may be any class of answers/kinds/, with any of its options as a field.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.tolerance import Tolerance
from grader.answers.comparing.invariants import Invariant
from grader.answers.functions.signature import Signature
from grader.answers.functions.way import Way
from grader.answers.registry import CLASSES
from grader.model import Json, Text
from grader.storage.codec import RecordError

PARTS = {known.__name__: known for known in (Tolerance, Invariant, Signature, Way, Text)}


def dump_kind(kind: AnswerKind) -> Json:
    """Raises TypeError for an option that is no plain data."""
    return _dump(kind)


def load_kind(document: Json) -> AnswerKind:
    """The same kind again. Raises RecordError for anything else."""
    kind = _load(document)
    if not isinstance(kind, AnswerKind):
        raise RecordError("no answer kind")
    return kind


def _dump(value: Any) -> Json:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, tuple | list):
        return [_dump(part) for part in value]
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if isinstance(value, Mapping):
        return {"mapping": [[_dump(key), _dump(part)] for key, part in value.items()]}
    if dataclasses.is_dataclass(value) and type(value).__name__ in {**PARTS, **CLASSES}:
        fields = {field.name: _dump(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"class": type(value).__name__, "fields": fields}
    raise TypeError(f"{type(value).__name__} is no option that a key can hold")


def _load(document: Json) -> Any:
    if document is None or type(document) in (bool, int, float, str):
        return document
    if type(document) is list:
        return tuple(map(_load, document))
    match document:
        case {"fraction": str(text)}:
            return Fraction(text)
        case {"set": list(words)}:
            return frozenset(words)
        case {"mapping": list(pairs)}:
            return {_load(key): _load(value) for key, value in pairs}
        case {"class": str(name), "fields": dict(fields)} if name in PARTS or name in CLASSES:
            kind: Any = PARTS.get(name) or CLASSES[name]
            if set(fields) != {field.name for field in dataclasses.fields(kind)}:
                raise RecordError(f"other options of {name}")
            made = object.__new__(kind)  # what made it first has checked its options and may have taken others
            for field, value in fields.items():
                object.__setattr__(made, field, _load(value))
            return made
    raise RecordError("no option of an answer kind")
