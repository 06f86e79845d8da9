"""Exercise 13 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("loss_of_probabilities", "-log(p2)"),
    ("loss_of_probabilities", "log(1/p2)"),
    ("loss_of_probabilities", "'-ln p2'"),
    ("loss_of_probabilities", "-(0*log(p0) + 0*log(p1) + 1*log(p2))"),
    ("loss_of_probabilities", r"r'-\ln(p_2)'"),
    ("summands_left", "1"),
    ("loss_of_logits", "log(exp(z0) + exp(z1) + exp(z2)) - z2"),
    ("loss_of_logits", "-log(exp(z2)/(exp(z0) + exp(z1) + exp(z2)))"),
    ("loss_of_logits", "log(1 + exp(z0 - z2) + exp(z1 - z2))"),
    ("loss_of_logits", "'ln(e^z0 + e^z1 + e^z2) - z2'"),
    ("loss_value", "log(Rational(8, 5))"),
    ("loss_value", "0.4700"),
    ("loss_value", "0.47"),
    ("loss_value", "'ln(1,6)'"),
    ("loss_value", "log(8) - log(5)"),
    ("soft_target", "(0.5, 0.5, 0)"),
    ("soft_target", "[1/3, 1/3, 1/3]"),
    ("soft_target", "[0.333, 0.333, 0.333 + 0.001]"),
    ("soft_target", "[0, 0.001, 0.999]"),
    ("soft_target", "'1/2; 1/4; 1/4'"),
    ("soft_target", "[Rational(1, 3)]*3"),
    ("numbers_saved", "49000"),
    ("numbers_saved", "50*1000 - 1000"),
    ("several_classes", "'D'"),
]
MISTAKES = [
    ("loss_value", "2*log(2)", "M1"),
    ("loss_value", "1.3863", "M1"),
    ("loss_value", "-log(5)", "M2"),
    ("loss_value", "log(Rational(8, 5))/3", "M3"),
    ("loss_value", "-log(log(5))", "M4"),
    ("loss_value", "log(exp(1/8) + exp(1/4) + exp(5/8)) - 5/8", "M5"),
    ("loss_of_logits", "z2 - log(exp(z0) + exp(z1) + exp(z2))", "M6"),
    ("soft_target", "(0, 1, 0)", "M7"),
    ("summands_left", "10", "M8"),
    ("loss_of_probabilities", "log(p2)", "M9"),
    ("loss_of_probabilities", "-log(p1)", "M10"),
    ("loss_of_probabilities", "'-ln(p0) - ln(p1) - ln(p2)'", "M11"),
    ("loss_of_probabilities", "'-p2'", "M12"),
    ("loss_of_logits", "-log(z2/(z0 + z1 + z2))", "M13"),
    ("soft_target", "[1, 0, 0]", "M14"),
    ("numbers_saved", "50000", "M16"),
]
OTHERS = [
    ({"loss_of_probabilities": "-log(p1)"}, "loss_of_probabilities", "wrong", "0"),
    ({"loss_of_probabilities": "log(p2)"}, "loss_of_probabilities", "wrong", "0"),
    ({"loss_of_probabilities": "-log(z2)"}, "loss_of_probabilities", "invalid", "0"),
    ({"loss_of_logits": "-log(z2)"}, "loss_of_logits", "wrong", "0"),
    ({"loss_of_logits": "log(exp(z0) + exp(z1) + exp(z2)) - z1"}, "loss_of_logits", "wrong", "0"),
    ({"loss_value": "0.469"}, "loss_value", "wrong", "0"),
    ({"loss_value": "Rational(8, 5)"}, "loss_value", "wrong", "0"),
    ({"soft_target": "(1, 0, 0)"}, "soft_target", "wrong", "0"),
    ({"soft_target": "(1, 1, 0)"}, "soft_target", "wrong", "0"),
    ({"soft_target": "(1.5, -0.5, 0)"}, "soft_target", "wrong", "0"),
    ({"soft_target": "(0.5, 0.5)"}, "soft_target", "wrong", "0"),
    ({"soft_target": "2"}, "soft_target", "invalid", "0"),
    ({"numbers_saved": "50000"}, "numbers_saved", "wrong", "0"),
    ({"several_classes": "'A'"}, "several_classes", "wrong", "0"),
    ({"why_index": "'Nur ein Summand bleibt.'"}, "why_index", "pending", "0"),
]
FOLLOWS = [
    (
        {"loss_of_logits": "z2 - log(exp(z0) + exp(z1) + exp(z2))", "loss_value": "-0.47"},
        "loss_value",
        "follow_through",
        "1",
    ),
    ({"loss_of_logits": "-z2", "loss_value": "-log(5)"}, "loss_value", "follow_through", "1"),
    ({"loss_of_logits": "-log(z2)", "loss_value": "-0.4759"}, "loss_value", "follow_through", "1"),
    ({"loss_of_logits": "-log(z0)", "loss_value": "oo"}, "loss_value", "wrong", "0"),  # no number
    ({"loss_of_logits": "S(7)", "loss_value": "7"}, "loss_value", "wrong", "0"),  # nothing to insert
    ({"loss_of_logits": "-z2", "loss_value": "-log(2)"}, "loss_value", "wrong", "0"),
]
SHIFTED = """
import numpy as np
def ce_from_label(z, c):
    z = np.asarray(z, dtype=float)
    z = z - z.max()
    return np.log(np.exp(z).sum()) - z[c]
"""
NAIVE = """
import numpy as np
def ce_from_label(z, c):
    e = np.exp(np.array(z, dtype=float))
    return -np.log(e[c]/e.sum())
"""
FUNCTIONS = [
    (SHIFTED, "correct", "2"),
    (SHIFTED.replace("- z[c]", "- z[[c]]"), "correct", "2"),
    (NAIVE, "partial", "1"),
    (NAIVE.replace("np.array(z, dtype=float)", "np.array(z, dtype='float32')"), "wrong", "0"),  # 7 digits, and it overflows
    (SHIFTED.replace("- z[c]", "- z[c - 1]"), "wrong", "0"),
    ("def ce_from_label(z, c):\n    return 1000.0", "wrong", "0"),
    ("def ce_from_label(z, c):\n    return log(sum(exp(S(x)) for x in z)) - z[c]", "wrong", "0"),  # exact: nothing was done about overflow
    ("def ce_from_label(z, c):\n    print(z)", "wrong", "0"),
    ("def ce_from_label(z, c):\n    raise NotImplementedError", "missing", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
    *table("code outcome points", FUNCTIONS, item="ce_from_label"),
]
