"""Calling a student's function on a probe: beside student code, and in the key worker for reference and mistakes."""

from __future__ import annotations

import builtins
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from grader.answers.functions.arguments import Ask, build, changed, write
from grader.answers.functions.came_back import came_back, is_one_again
from grader.answers.functions.like_default import like_default
from grader.answers.reading.values import Unread
from grader.measures import LONGEST_KIND, LONGEST_MESSAGE, LONGEST_SOURCE, MOST_KINDS, trouble
from grader.model import Json
from grader.storage.codec import dump

_BUILTINS = vars(builtins)
HERE = str(Path(__file__).parents[2])


Read = Callable[[str, object], Json]  # the canonical form of what the function of that name returned; raises Unread


def call(function: Callable[..., object], probe: Mapping[str, Json], read: Read, ask: Ask | None) -> dict[str, Json]:
    """One probe: what came back or what was raised, as plain data, and which arguments were changed in place.

    The arguments are made anew for every call: the next probe must not see what this one did to them. `unfit` says that
    the call did not get into the function, `one` that a list holds one thing again and again.
    """
    built = [build(data, ask) for data in probe["args"]]
    places = [like_default(function, place, value) for place, value in enumerate(built)]
    given = [data if value is one else write(value) for data, one, value in zip(probe["args"], built, places, strict=True)]
    named = {name: build(data, ask) for name, data in probe.get("named", {}).items()}
    builtins_before = _BUILTINS.copy()
    try:
        returned = function(*places, **named)
    except (Exception, SystemExit, KeyboardInterrupt) as error:  # noqa: BLE001  # wall: student code may raise anything
        at_the_door = error.__traceback__ is not None and error.__traceback__.tb_next is None
        return {**raised(error), **({"unfit": True} if at_the_door and type(error) is TypeError else {})}
    finally:
        _BUILTINS.update(builtins_before)  # what is read next must not fail because the function took `len` away
    outcome = _read(probe["function"], returned, read)
    # by place: what the student calls the parameters does not matter
    touched = [i for i, (data, value) in enumerate(zip(given, places, strict=True)) if changed(data, value)]
    return {**outcome, "changed": touched} if touched else outcome


def _read(name: str, returned: object, read: Read) -> dict[str, Json]:
    if returned is None:
        return {"is": "unreadable", "why": dump(trouble("nothing returned")), "came": came_back(returned)}
    try:
        value = read(name, returned)
    except Unread as error:
        slip = {"mistake": error.mistake} if error.mistake else {}
        return {"is": "unreadable", "why": dump(error.why), "came": came_back(returned), **slip}
    return {"is": "returned", "value": value, **({"one": True} if is_one_again(returned) else {})}


def name_of(kind: type) -> str:
    """The name of a class, cut; not to be fooled by a metaclass."""
    return str(_name_of(kind))[:LONGEST_KIND].encode("utf-8", "replace").decode("utf-8")


_name_of = type.__dict__["__name__"].__get__


def raised(error: BaseException) -> dict[str, Json]:
    """An exception with the names of all its kinds: who may raise ValueError may raise a kind of it."""
    kinds = [name_of(kind) for kind in type.mro(type(error)) if kind not in (object, BaseException)][:MOST_KINDS]
    return {"is": "raised", "type": kinds[0], "kinds": kinds, "message": _message(error), "source": _source(error)}


def _message(error: BaseException) -> str:
    try:
        return str.__str__(str(error))[:LONGEST_MESSAGE].encode("utf-8", "replace").decode("utf-8")
    except Exception:  # noqa: BLE001  # wall: __str__ of a student's exception
        return ""


def _source(error: BaseException) -> str:
    """The last line of the function's own code that ran, as it is written there: a number would count from its cell."""
    foreign = (HERE, sys.prefix, sys.base_prefix, "<")  # our own code, libraries, Python itself, code made by code
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(foreign)]
    source = (lines[-1] if lines else "") or ""
    return source if len(source) <= LONGEST_SOURCE else ""
