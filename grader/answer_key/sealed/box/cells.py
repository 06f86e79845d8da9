"""A canonical answer as a word: its numbers become cells that are eight tolerances wide.

One offset for each place says where the cells begin. It is drawn so that a right answer within its tolerance lies in the
cell of the reference, and it is public: with cells of two tolerances it would give the answer away, with eight it tells
that the reference does not lie in a certain quarter of each cell.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

from flint import arb

from grader.algebra.values.evaluation import Undefined, Unknown, evaluate, precision, rational
from grader.answers.base.canonical import Canonical, Measured

WIDTH = 8  # tolerances
STEPS = 64  # places in a cell where it may begin
PLACES = 64  # offsets of a unit, however many numbers an answer has: their count must not tell
BITS = (128, 512, 1024)
SMALLEST = Fraction(1, 10**100)  # from here on numbers with a relative tolerance count as 0
EDGE = arb("1.01")  # a relative tolerance is a little wider downwards
MOST = 40  # words of one answer whose numbers lie at edges

Cell = str | int


class NoCell(Exception):
    """A number whose place cannot be told, or one that lies at too many edges."""


def word(form: str, canonical: Canonical, offsets: Sequence[int]) -> str:
    """The word of an answer in one of its forms. Raises NoCell."""
    return _joined(form, [cells[0] for cells in _cells(canonical, offsets, None)])


def words(form: str, canonical: Canonical, offsets: Sequence[int], *, share: Fraction = Fraction(1)) -> list[str]:
    """The words of all answers that lie within the tolerances of this one, or within a `share` of them. Raises NoCell."""
    cells = _cells(canonical, offsets, share)
    if prod(map(len, cells)) > MOST:
        raise NoCell
    return [_joined(form, list(chosen)) for chosen in product(*cells)]


def fits(number: Measured, offset: int) -> bool:
    """Does everything within the tolerance lie in one cell?"""
    return len(_places(number, offset, Fraction(1))) == 1


def _joined(form: str, cells: list[Cell]) -> str:
    return json.dumps([form, *cells], separators=(",", ":"))


def _cells(canonical: Canonical, offsets: Sequence[int], share: Fraction | None) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    numbers = 0
    for part in canonical:
        if isinstance(part, str):
            found.append([part])
        else:
            found.append(_places(part, offsets[numbers % PLACES], share))
            numbers += 1
    return found


def _places(number: Measured, offset: int, share: Fraction | None) -> list[Cell]:
    """The cell of a number, or those of all that lie within a share of its tolerance."""
    for bits in BITS:
        with precision(bits):
            try:
                scaled = _scaled_at(number, bits) / WIDTH + arb(offset) / STEPS
            except Undefined:
                return ["undefined"]
            except Unknown:
                continue
            reach = arb(0) if share is None else EDGE * arb(rational(number.noise * share)) / WIDTH
            ends = [(scaled - reach).floor().unique_fmpz(), (scaled + reach).floor().unique_fmpz()]
        if None not in ends:
            return list(range(int(ends[0]), int(ends[1]) + 1))
        if share is None and bits == BITS[-1] and (middle := scaled.mid().floor().unique_fmpz()) is not None:
            return [int(middle)]  # so near to an edge as no reference is
    raise NoCell


@lru_cache(2048)
def _scaled_at(number: Measured, bits: int) -> Any:
    """What is asked again and again while offsets are drawn; the precision is that of the caller."""
    return _scaled(number)


def _scaled(number: Measured) -> Any:
    """The number in tolerances: |x - y| <= abs or <= rel * |y| is a distance of 1 at most, wherever they lie."""
    value = number.value if isinstance(number.value, arb) else evaluate(number.value)
    if not value.is_finite():
        raise Unknown("not finite")
    if not number.rel:
        return value / arb(rational(number.abs))
    share = arb(rational(number.rel))
    return (value * share / arb(rational(max(number.abs, SMALLEST)))).asinh() / share
