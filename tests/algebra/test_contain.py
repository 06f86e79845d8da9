"""Part of the reference's set, or not: with a point that does not belong."""

from __future__ import annotations

import pytest

from grader.algebra import ParseError, contained, parse, show

PAIRS = [
    ("[0,1]", "[0,2]", "proved"),
    ("[0,3]", "[0,2]", "refuted"),
    ("{1}", "{1; 2}", "proved"),
    ("{1; 3}", "{1; 2}", "refuted"),
    ("{1; 3}", "[0,2]", "refuted"),
    ("x > 1", "x > 0", "proved"),
    ("x >= 0", "x > 0", "refuted"),
    ("{}", "{1}", "proved"),
    ("2x + 3y <= 0", "2x + 3y <= 1", "proved"),
    ("2x + 3y <= 1", "2x + 3y <= 0", "refuted"),
    ("x = 1", "x > 0", "proved"),
    ("x^2 = 4", "x > 0", "refuted"),
]


@pytest.mark.parametrize(("student", "reference", "verdict"), PAIRS)
def test_containment(student: str, reference: str, verdict: str) -> None:
    found = contained(student, reference)
    assert found.verdict == verdict
    assert (found.witness is not None) == (verdict == "refuted")


BOTH = [
    ("±2", None, "{2; -2}"),
    (r"\pm 3", "set", "{3; -3}"),
    ("{±2}", "region", "{2; -2}"),
    ("x = ±2", "region", "x = 2 ∨ x = -2"),
]


@pytest.mark.parametrize(("text", "kind", "shown"), BOTH)
def test_plus_minus_is_two_values(text: str, kind: str | None, shown: str) -> None:
    assert show(parse(text, kind=kind)) == shown


@pytest.mark.parametrize("kind", ["value", "expression"])
def test_where_one_value_is_asked_plus_minus_is_asked_back(kind: str) -> None:
    with pytest.raises(ParseError, match="two values") as caught:
        parse("1 ± 2", kind=kind)
    assert "zwei Werte" in caught.value.reason.de
