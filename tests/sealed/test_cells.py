"""Cells: who is within the tolerance has the reference's word, who is far off has not."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from grader.algebra.reading.parser import parse
from grader.algebra.syntax.tree import Num
from grader.answer_key.sealed.box.cells import PLACES, STEPS, WIDTH, NoCell, fits, word, words
from grader.answers.base.canonical import Measured
from tests.every import each

ABS, REL = Fraction(6, 10_000), Fraction(1, 1000)
VALUES = [Fraction(text) for text in ("0", "1", "-1", "3/8", "2.718", "-1000", "1/100000", "123456789")]
KINDS = [(ABS, Fraction(0)), (Fraction(1, 10**9), Fraction(0)), (Fraction(0), REL), (Fraction(1, 10**6), REL)]


def number(value: Fraction, kind: tuple[Fraction, Fraction]) -> Measured:
    return Measured(Num(value), *kind)


def bound_of(value: Fraction, kind: tuple[Fraction, Fraction]) -> Fraction:
    return max(kind[0], kind[1] * abs(value))


@each("kind", KINDS)
def test_all_that_lies_within_the_tolerance_has_one_word_where_the_offset_fits(kind: tuple[Fraction, Fraction]) -> None:
    chance = random.Random(str(kind))
    for value in VALUES:
        good = [offset for offset in range(STEPS) if fits(number(value, kind), offset)]
        assert STEPS // 2 < len(good) < STEPS  # a quarter of the cell is left out
        for offset in chance.sample(good, 6):
            here = word("raw", (number(value, kind),), [offset] * PLACES)
            for step in (-100, -37, 0, 81, 100):
                moved = value + Fraction(step, 100) * bound_of(value, kind)
                assert word("raw", (number(moved, kind),), [offset] * PLACES) == here, (value, offset, step)


@each("kind", KINDS)
def test_what_lies_a_cell_away_has_another_word(kind: tuple[Fraction, Fraction]) -> None:
    for value in VALUES:
        for offset in (0, 17, 63):
            far = value + (WIDTH + 1) * bound_of(value, kind)
            words_of = [word("raw", (number(one, kind),), [offset] * PLACES) for one in (value, far)]
            assert words_of[0] != words_of[1] or far == value


def test_a_number_at_an_edge_has_the_words_of_both_sides() -> None:
    edge = Measured(Num(Fraction(WIDTH)), Fraction(1))
    assert words("raw", (edge,), [0] * PLACES) == ['["raw",0]', '["raw",1]']
    assert words("raw", (edge,), [STEPS // 2] * PLACES) == ['["raw",1]']


def test_equal_formulas_have_one_word() -> None:
    kind = (Fraction(1, 10**9), Fraction(0))
    forms = [Measured(parse(text), *kind) for text in ("sqrt(8)", "2*sqrt(2)", "4/sqrt(2)", "2^(3/2)")]
    assert len({word("raw", (form,), [5] * PLACES) for form in forms}) == 1


def test_what_has_no_value_is_a_word_of_its_own() -> None:
    assert word("raw", (Measured(parse("1/0"), ABS),), [0] * PLACES) == '["raw","undefined"]'


def test_a_number_that_nobody_can_place_has_no_word() -> None:
    with pytest.raises(NoCell):
        word("raw", (Measured(parse("exp(exp(20))"), ABS),), [0] * PLACES)
