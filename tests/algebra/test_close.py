"""Tolerance is a relation of its own: both sides of every bound are certain."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from grader.algebra.door import close
from tests.every import each

CASES = [
    ("0.567", "W(1)", {"places": 3}, "proved", "rounded correctly"),
    ("0,567", "W(1)", {"places": 3}, "proved", "with a comma"),
    ("0.568", "W(1)", {"places": 3}, "refuted", "rounded wrongly"),
    ("0.5671433", "W(1)", {"abs": 1e-6}, "proved", "within"),
    ("0.567", "W(1)", {"abs": 1e-6}, "refuted", "outside"),
    ("0.5", "0.6", {"abs": "0.1"}, "proved", "exactly on the bound"),
    ("0.5", "0.6", {"abs": 0.1}, "proved", "a float's bound is what was typed"),
    ("0.5", "0.6000000001", {"abs": "0.1"}, "refuted", "just beyond the bound"),
    ("101", "100", {"rel": "0.01"}, "proved", "relative, on the bound"),
    ("101.0001", "100", {"rel": "0.01"}, "refuted", "relative, beyond the bound"),
    ("0", "0", {"rel": 1e-9}, "proved", "zero is zero"),
    ("1e-12", "0", {"rel": 1e-9}, "refuted", "relative to nothing"),
    ("1e-12", "0", {"rel": 1e-9, "abs": 1e-9}, "proved", "the wider bound counts"),
    ("1.4142", "√2", {"places": 4}, "proved", "a root"),
    ("1.4143", "√2", {"places": 4}, "refuted", "a root"),
    ("3.14", "π", {"places": 2}, "proved", "pi"),
    ("22/7", "π", {"places": 2}, "proved", "within half a hundredth"),
    ("22/7", "π", {"places": 3}, "refuted", "beyond half a thousandth"),
    (1 / 3, "1/3", {"abs": 1e-9}, "proved", "a float"),
    (Decimal("0.5"), Fraction(1, 2), {"abs": 0}, "proved", "numbers"),
    ("0.125", "0.12", {"places": 2}, "proved", "half a unit is still right"),
    ("∞", "∞", {"abs": 1}, "proved", "infinity equals itself"),
    ("∞", "1e300", {"abs": 1}, "refuted", "a large number is finite"),
    ("-∞", "∞", {"abs": 1}, "refuted", "signs"),
    (float("inf"), "∞", {"rel": 1}, "proved", "a float's infinity"),
    (float("nan"), float("nan"), {"abs": 1}, "refuted", "NaN equals nothing"),
    ("ln(0)", "0", {"abs": 1}, "refuted", "not defined"),
    ("x", "1", {"abs": 1}, "undecided", "not a number"),
    ("(1; 2)", "1", {"abs": 1}, "refuted", "a list is no number"),
    (-0.0, 0, {"abs": 0}, "proved", "minus zero"),
    (True, 1, {"abs": 0}, "refuted", "a truth value is no number"),
]


@each(("student", "reference", "tolerance", "verdict", "why"), CASES)
def test_close(student: object, reference: object, tolerance: dict[str, object], verdict: str, why: str) -> None:
    assert verdict == close(student, reference, **tolerance).verdict  # type: ignore[arg-type]


@each("tolerance", [{}, {"abs": -1}, {"rel": -1e-9}])
def test_a_tolerance_is_needed_and_not_negative(tolerance: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        close("1", "1", **tolerance)  # type: ignore[arg-type]
