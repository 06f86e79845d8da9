"""The last prover: SymPy, for small formulas only.

SymPy may think for minutes and cannot be stopped from inside, so `compare` never asks it. A worker that can be killed
from outside calls `prove_with_sympy` when a certificate says undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.algebra.syntax.tree import Node, size, symbols
from grader.algebra.values.certificates import proved
from grader.algebra.values.domain import REAL, Range, read_domain
from grader.model import Certificate

SMALL = 60  # nodes on both sides together


def prove_with_sympy(student: Node, reference: Node, *, domain: Mapping[str, str] | None = None) -> Certificate | None:
    """A certificate if SymPy simplifies the difference to zero, else None (which also means: too large to ask)."""
    if size(student) + size(reference) > SMALL:
        return None
    import sympy

    from grader.algebra.sympy_bridge.to_sympy import to_sympy

    ranges = read_domain(domain)
    known: dict[Any, Any] = {
        sympy.Symbol(name): _symbol(sympy, name, ranges.get(name, REAL)) for name in symbols(student) | symbols(reference)
    }
    try:
        difference = (to_sympy(student) - to_sympy(reference)).subs(known)
        zero = sympy.simplify(difference) == 0
    except (TypeError, ValueError, ArithmeticError, AttributeError, NotImplementedError, RecursionError):
        return None  # SymPy's own trouble with a formula proves nothing
    return proved("sympy", "Beide Formeln sind gleich.", "Both formulas are equal.") if zero else None


def _symbol(sympy: Any, name: str, within: Range) -> Any:
    if within.integer:
        return sympy.Symbol(name, integer=True)
    return sympy.Symbol(name, positive=True) if within.positive else sympy.Symbol(name, real=True)
