"""Exercise 23: a loop without zero_grad, and its repair."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("accumulated_steps", "[1.5, 3.75, 5.625, 6.1875]"),
    ("accumulated_steps", "(S(3)/2, S(15)/4, S(45)/8, S(99)/16)"),
    ("accumulated_steps", "'1,5; 3,75; 5,625; 6,1875'"),
    ("first_difference", "2"),
    ("recursion", "[1.5, -1]"),
    ("long_run", "'C'"),
    ("place_of_printed_loss", "2.25"),
]
MISTAKES = [
    ("accumulated_steps", "[1.5, 2.25, 2.625, 2.8125]", "M1"),
    ("accumulated_steps", "[1.5, 2.625, 3.4375, S(511)/128]", "M2"),
    ("accumulated_steps", "[1.5, 4.5, 9, 15]", "M3"),
    ("first_difference", "1", "M4"),
    ("place_of_printed_loss", "2.625", "M5"),
    ("recursion", "[1.5, 1]", "M6"),
    ("long_run", "'A'", "M7"),
    ("recursion", "'0,5; 0'", "M8"),
    ("long_run", "'B'", "M9"),
]
STEPS = [
    ("[1.5, 3.75, 5.625, 6]", "9/4"),
    ("[1.5, 4, 5.75, 6.125]", "9/4"),  # a slip in the second step; the others continue from its own places
    ("[0, 0, 0, 0]", "0"),
    ("[3, 4.5, 5.25, 5.25]", "3/2"),  # gradients at 0, 3, 4.5: the sum so far, from the own places
]
LOOP = """
import torch
def train(steps):
    w = torch.tensor(0.0, requires_grad=True)
    opt = torch.optim.SGD([w], lr=0.25)
    rows = []
    for _ in range(steps):
        {reset}
        loss = (w - 3)**2
        loss.backward()
        opt.step()
        rows.append({row})
    return rows
"""
LOOPS = [
    (LOOP.format(reset="opt.zero_grad()", row="(w.item(), (w.item() - 3)**2)"), "correct", "2"),
    (LOOP.format(reset="opt.zero_grad()", row="[w.item(), ((w - 3)**2).item()]"), "correct", "2"),
    (LOOP.format(reset="w.grad = None", row="(w.detach().clone(), (w.detach() - 3)**2)"), "correct", "2"),
    ("def train(steps):\n    return [(3 - 3/2**t, 9/4**t) for t in range(1, steps + 1)]", "wrong", "0"),
    (LOOP.format(reset="opt.zero_grad()", row="(w.item(), loss.item())"), "partial", "1"),  # the loss lags one step
    (LOOP.format(reset="pass", row="(w.item(), (w.item() - 3)**2)"), "partial", "1"),  # each loss is that of its w
    (LOOP.format(reset="opt.zero_grad()", row="(w, (w.item() - 3)**2)"), "partial", "1"),  # the same tensor in every row
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answer points", STEPS, item="accumulated_steps"),
    *table("code outcome points", LOOPS, item="train"),
]
