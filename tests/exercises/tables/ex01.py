"""Exercise 1 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("without_minus", "-log(2)"),
    ("without_minus", "log(1/2)"),
    ("without_minus", "-0.6931"),
    ("without_minus", "-0.693"),
    ("without_minus", "'-ln 2'"),
    ("without_minus", "'ln(0,5)'"),
    ("without_minus", "sum(y*log(q) for y, q in zip([0, 1, 0], [Rational(1, 4), Rational(1, 2), Rational(1, 4)]))"),
    ("without_minus", "__import__('math').log(0.5)"),
    ("loss", "log(2)"),
    ("loss", "0.6931471805599453"),
    ("loss", "'ln(2)'"),
    ("loss", "[log(2)]"),
    ("range_of_log", "Interval(-oo, 0)"),
    ("range_of_log", "'(-oo,0]'"),
    ("range_of_log", "'(-oo, 0]'"),
    ("range_of_log", "']-∞; 0]'"),
    ("range_of_log", "'x <= 0'"),
    ("range_of_log", "'x ≤ 0'"),
    ("range_of_log", "x <= 0"),
    ("range_of_log", "'0 >= x'"),
    ("range_of_loss", "Interval(0, oo)"),
    ("range_of_loss", "'[0, oo)'"),
    ("range_of_loss", "'[0; ∞['"),
    ("range_of_loss", "'x >= 0'"),
    ("slope_of_loss", "-1/p"),
    ("slope_of_loss", "diff(-log(p), p)"),
    ("slope_of_loss", "-p**(-1)"),
    ("slope_of_loss", "'-1/p'"),
    ("slope_of_loss", r"r'-\frac{1}{p}'"),
    ("log_near_zero", "-oo"),
    ("log_near_zero", "float('-inf')"),
    ("log_near_zero", "'-∞'"),
    ("log_near_zero", "limit(log(p), p, 0, '+')"),
    ("without_it", "'B'"),
]
MISTAKES = [
    ("without_minus", "-5*log(2)", "M1"),
    ("without_minus", "-3.4657", "M1"),
    ("without_minus", "-0.30103", "M2"),
    ("without_minus", "'lg(0,5)'", "M2"),
    ("without_minus", "-1", "M3"),
    ("without_minus", "-log(2)/3", "M4"),
    ("loss", "-log(2)", "M5"),
    ("range_of_log", "Interval.open(-oo, 0)", "M6"),
    ("range_of_log", "'x < 0'", "M6"),
    ("slope_of_loss", "1/p", "M7"),
    ("without_it", "'C'", "M8"),
]
OTHERS = [
    ({"without_minus": "-0.694"}, "without_minus", "wrong", "0"),
    ({"without_minus": "log(2)"}, "without_minus", "wrong", "0"),
    ({"without_minus": "(0, 69)"}, "without_minus", "invalid", "0"),  # 0,69 is a tuple
    ({"loss": "0.69"}, "loss", "wrong", "0"),
    ({"loss": "0.5"}, "loss", "wrong", "0"),
    ({"range_of_log": "'[0, oo)'"}, "range_of_log", "wrong", "0"),
    ({"range_of_log": "'-oo'"}, "range_of_log", "invalid", "0"),
    ({"range_of_log": "'p <= 0'"}, "range_of_log", "invalid", "0"),
    ({"range_of_loss": "'[0, 1]'"}, "range_of_loss", "wrong", "0"),
    ({"slope_of_loss": "-1/x"}, "slope_of_loss", "invalid", "0"),
    ({"slope_of_loss": "-p"}, "slope_of_loss", "wrong", "0"),
    ({"log_near_zero": "oo"}, "log_near_zero", "wrong", "0"),
    ({"log_near_zero": "zoo"}, "log_near_zero", "invalid", "0"),
    ({"log_near_zero": "nan"}, "log_near_zero", "wrong", "0"),
    ({"log_near_zero": "-1e9"}, "log_near_zero", "wrong", "0"),
    ({"why_minus": "'weil log p negativ ist'"}, "why_minus", "pending", "0"),
]
FOLLOWS = [
    ({"without_minus": "-5*log(2)", "loss": "5*log(2)"}, "loss", "follow_through", "1"),
    ({"without_minus": "-1", "loss": "1"}, "loss", "follow_through", "1"),
    ({"without_minus": "-0.301", "loss": "0.301"}, "loss", "follow_through", "1"),
    ({"without_minus": "-1", "loss": "-1"}, "loss", "wrong", "0"),
    ({"without_minus": "5*log(2)", "loss": "-5*log(2)"}, "loss", "wrong", "0"),  # no sum of logs
    ({"without_minus": "0", "loss": "0"}, "loss", "wrong", "0"),
    ({"range_of_log": "Interval.open(-oo, 0)", "range_of_loss": "'(0, oo)'"}, "range_of_loss", "follow_through", "1"),
    ({"range_of_log": "'x < 0'", "range_of_loss": "'x > 0'"}, "range_of_loss", "follow_through", "1"),
    ({"range_of_log": "'[-1, 0]'", "range_of_loss": "'[0, 1]'"}, "range_of_loss", "follow_through", "1"),
    ({"range_of_log": "Interval(-oo, 0)", "range_of_loss": "'[0, 1]'"}, "range_of_loss", "wrong", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
