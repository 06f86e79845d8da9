"""Is A the same as B? Proved, refuted or undecided, never guessed; and all that is needed to read and show answers.

Reading comes with this package; what compares and proves is imported when it is first asked for: a child only reads.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from grader.algebra.bridge import from_sympy
from grader.algebra.document import from_json, to_json
from grader.algebra.lexer import canonical_name
from grader.algebra.parser import parse
from grader.algebra.show import show
from grader.algebra.tree import (
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
    substitute,
    symbols,
)
from grader.algebra.trouble import NotReadable, ParseError

if TYPE_CHECKING:
    from grader.algebra.affine import affine_part, is_linear, residuals
    from grader.algebra.checker import Rejected, check
    from grader.algebra.closeness import close
    from grader.algebra.comparison import compare
    from grader.algebra.contain import contained
    from grader.algebra.evaluation import Undefined, Unknown, evaluate
    from grader.algebra.explanation import explain
    from grader.algebra.fold import number
    from grader.algebra.last import prove_with_sympy
    from grader.algebra.tosympy import to_sympy

__all__ = [
    "Add",
    "And",
    "Call",
    "Const",
    "FiniteSet",
    "Inf",
    "Intersection",
    "Interval",
    "Minus",
    "Mul",
    "NaN",
    "Node",
    "Not",
    "NotReadable",
    "Num",
    "Or",
    "ParseError",
    "Pow",
    "Rejected",
    "Rel",
    "Seq",
    "Sym",
    "Truth",
    "Undefined",
    "Union",
    "Unknown",
    "affine_part",
    "canonical_name",
    "check",
    "close",
    "compare",
    "contained",
    "evaluate",
    "explain",
    "from_json",
    "from_sympy",
    "is_linear",
    "number",
    "parse",
    "prove_with_sympy",
    "residuals",
    "show",
    "substitute",
    "symbols",
    "to_json",
    "to_sympy",
]

# Where the names are that a child never asks for. No file may have the name of what it holds: it would hide it.
_LATER = {
    "affine": ("affine_part", "is_linear", "residuals"),
    "checker": ("Rejected", "check"),
    "closeness": ("close",),
    "comparison": ("compare",),
    "contain": ("contained",),
    "evaluation": ("Undefined", "Unknown", "evaluate"),
    "explanation": ("explain",),
    "fold": ("number",),
    "last": ("prove_with_sympy",),
    "tosympy": ("to_sympy",),
}
_FILES = {name: file for file, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
