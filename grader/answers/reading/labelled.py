"""Vectors whose entries say what they are called: `{w1: 5, w2: 0}` of SymPy's solve, `"w1 = 5 und w2 = 0"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.algebra.reading.in_front import without_name_of_list, without_names_of_entries
from grader.algebra.reading.tokens.lexer import LONGEST, canonical_name
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import And, FiniteSet, Node, Rel, Seq, Sym
from grader.answers.reading.everyday import BEHIND, REASON, numbered, without_example
from grader.answers.reading.values import Unread, key_of, node_of

JOINED = re.compile(r"\s+(?:und|and|sowie)\s+")
BEGINS = r"((?:^|[\[({;,\n])\s*)"  # an entry
COLON = re.compile(BEGINS + r"([^\W\d]\w{0,11})\s*:(?!=)(\s*)(?:=\s*)?")
POINT = re.compile(r"^\s*(?:\w{1,12}|\([\w\s,;|]{1,40}\))\s*(?=\([^()|]*\|[^()]*\)\s*$)|^\s*[A-Z]\s*(?=\([^()/]*/[^()]*\)\s*$)")


def plain_list(text: str, reading: Mapping[str, Any]) -> str:
    """`a: 1, b: 2`, `a = 1 und b = 2`, `g(0) = 1, g(1) = 2`, `w = (1, 2)` and `P(1|2)` in the form of a list."""
    symbols, length = reading["symbols"], reading["length"]
    text = REASON.sub("", BEHIND.sub("", without_example(text), count=1), count=1)
    parts = numbered(text)
    if parts is not None and len(parts) == length:
        return f"[{'; '.join(parts)}]"
    if ZERO_VECTOR.match(text):
        return f"[{'; '.join('0' * length)}]"
    if match := EACH.match(text):
        return f"[{'; '.join([match[1]] * length)}]"
    text = without_name_of_list(POINT.sub("", text), symbols)
    text = _slashed(ABOUT_ENTRY.sub(r"\1", ARROWS.sub("; ", JOINED.sub("; ", text))), length)
    return without_names_of_entries(_without_colons(VALUE_AT.sub(r"\1", text), reading), symbols)


ZERO_VECTOR = re.compile(r"^\s*(?:(?:der|the)\s+)?(?:Null-?vektor|0-vektor|zero vector|null vector)\s*$", re.IGNORECASE)
EACH = re.compile(
    r"^\s*(?:je(?:weils)?|alle|überall|each|all)(?:\s+(?:=|sind|are|gleich))?\s+([^;,\n=]+(?:,\d+)?)\s*$", re.IGNORECASE
)
ARROWS = re.compile(r"(?<=[\w)\]])\s*(?:→|⟶|-{1,2}>|\\to(?![a-z])|\\rightarrow)\s*")
ABOUT_ENTRY = re.compile(
    r"((?:^|[\[({;=≈]|,\s)\s*)(?:ca\.?|circa|rund|etwa|ungefähr|about|approx\.?|approximately|≈|~)\s*(?=[-+−]?\d)",
    re.IGNORECASE,
)
VALUE_AT = re.compile(BEGINS + r"[^\W\d]\w{0,5}\s*=\s*[^;:=\n]{1,20}?\s*:\s+")  # c = 1/2: 0
SLASHED = re.compile(r"^\s*\(([^()]*)\)\s*$")


WITH_PLACES = re.compile(r"\s*[-+−]?\d+(?:[.,]\d+(?:\s*%)?|\s*%)\s*")


def _slashed(text: str, length: int) -> str:
    """`(0/0/0)` and `(1/2 / 3)` as points: where the number of signs says that they separate."""
    match = SLASHED.match(text)
    if match is None and (parts := text.split(" / "))[1:] and len(parts) == length and all(map(WITH_PLACES.fullmatch, parts)):
        return f"[{'; '.join(parts)}]"
    if match is None or re.search(r"[;|]|,\s", match[1]):
        return text
    for sign in (r"\s+/\s+", "/"):
        parts = re.split(sign, match[1])
        if len(parts) == length and all(part.strip() for part in parts):
            return f"({'; '.join(parts)})"
    return text


def _without_colons(text: str, reading: Mapping[str, Any]) -> str:
    """`w1: 2, w2: 4` with = for the colons. In a formula x:2 is a half of x: there every entry must have a colon and a blank.

    Raises:
        Unread: nobody can say whether the colons divide.
    """
    if not reading["symbols"]:
        return COLON.sub(r"\1\2 = ", text)
    found = [match for match in COLON.finditer(text) if canonical_name(match[2]) in _known(reading)]
    labels = {canonical_name(match[2]) for match in found}
    if len(labels) < max(reading["length"], 2) or len(labels) != len(found):
        return text
    if not all(match[3] for match in found):
        raise Unread("colon")
    written = [canonical_name(match[2]) for match in found]
    return COLON.sub(r"\1" if written == sorted(written) else r"\1\2 = ", text)


def without_call(text: str) -> str:
    """`g(0) = -1` says of what the value is; the value counts."""
    return without_names_of_entries(text, ()) if len(text) <= LONGEST else text


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
    order = _order(named, reading) or _by_number(named, reading["length"])
    if order is not None:
        return [named[name] for name in order]
    length = reading["length"]
    if len(found) < length and "" not in named:
        raise Unread("dictionary with gaps", given=list(named))
    shown = _shown(list(found.values()), reading)
    raise (Unread("dictionary of values", shown=shown) if shown else Unread("dictionary"))


def in_order(node: Node, reading: Mapping[str, Any]) -> Node:
    """`w2 = 0, w1 = 5` by name, where the names of the entries are known; a set of one point is that point.

    Entries with other names stay in their order, since `x = 5, y = 0` is a list all the same; in a set they have none.
    """
    if isinstance(node, FiniteSet) and len(node.args) == 1 and isinstance(node.args[0], Seq):
        return node.args[0]  # what linsolve gives
    if isinstance(node, Seq | FiniteSet) and len(node.args) == 1 and isinstance(node.args[0], And):
        node = node.args[0]
    if isinstance(node, And):  # w1 = 5 ∧ w2 = 0
        node = Seq(node.args)
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


def _known(reading: Mapping[str, Any]) -> set[str]:
    return {canonical_name(name) for key in ("names", "called", "symbols") for name in reading.get(key, ())}


def _order(named: Mapping[str, object], reading: Mapping[str, Any]) -> list[str] | None:
    """The names of all entries in their order: that of the item, else of the exercise's symbols."""
    if len(named) != reading["length"] or reading.get("width"):
        return None
    plain = {canonical_name(name): name for name in named}
    for known in (reading.get("names", ()), reading.get("called", ())):
        if plain and set(plain) <= set(known):
            return [plain[name] for name in known if name in plain]
    return None


def _by_number(named: Mapping[str, object], length: int) -> list[str] | None:
    """The keys of `{"w1": 1.5, "w2": 2.25}` by their numbers."""
    plain = {canonical_name(name): name for name in named}
    found = {(match[1], int(match[2])): plain[name] for name in plain if (match := re.fullmatch(r"(\D+)(\d{1,2})", name))}
    stems = {stem for stem, _ in found}
    if len(stems) != 1 or length < 2 or [number for _, number in sorted(found)] != list(range(1, length + 1)):
        return None
    return [found[key] for key in sorted(found)]


def _shown(values: list[object], reading: Mapping[str, Any]) -> str:
    try:
        texts = [show(node_of(value, reading, depth=1)) for value in values[:12]]
    except Unread:
        return ""
    return f"[{('; ' if any(',' in text for text in texts) else ', ').join(texts)}]"[:200]
