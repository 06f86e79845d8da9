"""Exercise 24 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("factor_q", "1 - 4*eta"),
    ("factor_q", "-4*eta + 1"),
    ("factor_q", "'1 − 4η'"),
    ("factor_q", "'1 - 4*eta'"),
    ("factor_q", r"r'1-4\eta'"),
    ("factor_q", "4*(0.25 - eta)"),
    ("converging", "Interval.open(0, Rational(1, 2))"),
    ("converging", "Interval.open(0, 0.5)"),
    ("converging", "'(0, 1/2)'"),
    ("converging", "']0; 0,5['"),
    ("converging", "'0 < eta < 1/2'"),
    ("converging", "And(eta > 0, eta < 0.5)"),
    ("not_overshooting", "Interval.Lopen(0, Rational(1, 4))"),
    ("not_overshooting", "'(0, 0.25]'"),
    ("not_overshooting", "'0 < eta <= 1/4'"),
    ("fastest", "1/4"),
    ("fastest", "'0,25'"),
    ("first_iterates", "[3, 1, -1, -3, -5]"),
    ("first_iterates", "[5 - e*4*(5 - 1) for e in (1/8, 1/4, 3/8, 1/2, 5/8)]"),
    ("first_iterates", "__import__('numpy').array([3., 1., -1., -3., -5.])"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle', 'diverge']"),
    ("behaviours", "'monoton, one step, Zickzack, Zyklus, divergent'"),
    ("behaviours", "('MONOTONE', 'One_Step', 'zigzag', 'cycle', 'diverge')"),
    ("patience", "147"),
    ("patience", "ceiling(log(400)/-log(0.96))"),
]
MISTAKES = [
    ("converging", "Interval.open(0, 1)", "M1"),
    ("converging", "'0 < eta < 1'", "M1"),
    ("fastest", "0.5", "M3"),
    ("factor_q", "1 - 2*eta", "M4"),
    ("first_iterates", "[4, 3, 2, 1, 0]", "M9"),
    ("patience", "146.8", "M8"),
    ("patience", "25", "M5"),
    ("patience", "146", "M6"),
]
NEAR = [
    ("factor_q", "1 - 2*eta", "wrong"),
    ("factor_q", "4*eta - 1", "wrong"),
    ("factor_q", "1 - 4*w", "crashed"),
    ("factor_q", "'1 - 4*h'", "invalid"),
    ("converging", "Interval.open(0, 2)", "wrong"),
    ("converging", "0.5", "invalid"),
    ("fastest", "0.2501", "wrong"),
    ("first_iterates", "[3, 1, -1, -3]", "wrong"),
    ("first_iterates", "[-5, -3, -1, 1, 3]", "wrong"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle']", "wrong"),
    ("behaviours", "['monotone', 'one-step', 'zigzag', 'cycle', 'explodes']", "invalid"),
    ("patience", "148", "wrong"),
    ("patience", "146.77", "wrong"),
]
FOLLOWS = [
    # own q, item, answer, outcome, points
    ("1 - 2*eta", "converging", "Interval.open(0, 1)", "follow_through", "1"),
    ("1 - 2*eta", "not_overshooting", "Interval.Lopen(0, 0.5)", "follow_through", "1"),
    ("1 - 2*eta", "fastest", "0.5", "follow_through", "1"),
    ("1 - 2*eta", "first_iterates", "[4, 3, 2, 1, 0]", "follow_through", "2"),
    ("1 - 2*eta", "patience", "297", "follow_through", "1"),
    ("1 - 2*eta", "converging", "Interval.open(0, 2)", "wrong", "0"),
    ("2 - 4*eta", "converging", "Interval.open(0.25, 0.75)", "follow_through", "1"),
    ("2 - 4*eta", "not_overshooting", "Interval.Lopen(0.25, 0.5)", "follow_through", "1"),
    ("4*eta", "converging", "Interval.open(0, 0.25)", "follow_through", "1"),
    ("4*eta", "fastest", "0", "wrong", "0"),  # no eta > 0
    ("1 + 4*eta", "converging", "S.EmptySet", "wrong", "0"),
    ("1 - 4*eta**2", "fastest", "0.5", "wrong", "0"),  # not affine
    ("S(1)/2", "patience", "10", "wrong", "0"),  # eta does not matter
    ("1 + 4*eta", "patience", "0", "wrong", "0"),  # moves away
]
BEHAVIOURS = [
    ("['monotone', 'one-step', 'zigzag', 'cycle', 'cycle']", "8/5"),
    ("['monotone', 'monotone', 'zigzag', 'diverge', 'diverge']", "6/5"),
    ("['monotone']*5", "2/5"),
    ("['diverge', 'cycle', 'monotone', 'zigzag', 'one-step']", "0"),
]
BOUNDARIES = [
    # the ends are right, whether they belong to it is not: half
    ("converging", "Interval.Lopen(0, 0.5)", "M2"),
    ("converging", "Interval(0, 0.5)", None),
    ("not_overshooting", "Interval.open(0, 0.25)", "M7"),
]
CLASSIFY = """
def classify_lr(a, eta):
    q = 1 - 2*a*eta
    if q == 0: return 'one-step'
    if abs(q) == 1: return 'cycle'
    if abs(q) > 1: return 'diverge'
    return 'monotone' if q > 0 else 'zigzag'
"""
FUNCTIONS = [
    (CLASSIFY, "2"),
    (CLASSIFY.replace("'one-step'", "'One-Step'"), "2"),
    (CLASSIFY.replace("abs(q) == 1", "abs(abs(q) - 1) < 1e-12").replace("q == 0", "abs(q) < 1e-12"), "2"),
    (CLASSIFY.replace("    if q == 0: return 'one-step'\n", ""), "1"),
    (CLASSIFY.replace("abs(q) > 1", "abs(q) >= 1").replace("    if abs(q) == 1: return 'cycle'\n", ""), "1"),
    (CLASSIFY.replace("abs(q) == 1", "abs(abs(q) - 1) < 0.01"), "1"),
    (CLASSIFY.replace("'zigzag'", "'monotone'"), "1"),
    (CLASSIFY.replace("1 - 2*a*eta", "1 - 4*eta"), "0"),  # only for a = 2
    (CLASSIFY.replace("'cycle'", "'chaos'"), "1"),
    ("def classify_lr(a, eta): return 'cycle'", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", NEAR),
    *table("factor_q item answer outcome points", FOLLOWS),
    *table("answer points", BEHAVIOURS, item="behaviours"),
    *table("item answer mistake", BOUNDARIES, points="1/2"),
    *table("code points", FUNCTIONS, item="classify_lr"),
]
