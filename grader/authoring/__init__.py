"""The author's language: all that a file in solutions/ may say.

Answer kinds without a line here are found as well, in their folder; a line tells type checkers and editors of one.
"""

from typing import Any

from sympy import Rational

from grader.answers.base.tolerance import EXACT, HAND, REL3, Tolerance
from grader.answers.comparing.invariants import Invariant, direction, line_of
from grader.answers.functions.arguments import array_of, tensor_of
from grader.answers.functions.signature import FunctionCall as Call
from grader.answers.functions.symbolic_function import Oracle, SymbolicFunction
from grader.answers.functions.way import LOOP, SYMBOLIC, Way
from grader.answers.kinds.affine_set import AffineSet
from grader.answers.kinds.choice import Choice
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.function import Function
from grader.answers.kinds.prose import Prose
from grader.answers.kinds.returned import Numbers, Word
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.answers.kinds.words import Labels, Truths, WordSet
from grader.answers.registry import CLASSES
from grader.authoring.items import Item, Option, Right
from grader.authoring.language import Exercise, Given
from grader.authoring.texts import rounded
from grader.authoring.variants import Dice, Variant
from grader.model import Text

__all__ = [
    "EXACT",
    "HAND",
    "LOOP",
    "REL3",
    "SYMBOLIC",
    "AffineSet",
    "Call",
    "Choice",
    "Dice",
    "Exercise",
    "Expression",
    "Function",
    "Given",
    "Invariant",
    "Item",
    "Labels",
    "Numbers",
    "Option",
    "Oracle",
    "Prose",
    "Rational",
    "Right",
    "Sequence",
    "SolutionSet",
    "SymbolicFunction",
    "Text",
    "Tolerance",
    "Truths",
    "Value",
    "Variant",
    "Vector",
    "Way",
    "Word",
    "WordSet",
    "array_of",
    "direction",
    "line_of",
    "rounded",
    "tensor_of",
]


def __getattr__(name: str) -> Any:
    if name in CLASSES:
        return CLASSES[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
