"""Exercise 20 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("product_bound", "(S(1)/4)**n"),
    ("product_bound", "0.25**n"),
    ("product_bound", "4**(-n)"),
    ("product_bound", "1/4**n"),
    ("product_bound", "exp(-n*log(4))"),
    ("product_bound", "2**(-2*n)"),
    ("product_bound", "'(1/4)^n'"),
    ("product_bound", "'0,25^n'"),
    ("product_bound", r"r'\left(\frac{1}{4}\right)^n'"),
    ("bound_value", "1/65536"),
    ("bound_value", "0.25**8"),
    ("bound_value", "1.53e-5"),
    ("bound_value", "'1,53·10^-5'"),
    ("bound_value", "__import__('numpy').float32(0.25)**8"),
    ("enough_layers", "10"),
    ("enough_layers", "ceiling(6*log(10)/log(4))"),
    ("tame_weights", "Interval.open(-4, 4)"),
    ("tame_weights", "'(-4, 4)'"),
    ("tame_weights", "']-4; 4['"),
    ("tame_weights", "'-4 < w < 4'"),
    ("tame_weights", "Abs(w) < 4"),
    ("tame_weights", "'|w| < 4'"),
    ("tame_weights", "And(-4 < w, w < 4)"),
    ("weighted_factor", "1/1024"),
    ("weighted_factor", "0.000977"),
    ("weighted_factor", "'0,5^10'"),
    ("float32_zero", "75"),
    ("float32_zero", "75.0"),
]
MISTAKES = [
    ("product_bound", "n/4", "M1"),
    ("product_bound", "0.25*n", "M1"),
    ("bound_value", "2", "M2"),
    ("product_bound", "(S(1)/2)**n", "M3"),
    ("tame_weights", "'0 < w < 4'", "M8"),
    ("weighted_factor", "2*0.25**10", "M9"),
    ("float32_zero", "512", "M10"),
    ("enough_layers", "9", "M4"),
    ("tame_weights", "Interval.open(-1, 1)", "M5"),
    ("tame_weights", "'|w| < 1'", "M5"),
    ("float32_zero", "538", "M6"),
    ("tame_weights", "Interval.Ropen(0, 4)", "M7"),
]
NEAR = [
    ("product_bound", "(S(1)/2)**n", "wrong"),
    ("product_bound", "(S(1)/4)**(n + 1)", "wrong"),
    ("product_bound", "S(1)/4", "wrong"),
    ("product_bound", "w**n", "invalid"),
    ("bound_value", "0", "wrong"),  # no absolute tolerance: 0 is not nearly 1e-6
    ("bound_value", "1.5e-5", "wrong"),
    ("bound_value", "1.53e-4", "wrong"),
    ("enough_layers", "9.97", "wrong"),
    ("enough_layers", "11", "wrong"),
    ("weighted_factor", "0.001", "wrong"),
    ("weighted_factor", "9.54e-7", "wrong"),
    ("float32_zero", "74", "wrong"),
    ("float32_zero", "76", "wrong"),
]
FOLLOWS = [
    # own bound, item, answer, outcome, points
    ("(S(1)/2)**n", "bound_value", "1/256", "follow_through", "1"),
    ("n/4", "bound_value", "2", "follow_through", "1"),
    ("S(1)/4", "bound_value", "0.25", "wrong", "0"),  # a constant: depth does not matter
    ("(S(1)/2)**n", "enough_layers", "20", "follow_through", "1"),
    ("(S(1)/2)**n", "enough_layers", "19", "wrong", "0"),
    ("n/4", "enough_layers", "1", "wrong", "0"),  # grows
    ("n*0", "enough_layers", "1", "wrong", "0"),
    ("(S(1)/1000000000)**n", "enough_layers", "1", "wrong", "0"),  # there at once
    ("1/(n - 3)", "enough_layers", "1", "wrong", "0"),
]
LOOP = """
def chain_gradient(n, start):
    a, g = start, 1.0
    for _ in range(n):
        a = 1/(1 + exp(-(a - 0.5)))
        g = g*a*(1 - a)
    return g
"""
TORCH = """
import torch
def chain_gradient(n, start):
    first = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    a = first
    for _ in range(n): a = torch.sigmoid(a - 0.5)
    a.backward()
    return first.grad
"""
FUNCTIONS = [
    (LOOP, "3"),
    (LOOP.replace("exp", "__import__('math').exp"), "3"),
    (TORCH, "3"),
    ("def chain_gradient(n, start): return 0.25**n", "0"),
    (LOOP.replace("range(n)", "range(n + 1)"), "0"),
    (LOOP.replace("g*a*(1 - a)", "a*(1 - a)"), "1"),  # only the last layer
    (LOOP.replace("1 - a)", "2 - a)"), "0"),
    ("def chain_gradient(n, start): return 1/4", "0"),
    ("def chain_gradient(n, start): return 0.5**n", "0"),
    ("def chain_gradient(n, start): raise NotImplementedError", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", NEAR),
    *table("product_bound item answer outcome points", FOLLOWS),
    *table("code points", FUNCTIONS, item="chain_gradient"),
]
