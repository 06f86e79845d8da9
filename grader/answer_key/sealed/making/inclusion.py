"""The source of public checks as it lies in a kit: the rules themselves, and what they name of their file."""

from __future__ import annotations

import ast
import builtins
import inspect
import math
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType, ModuleType
from typing import Any

from grader.errors import AuthorError

LIBRARIES = frozenset({"fractions", "itertools", "math", "statistics"})  # a rule has these in every kit


def included(rules: Sequence[Callable[..., Any]]) -> str:
    """Python that defines the rules and all that they need, each once.

    Raises:
        AuthorError: a rule needs what cannot be copied: a library, an object, a variable of the function around it.
    """
    lines: dict[str, str] = {}
    for rule in rules:
        _include(rule, lines)
    return "\n\n".join(lines.values()) + "\n"


def _include(function: Callable[..., Any], lines: dict[str, str]) -> None:
    """What a function needs stands in front of it."""
    name = name_of(function)
    if name in lines:
        return
    if not isinstance(function, FunctionType) or function.__code__.co_freevars:
        raise _cannot(name, getattr(getattr(function, "__code__", None), "co_freevars", (name,))[0], function)
    definition = _definition(function)
    lines[name] = ""  # two that call each other are not copied for ever
    for needed in _names(definition):
        if needed in function.__globals__:
            _copy(needed, function.__globals__[needed], lines, function)
    del lines[name]
    definition.decorator_list = []
    lines[name] = ast.unparse(definition)


def name_of(function: Callable[..., Any]) -> str:
    """What a function is called in its file, whatever a report calls it."""
    return str(function.__code__.co_name) if isinstance(function, FunctionType) else repr(function)


def _copy(name: str, value: Any, lines: dict[str, str], function: FunctionType) -> None:
    if name in lines:
        return
    home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
    if isinstance(value, FunctionType) and value.__globals__ is function.__globals__:
        _include(value, lines)
    elif isinstance(value, ModuleType) and home in LIBRARIES:
        lines[name] = f"import {home} as {name}"
    elif callable(value) and home in LIBRARIES:
        lines[name] = f"from {home} import {value.__name__} as {name}"
    elif _is_plain(value):
        lines[name] = f"{name} = {value!r}"
    else:
        raise _cannot(function.__name__, name, function)


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple | list):
        return all(map(_is_plain, value))
    if isinstance(value, Mapping):
        return type(value) is dict and all(map(_is_plain, [*value, *value.values()]))
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (bool, int, str)


def _definition(function: FunctionType) -> ast.FunctionDef:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    if not isinstance(definition, ast.FunctionDef):
        raise _cannot(function.__name__, "lambda", function)
    return definition


def _names(definition: ast.FunctionDef) -> Iterator[str]:
    """The names that a function reads and does not set, in the order in which they stand there."""
    inside = [node for part in (definition.args, *definition.body) for node in ast.walk(part)]
    own = {node.arg for node in inside if isinstance(node, ast.arg)}
    own |= {node.id for node in inside if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    read = [node.id for node in inside if isinstance(node, ast.Name) and node.id not in own]
    yield from (name for name in dict.fromkeys(read) if not hasattr(builtins, name))


def _cannot(rule: str, name: str, at: Callable[..., Any]) -> AuthorError:
    allowed = ", ".join(sorted(LIBRARIES))
    return AuthorError(
        f"the public check {rule} needs {name}, which cannot lie in a kit: name functions and plain constants of the file, "
        f"and what {allowed} have",
        de=f"die öffentliche Prüfung {rule} braucht {name}, und das kann nicht in einem Paket liegen: nenne Funktionen und "
        f"einfache Konstanten der Datei und was {allowed} haben",
        at=at,
    )
