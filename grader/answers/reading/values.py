"""Live Python values to syntax trees, by exact type: a value that lies about itself is not believed.

Runs in the child, beside student code. `__class__`, `__eq__`, `__float__` and the like of foreign types are never
asked; what is not on the list is refused with a sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from grader.algebra.reading.parser import parse
from grader.algebra.reading.tokens import python_numbers
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.sympy_bridge.from_sympy import from_sympy
from grader.algebra.sympy_bridge.piecewise import by_cases
from grader.algebra.syntax.errors import NotReadable
from grader.algebra.syntax.tree import And, FiniteSet, Node, Rel, Seq, Sym, Truth
from grader.measures import trouble
from grader.model import Json

MAX_ENTRIES = 10_000  # entries of one answer; a hand-in asks for a dozen
MAX_DEPTH = 6


class Unread(ValueError):
    """A value that cannot be taken as an answer: `why` says so in a code of reading_help/ and what its sentence names;
    `mistake` is a generic one (G1 …)."""

    def __init__(self, code: str, mistake: str | None = None, /, **words: Json) -> None:
        super().__init__(f"{code} {words}" if words else code)
        self.why = trouble(code, **words)
        self.mistake = mistake

    @classmethod
    def like(cls, error: NotReadable) -> Unread:
        """The same trouble."""
        return cls(error.why.code, **error.why.words)


def node_of(value: object, reading: Mapping[str, Any], *, depth: int = 0) -> Node:
    """The syntax tree of a number, array, SymPy object, string or collection of these.

    Raises:
        Unread: the value is of a kind that no answer may have.
    """
    if depth > MAX_DEPTH:
        raise Unread("deep value")
    kind = type(value)
    if kind is str:
        return _of_string(value, reading, depth)  # type: ignore[arg-type]
    scalar = _of_scalar(value, kind)
    if scalar is not None:
        return scalar
    if kind is dict and value:
        return _of_dictionary(value, reading, depth)  # type: ignore[arg-type]
    elements = _elements(value, kind)
    if elements is not None:
        if len(elements) > MAX_ENTRIES:
            raise Unread("many entries")
        nodes = tuple(_entry(element, reading, depth + 1) for element in elements)
        return FiniteSet(nodes) if kind in (set, frozenset) else Seq(nodes)
    foreign = _of_library(value, kind, reading, depth)
    if foreign is not None:
        return foreign
    raise _refused(kind)


def key_of(key: object) -> str:
    """The name that a key of a dictionary is, as a text or a SymPy symbol; empty for everything else."""
    if type(key) is str:
        return key.strip()
    symbol = type(key).__module__ == "sympy.core.symbol" and type(key).__name__ == "Symbol"
    return str(key.name) if symbol else ""  # type: ignore[attr-defined]


def _of_dictionary(value: dict[object, object], reading: Mapping[str, Any], depth: int) -> Node:
    """`{w1: 5, w2: 0}`, what SymPy's solve gives, as the equations w1 = 5 and w2 = 0."""
    if len(value) > MAX_ENTRIES:
        raise Unread("many entries")
    if not all(map(key_of, value)):
        raise _refused(dict)
    parts = tuple(Rel("=", Sym(canonical_name(key_of(key))), _entry(entry, reading, depth + 1)) for key, entry in value.items())
    return parts[0] if len(parts) == 1 else And(parts)


BLANK = Seq(())  # an entry that is not filled in yet; equal to no answer


def is_blank(value: object) -> bool:
    """What stands in a stub, or less: None, `...`, an empty text, three dots as one."""
    return value is None or value is Ellipsis or (type(value) is str and value.strip() in ("", "..."))


def text_of(value: object) -> str | None:
    """The text that a value is, also as NumPy has it; None for everything else."""
    numpy = sys.modules.get("numpy")
    if type(value) is str or (numpy is not None and type(value) is numpy.str_):
        return str(value)
    return None


def _entry(element: object, reading: Mapping[str, Any], depth: int) -> Node:
    """An entry of a list; an array or tensor of one number, as NumPy and torch give it, is that number."""
    if is_blank(element):
        return BLANK
    node = node_of(element, reading, depth=depth)
    return node if type(element) in (list, tuple) else the_one(node)


