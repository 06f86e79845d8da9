"""How many guesses an answer withstands: what anybody tries first, in the order in which they do.

A sealed key makes a guess cost a scrypt, and can do no more: a letter out of four is found by whoever tries all four.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import chain

from flint import arb

from grader.algebra.values.evaluation import Undefined, Unknown, evaluate
from grader.answer_key.sealed.box.plan import Unit
from grader.answers.base.answer_kind import AnswerKind
from grader.answers.base.canonical import Canonical, Measured
from grader.model import Json

MOST = 1_000_000  # half a day on one core
DIGITS = 100  # guesses for the digits behind a rounded number: ten for each


def guesses(kind: AnswerKind, reference: Json, units: Sequence[Unit]) -> int | None:
    """After how many guesses the answer is found; None if not among the first million. `units` are those of its item.

    Where entries count one by one, each is guessed for itself, and for less. Where a number rounded too coarsely is told,
    it is guessed first, and then digit by digit.
    """
    whole = kind.seen(reference)
    tries = [_of(kind, whole)] if whole is not None else []
    entries = [_of(kind, canonical) for _, canonical in kind.apart(reference)]
    if entries and None not in entries:
        tries.append(-(-sum(one for one in entries if one is not None) >> units[-1].cheaper))
    for one in (one for box in units[0].boxes for one in box.candidates if one.literal):
        rounded = kind.canonical(one.raw)
        found = None if rounded is None else _of(kind, rounded)
        tries.append(None if found is None else found + DIGITS * len(rounded or ()))
    known = [one for one in tries if one is not None and one <= MOST]
    return min(known, default=None)


def _of(kind: AnswerKind, canonical: Canonical) -> int | None:
    total = 1
    for part in canonical:
        rank = len(kind.alphabet()) or 2 if isinstance(part, str) else _rank(part)
        if rank is None:
            return None
        total *= rank
    return total


def _rank(number: Measured) -> int | None:
    """The place of a number among those that are tried first."""
    if number.noise != 1:
        return None  # what a formula is worth somewhere: nobody guesses that
    try:
        value = number.value if isinstance(number.value, arb) else evaluate(number.value)
    except (Undefined, Unknown):
        return None
    if not value.is_finite():
        return None
    exact = Fraction(float(value.mid()))
    bound = max(number.abs, number.rel * abs(exact), Fraction(1, 10**12))
    near = (place for place, guess in enumerate(_usual(), start=1) if abs(guess - exact) <= bound)
    return next(near, None)


@cache
def _usual() -> tuple[Fraction, ...]:
    """Small whole numbers, simple fractions, larger whole numbers, decimals with two places."""
    small = (Fraction(number) for number in range(21))
    simple = (Fraction(top, bottom) for bottom in range(2, 13) for top in range(1, 5 * bottom))
    large = (Fraction(number) for number in range(21, 1001))
    decimals = (Fraction(number, 100) for number in range(1, 2001))
    positive = dict.fromkeys(chain(small, simple, large, decimals))
    return tuple(dict.fromkeys(signed for number in positive for signed in (number, -number)))
