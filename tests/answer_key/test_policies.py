"""What an author may choose: who decides the undecided, and what a gap in the domain costs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from grader.answer_key.process.client import LiveKey
from grader.answers.door import observe
from grader.answers.kinds.expression import Expression
from grader.errors import AuthorError
from tests.every import each

EXERCISE = """
from sympy import symbols
from grader.authoring import *
x = symbols("x")
T = Text(de="Aufgabe", en="Task")
exercise = Exercise(title=T, statement=T, symbols="x")

@exercise.item(Expression(), points=1, prompt=T)
def lenient():
    return 2**(-x)

@exercise.item(Expression(undecided="accept", gap="reject"), points=1, prompt=T)
def strict():
    return 2**(-x)
"""
ROUNDED = "exp(-0.693147180559945309*x)"  # the last digits of a float: nobody can prove it
GAP = "2^(-x)*x/x"

POLICIES = [
    ("lenient", ROUNDED, "cannot_tell", "nicht sicher"),
    ("strict", ROUNDED, "reference", "nicht bewiesen"),
    ("lenient", GAP, "reference", "bei x = 0"),
    ("strict", GAP, "none", "bei x = 0"),
    ("strict", "2^(-x)", "reference", ""),
]


@pytest.mark.parametrize(("name", "answer", "kind", "words"), POLICIES)
def test_policies(tmp_path: Path, name: str, answer: str, kind: str, words: str) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_policy.py").write_text(EXERCISE)
    with LiveKey(tmp_path) as key:
        exercise = key.exercise("ex42")
        item = exercise.item(name)
        found = key.match(exercise, item, observe(item.reading, answer))
    assert found.kind == kind
    said = found.note or found.reason
    assert words in (said.de if said else "")


@each("policy", [{"undecided": "guess"}, {"gap": "maybe"}])
def test_unknown_policies_are_refused(policy: dict[str, str]) -> None:
    with pytest.raises(AuthorError, match="undecided is teacher or accept"):
        Expression(**policy)  # type: ignore[arg-type]


TWO_WAYS = """
from grader.authoring import *
T = Text(de="Aufgabe", en="Task")
exercise = Exercise(title=T, statement=T)

@exercise.item(Value(), points=1, prompt=T)
def saved():
    return 49000

@saved.mistake("M1", T)
def for_one():
    return 49

@exercise.item(Sequence(2), points=1, prompt=T)
def walk():
    return [3, 4]

walk.otherwise(Text(de="Rechne den ersten Schritt nach.", en="Work out the first step."))
"""


def test_what_is_right_in_one_of_two_readings_is_no_known_mistake(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "ex42_two_ways.py").write_text(TWO_WAYS)
    with LiveKey(tmp_path) as key:
        exercise = key.exercise("ex42")
        saved, walk = exercise.items
        assert key.match(exercise, saved, observe(saved.reading, "49.000")).kind == "cannot_tell"
        assert key.match(exercise, saved, observe(saved.reading, "49")).mistake == "M1"
        early = key.match(exercise, walk, observe(walk.reading, [2, 3, 4]))
        assert (early.credit, early.note is not None and early.note.de.count(".")) == (Fraction(1, 2), 1)
