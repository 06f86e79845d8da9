"""Exercise 11: three minima with torch, right in many styles, wrong in the ways learners go wrong."""

from __future__ import annotations

import pytest

from tests.conftest import GradeCode
from tests.exercises.rows import assert_mistake, assert_outcome, assert_right

RIGHT = [
    ("shrink_factor", "1 - 130*eta"),
    ("shrink_factor", "'1 - 2η(4² + 7²)'"),
    ("convergent_rates", "Interval.open(0, S(2)/130)"),
    ("convergent_rates", "'0 < eta < 1/65'"),
    ("convergent_rates", "']0; 1/65['"),
    ("end_point", "[1.2308, 2.1538]"),
    ("end_point", "__import__('numpy').array([16/13, 28/13])"),
    ("s_after_one_step", "-9.5"),
    ("s_after_one_step", "'-9,5'"),
    ("true_loss", "0.5625"),
]


@pytest.mark.parametrize(("item", "answer"), RIGHT)
def test_right_answers_in_any_form(grade_code: GradeCode, item: str, answer: str) -> None:
    assert_right(grade_code, "ex11", item, answer)


MISTAKES = [
    ("convergent_rates", "Interval.open(0, S(1)/130)", "M1"),
    ("convergent_rates", "Interval.open(0, S(2)/65)", "M2"),
    ("shrink_factor", "1 - 65*eta", "M3"),
    ("end_point", "(5, 0)", "M4"),
    ("end_point", "(S(20)/11, S(20)/11)", "M5"),
    ("true_loss", "S(9)/4", "M9"),
    ("s_after_one_step", "0", "M10"),
]


@pytest.mark.parametrize(("item", "answer", "mistake"), MISTAKES)
def test_known_mistakes_are_recognised(grade_code: GradeCode, item: str, answer: str, mistake: str) -> None:
    assert_mistake(grade_code, "ex11", item, answer, mistake)


FOLLOWS = [
    ("1 - 65*eta", "Interval.open(0, S(2)/65)", "follow_through", "1"),
    ("1 - 10*eta", "'0 < eta < 1/5'", "follow_through", "1"),
    ("1 + 130*eta", "Interval.open(0, S(1)/65)", "correct", "1"),
    ("eta**2", "Interval.open(0, 1)", "wrong", "0"),
    ("S(1)/2", "Interval.open(0, oo)", "wrong", "0"),
]


@pytest.mark.parametrize(("factor", "rates", "outcome", "points"), FOLLOWS)
def test_rates_follow_from_the_own_factor(grade_code: GradeCode, factor: str, rates: str, outcome: str, points: str) -> None:
    assert_outcome(grade_code, "ex11", {"shrink_factor": factor, "convergent_rates": rates}, "convergent_rates", outcome, points)


DESCENT = """
import torch
def minimise_l1(start=({start}), lr={lr}, steps={steps}):
    w = torch.tensor([float(x) for x in start], requires_grad=True{dtype})
    opt = torch.optim.{optimiser}([w], lr=lr)
    for _ in range(steps):
        opt.zero_grad()
        loss = (4*w[0] + 7*w[1] - 20)**2
        loss.backward()
        opt.step()
    return w{end}
"""


def descent(
    start: str = "0., 0.", lr: str = "0.005", steps: str = "300", optimiser: str = "SGD", dtype: str = "", end: str = ".detach()"
) -> str:
    return DESCENT.format(start=start, lr=lr, steps=steps, optimiser=optimiser, dtype=dtype, end=end)


L1 = [
    (descent(), "correct", "3"),
    (descent(end=""), "correct", "3"),  # still attached to the graph
    (descent(dtype=", dtype=torch.float64", start="10., -3."), "correct", "3"),
    (descent(end=".tolist()"), "correct", "3"),
    (descent(end=".detach().numpy()"), "correct", "3"),
    (descent(steps="3"), "partial", "2"),  # its own defaults do not arrive
    (descent(optimiser="Adam", lr="0.1", steps="2000"), "partial", "1"),  # arrives, by other steps
    ("def minimise_l1(start=(0, 0), lr=0.1, steps=1):\n    return [16/13, 28/13]", "partial", "1"),  # a point that was looked up
    ("def minimise_l1(start=(0, 0), lr=0.1, steps=1):\n    return [float('nan')]*2", "wrong", "0"),
]


@pytest.mark.parametrize(("code", "outcome", "points"), L1)
def test_first_function(grade_code: GradeCode, code: str, outcome: str, points: str) -> None:
    graded = grade_code("ex11", cells=[code])
    assert (graded.outcome("minimise_l1"), graded.points("minimise_l1")) == (outcome, points), graded["minimise_l1"]


def test_the_rate_of_exercise_10_ends_in_nan(grade_code: GradeCode) -> None:
    verdict = grade_code("ex11", cells=[descent(lr="0.25", steps="100")])["minimise_l1"]
    assert (str(verdict.outcome), str(verdict.points), verdict.mistake) == ("partial", "2", "M6")


L3 = """
import torch
def minimise_l3(start=0.0, lr=0.25, steps={steps}):
    w = torch.tensor(float(start), requires_grad=True)
    opt = torch.optim.SGD([w], lr=lr)
    sched = torch.optim.lr_scheduler.ExponentialLR(opt, gamma={gamma})
    for _ in range(steps):
        opt.zero_grad()
        torch.abs(w - torch.exp(-w)).backward()
        opt.step()
        sched.step()
    return w.detach()
"""

PRECISION = [
    (L3.format(steps=300, gamma=0.95), "correct", "3"),
    (L3.format(steps=40, gamma=0.93), "partial", "1"),
    (L3.format(steps=100, gamma=1.0), "wrong", "0"),
    ("def minimise_l3(start=0, lr=0, steps=0):\n    return 0.56714329", "wrong", "0"),  # a number alone earns nothing
]


@pytest.mark.parametrize(("code", "outcome", "points"), PRECISION)
def test_third_function_counts_by_precision(grade_code: GradeCode, code: str, outcome: str, points: str) -> None:
    graded = grade_code("ex11", cells=[code])
    assert (graded.outcome("minimise_l3"), graded.points("minimise_l3")) == (outcome, points), graded["minimise_l3"]


def test_a_fixed_rate_is_recognised(grade_code: GradeCode) -> None:
    assert grade_code("ex11", cells=[L3.format(steps=100, gamma=1.0)])["minimise_l3"].mistake == "M8"
