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

MOST_BITS = 200_000  # of a number that a power may give: 60 000 digits
MOST_FACTORS = 10_000
GROWING = ("factorial", "binomial")  # functions that multiply as many numbers


def to_sympy(node: Node) -> Any:
    """The SymPy object of a tree, for trusted code; symbols are plain.

    Raises:
        ValueError: SymPy would work out a number of more than `MOST_BITS` bits, which it cannot be stopped from.
    """
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
            return _power(to_sympy(base), to_sympy(exponent))
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


def _power(base: Any, exponent: Any) -> Any:
    factor = base.as_coeff_Mul()[0] if hasattr(base, "as_coeff_Mul") else base
    if getattr(exponent, "is_Rational", False) and getattr(factor, "is_Rational", False):
        bits = max(abs(int(factor.p)).bit_length(), int(factor.q).bit_length())
        if bits > 1 and bits * abs(int(exponent.p)) > MOST_BITS * int(exponent.q):
            raise ValueError("a power that is too large to be worked out")
    return base**exponent


def _sympy_call(name: str, args: list[Any]) -> Any:
    import sympy

    if name in GROWING and any(arg.is_Rational and abs(arg.p) > MOST_FACTORS * arg.q for arg in args):
        raise ValueError(f"{name} of a number that is too large to be worked out")

    renamed = {"abs": "Abs", "max": "Max", "min": "Min", "lambertw": "LambertW", "step": "Heaviside"}
    match name:
        case "sigmoid":
            return 1 / (1 + sympy.exp(-args[0]))
        case "softplus":
            return sympy.log(1 + sympy.exp(args[0]))
        case "relu":
            return sympy.Max(0, args[0])
        case "root" if getattr(args[1], "is_odd", False):  # of a negative number SymPy's own is another one
            return sympy.sign(args[0]) * sympy.Abs(args[0]) ** (1 / args[1])
        case "log10" | "log2":
            return sympy.log(args[0], int(name[3:]))
        case _:
            return getattr(sympy, renamed.get(name, name))(*args)