def the_one(node: Node) -> Node:
    """What is inside a list, array or set of a single element."""
    while isinstance(node, Seq | FiniteSet) and len(node.args) == 1:
        node = node.args[0]
    return node


def _of_string(value: str, reading: Mapping[str, Any], depth: int) -> Node:
    try:
        return parse(
            value,
            names=tuple(reading.get("symbols", ())),
            by_cases=by_cases,
            length=reading.get("length") if depth == 0 else None,
            kind=_parse_kind(reading) if depth == 0 or (reading["kind"] == "region" and not reading.get("points")) else None,
        )
    except NotReadable as error:
        raise Unread.like(error) from error


def _parse_kind(reading: Mapping[str, Any]) -> str | None:
    return {"value": "value", "expression": "expression", "region": "region"}.get(reading["kind"])


def _of_scalar(value: Any, kind: type) -> Node | None:
    if kind is bool:
        return Truth(value)
    try:
        if kind is int:
            return python_numbers.of_integer(value)
        if kind is float:
            return python_numbers.of_float(value)
        if kind is Fraction:
            return python_numbers.of_fraction(value)
        if kind is Decimal:
            return python_numbers.of_decimal(value)
    except NotReadable as error:
        raise Unread.like(error) from error
    return None


def _elements(value: Any, kind: type) -> list[object] | None:
    if kind in (list, tuple, set, frozenset):
        return list(value)
    if kind is range:
        return list(value[: MAX_ENTRIES + 1])
    return None


_COORDINATES = frozenset({"Point", "Point2D", "Point3D"})
_ARRAYS = frozenset({"ImmutableDenseNDimArray", "MutableDenseNDimArray"})


def _of_library(value: Any, kind: type, reading: Mapping[str, Any], depth: int) -> Node | None:
    """NumPy, torch and SymPy values, if those libraries are loaded and the type is their own."""
    numpy = sys.modules.get("numpy")
    torch = sys.modules.get("torch")
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        if value.numel() > MAX_ENTRIES:  # before a sparse one is filled with its zeros
            raise Unread("many entries")
        value = value.to_dense() if value.layout is not torch.strided else value
        if value.is_quantized:
            raise _refused(kind)
        value = value.float() if value.dtype is torch.bfloat16 else value  # NumPy does not know this type
        value = value.detach().cpu().resolve_conj().resolve_neg().numpy()
        kind = type(value)
    if numpy is not None and kind is numpy.matrix:
        value = numpy.asarray(value)
        kind = numpy.ndarray
    if numpy is not None and kind is numpy.ndarray:
        return _of_array(value, numpy, reading, depth)
    if numpy is not None and issubclass(kind, numpy.generic) and kind.__module__ == "numpy":
        return _of_array(numpy.asarray(value), numpy, reading, depth)
    if kind.__module__.partition(".")[0] == "sympy":
        if kind.__name__ in _COORDINATES:
            return Seq(tuple(_entry(part, reading, depth + 1) for part in value.args))
        if kind.__name__ in _ARRAYS:
            return node_of(value.tolist(), reading, depth=depth + 1)
        try:
            return from_sympy(value)
        except NotReadable as error:
            raise Unread.like(error) from error
    return None


def _of_array(array: Any, numpy: Any, reading: Mapping[str, Any], depth: int) -> Node:
    if array.dtype.kind in "OU" and array.size <= MAX_ENTRIES:  # SymPy numbers or texts inside np.array
        return node_of(array.tolist(), reading, depth=depth + 1)
    if array.dtype.kind not in "biuf" or array.dtype.itemsize > 16 or array.ndim > MAX_DEPTH:
        raise _refused(type(array))
    if array.size > MAX_ENTRIES:
        raise Unread("many entries")
    if array.ndim:
        return Seq(tuple(_of_array(row, numpy, reading, depth + 1) for row in map(numpy.asarray, array)))
    if array.dtype.kind == "b":
        return Truth(bool(array))
    if array.dtype.kind == "f":
        # float32 by its own shortest digits: 0.6 is 0.6, not 0.6000000238
        return python_numbers.of_float(float(array), str(array[()]))  # and a longdouble by all of them
    return python_numbers.of_integer(int(array))


def _refused(kind: type) -> Unread:
    name = kind.__name__ if type(kind) is type else "?"
    return Unread("a function") if name == "function" else Unread("no answer of that kind", kind=name)
