"""Which values does a formula take while its parameter runs through all reals: all of them, or certainly not all?"""

from __future__ import annotations

from typing import Any, Literal

from grader.algebra.syntax.tree import Seq, symbols

Reach = Literal["all", "part", "unknown"]
ONTO = ("tan", "sinh", "asinh")  # of an affine argument: every real number
HALF = ("sin", "cos", "tanh", "atan", "exp", "Abs", "cosh")  # never beyond some bound on one side


def reach(point: Seq) -> Reach:
    """Of the points of a line: does the map reach all of them? Any coordinate that moves says so."""
    from grader.algebra.sympy_bridge.to_sympy import to_sympy

    names = sorted({name for entry in point.args for name in symbols(entry)})
    if len(names) != 1:
        return "unknown"
    found = [_of_formula(to_sympy(entry), names[0]) for entry in point.args if symbols(entry)]
    return "all" if "all" in found else "part" if "part" in found else "unknown"


def _of_formula(formula: Any, name: str) -> Reach:
    import sympy

    t, u = sympy.Symbol(name), sympy.Dummy("u")
    odd = _odd(formula, t)
    if odd is not None:
        return "all" if odd else "part"
    for kernel in sorted(formula.atoms(sympy.Function) | _roots(formula), key=str):
        inside = formula.xreplace({kernel: u})
        odd = None if inside.has(t) else _odd(inside, u)
        if odd is None:
            continue
        if not odd or kernel.func.__name__ in HALF or isinstance(kernel, sympy.Pow):
            return "part"
        if kernel.func.__name__ in ONTO and _odd(kernel.args[0], t) and sympy.degree(kernel.args[0], t) == 1:
            return "all"
    return "unknown"


def _roots(formula: Any) -> set[Any]:
    """Square roots, which are never negative."""
    import sympy

    return {power for power in formula.atoms(sympy.Pow) if power.exp == sympy.Rational(1, 2)}


def _odd(formula: Any, t: Any) -> bool | None:
    """Is it a polynomial of odd degree in t? None if it is no polynomial or does not move."""
    import sympy

    expanded = sympy.expand(formula)
    if not expanded.is_polynomial(t) or not expanded.has(t):
        return None
    return bool(sympy.degree(expanded, t) % 2)
