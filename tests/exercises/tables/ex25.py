"""Exercise 25 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("derivative", "12*w*(w + 1)*(w - 2)"),
    ("derivative", "12*w**3 - 12*w**2 - 24*w"),
    ("derivative", "diff(3*w**4 - 4*w**3 - 12*w**2, w)"),
    ("derivative", "'12w³ − 12w² − 24w'"),
    ("derivative", "'12w(w+1)(w-2)'"),
    ("flat_places", "{-1, 0, 2}"),
    ("flat_places", "[2, 0, -1]"),
    ("flat_places", "FiniteSet(-1, 0, 2)"),
    ("flat_places", "solve(12*w*(w + 1)*(w - 2), w)"),
    ("flat_places", "solveset(12*w*(w + 1)*(w - 2), w, S.Reals)"),
    ("flat_places", "'{-1; 0; 2}'"),
    ("flat_places", "'w = -1 oder w = 0 oder w = 2'"),
    ("valleys", "{-1, 2}"),
    ("valleys", "{-1.0, 2.0}"),
    ("deepest", "[2, -32]"),
    ("deepest", "(2, 3*2**4 - 4*2**3 - 12*2**2)"),
    ("shallow_value", "-5"),
    ("end_points", "[-1, -1, 0, 2, 2]"),
    ("end_points", "[-1.0004, -0.9996, 0, 1.9999, 2]"),
    ("end_points", "__import__('numpy').array([-1, -1, 0, 2, 2])"),
    ("basin", "Interval.open(0, oo)"),
    ("basin", "'w > 0'"),
    ("basin", "w > 0"),
    ("basin", "'(0, oo)'"),
    ("basin", "']0; ∞['"),
    ("rate_bound", "1/36"),
    ("rate_bound", "Rational(2, 72)"),
    ("rate_bound", "0.0278"),
    ("rate_bound", "'0,02778'"),
]
MISTAKES = [
    ("valleys", "{-1, 0, 2}", "M1"),
    ("deepest", "[-1, -5]", "M2"),
    ("end_points", "[2, 2, 2, 2, 2]", "M3"),
    ("end_points", "[-1, -1, 2, 2, 2]", "M4"),
    ("rate_bound", "1/18", "M6"),
    ("rate_bound", "0.0556", "M6"),
    ("rate_bound", "1/72", "M7"),
    ("flat_places", "{-1, 2}", "M8"),
    ("derivative", "'12w³ - 12w² - 24'", "M9"),
    ("derivative", "'12w^4 - 12w^3 - 24w^2'", "M10"),
    ("derivative", "3*w**3 - 4*w**2 - 12*w", "M11"),
    ("shallow_value", "-32", "M12"),
]
NEAR = [
    ("derivative", "12*w*(w - 1)*(w + 2)", "wrong"),
    ("derivative", "w*(w + 1)*(w - 2)", "wrong"),
    ("flat_places", "{-2, 0, 1}", "wrong"),
    ("flat_places", "'12w(w+1)(w-2) = 0'", "wrong"),  # the task written down again
    ("valleys", "{2}", "wrong"),
    ("valleys", "2", "invalid"),
    ("deepest", "[-32, 2]", "wrong"),
    ("end_points", "[-1, -1, 0, 2, 2.01]", "wrong"),
    ("end_points", "[-1, -1, 0, 2]", "wrong"),
    ("basin", "Interval.open(-1, oo)", "wrong"),
    ("basin", "'w < 0'", "wrong"),
    ("rate_bound", "0.028", "wrong"),
]
FOLLOWS = [
    # answers, item, outcome, points
    ({"flat_places": "{-1, 0, 3}", "valleys": "{-1, 3}"}, "valleys", "follow_through", "1"),
    ({"flat_places": "{-2, 0, 1}", "valleys": "{-2}"}, "valleys", "follow_through", "1"),
    ({"flat_places": "{-1, 3}", "valleys": "{-1, 3}"}, "valleys", "wrong", "0"),  # nothing was sorted out
    ({"flat_places": "S.EmptySet", "valleys": "S.EmptySet"}, "valleys", "wrong", "0"),
    ({"flat_places": "Interval(-1, 2)", "valleys": "{0}"}, "valleys", "wrong", "0"),
    (
        {"flat_places": "{-1, 0, 3}", "valleys": "{-1, 3}", "end_points": "[-1, -1, 0, 3, 3]"},
        "end_points",
        "follow_through",
        "2",
    ),
    (
        {"flat_places": "{-3, 1, 2}", "valleys": "{-3, 2}", "end_points": "[-3, -3, -3, -3, 2]"},
        "end_points",
        "follow_through",
        "2",
    ),
    ({"flat_places": "{0, 2}", "valleys": "{2}", "end_points": "[2, 2, 0, 2, 2]"}, "end_points", "wrong", "0"),
    ({"flat_places": "{2}", "valleys": "{2}", "end_points": "[2, 2, 2, 2, 2]"}, "end_points", "wrong", "0"),
    ({"flat_places": "{-1, 0, 2}", "valleys": "{-1, 0, 2}", "end_points": "[-1, -1, 0, 0, 2]"}, "end_points", "wrong", "0"),
]
BEST = """
import math
def f(w): return 3*w**4 - 4*w**3 - 12*w**2
def best_of(starts, lr, steps):
    found = []
    for w in starts:
        try:
            for _ in range(steps): w = w - lr*12*w*(w + 1)*(w - 2)
            if math.isfinite(w): found.append((f(w), w))
        except OverflowError:
            pass
    value, w = min(found)
    return w, value
"""
TORCH = """
import torch
def f(w): return 3*w**4 - 4*w**3 - 12*w**2
def best_of(starts, lr, steps):
    best = None
    for start in starts:
        w = torch.tensor([float(start)], dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=lr)
        for _ in range(steps):
            optimizer.zero_grad()
            f(w).backward()
            optimizer.step()
        if torch.isfinite(w) and (best is None or f(w) < best[1]):
            best = (w.item(), f(w).item())
    return best
"""
FUNCTIONS = [
    (BEST, "3"),
    (TORCH, "3"),
    (BEST.replace("return w, value", "return [w, value]"), "3"),
    (BEST.replace("if math.isfinite(w): ", ""), "2"),  # min() stumbles over nan
    (BEST.replace("value, w = min(found)", "value, w = found[0]"), "1"),
    (BEST.replace("value, w = min(found)", "value, w = min(found, key=lambda pair: abs(pair[1]))"), "1"),
    (BEST.replace("return w, value", "return value, w"), "0"),
    (BEST.replace("range(steps)", "range(steps + 1)"), "1"),  # seen where the steps are few
    ("def best_of(starts, lr, steps): return 2, -32", "0"),  # always the deepest place
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", NEAR),
    *table("answers item outcome points", FOLLOWS),
    *table("code points", FUNCTIONS, item="best_of"),
    *table("item answer mistake points", [("basin", "Interval(0, oo)", "M5", "1/2")]),  # a half-line with its end
]
