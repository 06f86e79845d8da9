"""Exercise 6 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

BISECTION = """
import math
def omega(tol):
    a, b = 0.0, 1.0
    while b - a > tol:
        m = (a + b)/2
        if m < math.exp(-m):
            a = m
        else:
            b = m
    return (a + b)/2
"""
RIGHT = [
    ("lowest_value", "0"),
    ("lowest_value", "0.0"),
    ("minimiser", "LambertW(1)"),
    ("minimiser", "0.5671"),
    ("minimiser", "0.5672"),
    ("minimiser", "'0,5671432904'"),
    ("minimiser", "'W(1)'"),
    ("minimiser", "exp(-LambertW(1))"),
    ("minimiser", "LambertW(1).evalf()"),
    ("minimiser", "nsolve(w - exp(-w), w, 0.5)"),
    ("slope_of_g", "1 + exp(-w)"),
    ("slope_of_g", "'1 + e^-w'"),
    ("slope_of_g", "'1 + 1/e^w'"),
    ("slope_of_g", "(exp(w) + 1)/exp(w)"),
    ("slope_of_g", r"r'1+e^{-w}'"),
    ("zeros_of_slope", "set()"),
    ("zeros_of_slope", "S.EmptySet"),
    ("zeros_of_slope", "EmptySet"),
    ("zeros_of_slope", "[]"),
    ("zeros_of_slope", "{}"),
    ("zeros_of_slope", "'∅'"),
    ("zeros_of_slope", "'{}'"),
    ("zeros_of_slope", "FiniteSet()"),
    ("one_sided_slopes", "[-1 - LambertW(1), 1 + LambertW(1)]"),
    ("one_sided_slopes", "(-1.567, 1.567)"),
    ("one_sided_slopes", "['-1,5671', '1,5671']"),
    ("g_at_ends", "[-1, 1 - exp(-1)]"),
    ("g_at_ends", "(-1, 0.632)"),
    ("g_at_ends", "'(-1; 1 - 1/e)'"),
    ("why_one_zero", "'C'"),
    ("why_one_zero", "' c) '"),
]
MISTAKES = [
    ("lowest_value", "LambertW(1)", "M6"),
    ("lowest_value", "0.56714329040978", "M6"),
    ("minimiser", "0", "M1"),
    ("minimiser", "exp(-1)", "M2"),
    ("minimiser", "'1/e'", "M2"),
    ("minimiser", "0.3679", "M2"),
    ("minimiser", "0.57", "M3"),
    ("minimiser", "0.5", "M4"),
    ("slope_of_g", "1 - exp(-w)", "M5"),
    ("one_sided_slopes", "[0, 0]", "M7"),
    ("one_sided_slopes", "[1.5671, 1.5671]", "M8"),
    ("zeros_of_slope", "{LambertW(1)}", "M9"),
    ("one_sided_slopes", "'-1; 1'", "M10"),
    ("g_at_ends", "[1, 1 - exp(-1)]", "M11"),
    ("why_one_zero", "'B'", "M12"),
]
WRONG = [
    ("minimiser", "0.567", "wrong"),  # 1.4e-4 away: four decimals are asked
    ("minimiser", "0.5673", "wrong"),
    ("zeros_of_slope", "{0}", "wrong"),
    ("zeros_of_slope", "Interval(0, 1)", "wrong"),
    ("zeros_of_slope", "'w = 0'", "wrong"),
    ("zeros_of_slope", "0", "invalid"),
    ("why_one_zero", "'A'", "wrong"),
    ("why_one_zero", "'E'", "invalid"),
    ("why_one_zero", "3", "invalid"),
    ("slope_of_g", "exp(-w)", "wrong"),
]
FOLLOWS = [
    ("0.6", "[-1 - exp(-0.6), 1 + exp(-0.6)]", "follow_through", "2"),
    ("0.5", "[-1.6065, 1.6065]", "follow_through", "2"),
    ("0.6", "[-1.6, 1.6]", "wrong", "0"),
    ("0", "[-2, 2]", "wrong", "0"),  # outside (0, 1)
    ("1.5", "[-1.2231, 1.2231]", "wrong", "0"),
    ("0.5671", "[-1.5, 1.5]", "wrong", "0"),
]
FUNCTIONS = [
    (BISECTION, "correct"),
    ("def omega(tol):\n    return 0.56714329040978387", "wrong"),  # looked up: nothing was searched for
    ("def omega(tol):\n    return float(LambertW(1))", "wrong"),
    ("def omega(tol=1e-12):\n    x = 0.5\n    for _ in range(200): x = exp(-x).evalf()\n    return x", "correct"),
    ("omega = lambda tol: 0.5671432904", "wrong"),
    ("def omega(tol):\n    return 0.56714", "wrong"),
    ("def omega(tol):\n    return 0.57", "wrong"),
    ("def omega(tol):\n    return 1/0", "wrong"),
    ("def omega(tol):\n    pass", "missing"),
    ("def omega(tol):\n    return float('nan')", "wrong"),
    ("def omega(tol):\n    return oo", "wrong"),
    ("def omega():\n    return 0.56714329040978", "wrong"),
    ("def omega(tol):\n    while True: pass", "wrong"),
    ("def omega(tol):\n    raise NotImplementedError", "missing"),
    ("omega = 0.5671432904", "invalid"),
    ("class omega(float): pass", "invalid"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", WRONG),
    *table("minimiser one_sided_slopes outcome points", FOLLOWS, item="one_sided_slopes"),
    *table("code outcome", FUNCTIONS, item="omega"),
]
