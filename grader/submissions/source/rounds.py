"""Does a loop go on from what the round before left, as a method of many steps does? Seen in its words."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def carries(loop: ast.For | ast.While) -> bool:
    """Is something read in a round, before the round gives it a value, that the round before has changed?

    Counting (`t += 1`) and collecting (`rows += [w]`) are no such thing: a formula in t would need no loop.
    """
    seen = _Round()
    if isinstance(loop, ast.While):
        seen.read(loop.test)
    elif isinstance(loop.target, ast.Name):
        seen.given.add(loop.target.id)
    seen.block(loop.body)
    return seen.in_place or bool(seen.taken & seen.changed)


class _Round:
    """One round, statement by statement: what it takes from the round before, and what it leaves to the next."""

    def __init__(self) -> None:
        self.given: set[str] = set()  # has a value of this round
        self.taken: set[str] = set()
        self.changed: set[str] = set()
        self.in_place = False  # an optimiser's step, or one of torch's methods that change a tensor

    def block(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            self._statement(statement)

    def read(self, tree: ast.AST) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in self.given:
                self.taken.add(node.id)
            if isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
                self.changed.add(node.target.id)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                self.in_place |= _changes_in_place(node, node.func)

    def _statement(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=targets, value=value):
                self._assign(targets, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._assign([target], value)
            case ast.AugAssign(target=target, value=value):
                self.taken |= set(_names_of(target)) - self.given
                self._assign([target], value, added=True)
            case ast.For() | ast.AsyncFor():
                self.read(statement.iter)
                self.given |= set(_names_of(statement.target))
                self.block([*statement.body, *statement.orelse])
            case _:
                for child in ast.iter_child_nodes(statement):
                    if isinstance(child, ast.stmt):
                        self._statement(child)
                    elif isinstance(child, ast.ExceptHandler | ast.match_case):
                        self.block(child.body)
                    else:
                        self.read(child)

    def _assign(self, targets: list[ast.expr], value: ast.expr, *, added: bool = False) -> None:
        self.read(value)
        for target in targets:
            whole = set(_names_of(target))
            if _counts_or_collects(target, value, added=added):
                continue
            self.changed |= whole
            if isinstance(target, ast.Name | ast.Tuple | ast.List):
                self.given |= whole


def _changes_in_place(call: ast.Call, method: ast.Attribute) -> bool:
    """`optimizer.step()`, `w.sub_(…)`, `path.append(path[-1] - …)`."""
    if method.attr == "append":
        return isinstance(method.value, ast.Name) and any(_reads(part, method.value.id) for part in call.args)
    return method.attr == "step" or method.attr.endswith("_")


def _reads(tree: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _names_of(target: ast.expr) -> Iterator[str]:
    """What is given another value: `w`, and `w` in `w[0]` and `w.data`."""
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _names_of(part)
        return
    while isinstance(target, ast.Subscript | ast.Attribute | ast.Starred):
        target = target.value
    if isinstance(target, ast.Name):
        yield target.id


def _counts_or_collects(target: ast.expr, value: ast.expr, *, added: bool) -> bool:
    """`t += 1`, `t = t + 1`, `rows += [w]`, `rows = rows + [w]`; not `path = path + [path[-1] - …]`."""
    if not isinstance(target, ast.Name):
        return False
    more = value
    if not added:
        match value:
            case ast.BinOp(left=ast.Name(id=same), op=ast.Add() | ast.Sub(), right=right) if same == target.id:
                more = right
            case _:
                return False
    return isinstance(more, ast.Constant) or (
        isinstance(more, ast.List | ast.ListComp | ast.Tuple) and not _reads(more, target.id)
    )
