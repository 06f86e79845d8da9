"""Exercise 11: three minima with torch, right in many styles, wrong in the ways learners go wrong."""

from __future__ import annotations

from tests.exercises.table import table

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
MISTAKES = [
    ("convergent_rates", "Interval.open(0, S(1)/130)", "M1"),
    ("convergent_rates", "Interval.open(0, S(2)/65)", "M2"),
    ("shrink_factor", "1 - 65*eta", "M3"),
    ("end_point", "(5, 0)", "M4"),
    ("end_point", "(S(20)/11, S(20)/11)", "M5"),
    ("true_loss", "S(9)/4", "M9"),
    ("s_after_one_step", "0", "M10"),
]
FOLLOWS = [
    ("1 - 65*eta", "Interval.open(0, S(2)/65)", "follow_through", "1"),
    ("1 - 10*eta", "'0 < eta < 1/5'", "follow_through", "1"),
    ("1 + 130*eta", "Interval.open(0, S(1)/65)", "correct", "1"),
    ("eta**2", "Interval.open(0, 1)", "wrong", "0"),
    ("S(1)/2", "Interval.open(0, oo)", "wrong", "0"),
]
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
    start: str = "0., 0.",
    lr: str = "0.005",
    steps: str = "300",
    optimiser: str = "SGD",
    dtype: str = "",
    end: str = ".detach()",
) -> str:
    return DESCENT.format(start=start, lr=lr, steps=steps, optimiser=optimiser, dtype=dtype, end=end)


L1 = [
    (descent(), "correct", "3"),
    (descent(end=""), "correct", "3"),  # still attached to the graph
    (descent(dtype=", dtype=torch.float64", start="10., -3."), "correct", "3"),
    (descent(end=".tolist()"), "correct", "3"),
    (descent(end=".detach().numpy()"), "correct", "3"),
    (descent().replace("lr=lr)", "lr=0.005)"), "partial", "2"),  # the rate that is passed does not count
    (descent(steps="3"), "partial", "2"),  # its own defaults do not arrive
    (descent(optimiser="Adam", lr="0.1", steps="2000"), "partial", "1"),  # arrives, by other steps
    (
        "def minimise_l1(start=(0, 0), lr=0.1, steps=1):\n    return [16/13, 28/13]",
        "wrong",
        "0",
    ),  # a point that was looked up
    ("def minimise_l1(start=(0, 0), lr=0.1, steps=1):\n    return [float('nan')]*2", "wrong", "0"),
]
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
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("shrink_factor convergent_rates outcome points", FOLLOWS, item="convergent_rates"),
    *table("code outcome points", L1, item="minimise_l1"),
    *table("code outcome points", PRECISION, item="minimise_l3"),
    *table(
        "code outcome points mistake", [(descent(lr="0.25", steps="100"), "partial", "2", "M6")], item="minimise_l1"
    ),  # ends in nan
    *table("code points mistake", [(L3.format(steps=100, gamma=1.0), "0", "M8")], item="minimise_l3"),
]
