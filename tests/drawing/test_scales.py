"""Axes reach as far as the marks, and no further after an answer that is far off; numbers on them are round."""

from __future__ import annotations

import math
import random

import pytest

from grader.drawing.extent import limits
from grader.drawing.marks import COURSE, OWN, Axis, Bars, Dots, Horizontal, Mark, Panel
from grader.drawing.numerals import numeral
from grader.drawing.scales import OUTSIDE, Scale, ticks
from grader.model import Lang
from tests.every import each


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (0.0, 6, "0", "0"),
        (-0.0, 6, "0", "0"),
        (-0.5, 6, "−0,5", "−0.5"),
        (1 / 3, 4, "0,3333", "0.3333"),
        (1000.0, 6, "1000", "1000"),
        (2.5e-7, 6, "2,5·10⁻⁷", "2.5·10⁻⁷"),
        (1e9, 6, "10⁹", "10⁹"),
        (-1e9, 6, "−10⁹", "−10⁹"),
    ],
)
def test_numbers_are_written_as_the_language_does(value: float, digits: int, german: str, english: str) -> None:
    assert numeral(value, "de", digits) == german
    assert numeral(value, "en", digits) == english


@pytest.mark.parametrize(
    ("low", "high", "options", "shown"),
    [
        (0, 1, {}, ["0", "0,2", "0,4", "0,6", "0,8", "1"]),
        (-0.3, 0.3, {}, ["−0,2", "0", "0,2"]),
        (0, 3.2, {"whole": True}, ["0", "1", "2", "3"]),
        (0, 1.2, {"whole": True}, ["0", "1"]),
        (-9.8, 14, {}, ["−5", "0", "5", "10"]),
        (1234.0, 1236.0, {}, ["1234", "1234,5", "1235", "1235,5", "1236"]),
        (0, 4e7, {}, ["0", "10⁷", "2·10⁷", "3·10⁷", "4·10⁷"]),
        (1e-2, 1e42, {"log": True}, ["10⁰", "10¹⁰", "10²⁰", "10³⁰", "10⁴⁰"]),
        (1e-4, 3, {"log": True}, ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]),
        (0.9, 5.5, {"log": True}, ["1", "2", "3", "4", "5"]),
    ],
)
def test_axes_have_round_numbers(low: float, high: float, options: dict[str, bool], shown: list[str]) -> None:
    assert [text for _, text in ticks(low, high, "de", most=5, **options)] == shown


def test_ticks_lie_between_the_ends_and_are_told_apart_whatever_the_range() -> None:
    rng = random.Random(7)
    for _ in range(2000):
        low = rng.choice((-1, 0, 1)) * 10 ** rng.uniform(-30, 30)
        high = low + max(10 ** rng.uniform(-30, 30), 1e-6 * abs(low))
        found = ticks(low, high, "en", most=6)
        room = 1e-6 * (high - low)
        assert len(found) <= 7
        assert all(low - room <= value <= high + room for value, _ in found)
        assert len({text for _, text in found}) == len(found), (low, high, found)


def ends(*marks: Mark, axis: Axis | None = None) -> tuple[float, float]:
    return limits(Panel(marks, y=axis or Axis()), "y")


def dots(*heights: float, tone: str = COURSE) -> Dots:
    return Dots(tuple((0.0, height) for height in heights), tone)  # type: ignore[arg-type]


def test_an_axis_reaches_a_little_beyond_what_is_on_it() -> None:
    assert ends(dots(0, 10)) == pytest.approx((-0.5, 10.5))
    assert ends(dots(0, 10), dots(12, tone=OWN)) == pytest.approx((-0.6, 12.6))
    assert ends(Bars(((0.0, 4.0),))) == pytest.approx((0, 4.2)), "bars stand on the axis"
    assert ends(dots(1, 1000), axis=Axis(log=True)) == pytest.approx((10**-0.15, 10**3.15))


def test_an_answer_that_is_far_off_makes_nothing_else_small() -> None:
    assert ends(dots(0, 10), dots(5e5, tone=OWN)) == ends(dots(0, 10))
    assert ends(dots(5e5, tone=OWN))[1] > 5e5, "alone it is what is shown"
    assert ends(dots(1, 10), dots(1e30, tone=OWN), axis=Axis(log=True)) == ends(dots(1, 10), axis=Axis(log=True))


@each(
    "marks",
    [
        (),
        (dots(3),),
        (dots(0, 0, 0),),
        (dots(1e60, 1e60),),
        (dots(-1e60, 1e60),),
        (dots(-5, -4), Horizontal(-3.0)),
        (dots(1e-300, 2e-300),),
    ],
)
@each("axis", [Axis(), Axis(low=0), Axis(high=0), Axis(low=-1, high=1), Axis(log=True), Axis(low=10, log=True)])
def test_an_axis_always_leads_upwards(marks: tuple[Mark, ...], axis: Axis) -> None:
    low, high = ends(*marks, axis=axis)
    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < high
    assert axis.low is None or low == axis.low
    assert axis.high is None or high == axis.high
    assert not axis.log or low > 0
    scale = Scale(low, high, axis.log, 200.0, 10.0)
    assert scale(low) == pytest.approx(200)
    assert scale(high) == pytest.approx(10)


@each("lang", ["de", "en"])
def test_what_lies_far_off_lies_on_its_own_side(lang: Lang) -> None:
    up = Scale(0.0, 1.0, False, 200.0, 10.0)
    assert (up(1e60), up(-1e60)) == (-OUTSIDE, OUTSIDE)
    logarithmic = Scale(1.0, 10.0, True, 200.0, 10.0)
    assert (logarithmic(1e60), logarithmic(0.0), logarithmic(-3.0)) == (pytest.approx(-9999, abs=1), OUTSIDE, OUTSIDE)
