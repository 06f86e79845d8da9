"""What the words of a hand-in's functions show: which are still blank, and hints for a diagnosis. Nothing runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.answers.functions.clues import (
    BACKWARD,
    LEAVES_LOOP,
    MOST_PARAMETERS,
    OPTIMISER,
    PRINTS,
    READS_GRAD,
    RESETS,
    RESETS_EARLY,
    STEP,
    unused,
)
from grader.model import Cell
from grader.submissions.source.bindings import PARSE_ERRORS, parse
from grader.submissions.source.blank_body import is_blank_body, left_blank

Definition = ast.FunctionDef | ast.AsyncFunctionDef
_OPTIMISERS = frozenset({"SGD", "Adam", "AdamW", "Adagrad", "RMSprop", "optim"})
_PEEKS = frozenset({"locals", "vars", "eval", "exec"})  # read a parameter without naming it


class Definitions:
    """The definitions of a hand-in by name; of several the last one that is not blank counts.

    `blank` are those that are still as the template gave them.
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._definitions: dict[str, Definition] = {}
        for cell in cells:
            try:
                statements = parse(cell.source).body
            except PARSE_ERRORS:
                continue  # a cell that does not parse does not run either
            for statement in statements:
                self._take(statement)
        self.blank = frozenset(name for name, node in self._definitions.items() if is_blank_body(node))

    def _take(self, statement: ast.stmt) -> None:
        known = self._definitions.get(left_blank(statement) or "")
        if known is not None and not is_blank_body(known):
            return  # what is blank again does not take the place of an answer
        if isinstance(statement, Definition):
            self._definitions[statement.name] = statement
            return
        for node in ast.walk(statement):  # what is bound in any other way is not looked into
            name = node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else getattr(node, "name", None)
            self._definitions.pop(name or "", None)

    def clues(self, name: str) -> list[str] | None:
        """What the words of the function, and of those that it calls, show; None of what is bound in another way."""
        definition = self._definitions.get(name)
        if definition is None:
            return None
        nodes = [node for reached in self._reached(definition) for node in ast.walk(reached)]
        found = {clue for node in nodes for clue in _clues_of(node)}
        if any(isinstance(loop, ast.For | ast.While) and _ends_at_once(loop) for loop in _own(definition)):
            found.add(LEAVES_LOOP)
        return sorted(found) + [unused(place) for place in _unused(definition)]

    def _reached(self, first: Definition) -> list[Definition]:
        reached = [first]
        for definition in reached:  # grows while it is walked
            called = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
            reached += [
                self._definitions[name] for name in sorted(called) if self._definitions.get(name) not in (None, *reached)
            ]
        return reached


def _clues_of(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name("print")):
            yield PRINTS
        case ast.Attribute(attr="backward") | ast.Attribute(attr="grad", value=ast.Attribute(attr="autograd")):
            yield BACKWARD
        case ast.Call(func=ast.Attribute(attr="step")):
            yield STEP
        case ast.Attribute(attr=name) | ast.Name(id=name) if name in _OPTIMISERS:
            yield OPTIMISER
    if _resets(node):
        yield RESETS
    match node:
        case ast.Attribute(attr="grad", value=ast.Attribute(attr="autograd")):
            pass
        case ast.Attribute(attr="grad", ctx=ast.Load()):
            yield READS_GRAD
    for _, block in ast.iter_fields(node):
        if isinstance(block, list) and _resets_early(block):
            yield RESETS_EARLY


def _resets(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="zero_grad") | ast.Attribute(attr="zero_", value=ast.Attribute(attr="grad")):
            return True
        case ast.Assign(targets=[ast.Attribute(attr="grad")]):
            return True
    return False


def _resets_early(block: list[ast.AST]) -> bool:
    """backward, then zero_grad, then step, as statements of one block."""
    stage = 0
    for statement in block:
        inner = list(ast.walk(statement)) if isinstance(statement, ast.stmt) else []
        if any(isinstance(node, ast.Attribute) and node.attr == "backward" for node in inner):
            stage = 1
        elif stage == 1 and any(map(_resets, inner)):
            stage = 2
        elif any(isinstance(node, ast.Attribute) and node.attr == "step" for node in inner):
            if stage == 2:
                return True
            stage = 0
    return False


def _own(definition: Definition) -> Iterator[ast.AST]:
    """What is in a function, without the functions in it."""
    waiting: list[ast.AST] = [*definition.body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Definition | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)


def _ends_at_once(loop: ast.For | ast.While) -> bool:
    returns = any(isinstance(statement, ast.Return) for statement in loop.body)
    return returns and not any(isinstance(node, ast.Continue) for node in ast.walk(loop))


def _unused(definition: Definition) -> list[int]:
    """The places of parameters that the function does not read, or gives another value first."""
    names = [node for statement in definition.body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    if any(node.id in _PEEKS for node in names):
        return []
    arguments = definition.args
    parameters = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)][:MOST_PARAMETERS]
    return [place for place, name in enumerate(parameters) if not _is_read(name, definition, names)]


def _is_read(parameter: str, definition: Definition, names: list[ast.Name]) -> bool:
    if not any(node.id == parameter and not isinstance(node.ctx, ast.Store) for node in names):
        return any(isinstance(node, ast.AugAssign) and _is(node.target, parameter) for node in ast.walk(definition))
    for statement in definition.body:
        if any(isinstance(node, ast.Name) and node.id == parameter for node in ast.walk(statement)):
            return not _replaces(statement, parameter)
    return True


def _replaces(statement: ast.stmt, parameter: str) -> bool:
    """`lr = 0.1`: a new value in which the one that was passed does not occur."""
    if not isinstance(statement, ast.Assign) or not any(_is(target, parameter) for target in statement.targets):
        return False
    return not any(_is(node, parameter) for node in ast.walk(statement.value))


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
