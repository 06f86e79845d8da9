"""Decimals that somebody writes instead of the right number, rounded rightly but too coarsely."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.syntax.tree import Num
from grader.answers.comparing.coarse import coarse
from tests.every import each

TIES = [
    # away from 0 as at school, and to an even digit as Python's round() does
    (["1/8", "1/4", "5/8"], ["0.13 0.25 0.63", "0.12 0.25 0.62"]),
    (["-1/8"], ["-0.13", "-0.12"]),
    (["3/8"], ["0.38"]),  # both the same
    (["1/3", "1/8"], ["0.33 0.13", "0.33 0.12"]),
    (["2/3"], ["0.67"]),
]


@each(("entries", "two_places"), TIES)
def test_what_lies_in_the_middle_is_rounded_both_ways(entries: list[str], two_places: list[str]) -> None:
    rounded = coarse(tuple(Num(Fraction(entry)) for entry in entries))
    found = [" ".join(str(getattr(entry, "text", "")) for entry in one) for one in rounded]
    assert found[: len(two_places)] == two_places
    assert all(len(shown.split()[0].partition(".")[2]) > 2 for shown in found[len(two_places) :])
