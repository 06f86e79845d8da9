"""Exercise 12: Adam and Adagrad, numbers held against torch itself."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("first_iterates", "(1.5, 0.25, 0.25)"),
    ("first_iterates", "[S(3)/2, S(1)/4, S(1)/4]"),
    ("adagrad_second", "0.4189"),
    ("adagrad_second", "'1/4 + 11/(8*sqrt(265/4))'"),
    ("settling_steps", "[9, 104, 231]"),
    ("settling_steps", "[9, 106, 230]"),  # float type and epsilon shift them a little
    ("same_first_step", "{'Adam', 'Adagrad'}"),
    ("same_first_step", "['adagrad', 'ADAM']"),
    ("same_first_step", "'Adam und Adagrad'"),
    ("good_rate", "1"),
    ("good_rate", "0.4"),
    ("good_rate", "10"),
    ("good_rate", "'2,5'"),
    ("adagrad_end_point", "(1.82, 1.82)"),
]
MISTAKES = [
    ("first_iterates", "[1.5, 1.5, 1.5]", "M1"),
    ("adagrad_second", "0.5", "M2"),
    ("adagrad_second", "S(1)/4 + S(11)/530", "M3"),
    ("settling_steps", "[9, 36, 231]", "M4"),
    ("good_rate", "0.01", "M5"),
    ("adagrad_end_point", "(S(16)/13, S(28)/13)", "M6"),
    ("same_first_step", "{'SGD', 'Adam', 'Adagrad'}", "M7"),
    ("settling_steps", "[8, 103, 230]", "M9"),
    ("good_rate", "0.1", "M10"),
]
NEAR = [
    ("settling_steps", "[10, 104, 231]", "wrong"),
    ("settling_steps", "[9, 104, 234]", "wrong"),
    ("good_rate", "0.35", "wrong"),
    ("good_rate", "11", "wrong"),
    ("good_rate", "-1", "wrong"),
    ("good_rate", "0", "wrong"),
    ("good_rate", "I", "invalid"),
    ("same_first_step", "{'Adam'}", "wrong"),
]
FOLLOWS = [
    ("[S(3)/2, S(1)/4, S(3)/2]", "S(3)/2 + S(1)/4*3/sqrt(45)", "follow_through", "2"),
    ("[0, 0, 3]", "3", "wrong", "0"),  # at the minimum nothing would be left to do
]
RUN = """
import torch
def run_optimizer(name, f, start, lr, steps):
    w = torch.tensor({start}, requires_grad=True)
    opt = {choose}
    path = {first}
    for _ in range(steps):
        opt.zero_grad()
        f(w).backward()
        opt.step()
        path.append({entry})
    return path
"""


def code(
    start: str = "float(start)",
    choose: str = "getattr(torch.optim, name)([w], lr=lr)",
    first: str = "[w.item()]",
    entry: str = "w.item()",
) -> str:
    return RUN.format(start=start, choose=choose, first=first, entry=entry)


RUNS = [
    (code(), "correct", "2"),
    (code(start="start, dtype=torch.float64"), "correct", "2"),
    (code(entry="w.detach().clone()", first="[w.detach().clone()]"), "correct", "2"),
    (
        code(choose="{'SGD': torch.optim.SGD, 'Adam': torch.optim.Adam, 'Adagrad': torch.optim.Adagrad}[name]([w], lr=lr)"),
        "correct",
        "2",
    ),
    (code(choose="torch.optim.SGD([w], lr=lr)"), "partial", "2/3"),
    (code(choose="torch.optim.SGD([w], lr=lr) if name == 'SGD' else torch.optim.Adam([w], lr=lr)"), "partial", "4/3"),
    (code(first="[]"), "wrong", "0"),  # the start is missing
    (code(entry="w"), "wrong", "0"),  # the same tensor every time
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", NEAR),
    *table("first_iterates adagrad_second outcome points", FOLLOWS, item="adagrad_second"),
    *table("code outcome points", RUNS, item="run_optimizer"),
]
