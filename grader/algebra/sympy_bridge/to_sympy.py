"""Trees to SymPy objects, for trusted code: authors, the last prover and the tests."""

from __future__ import annotations

from typing import Any, cast

from grader.algebra.syntax.tree import (
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
    Or,
    Pow,
    Rel,
    Seq,
    Sym,
    Truth,
    Union,
)


def to_sympy(node: Node) -> Any:
    """The SymPy object of a tree, for trusted code; symbols are plain."""
    import sympy

    many: dict[type, Any] = {
        **{Add: sympy.Add, Mul: sympy.Mul, And: sympy.And, Or: sympy.Or, Union: sympy.Union},
        **{Intersection: sympy.Intersection, FiniteSet: sympy.FiniteSet, Seq: sympy.Tuple},
    }
    match node:
        case Num(value):
            return sympy.Rational(value.numerator, value.denominator)
        case Sym(name):
            return sympy.Symbol(name)
        case Const("pi"):
            return sympy.pi
        case Inf(sign):
            return sympy.oo * sign
        case NaN():
            return sympy.nan
        case Truth(value):
            return sympy.true if value else sympy.false
        case Pow(base, exponent):
            return to_sympy(base) ** to_sympy(exponent)
        case Rel(op, left, right):
            kinds = {"=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge}
            return kinds[op](to_sympy(left), to_sympy(right))
        case Not(arg):
            return sympy.Not(to_sympy(arg))
        case Minus(left, right):
            return sympy.Complement(to_sympy(left), to_sympy(right))
        case Interval(low, high, low_open, high_open):
            return sympy.Interval(to_sympy(low), to_sympy(high), low_open, high_open)
        case Call(name, args):
            return _sympy_call(name, [to_sympy(arg) for arg in args])
        case _ if type(node) in many:
            return many[type(node)](*(to_sympy(part) for part in cast(Any, node).args))
    raise TypeError(f"no SymPy object for {node!r}")


def _sympy_call(name: str, args: list[Any]) -> Any:
    import sympy

    renamed = {"abs": "Abs", "max": "Max", "min": "Min", "lambertw": "LambertW", "step": "Heaviside"}
    match name:
        case "sigmoid":
            return 1 / (1 + sympy.exp(-args[0]))
        case "softplus":
            return sympy.log(1 + sympy.exp(args[0]))
        case "relu":
            return sympy.Max(0, args[0])
        case "log10" | "log2":
            return sympy.log(args[0], int(name[3:]))
        case _:
            return getattr(sympy, renamed.get(name, name))(*args)
