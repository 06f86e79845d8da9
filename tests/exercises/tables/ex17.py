"""Exercise 17 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

ERRORS = "__import__('numpy').array([2., 2, 5, 2]) - [1, 2, 3, 6]"
RIGHT = [
    ("mse_value", "21/4"),
    ("mse_value", "5.25"),
    ("mse_value", f"(({ERRORS})**2).mean()"),
    ("mae_value", "7/4"),
    ("mae_value", "'1,75'"),
    ("mse_gradient", "[1/2, 0, 1, -2]"),
    ("mse_gradient", f"2*({ERRORS})/4"),
    ("mse_gradient", "'0,5; 0; 1; -2'"),
    ("mae_gradient", "[1/4, 0, 1/4, -1/4]"),
    ("mae_gradient", "[0.25, 0.25, 0.25, -0.25]"),  # at an error of 0 any subgradient
    ("mae_gradient", "[0.25, -0.1, 0.25, -0.25]"),
    ("mae_gradient", f"__import__('numpy').sign({ERRORS})/4"),
    ("best_for_mse", "{3}"),
    ("best_for_mse", "FiniteSet(3)"),
    ("best_for_mse", "[3]"),
    ("best_for_mse", "'c = 3'"),
    ("best_for_mae", "Interval(2, 3)"),
    ("best_for_mae", "'[2, 3]'"),
    ("best_for_mae", "'[2; 3]'"),
    ("best_for_mae", "'2 <= c <= 3'"),
    ("with_outlier", "[69/4, 11/4]"),
    ("with_outlier", "(17.25, 2.75)"),
]
MISTAKES = [
    ("mse_value", "21", "M1"),
    ("mse_value", "sqrt(21)/2", "M2"),
    ("mse_value", "2.29128784747792", "M2"),
    ("mse_value", "1/16", "M3"),
    ("mae_value", "-0.25", "M4"),
    ("mse_gradient", "[2, 0, 4, -8]", "M5"),
    ("best_for_mae", "{2.5}", "M6"),
    ("best_for_mae", "{5/2}", "M6"),
    ("mse_gradient", "[-0.5, 0, -1, 2]", "M7"),
    ("mae_value", "7", "M8"),
    ("mse_gradient", "[1/4, 0, 1/2, -1]", "M9"),
    ("mae_gradient", "[1, 0, 1, -1]", "M10"),
    ("best_for_mse", "{2.5}", "M11"),
    ("best_for_mae", "{3}", "M12"),
]
OTHERS = [
    ("mse_value", "5.2", "wrong", "0"),
    ("mae_value", "1/4", "wrong", "0"),
    ("mse_gradient", "[1/2, 0.1, 1, -2]", "wrong", "0"),
    ("mae_gradient", "[0.25, 0.26, 0.25, -0.25]", "wrong", "0"),
    ("mae_gradient", "[1, 0, 1, -1]", "wrong", "0"),
    ("mae_gradient", "[-0.25, 0, -0.25, 0.25]", "wrong", "0"),
    ("best_for_mse", "3", "invalid", "0"),
    ("best_for_mse", "{2, 3}", "wrong", "0"),
    ("best_for_mae", "{2, 3}", "wrong", "0"),
    ("best_for_mae", "Interval.open(2, 3)", "partial", "1/2"),  # right ends
    ("with_outlier", "[11/4, 69/4]", "wrong", "0"),
    ("with_outlier", "[17.25, 2.7]", "wrong", "0"),
]
NUMPY = """
import numpy as np
def mse(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y, dtype=float)
    if yhat.shape != y.shape: raise ValueError("lengths")
    return ((yhat - y)**2).mean()
def mae(yhat, y):
    yhat, y = np.asarray(yhat, dtype=float), np.asarray(y, dtype=float)
    if yhat.shape != y.shape: raise ValueError("lengths")
    return abs(yhat - y).mean()
"""
FUNCTIONS = [
    (NUMPY, "3"),
    (NUMPY.replace("dtype=float", "dtype='float32'"), "3"),
    (NUMPY.replace('    if yhat.shape != y.shape: raise ValueError("lengths")\n', ""), "2"),
    (NUMPY.replace("ValueError", "TypeError"), "2"),
    (NUMPY.replace(".mean()", ".sum()"), "1"),
    (NUMPY.replace("return abs(yhat - y).mean()", "return (yhat - y).mean()"), "2"),
    (NUMPY.partition("def mae")[0], "1"),
    ("def mse(yhat, y): return 21/4\ndef mae(yhat, y): return 7/4", "0"),
    ("def mse(yhat, y): raise ValueError\ndef mae(yhat, y): raise ValueError", "0"),
    ("def mse(yhat, y): pass\ndef mae(yhat, y): pass", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome points", OTHERS),
    *table("code points", FUNCTIONS, item="error_functions"),
]
