"""JSON Schemas of the documents, made from their types: `python -m grader.reports.files.json_schema` writes `schema/`."""

from __future__ import annotations

import inspect
import json
import re
import types
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from grader.reports.files.contract import DOCUMENTS, Contract, Teacher

FOLDER = Path(__file__).parent / "schema"
_SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def schema_text(name: str) -> str:
    """The schema of a document, complete in itself, as the file in `schema/` has it."""
    contract = DOCUMENTS[name]
    definitions: dict[str, Any] = {}
    whole = _reference(contract.document, contract, definitions)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:grader:{name}:1",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(schema, indent=2) + "\n"


def _reference(kind: type, contract: Contract, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to an object, which is defined where it is met first."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    if name not in definitions:
        definitions[name] = {}  # its place, while its fields are looked at
        definitions[name] = _object(kind, contract, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: type, contract: Contract, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, hint in get_type_hints(kind, include_extras=True).items():
        bare = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        mark = next((part for part in getattr(bare, "__metadata__", ()) if isinstance(part, Teacher)), None)
        if mark is not None and not contract.for_teacher:
            continue
        properties[name] = _schema(bare, contract, definitions)
        if bare is hint or (mark is not None and mark.required):
            required.append(name)
    return {
        "title": (inspect.getdoc(kind) or "").partition("\n")[0],
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": properties,
    }


def _schema(hint: Any, contract: Contract, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        facts = {key: value for part in parts[1:] if isinstance(part, dict) for key, value in part.items()}
        return _schema(parts[0], contract, definitions) | facts
    if origin is Literal:
        return {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return _either([_schema(part, contract, definitions) for part in parts])
    if origin is list:
        return {"type": "array", "items": _schema(parts[0], contract, definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(parts[1], contract, definitions)}
    if is_typeddict(hint):
        return _reference(hint, contract, definitions)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return {"type": _SCALARS[hint]}


def _either(choices: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several schemas, as short as JSON Schema can say it; every integer is a number."""
    if all(set(choice) == {"type"} for choice in choices):
        names = [choice["type"] for choice in choices]
        names = [name for name in names if not (name == "integer" and "number" in names)]
        return {"type": names[0] if len(names) == 1 else names}
    return {"anyOf": choices}


if __name__ == "__main__":
    for each in DOCUMENTS:
        (FOLDER / f"{each}-1.json").write_text(schema_text(each), encoding="utf-8")
