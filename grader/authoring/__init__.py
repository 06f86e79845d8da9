"""The author's language: all that a file in solutions/ may say."""

from sympy import Rational

from grader.answers import (
    EXACT,
    HAND,
    REL3,
    Choice,
    Expression,
    Family,
    Function,
    Labels,
    Names,
    Prose,
    Region,
    Sequence,
    Through,
    Tolerance,
    Truths,
    Value,
    Vector,
    direction,
    line_of,
)
from grader.authoring.language import Exercise, Given, Item, Option, Right
from grader.authoring.variants import Dice, Drawn
from grader.model import Text

__all__ = [
    "EXACT",
    "HAND",
    "REL3",
    "Choice",
    "Dice",
    "Drawn",
    "Exercise",
    "Expression",
    "Family",
    "Function",
    "Given",
    "Item",
    "Labels",
    "Names",
    "Option",
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
    "direction",
    "line_of",
]
