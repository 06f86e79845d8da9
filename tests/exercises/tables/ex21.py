"""Exercise 21 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

PAIR_MEANS = "[(g[i] + g[k])/2 for g in [[-2, 4, -8, -8]] for i in range(4) for k in range(i)]"
RIGHT = [
    ("point_gradients", "[-2, 4, -8, -8]"),
    ("point_gradients", "[2*a*(a - b) for a, b in zip((1, 2, 1, 2), (2, 1, 5, 4))]"),
    ("point_gradients", "__import__('numpy').array([-2., 4., -8., -8.])"),
    ("full_gradient", "-7/2"),
    ("full_gradient", "'-3,5'"),
    ("batch_gradients", "[-8, -5, -5, -2, -2, 1]"),
    ("batch_gradients", "[1, -2, -5, -8, -5, -2]"),  # in any order
    ("batch_gradients", PAIR_MEANS),
    ("batch_gradients", "'-8; -5; -5; -2; -2; 1'"),
    ("batch_gradients", "__import__('numpy').array([1., -5., -5., -2., -2., -8.])"),
    ("batch_mean", "-3.5"),
    ("batch_variance", "33/4"),
    ("batch_variance", "8.25"),
    ("unequal_mean", "-5"),
    ("unequal_mean", "(-2 - 8)/2"),
    ("right_on_average", "'B'"),
]
MISTAKES = [
    ("full_gradient", "-14", "M1"),
    ("full_gradient", "-7/4", "M2"),
    ("point_gradients", "[-2, 2, -8, -4]", "M3"),
    ("batch_variance", "9.9", "M4"),
    ("batch_variance", "99/4", "M5"),
    ("unequal_mean", "-3.5", "M6"),
    ("right_on_average", "'C'", "M7"),
    ("point_gradients", "[-1, 2, -4, -4]", "M8"),
    ("batch_gradients", "[2, -10, -10, -4, -4, -16]", "M9"),
    ("right_on_average", "'A'", "M10"),
]
OWN = "[-1, 2, -4, -4]"  # the two forgotten
OTHERS = [
    ({"point_gradients": "[4, -2, -8, -8]"}, "point_gradients", "wrong", "0"),
    ({"point_gradients": "[-2, 4, -8]"}, "point_gradients", "wrong", "0"),
    ({"full_gradient": "3.5"}, "full_gradient", "wrong", "0"),
    ({"batch_gradients": "[-8, -5, -2, 1]"}, "batch_gradients", "wrong", "0"),
    ({"batch_gradients": "{-8, -5, -2, 1}"}, "batch_gradients", "invalid", "0"),  # how often is not to be seen
    ({"batch_gradients": "[-8, -5, -5, -2, -2, 0]"}, "batch_gradients", "partial", "5/3"),
    ({"batch_gradients": "[-8, -8, -5, -2, -2, 1]"}, "batch_gradients", "partial", "5/3"),  # each counts once
    ({"batch_gradients": "[-5, -5, -5, -5, -5, -5]"}, "batch_gradients", "partial", "2/3"),
    ({"batch_variance": "sqrt(33)/2"}, "batch_variance", "wrong", "0"),
    ({"unequal_mean": "-2"}, "unequal_mean", "wrong", "0"),
]
FOLLOWS = [
    ({"point_gradients": OWN, "full_gradient": "-7/4"}, "full_gradient", "follow_through", "1"),
    ({"point_gradients": OWN, "batch_gradients": "[-4, -2.5, -2.5, -1, -1, 0.5]"}, "batch_gradients", "follow_through", "2"),
    ({"point_gradients": OWN, "batch_gradients": "[0.5, -1, -1, -2.5, -2.5, -4]"}, "batch_gradients", "follow_through", "2"),
    ({"point_gradients": OWN, "batch_mean": "-1.75"}, "batch_mean", "follow_through", "1"),
    ({"point_gradients": OWN, "batch_variance": "33/16"}, "batch_variance", "follow_through", "1"),
    ({"point_gradients": OWN, "unequal_mean": "-2.5"}, "unequal_mean", "follow_through", "1"),
    ({"point_gradients": "[2, 2, 2, 2]", "full_gradient": "2"}, "full_gradient", "wrong", "0"),  # nothing to average
    ({"point_gradients": "[2, 2, 2, 2]", "batch_variance": "0"}, "batch_variance", "wrong", "0"),
    ({"point_gradients": "[2, 2, 2]", "full_gradient": "2"}, "full_gradient", "wrong", "0"),
]
VECTOR = "def minibatch_grad(w, x, y, idx):\n    x, y = x[idx], y[idx]\n    return (2*x*(w*x - y)).mean()"
TORCH = """
import torch
def minibatch_grad(w, x, y, idx):
    w = torch.tensor(float(w), requires_grad=True)
    x, y = torch.tensor(x[idx], dtype=torch.float32), torch.tensor(y[idx], dtype=torch.float32)
    ((w*x - y)**2).mean().backward()
    return w.grad
"""
FUNCTIONS = [
    (VECTOR, "2"),
    (TORCH, "2"),
    (VECTOR.replace("2*x*(", "x*("), "1"),  # unbiased all the same
    (VECTOR.replace(".mean()", ".sum()"), "0"),
    (VECTOR.replace(".mean()", ".sum()/4"), "0"),
    (VECTOR.replace("x, y = x[idx], y[idx]\n", "pass\n"), "0"),  # always the full gradient
    ("def minibatch_grad(w, x, y, idx): return -3.5", "0"),
    ("def minibatch_grad(w, x, y, idx): return 0", "0"),
    ("def minibatch_grad(w, x, y, idx): return 'x'", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
    *table("code points", FUNCTIONS, item="minibatch_grad"),
]
