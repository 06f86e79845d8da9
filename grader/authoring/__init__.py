"""The author's language: all that a file in solutions/ may say."""

from sympy import Rational

from grader.answers.base.tolerance import EXACT, HAND, REL3, Tolerance
from grader.answers.comparing.invariants import Through, direction, line_of
from grader.answers.functions.signature import Call
from grader.answers.functions.symbolic_function import Formula, Oracle
from grader.answers.kinds.affine_set import Family
from grader.answers.kinds.choice import Choice
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.function import Function
from grader.answers.kinds.prose import Prose
from grader.answers.kinds.returned import Numbers, Word
from grader.answers.kinds.sequence import Sequence
from grader.answers.kinds.solution_set import Region
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.answers.kinds.words import Labels, Names, Truths
from grader.authoring.items import Item, Option, Right
from grader.authoring.language import Exercise, Given
from grader.authoring.variants import Dice, Drawn
from grader.model import Text

__all__ = [
    "EXACT",
    "HAND",
    "REL3",
    "Call",
    "Choice",
    "Dice",
    "Drawn",
    "Exercise",
    "Expression",
    "Family",
    "Formula",
    "Function",
    "Given",
    "Item",
    "Labels",
    "Names",
    "Numbers",
    "Option",
    "Oracle",
    "Prose",
    "Rational",
    "Region",
    "Right",
    "Sequence",
    "Text",
    "Through",
    "Tolerance",
    "Truths",
    "Value",
    "Vector",
    "Word",
    "direction",
    "line_of",
]
