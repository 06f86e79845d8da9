"""A drawing as text, and back: what is drawn alike has the same text, to the seventh digit of its numbers."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from grader.drawing.marks import PANELS, Axis, Drawing, Mark, Panel

RECORDS = {kind.__name__: kind for kind in (*get_args(Mark), Axis, Panel)}


def written(drawing: Drawing) -> str:
    """The text of a drawing, which can be read again.

    Raises:
        ValueError: it has too many panels, or an axis shorter than what its numbers tell apart.
    """
    if len(drawing) > PANELS:
        raise ValueError(f"a picture has {len(drawing)} panels, more than {PANELS}")
    text = json.dumps(_plain(drawing), separators=(",", ":"))
    read(text)
    return text


def read(text: str) -> Drawing:
    """The drawing that was written.

    Raises:
        ValueError: this is none.
    """
    try:
        drawing = _live(json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no drawing: {error!r}") from error
    if not isinstance(drawing, tuple) or not all(isinstance(panel, Panel) for panel in drawing) or len(drawing) > PANELS:
        raise ValueError("no drawing: no few panels")
    return drawing


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        changed = {field.name: given[field.name] for field in fields(value) if given[field.name] != field.default}
        return {"is": type(value).__name__, **{name: _plain(each) for name, each in changed.items()}}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return float(f"{value:.7g}") if type(value) is float else value


def _live(value: Any) -> Any:
    if type(value) is dict:
        return RECORDS[value["is"]](**{name: _live(each) for name, each in value.items() if name != "is"})
    return tuple(map(_live, value)) if type(value) is list else value
