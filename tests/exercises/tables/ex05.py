"""Exercise 5 as its text states it: a half-space in any form, truth values with part credit, any start that moves."""

from __future__ import annotations

from tests.exercises.table import table

S_ = "2*w1 + 3*w2 - 4*w3"
RIGHT = [
    ("value_at_point", "25"),
    ("value_at_point", "5**2"),
    ("gradient_at_point", "[20, 30, -40]"),
    ("gradient_at_point", "10*Matrix([2, 3, -4])"),
    ("gradient_at_point", "__import__('numpy').array([20., 30., -40.])"),
    ("gradient_at_point", "'(20; 30; -40)'"),
    ("gradient_inside", "[0, 0, 0]"),
    ("gradient_inside", "(0.0, 0.0, -0.0)"),
    ("gradient_inside", "zeros(3, 1)"),
    ("all_minimisers", f"{S_} <= 0"),
    ("all_minimisers", f"0 >= {S_}"),
    ("all_minimisers", f"-({S_}) >= 0"),
    ("all_minimisers", f"7*({S_}) <= 0"),
    ("all_minimisers", "2*w1 + 3*w2 <= 4*w3"),
    ("all_minimisers", "w1 <= 2*w3 - 1.5*w2"),
    ("all_minimisers", "'2w1 + 3w2 − 4w3 ≤ 0'"),
    ("all_minimisers", "'4w3 >= 2w1 + 3w2'"),
    ("all_minimisers", r"r'2w_1+3w_2-4w_3\leq 0'"),
    ("all_minimisers", "'w1 + 1,5 w2 - 2 w3 <= 0'"),
    ("all_minimisers", f"Or({S_} < 0, Eq({S_}, 0))"),
    ("all_minimisers", f"Not({S_} > 0)"),
    ("all_minimisers", f"ConditionSet((w1, w2, w3), {S_} <= 0, S.Reals**3)"),
    ("which_are_minimisers", "[True, False, True, True, False, True]"),
    ("which_are_minimisers", "['wahr', 'falsch', 'wahr', 'wahr', 'falsch', 'wahr']"),
    ("which_are_minimisers", "'True, False, True, True, False, True'"),
    ("which_are_minimisers", "__import__('numpy').array([True, False, True, True, False, True])"),
    ("which_are_minimisers", "(true, false, true, true, false, true)"),
    ("which_are_minimisers", "[2*a+3*b-4*c <= 0 for a,b,c in [(0,0,0),(1,1,1),(1,-2,-1),(-1,0,0),(0,0,-1),(1,2,2)]]"),
    ("convexity", "'A'"),
    ("moving_start", "(1, 1, 0)"),
    ("moving_start", "[0, 0, -1]"),
    ("moving_start", "(0.001, 0, 0)"),
    ("moving_start", "'(1; 1; 1)'"),
    ("moving_start", "Matrix([sqrt(2), 0, 0])"),
    ("moving_start", "__import__('numpy').ones(3)"),
    ("on_the_boundary", "'B'"),
]
MISTAKES = [
    ("all_minimisers", f"Eq({S_}, 0)", "M1"),
    ("all_minimisers", "'4w3 = 2w1 + 3w2'", "M1"),
    ("all_minimisers", f"{S_} < 0", "M2"),
    ("all_minimisers", "'4w3 > 2w1 + 3w2'", "M2"),
    ("all_minimisers", f"{S_} >= 0", "M3"),
    ("gradient_inside", "[-8, -12, 16]", "M4"),
    ("gradient_at_point", "[10, 10, 10]", "M5"),
    ("gradient_at_point", "[10, 15, -20]", "M6"),
    ("which_are_minimisers", "[False, False, False, True, False, False]", "M7"),
    ("moving_start", "(0, 0, 0)", "M8"),
    ("moving_start", "[0.0]*3", "M8"),
]
OTHER = [
    ("all_minimisers", f"{S_} < 0", "partial", "1"),
    ("all_minimisers", f"Eq({S_}, 0)", "wrong", "0"),
    ("all_minimisers", f"{S_} <= 1", "wrong", "0"),
    ("all_minimisers", f"{S_} > 0", "wrong", "0"),
    ("all_minimisers", f"Max(0, {S_}) <= 0", "invalid", "0"),
    ("all_minimisers", "'max(0, 2w1+3w2-4w3) = 0'", "invalid", "0"),
    ("all_minimisers", "{0}", "invalid", "0"),
    ("all_minimisers", "'s <= 0'", "invalid", "0"),
    ("all_minimisers", f"{S_} == 0", "invalid", "0"),
    ("which_are_minimisers", "[True, True, True, True, False, True]", "partial", "1/2"),
    ("which_are_minimisers", "[True, False, True, True, False, None]", "partial", "1/2"),
    ("which_are_minimisers", "[True, True, True, True, True, True]", "wrong", "0"),
    ("which_are_minimisers", "[True, False, True, True, False]", "wrong", "0"),
    ("which_are_minimisers", "[1, 0, 1, 1, 0, 1]", "correct", "1"),
    ("which_are_minimisers", "[1, 0, 2, 1, 0, 1]", "invalid", "0"),
    ("which_are_minimisers", "True", "wrong", "0"),
    ("which_are_minimisers", "['ja', 'nein', 'ja', 'ja', 'nein', 'vielleicht']", "invalid", "0"),
    ("moving_start", "(1, 2, 2)", "wrong", "0"),
    ("moving_start", "(1e-10, 0, 0)", "wrong", "0"),
    ("moving_start", "(-1, 0, 0)", "wrong", "0"),
    ("moving_start", "(1, 1)", "wrong", "0"),
    ("gradient_at_point", "[30, 20, -40]", "wrong", "0"),
    ("gradient_inside", "0", "invalid", "0"),
    ("value_at_point", "5", "wrong", "0"),
]
FOLLOWS = [
    (f"{S_} < 0", "[False, False, False, True, False, False]", "follow_through", "1"),
    (f"{S_} >= 0", "[True, True, True, False, True, True]", "follow_through", "1"),
    (f"{S_} >= 0", "[True, True, True, False, True, False]", "follow_through", "1/2"),  # one slip on the own way
    (f"{S_} > 0", "[False, True, False, False, True, False]", "follow_through", "1"),
    ("w1 <= 0", "[True, False, False, True, True, False]", "follow_through", "1"),
    ("'w1 <= 0'", "[True, False, False, True, True, False]", "follow_through", "1"),
    ("'4w3 > 2w1 + 3w2'", "[False, False, False, True, False, False]", "follow_through", "1"),
    (f"Eq({S_}, 0)", "[True, False, True, False, False, True]", "partial", "1/2"),  # by itself one wrong, nothing more
    ("w1 <= 100", "[True]*6", "wrong", "0"),  # tells no point from another
    ("w1 >= 100", "[False]*6", "wrong", "0"),
    (f"And({S_} <= 0, w1 <= 0)", "[True, False, False, True, False, False]", "wrong", "0"),
    ("'max(0, 2w1+3w2-4w3) = 0'", "[False]*6", "wrong", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome points", OTHER),
    *table("all_minimisers which_are_minimisers outcome points", FOLLOWS, item="which_are_minimisers"),
]
