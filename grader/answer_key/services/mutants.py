"""Mutants of a reference: small changes of its code that must not be judged correct."""

from __future__ import annotations

import ast
import copy
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grader.authoring.items import Item
from grader.authoring.variants import Variant
from grader.model import Json, Text
from grader.sandbox.clock.patience import OutOfPatience, patience

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
NAMES = {"sin": "cos", "cos": "sin", "exp": "log", "log": "exp"}
PATIENCE = 0.5  # seconds of processor time; a loop whose end was mutated away is as good as no answer


@dataclass(frozen=True, slots=True)
class Mutant:
    change: Text
    tree: ast.Module


def mutants(item: Item) -> list[Mutant]:
    """Every mutant of an item's reference; none for choices and free texts, which have no code."""
    return [] if item.options or item.marks else _mutants_of(item.make)


@lru_cache(maxsize=1)  # they are asked for one after the other
def _mutants_of(make: Callable[..., Any]) -> list[Mutant]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(make)))
    tree.body[0].decorator_list = []  # type: ignore[attr-defined]
    return list(_mutate(tree))


def _mutate(tree: ast.Module) -> Iterator[Mutant]:
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        for text, change in _changes(node):
            mutant = copy.deepcopy(tree)
            change(list(ast.walk(mutant))[index])
            line = getattr(node, "lineno", 0)
            changed = Text(de=f"Zeile {line}: {text}", en=f"line {line}: {text}")
            yield Mutant(changed, ast.fix_missing_locations(mutant))


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    match node:
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            for other in dict.fromkeys((number + 1, number - 1, number * 2)):
                if other != number:
                    yield f"{number} → {other}", _set("value", other)
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPS:
            swapped = SWAPS[type(op)]
            yield f"{type(op).__name__} → {swapped.__name__}", _set("op", swapped())
        case ast.Compare(ops=[op]) if type(op) in SWAPS:
            swapped = SWAPS[type(op)]
            yield f"{type(op).__name__} → {swapped.__name__}", _set("ops", [swapped()])
        case ast.UnaryOp(op=ast.USub()):
            yield "- → +", _set("op", ast.UAdd())
        case ast.Name(id=name) if name in NAMES:
            yield f"{name} → {NAMES[name]}", _set("id", NAMES[name])


def _set(field: str, value: object) -> Callable[[Any], None]:
    return lambda node: setattr(node, field, value)


def observed(drawn: Variant, item: Item, mutant: Mutant) -> Json | None:
    """What a mutant answers; None where it gives no answer."""
    namespace = dict(vars(sys.modules[item.make.__module__]))
    exec(compile(mutant.tree, "<mutant>", "exec"), namespace)  # the author's own trusted code, changed by us
    try:
        with patience(PATIENCE):
            return drawn.observed(item, drawn.apply(namespace[item.make.__name__]), "a mutant")
    except (Exception, OutOfPatience):  # noqa: BLE001  # a mutant may fail in any way; giving no answer is one of its fates
        return None


def fate(drawn: Variant, item: Item, mutant: Mutant) -> str:
    """`killed`: not judged correct · `broken`: gives no answer · `equal`: proved to be the reference's answer exactly ·
    `survived`: judged correct though it is not."""
    from grader.answer_key.matching.match import match

    raw = observed(drawn, item, mutant)
    if raw is None:
        return "broken"
    if raw == drawn.reference(item):
        return "equal"
    right = match(drawn, item, raw).kind == "reference"
    if right and item.many:  # another of the right answers
        return "equal"
    return "survived" if right else "killed"
