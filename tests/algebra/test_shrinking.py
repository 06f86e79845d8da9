"""The same promises as test_soundness, drawn by Hypothesis: what breaks one is shrunk to a formula that a person can read."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.syntax.errors import ParseError
from grader.algebra.syntax.formatting import show
from grader.algebra.values.evaluation import evaluate, precision

from .randoms import random_formula, rewritten, slipped

RANDOMS = st.randoms(use_true_random=False)
patiently = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@patiently
@given(RANDOMS)
def test_a_rewriting_is_never_refuted(rng: random.Random) -> None:
    formula = random_formula(rng, 3)
    other = rewritten(rng, formula)
    assert compare(other, formula).verdict != "refuted", (show(other), show(formula))


@patiently
@given(RANDOMS, st.fractions(-4, 4, max_denominator=9), st.fractions(-4, 4, max_denominator=7))
def test_what_is_proved_has_the_same_value(rng: random.Random, x: Fraction, y: Fraction) -> None:
    formula = random_formula(rng, 3)
    other = slipped(rng, formula)
    if compare(other, formula).verdict != "proved":
        return
    with precision(200):
        try:
            ours, theirs = evaluate(other, {"x": x, "y": y}), evaluate(formula, {"x": x, "y": y})
        except ArithmeticError:
            return
        assert ours.overlaps(theirs), (show(other), show(formula), x, y)


@patiently
@given(RANDOMS)
def test_both_sides_may_be_swapped(rng: random.Random) -> None:
    formula = random_formula(rng, 2)
    other = rewritten(rng, formula) if rng.random() < 0.5 else slipped(rng, formula)
    assert {compare(other, formula).verdict, compare(formula, other).verdict} != {"proved", "refuted"}


@patiently
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        parse(text)
    except ParseError as error:
        reason = error.reason
    else:
        return
    assert reason.de != reason.en
