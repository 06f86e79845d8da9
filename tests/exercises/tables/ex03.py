"""Exercise 3 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("probabilities", "(Rational(1, 8), Rational(1, 4), Rational(5, 8))"),
    ("probabilities", "[0.125, 0.25, 0.625]"),
    ("probabilities", "'1/8; 1/4; 5/8'"),
    ("probabilities", "[exp(z)/(exp(0) + exp(log(2)) + exp(log(5))) for z in (0, log(2), log(5))]"),
    ("output_range", "Interval.open(0, 1)"),
    ("output_range", "'(0, 1)'"),
    ("output_range", "'(0,1)'"),
    ("output_range", "']0; 1['"),
    ("output_range", "'0 < x < 1'"),
    ("log_range", "Interval.open(-oo, 0)"),
    ("log_range", "'x < 0'"),
    ("log_range", "']-∞, 0['"),
    ("log_of_first", "z1 - log(exp(z1) + exp(z2) + exp(z3))"),
    ("log_of_first", "-log(1 + exp(z2 - z1) + exp(z3 - z1))"),
    ("log_of_first", "log(exp(z1)/(exp(z1) + exp(z2) + exp(z3)))"),
    ("log_of_first", "'ln(e^z1/(e^z1 + e^z2 + e^z3))'"),
    ("log_of_first", r"r'z_1-\ln\left(e^{z_1}+e^{z_2}+e^{z_3}\right)'"),
    ("first_vanished", "746"),
    ("what_follows", "'C'"),
]
MISTAKES = [
    ("probabilities", "(0, log(2)/log(10), log(5)/log(10))", "M1"),
    ("probabilities", "(0, 0.301, 0.699)", "M1"),
    ("probabilities", "(0, 2/7, 5/7)", "M2"),
    ("probabilities", "(1, 2, 5)", "M3"),
    ("output_range", "Interval(0, 1)", "M4"),
    ("log_of_first", "log(z1/(z1 + z2 + z3))", "M5"),
    ("first_vanished", "710", "M8"),
    ("first_vanished", "745", "M12"),
    ("log_of_first", "z1 - ln(z1 + z2 + z3)", "M9"),
    ("log_of_first", "exp(z1)/(exp(z1) + exp(z2) + exp(z3))", "M11"),
]
OTHERS = [
    ({"probabilities": "[0.25, 0.125, 0.625]"}, "probabilities", "wrong", "0"),
    ({"probabilities": "[0.13, 0.25, 0.62]"}, "probabilities", "wrong", "0"),
    ({"output_range": "'[0, 1)'"}, "output_range", "partial", "1/2"),
    ({"output_range": "'x > 0'"}, "output_range", "wrong", "0"),
    ({"output_range": "{0, 1}"}, "output_range", "wrong", "0"),
    ({"log_range": "'(-oo, 0]'"}, "log_range", "partial", "1/2"),
    ({"log_range": "S.Reals"}, "log_range", "wrong", "0"),
    ({"log_of_first": "z2 - log(exp(z1) + exp(z2) + exp(z3))"}, "log_of_first", "wrong", "0"),
    ({"log_of_first": "exp(z1)/(exp(z1) + exp(z2) + exp(z3))"}, "log_of_first", "wrong", "0"),
    ({"first_vanished": "745"}, "first_vanished", "wrong", "0"),
    ({"first_vanished": "104"}, "first_vanished", "wrong", "0"),  # float32
    ({"what_follows": "'B'"}, "what_follows", "wrong", "0"),
    ({"why_allowed": "'e^z > 0'"}, "why_allowed", "pending", "0"),
]
FOLLOWS = [
    ({"output_range": "Interval(0, 1)", "log_range": "'(-oo, 0]'"}, "log_range", "follow_through", "1"),
    ({"output_range": "'0 <= x <= 1'", "log_range": "'x <= 0'"}, "log_range", "follow_through", "1"),
    ({"output_range": "'(0, 1/2)'", "log_range": "Interval.open(-oo, log(1/2))"}, "log_range", "follow_through", "1"),
    ({"output_range": "'[0.2, 1)'", "log_range": "Interval.Ropen(log(Rational(1, 5)), 0)"}, "log_range", "follow_through", "1"),
    ({"output_range": "'x > 0'", "log_range": "S.Reals"}, "log_range", "wrong", "0"),  # no part of [0, 1]
    ({"output_range": "{1}", "log_range": "{0}"}, "log_range", "wrong", "0"),
]
SHIFTED = """
import numpy as np
def log_softmax(z):
    z = np.asarray(z, dtype=float)
    z = z - z.max()
    return z - np.log(np.exp(z).sum())
"""
NAIVE = """
import numpy as np
def log_softmax(z):
    e = np.exp(np.array(z, dtype=float))
    return np.log(e/e.sum())
"""
ROUNDED = NAIVE.replace("dtype=float)", "dtype=float) - max(z)")
FUNCTIONS = [
    (SHIFTED, "correct", "2", None),
    (SHIFTED.replace("sum())\n", "sum()).tolist()\n"), "correct", "2", None),
    (SHIFTED.replace("return z", "return list(z") + ")", "correct", "2", None),
    (NAIVE, "partial", "1", "M6"),
    (ROUNDED, "partial", "1", "M7"),
    (SHIFTED.replace("np.log", "np.log10"), "wrong", "0", None),
    ("def log_softmax(z):\n    return [0.0, -1000.0, -2000.0]", "wrong", "0", None),
    ("def log_softmax(z):\n    raise NotImplementedError", "missing", "0", None),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
    *table("code outcome points mistake", FUNCTIONS, item="log_softmax"),
]
