"""One way to write numbers, entries and open ends per language, and it can be read again."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.syntax.formatting import said
from grader.algebra.syntax.tree import Interval, Num, Seq
from grader.notation import rewritten
from tests.every import each


def number(text: str) -> Num:
    return Num(Fraction(text.replace(",", ".")), text)


@each(
    ("typed", "de", "en"),
    [
        ("1.5", "1,5", "1.5"),
        ("1,5", "1,5", "1.5"),
        ("-.5", "-0,5", "-0.5"),
        ("1e-7", "1e-7", "1e-7"),
        ("1.2307692307692308", "16/13", "16/13"),
        ("-0.3333333333333333", "-1/3", "-1/3"),
        ("0.6931471805599453", "0,6931471805…", "0.6931471805…"),
        ("9.5367431640625e-07", "9,536743164…e-07", "9.536743164…e-07"),
    ],
)
def test_numbers(typed: str, de: str, en: str) -> None:
    """A decimal as the language has it; what has many digits as a simple fraction that Python shows so, or cut."""
    shown = said(number(typed))
    assert (shown.de, shown.en) == (de, en)


def test_lists_and_intervals() -> None:
    shown = said(Seq((number("0,5"), Num(Fraction(1)))))
    assert (shown.de, shown.en) == ("(0,5; 1)", "(0.5, 1)")
    shown = said(Interval(number("0.5"), Num(Fraction(1)), True, False))
    assert (shown.de, shown.en) == ("]0,5; 1]", "(0.5, 1]")


@each(
    ("text", "kind"),
    [("2*(w - 0,5)", "expression"), ("{1; 2,5}", "region"), ("]0; 1,5]", "region"), ("w > 0,25", "region")],
)
def test_what_is_shown_means_the_same(text: str, kind: str) -> None:
    shown = said(parse(text, names={"w"}, kind=kind))
    for one in (shown.de, shown.en):
        assert compare(text, one, names=("w",), kind=kind).verdict == "proved", one


@each(
    ("text", "de", "en"),
    [("x = 0.5, y = 1", "x = 0,5; y = 1", "x = 0.5, y = 1"), ("(1,5; 2)", "(1,5; 2)", "(1.5, 2)"), ("1/3", "1/3", "1/3")],
)
def test_what_was_written_for_no_language(text: str, de: str, en: str) -> None:
    assert (rewritten(text, "de"), rewritten(text, "en")) == (de, en)


@each(
    ("student", "reference", "witness"),
    [
        ("0 < eta < 1", "0 < eta < 1/65", "eta = 0.5"),
        ("0 < eta < 1", "1/65 < eta < 1", "eta = 0.01"),
        ("0 <= eta < 1", "0 < eta < 1", "eta = 0"),
        ("0 < eta < 4/3", "0 < eta < 1.3333", "eta = 1.33332"),
        ("0 < eta <= sqrt(2)", "0 < eta < sqrt(2)", "eta ≈ 1.41421"),
        ("eta > 0", "eta > 10**8", "eta = 50000000"),
        ("eta < 0", "eta < -3", "eta = -2"),
        ("eta > -oo", "eta >= 0", "eta = -1"),
    ],
)
def test_a_witness_on_a_line_is_simple_exact_and_not_near_an_end(student: str, reference: str, witness: str) -> None:
    found = compare(student, reference, names=("eta",), kind="region").witness
    assert found is not None
    assert found.student == witness
