"""Vectors whose entries say what they are called: `{w1: 5, w2: 0}` of SymPy's solve, `"w1 = 5 und w2 = 0"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.algebra.reading.lexer import LONGEST, canonical_name
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import And, FiniteSet, Node, Rel, Seq, Sym
from grader.answers.reading.everyday import without_example
from grader.answers.reading.values import Unread, node_of

JOINED = re.compile(r"\s+(?:und|and|sowie)\s+|\s*\n\s*")
BEGINS = r"((?:^|[\[({;,])\s*)"  # an entry
COLON = re.compile(BEGINS + r"([A-Za-z]\w*)\s*:\s*(?==)?")
VALUE_OF = re.compile(BEGINS + r"(?:[A-Za-z]\w*'?\s*\([^()=]*\)|[d∂]\w*\s*/\s*[d∂]\w+)\s*=(?!=)\s*")  # g(0) = 1; dg/dx = 2
LEFT_SIDE = re.compile(r"^\s*(?:[A-Za-z]\w*|[-−]?\s*∇\s*\w*(?:\([^()]*\))?|\(\s*\w+(?:\s*[,;|]\s*\w+)*\s*\))\s*=\s*(?=[(\[])")


def key_of(key: object) -> str:
    """The name that a key of a dictionary is, as a text or a SymPy symbol; empty for everything else."""
    if type(key) is str:
        return key.strip()
    symbol = type(key).__module__ == "sympy.core.symbol" and type(key).__name__ == "Symbol"
    return str(key.name) if symbol else ""  # type: ignore[attr-defined]


def the_value(value: Any) -> Any:
    """The number in `{w: 3}` or `[{w: 3}]`, what solve gives for one unknown; everything else stays as it is."""
    found = _dictionary(value)
    return next(iter(found.values())) if found is not None and len(found) == 1 and key_of(next(iter(found))) else value


def plain_list(text: str, reading: Mapping[str, Any]) -> str:
    """`a: 1, b: 2`, `a = 1 und b = 2`, `g(0) = 1, g(1) = 2`, lines below each other and `w = (1, 2)` in the form of a list."""
    text = without_call(JOINED.sub("; ", LEFT_SIDE.sub("", without_example(text))))
    return text if reading["symbols"] else COLON.sub(r"\1\2 = ", text)  # in a formula x:2 is a half of x


def without_call(text: str) -> str:
    """`g(0) = -1` says of what the value is; the value counts."""
    return VALUE_OF.sub(r"\1", text) if len(text) <= LONGEST else text


def from_dictionary(value: Any, reading: Mapping[str, Any]) -> Any:
    """The values of one dictionary in the order of the entries; everything that is no dictionary stays as it is.

    Raises:
        Unread: nobody can say which value comes first, or there are too few of them.
    """
    found = _dictionary(value)
    if found is None:
        if type(value) in (list, tuple) and value and all(type(one) is dict for one in value):
            raise Unread("several lists", there=len(value))
        return value
    named = {key_of(key): entry for key, entry in found.items()}
    order = _order(named, reading)
    if order is not None:
        return [named[name] for name in order]
    length = reading["length"]
    if len(found) < length and "" not in named:
        raise Unread("dictionary with gaps", given=list(named))
    shown = _shown(list(found.values()), reading)
    raise Unread("dictionary of values", shown=shown) if shown else Unread("dictionary")


def equations_of(value: Any, reading: Mapping[str, Any]) -> Node | None:
    """`[{w1: 5 - 7*w2/4}]`, what solve gives where something stays free, as equations; None for everything else."""
    found = _dictionary(value)
    if found is None or not all(map(key_of, found)):
        return None
    parts = tuple(Rel("=", Sym(canonical_name(key_of(key))), node_of(entry, reading, depth=1)) for key, entry in found.items())
    return parts[0] if len(parts) == 1 else And(parts)


def in_order(node: Node, reading: Mapping[str, Any]) -> Node:
    """`w2 = 0, w1 = 5` by name, where the names of the entries are known; a set of one point is that point.

    Entries with other names stay in their order, since `x = 5, y = 0` is a list all the same; in a set they have none.
    """
    if isinstance(node, FiniteSet) and len(node.args) == 1 and isinstance(node.args[0], Seq):
        return node.args[0]  # what linsolve gives
    if not isinstance(node, Seq | FiniteSet):
        return node
    named = dict(pair for entry in node.args if (pair := _named(entry)) is not None)
    # a list has an order of its own, which only the names of the item itself may overrule
    known = reading if isinstance(node, FiniteSet) else {**reading, "called": ()}
    order = _order(named, known) if len(named) == len(node.args) else None
    if order is None:
        return node
    return Seq(tuple(named[name] for name in order))


def without_name(entry: Node, reading: Mapping[str, Any]) -> Node:
    """`w1 = 1,5` inside a list says the value and what it is called."""
    pair = _named(entry)
    return pair[1] if pair is not None and pair[0] not in reading["symbols"] else entry


def _named(entry: Node) -> tuple[str, Node] | None:
    """The name and the value in `w1 = 5`."""
    if isinstance(entry, Rel) and entry.op == "=" and isinstance(entry.left, Sym):
        return entry.left.name, entry.right
    return None


def _dictionary(value: Any) -> dict[object, object] | None:
    """A dictionary that is not empty, alone or in a list of one."""
    if type(value) in (list, tuple) and len(value) == 1:
        (value,) = value
    return value if type(value) is dict and value else None


def _order(named: Mapping[str, object], reading: Mapping[str, Any]) -> list[str] | None:
    """The names of all entries in their order: that of the item, else of the exercise's symbols."""
    if len(named) != reading["length"] or reading.get("width"):
        return None
    plain = {canonical_name(name): name for name in named}
    for known in (reading.get("names", ()), reading.get("called", ())):
        if plain and set(plain) <= set(known):
            return [plain[name] for name in known if name in plain]
    return None


def _shown(values: list[object], reading: Mapping[str, Any]) -> str:
    try:
        texts = [show(node_of(value, reading, depth=1)) for value in values[:12]]
    except Unread:
        return ""
    return f"[{('; ' if any(',' in text for text in texts) else ', ').join(texts)}]"
