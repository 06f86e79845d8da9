"""Texts that repeat what is read in front of answers, behind them and inside: no reader breaks on one, or takes long."""

from __future__ import annotations

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.door import read
from grader.answers.kinds.affine_set import AffineSet
from grader.answers.kinds.expression import Expression
from grader.answers.kinds.solution_set import SolutionSet
from grader.answers.kinds.value import Value
from grader.answers.kinds.vector import Vector
from grader.answers.reading.values import Unread
from tests.every import each, turn

KINDS: tuple[AnswerKind, ...] = (
    Value(),
    Expression(symbols=("w",)),
    Vector(3),
    SolutionSet(symbols=("x",)),
    SolutionSet(symbols=("x", "y"), points=True),
    AffineSet("w1 w2"),
)
UNITS = [
    "ln",
    "Wurzel aus ",
    "|",
    "½",
    "x_1",
    "∂L/",
    "a = ",
    "a: ",
    "P(",
    "\\begin{cases}",
    "1 000 ",
    "[1 2] ",
    "1) ",
    "ist ",
    "√",
]


def outcome(kind: AnswerKind, text: str) -> str:
    """Anything but these two would be our fault; a reader whose time grows with the square would take minutes here."""
    try:
        return "read" if read(kind.reading(), text) else "nothing"
    except Unread as error:
        return "refused" if error.why.code else "nothing"


@each("unit", turn(UNITS, 3))
def test_a_long_text_is_read_or_refused(unit: str) -> None:
    assert {outcome(kind, (unit * 4000)[:3999]) for kind in KINDS} <= {"read", "refused"}
