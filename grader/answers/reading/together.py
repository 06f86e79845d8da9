"""Values, equations and conditions that stand beside each other: do they list what belongs to a set, or hold together?

One reader for all forms of such a list: entries of a text, texts, SymPy objects, what `solve` gives. Equations of one
variable with different values list values; equations of several variables, and conditions, hold together. What can be
meant in two ways is asked back with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from grader.algebra.reading.rough import rough
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import (
    FORMULA,
    REALS,
    And,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    Node,
    Or,
    Rel,
    Seq,
    Sym,
    Union,
    symbols,
)
from grader.answers.reading.values import BLANK, Unread
from grader.model import Json

SETS = (FiniteSet, Interval, Union, Intersection, Minus)
FORMAL = re.compile(r"[∧⋀&]|\\(?:land|wedge)\b")  # signs of logic; "und" in words is also said between the elements of a list


def indexed(names: Sequence[str]) -> tuple[str, ...]:
    """x₁ and x₂, as the solutions of an equation in x are called."""
    return tuple(f"{name}{number}" for name in names if not name[-1:].isdigit() for number in range(1, 10))


def is_formula(node: Node) -> bool:
    return isinstance(node, FORMULA)


def as_one(node: Node, names: Sequence[str], *, formal: bool = False) -> Node:
    """The set or condition that a list of values, equations and conditions is; `formal` if they are joined by signs of logic.

    Raises:
        Unread: it can be meant in two ways; a single number.
    """
    joined, parts = _parts(node)
    if not parts:
        return node if joined != "list" else FiniteSet(())
    parts = [part for part in map(_unwrapped, parts) if part != REALS or len(parts) == 1]
    if len(parts) == 1:
        return FiniteSet((parts[0],)) if joined == "list" and is_formula(parts[0]) else _single(parts[0])
    if joined == "and" and formal:
        return And(tuple(parts))
    if len(names) == 1:
        return _of_one_variable(joined, parts, names[0])
    return _of_several(joined, parts, names)


def _parts(node: Node) -> tuple[str, list[Node]]:
    """How the parts are joined: `list`, `and`, `or`."""
    match node:
        case Seq(args):
            return "list", [
                part for arg in args for part in (arg.args if isinstance(arg, Seq) and len(arg.args) == 1 else (arg,))
            ]
        case FiniteSet(args) if any(not isinstance(arg, (*FORMULA, Seq)) for arg in args):
            return "list", list(args)
        case And(args):
            return "and", list(args)
        case Or(args):
            return "or", list(args)
        case _:
            return "one", [node]


def _unwrapped(node: Node) -> Node:
    """`{x > 0}` and `[x > 0]` are the condition in them."""
    while isinstance(node, Seq | FiniteSet) and len(node.args) == 1 and not isinstance(node.args[0], (*FORMULA, Seq)):
        node = node.args[0]
    return node


def _single(node: Node) -> Node:
    if is_formula(node):
        raise Unread("no set")
    return node


def _of_one_variable(joined: str, parts: list[Node], name: str) -> Node:
    elements = [_elements(part, name) for part in parts]
    if all(found is not None for found in elements):
        return FiniteSet(tuple(element for found in elements for element in found or ()))
    if joined == "or":
        if all(isinstance(part, (*SETS, *FORMULA)) for part in parts):
            return Union(tuple(FiniteSet((part,)) if is_formula(part) else part for part in parts))
        return Or(tuple(_condition(part, name) for part in parts))
    if any(isinstance(part, (*SETS, *FORMULA)) for part in parts):
        raise Unread("union or intersection", parts=_shown(parts))
    if _contradict(parts, name):
        raise Unread("any or all", parts=_shown(parts))
    return And(tuple(parts))


def _elements(part: Node, name: str) -> tuple[Node, ...] | None:
    """The numbers that `3`, `x = 3`, `x₁ = 3` or `{3; 4}` list."""
    if is_formula(part) and part != BLANK:
        return (part,)
    if isinstance(part, FiniteSet) and all(map(is_formula, part.args)):
        return part.args
    pair = solved_for(part)
    if pair is not None and pair[0] in (name, *indexed([name])) and not symbols(pair[1]):
        return (pair[1],)
    if isinstance(part, Or):  # x = 1 oder 2, beside others
        inner = [_elements(arg, name) for arg in part.args]
        return tuple(one for found in inner for one in found or ()) if all(inner) else None
    return None


def _condition(part: Node, name: str) -> Node:
    return Rel("=", Sym(name), part) if is_formula(part) else part


def solved_for(part: Node) -> tuple[str, Node] | None:
    """The name and the value in `w1 = 5`, or in `5 = w1`."""
    if isinstance(part, Rel) and part.op == "=":
        for name, value in ((part.left, part.right), (part.right, part.left)):
            if isinstance(name, Sym) and name.name not in symbols(value):
                return name.name, value
    return None


def _contradict(parts: Iterable[Node], name: str) -> bool:
    """Is it plain that no number fulfils all of these? Only `x > 1` and the like are looked at."""
    low, low_open, high, high_open = -float("inf"), False, float("inf"), False
    for single in (inner for part in parts for inner in (part.args if isinstance(part, And) else (part,))):
        found = _bound(single, name)
        if found is None:
            continue
        op, bound = found
        if op in ("=", ">", ">=") and bound >= low:
            low, low_open = bound, op == ">" or (low_open and bound == low)
        if op in ("=", "<", "<=") and bound <= high:
            high, high_open = bound, op == "<" or (high_open and bound == high)
    return low > high or (low == high and (low_open or high_open))


def _bound(part: Node, name: str) -> tuple[str, float] | None:
    """The sign and the number of `x > 1`, turned around if the number stands in front."""
    if not isinstance(part, Rel):
        return None
    number, op = (part.right, part.op) if part.left == Sym(name) else (part.left, TURNED.get(part.op, part.op))
    bound = rough(number) if Sym(name) in (part.left, part.right) else None
    return None if bound is None else (op, bound)


TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _shown(parts: Sequence[Node]) -> list[Json]:
    return [show(part) for part in parts]


def _of_several(joined: str, parts: list[Node], names: Sequence[str]) -> Node:
    if joined == "or":
        return Or(tuple(parts)) if not all(isinstance(part, SETS) for part in parts) else Union(tuple(parts))
    if len(parts) == len(names) and all(map(is_formula, parts)):
        return FiniteSet((Seq(tuple(parts)),))  # one point
    if all(isinstance(part, Seq) for part in parts):
        return FiniteSet(tuple(parts))
    if all(isinstance(part, SETS) for part in parts):
        raise Unread("union or intersection", parts=_shown(parts))
    groups = by_turns(parts)
    if groups is not None and len(groups) > 1:
        return Or(tuple(And(tuple(group)) if len(group) > 1 else group[0] for group in groups))
    return And(tuple(parts))


def by_turns(parts: Sequence[Node], names: Sequence[str] = ()) -> list[list[Node]] | None:
    """`x = 0, y = 1, x = 2, y = 3` as two points: whenever a name comes again, another point begins.

    With `names` x₁ and x₂ are called x.

    None if a part is no equation solved for a name, or if the points do not name the same coordinates.
    """
    groups: list[list[Node]] = [[]]
    seen: list[set[str]] = [set()]
    for part in parts:
        pair = solved_for(part)
        if pair is None or symbols(pair[1]):
            return None
        called = next((name for name in names if pair[0] in indexed([name])), pair[0])
        if called in seen[-1]:
            groups.append([])
            seen.append(set())
        groups[-1].append(part)
        seen[-1].add(called)
    return groups if all(found == seen[0] for found in seen) else None
