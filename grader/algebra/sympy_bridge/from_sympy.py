"""SymPy objects to trees: a whitelist of node types, exact numbers, symbols by name only.

A student's object may lie about everything, so only classes that SymPy itself defines are read, and only their
arguments. Nothing is evaluated.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from grader.algebra.reading.atoms import ends
from grader.algebra.reading.tokens.lexer import canonical_name
from grader.algebra.reading.tokens.python_numbers import of_decimal, of_float, of_fraction
from grader.algebra.sympy_bridge.binders import NotCovered, condition_set, element_of, image
from grader.algebra.sympy_bridge.piecewise import by_cases
from grader.algebra.syntax.errors import NotReadable
from grader.algebra.syntax.functions import ARITY, BY_OTHERS, function_name, written_out
from grader.algebra.syntax.tree import (
    EMPTY,
    HALF,
    ONE,
    REALS,
    Add,
    And,
    Call,
    Const,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Mul,
    NaN,
    Node,
    Not,
    Num,
    Operator,
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
    div,
    num,
    sub,
)

DEEPEST, MOST = 100, 5000
MANY: dict[str, Any] = {"Add": Add, "Mul": Mul, "And": And, "Or": Or, "Union": Union, "Intersection": Intersection}
SEQUENCES = {"Tuple", "MutableDenseMatrix", "ImmutableDenseMatrix"}
BINDERS = {"ConditionSet", "ImageSet", "Contains"}
RELATIONS = {
    **{"Equality": "=", "Unequality": "!=", "StrictLessThan": "<", "LessThan": "<="},
    **{"StrictGreaterThan": ">", "GreaterThan": ">="},
}
SINGLE: dict[str, Node] = {
    **{"Pi": Const("pi"), "Exp1": Call("exp", (ONE,)), "Infinity": Inf(1), "NegativeInfinity": Inf(-1), "NaN": NaN()},
    **{
        "EmptySet": EMPTY,
        "Reals": REALS,
        "UniversalSet": Truth(True),
        "BooleanTrue": Truth(True),
        "BooleanFalse": Truth(False),
    },
    **{"Zero": num(0), "One": num(1), "NegativeOne": num(-1), "Half": Num(Fraction(1, 2))},
}


def from_sympy(obj: Any) -> Node:
    """The tree of a SymPy object, or of a list, tuple, set or dictionary-free nest of them.

    Raises:
        NotReadable: it holds something that is no formula, set or relation.
    """
    return _Converter().node(obj, 0)


class _Converter:
    def __init__(self) -> None:
        self.left = MOST

    def node(self, obj: Any, depth: int) -> Node:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise NotReadable("large formula")
        plain = self.plain(obj, depth)
        if plain is not None:
            return plain
        return self.special(_kind(obj), obj, depth + 1)

    def plain(self, obj: Any, depth: int) -> Node | None:
        """Python's own numbers and containers."""
        kind = type(obj)
        if kind is bool:
            return Truth(obj)
        if kind is int or kind is Fraction:
            return of_fraction(Fraction(obj))
        if kind is float:
            return of_float(obj)
        if kind is Decimal:
            return of_decimal(obj)
        if kind in (list, tuple):
            return Seq(tuple(self.node(part, depth + 1) for part in obj))
        if kind in (set, frozenset):
            parts = [self.node(part, depth + 1) for part in obj]
            return FiniteSet(tuple(sorted(parts, key=repr)))
        return None

    def parts(self, obj: Any, depth: int) -> tuple[Node, ...]:
        return tuple(self.node(part, depth) for part in obj.args)

    def special(self, name: str, obj: Any, depth: int) -> Node:
        match name:
            case "Symbol" | "Dummy":
                return _symbol(obj.name)
            case "Integer" | "Rational":
                return of_fraction(Fraction(int(obj.p), int(obj.q)))
            case "Float":
                return of_decimal(Decimal(str(obj)), trailing_zeros=False)
            case "Pow":
                base, exponent = self.parts(obj, depth)
                return Call("exp", (exponent,)) if base == Call("exp", (ONE,)) else Pow(base, exponent)
            case "Not":
                return Not(self.node(obj.args[0], depth))
            case "FiniteSet":
                return FiniteSet(self.parts(obj, depth))
            case "Interval":
                low, high, low_open, high_open = obj.args
                return Interval(ends(self.node(low, depth)), ends(self.node(high, depth)), bool(low_open), bool(high_open))
            case "Complement":
                left, right = self.parts(obj, depth)
                return Minus(left, right)
            case "Heaviside":
                x, *at_zero = self.parts(obj, depth)
                return Call("step", (x,) if at_zero in ([], [HALF]) else (x, *at_zero))
            case "re" | "conjugate":  # SymPy leaves them where a symbol was not declared real; here all are
                return self.node(obj.args[0], depth)
            case "im":
                return num(0)
            case "Poly":
                return self.node(obj.as_expr(), depth)
            case "Piecewise":
                pieces = [self.parts(piece, depth) for piece in obj.args if _kind(piece) == "ExprCondPair"]
                return by_cases([(value, when) for value, when in pieces])
            case "acot":  # of SymPy, odd: from -π/2 to π/2
                return Call("atan", (Pow(self.node(obj.args[0], depth), num(-1)),))
            case "gamma":
                return Call("factorial", (sub(self.node(obj.args[0], depth), ONE),))
            case "Mod":
                left, right = self.parts(obj, depth)
                return sub(left, Mul((right, Call("floor", (div(left, right),)))))
            case "Implies":
                left, right = self.parts(obj, depth)
                return Or((Not(left), right))
            case "SymmetricDifference":
                left, right = self.parts(obj, depth)
                return Union((Minus(left, right), Minus(right, left)))
        if name in SINGLE:
            return SINGLE[name]
        if name in RELATIONS:
            left, right = self.parts(obj, depth)
            return Rel(cast(Operator, RELATIONS[name]), left, right)
        if name in MANY:
            parts = self.parts(obj, depth)
            if parts:
                return cast(Node, MANY[name](parts))
        if name in SEQUENCES:
            return self.sequence(name, obj, depth)
        if name in BINDERS:
            try:
                return self.binder(name, obj, depth)
            except NotCovered:
                raise _unreadable(name) from None
        function = function_name(name)
        if function is not None:
            parts = self.parts(obj, depth)
            if ARITY[function][0] <= len(parts) <= ARITY[function][1]:
                return written_out(function, parts[0]) if function in BY_OTHERS else Call(function, parts)
        raise _unreadable(name)

    def binder(self, name: str, obj: Any, depth: int) -> Node:
        """Sets with a bound symbol.

        Raises:
            NotCovered: their base or image is of no kind that is judged.
        """
        if name == "Contains":
            return element_of(*self.parts(obj, depth))
        if name == "ConditionSet":
            bound, condition, base = obj.args
            return condition_set(_names(self.node(bound, depth)), self.node(condition, depth), self.bases([base], depth))
        function, *sets = obj.args
        if _kind(function) != "Lambda":
            raise NotCovered
        signature, value = self.parts(function, depth)
        return image(_names(signature), value, self.bases(sets, depth))

    def bases(self, sets: list[Any], depth: int) -> list[Node]:
        """The sets that bound symbols run through; a product is several."""
        flat = [part for base in sets for part in (base.args if _kind(base) == "ProductSet" else (base,))]
        return [self.node(part, depth) for part in flat]

    def sequence(self, name: str, obj: Any, depth: int) -> Node:
        """Tuples; a matrix of one row or column is a list, others are lists of rows."""
        if name == "Tuple":
            return Seq(self.parts(obj, depth))
        rows = obj.tolist()
        if len(rows) == 1 or (rows and len(rows[0]) == 1):
            return Seq(tuple(self.node(part, depth) for row in rows for part in row))
        return Seq(tuple(Seq(tuple(self.node(part, depth + 1) for part in row)) for row in rows))


def _kind(obj: Any) -> str:
    """The name of a class that SymPy itself defines.

    Raises:
        NotReadable: it is anybody else's.
    """
    kind = type(obj)
    if not (kind.__module__ or "").startswith("sympy.") or kind.__module__.startswith("sympy.physics"):
        raise _unreadable(kind.__name__)
    return kind.__name__


def _symbol(name: Any) -> Sym:
    if type(name) is not str or not 0 < len(name) <= 60:
        raise _unreadable("Symbol")
    return Sym(canonical_name(name))


def _names(signature: Node) -> list[str]:
    """The names in a symbol or a list of (lists of) symbols."""
    match signature:
        case Sym(name):
            return [name]
        case Seq(args):
            return [name for part in args for name in _names(part)]
        case _:
            raise NotCovered


UNFINISHED = ("Derivative", "Integral", "Limit", "Sum", "Product", "Subs")


def _unreadable(name: str) -> NotReadable:
    if name in UNFINISHED:
        return NotReadable("not worked out")
    shown = name if name.isidentifier() and len(name) <= 40 else "?"
    return NotReadable("no formula", name=shown)
