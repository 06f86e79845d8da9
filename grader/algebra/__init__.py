"""Is A the same as B? Proved, refuted or undecided, never guessed; and all that is needed to read and show answers."""

from __future__ import annotations

from grader.algebra.affine import affine_part, is_linear, residuals
from grader.algebra.bridge import from_sympy
from grader.algebra.checker import Rejected, check
from grader.algebra.close import close
from grader.algebra.compare import compare
from grader.algebra.contain import contained
from grader.algebra.document import from_json, to_json
from grader.algebra.evaluate import Undefined, Unknown, evaluate
from grader.algebra.explain import explain
from grader.algebra.fold import number
from grader.algebra.last import prove_with_sympy
from grader.algebra.lexer import canonical_name
from grader.algebra.parser import parse
from grader.algebra.show import show
from grader.algebra.tosympy import to_sympy
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
