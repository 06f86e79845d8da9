"""The syntax tree inside an answer: from a live value, as plain data, and what it must not be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.syntax.json_codec import from_json, to_json
from grader.algebra.syntax.tree import Add, Call, Const, Inf, Mul, NaN, Node, Num, Pow, Rel, Sym, Truth, rebuild, symbols
from grader.answers.reading.equal_sides import one_side
from grader.answers.reading.everyday import number_in_words
from grader.answers.reading.printed import printed
from grader.answers.reading.values import Unread, node_of, the_one
from grader.mistakes import door as mistakes
from grader.mistakes.generic.not_a_number import NotANumber
from grader.mistakes.generic.not_a_number import holds_nan as holds_nan
from grader.model import Json


def raw_of(node: Node) -> Json:
    return {"node": to_json(node)}


def node_from(raw: Json) -> Node:
    """The syntax tree inside an answer. Raises ValueError if there is none (a child may send anything)."""
    if type(raw) is not dict or set(raw) != {"node"}:
        raise ValueError("no answer tree")
    kept = _KEPT.get(id(raw))
    if kept is None or kept[0] is not raw:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(raw)] = (raw, from_json(raw["node"]))
    return kept[1]


# An answer is looked at from many sides, and its tree is built once. What is kept is the document itself beside its tree, so
# that its id stays its own.
_KEPT: dict[int, tuple[Json, Node]] = {}
_MOST_KEPT = 64


def scalar(value: object, reading: Mapping[str, Any]) -> Node:
    """The tree of one number or formula; a list or array of a single one counts as it (a loss is often a 1-element tensor)."""
    if mistake := mistakes.in_value(value):
        raise Unread("generic mistake", mistake.id)
    node = the_one(node_of(printed(number_in_words(value)) if type(value) is str else value, reading))
    return _grouped(the_one(one_side(node, tuple(reading.get("symbols", ())))))


def _grouped(node: Node) -> Node:
    """Square brackets inside a formula group, as on paper: -[y*log(y) + …]."""
    if isinstance(node, Add | Mul | Pow | Call):
        return rebuild(node, lambda part: _grouped(the_one(part)))
    return node


def is_scalar(node: Node) -> bool:
    """A number or formula, not a list, set, relation or truth value."""
    return isinstance(node, Num | Sym | Const | Inf | NaN | Add | Mul | Pow | Call)


def expect_symbols(node: Node, reading: Mapping[str, Any]) -> None:
    """Raises Unread if a name occurs that the exercise does not know."""
    allowed = tuple(reading.get("symbols", ()))
    unknown = sorted(symbols(node) - {canonical_name(name) for name in allowed})
    if not unknown:
        return
    raise Unread("unknown symbols" if allowed else "symbols in a number", names=unknown)


def expect_number(node: Node) -> None:
    """Raises Unread for what is neither a number nor a formula."""
    if isinstance(node, Truth):
        raise Unread("truth value")
    if isinstance(node, Rel) and node.op == "=":
        raise Unread("equation")
    if not is_scalar(node):
        raise Unread("no single number")


NOT_A_NUMBER = NotANumber.feedback
