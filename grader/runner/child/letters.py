"""Which letters of an exercise are symbols no more, since which line, and what has been computed with them since."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.model import Json, Place
from grader.submissions.source.bindings import PARSE_ERRORS, bound_by, parse, stores


@dataclass(slots=True)
class Letters:
    """`names` are the letters that answers are written in."""

    names: Collection[str] = ()
    spoilt: dict[str, Place] = field(default_factory=dict)
    with_them: dict[str, dict[str, Place]] = field(default_factory=dict)  # name -> letters that it was computed with

    def after(self, cell: int, source: str, namespace: Mapping[str, Any]) -> None:
        """A cell has run, or broken off."""
        wrong = {name for name in self.names if name in namespace and not _is_symbol(namespace[name], name)}
        if not wrong and not self.spoilt and not self.with_them:
            return
        try:
            body = parse(source).body
        except PARSE_ERRORS:
            return
        for name in self.names:
            if name not in wrong:
                self.spoilt.pop(name, None)
            elif name not in self.spoilt:
                line = next((line for node in body for stored, line in stores(node) if stored == name), 0)
                self.spoilt[name] = Place(cell, line)
        for node in body:
            used = {name: place for name in _loads(node) for name, place in self._behind(name)}
            for name in bound_by(node) - self.spoilt.keys():
                self.with_them.pop(name, None)
                if used:
                    self.with_them[name] = used

    def slip(self, name: str, raw: Json, letters: Collection[str]) -> Place | None:
        """Where a letter was overwritten that the answer was to hold, and does not; None if none was."""
        for letter, place in self.with_them.get(name, {}).items():
            if letter in letters and not _holds(raw, letter):
                return place
        return None

    def _behind(self, name: str) -> Iterator[tuple[str, Place]]:
        if name in self.spoilt:
            yield name, self.spoilt[name]
        yield from self.with_them.get(name, {}).items()


def _is_symbol(value: object, name: str) -> bool:
    sympy = sys.modules.get("sympy")
    return sympy is not None and type(value) in (sympy.Symbol, sympy.Dummy) and value.name == name  # type: ignore[attr-defined]


def _loads(statement: ast.AST) -> set[str]:
    """The names that it reads from outside: parameters and variables of comprehensions are its own."""
    nodes = list(ast.walk(statement))
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {
        node.id
        for inner in nodes
        if isinstance(inner, ast.comprehension)
        for node in ast.walk(inner.target)
        if isinstance(node, ast.Name)
    }
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)} - own


def _holds(raw: Json, letter: str) -> bool:
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        if one == letter:
            return True
        waiting += one.values() if type(one) is dict else one if type(one) is list else ()
    return False
