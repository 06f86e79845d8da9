"""Doors without a list: what a folder of the grader holds is found by looking into it."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")


def instances(package: str, kind: type[T]) -> tuple[T, ...]:
    """One of each class of that kind which a file of the package defines, in the order of the files' names."""
    return tuple(found() for found in classes(package, kind))


def classes(package: str, kind: type[T]) -> Iterator[type[T]]:
    """Each class of that kind, unless abstract, which a file of the package defines, in the order of the files' names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(import_module(package).__path__)):
        name = f"{package}.{module}"
        for value in vars(import_module(name)).values():
            own = isinstance(value, type) and issubclass(value, kind) and value.__module__ == name
            if own and not inspect.isabstract(value):
                yield value


def constants(package: str, name: str) -> Iterator[Any]:
    """The constant of that name of each file of the package, in the order of their names."""
    for module in sorted(one.name for one in pkgutil.iter_modules(import_module(package).__path__)):
        yield getattr(import_module(f"{package}.{module}"), name)
