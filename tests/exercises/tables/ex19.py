"""Exercise 19 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("derivative", "exp(-x)/(1 + exp(-x))**2"),
    ("derivative", "diff(1/(1 + exp(-x)), x)"),
    ("derivative", "simplify(diff(1/(1 + exp(-x)), x))"),
    ("derivative", "1/(exp(x) + 2 + exp(-x))"),
    ("derivative", "exp(x)/(1 + exp(x))**2"),
    ("derivative", "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))"),
    ("derivative", "1/(4*cosh(x/2)**2)"),
    ("derivative", "(1 - tanh(x/2)**2)/4"),
    ("derivative", "'e^-x/(1+e^-x)²'"),
    ("derivative", r"r'\frac{e^{-x}}{\left(1+e^{-x}\right)^2}'"),
    ("slope_in_s", "s*(1 - s)"),
    ("slope_in_s", "s - s**2"),
    ("slope_in_s", "Rational(1, 4) - (s - Rational(1, 2))**2"),
    ("slope_in_s", "'s(1−s)'"),
    ("slope_in_s", "0.25 - (s - 0.5)**2"),
    ("steepest", "[0, 1/4]"),
    ("steepest", "(0, 0.25)"),
    ("steepest", "'x = 0; 1/4'"),
    ("steepest", "__import__('numpy').array([0.0, 0.25], dtype='float32')"),
    ("slope_values", "Interval.Lopen(0, Rational(1, 4))"),
    ("slope_values", "Interval(0, 0.25, True, False)"),
    ("slope_values", "'(0, 1/4]'"),
    ("slope_values", "']0; 0,25]'"),
    ("slope_values", "'0 < v <= 1/4'"),
    ("values_at_log", "[3/4, 3/16]"),
    ("values_at_log", "[0.75, 0.188]"),
    ("values_at_log", "[1/(1 + exp(-log(3))), Rational(3, 16)]"),
    ("values_at_log", "'0,75; 0,1875'"),
    ("second_derivative", "s*(1 - s)*(1 - 2*s)"),
    ("second_derivative", "s - 3*s**2 + 2*s**3"),
    ("second_derivative", "expand(s*(1 - s)*(1 - 2*s))"),
    ("second_derivative", "'(s−s²)(1−2s)'"),
    ("tanh_steepest", "1"),
    ("tanh_steepest", "diff(tanh(x), x).subs(x, 0)"),
]
MISTAKES = [
    ("derivative", "-exp(-x)/(1 + exp(-x))**2", "M1"),
    ("derivative", "'-1/(2 + e^x + e^-x)'", "M1"),
    ("slope_in_s", "1 - s**2", "M2"),
    ("slope_in_s", "(1 - s)*(1 + s)", "M2"),
    ("steepest", "[0, 1/2]", "M3"),
    ("steepest", "[0, 1]", "M4"),
    ("values_at_log", "[0.25, 0.1875]", "M6"),  # the slope is right for this value: half
    ("slope_values", "Interval(0, S(1)/4)", "M5"),  # right ends: half
    ("slope_values", "'[0; 0,25]'", "M5"),
    ("second_derivative", "1 - 2*s", "M7"),
    ("derivative", "1/(1 + exp(-x))**2", "M8"),
    ("derivative", "-1/(1 + exp(-x))**2", "M9"),
    ("derivative", "exp(-x)/(1 + exp(-x))", "M10"),
    ("slope_in_s", "s*(s - 1)", "M11"),
    ("slope_in_s", "1 - s", "M12"),
    ("slope_in_s", "s**2", "M13"),
    ("steepest", "[1/2, 1/4]", "M14"),
    ("slope_values", "']0;1['", "M15"),
    ("slope_values", "'0 < v < 1/4'", "M16"),  # right ends: half
    ("slope_values", "'(0, 1/2]'", "M17"),
    ("slope_values", "'v <= 0,25'", "M18"),
    ("values_at_log", "[0.6171, 0.2363]", "M19"),
    ("second_derivative", "s*(1 - s)*(2*s - 1)", "M20"),
    ("second_derivative", "s - s**2", "M21"),
    ("tanh_steepest", "0.25", "M22"),
    ("tanh_steepest", "1/2", "M23"),
]
NEAR = [
    ("derivative", "exp(-x)/(1 + exp(-x))", "wrong"),
    ("derivative", "exp(-2*x)/(1 + exp(-x))**2", "wrong"),
    ("derivative", "s*(1 - s)", "invalid"),  # in x, please
    ("slope_in_s", "x*(1 - x)", "invalid"),
    ("slope_in_s", "s*(s - 1)", "wrong"),
    ("steepest", "[1/4, 0]", "wrong"),
    ("steepest", "[0, 0.2500001]", "wrong"),
    ("steepest", "1/4", "invalid"),
    ("slope_values", "Interval(0, 1)", "wrong"),
    ("slope_values", "{0, 1/4}", "wrong"),
    ("values_at_log", "[0.26, 0.19]", "wrong"),
    ("values_at_log", "[1, 0]", "wrong"),  # 1*(1 - 1) would be nothing to calculate
    ("second_derivative", "s*(1 - s)*(2*s - 1)", "wrong"),
    ("tanh_steepest", "0.25", "wrong"),
]
FOLLOWS = [
    ("1 - s**2", "[0, 3/4]", "follow_through", "1"),
    ("s**2*(1 - s)", "[0, 1/8]", "follow_through", "1"),
    ("1 - s**2", "[1, 3/4]", "wrong", "0"),  # the place does not depend on it
    ("S(1)/3", "[0, 1/3]", "wrong", "0"),  # a constant: nothing was inserted
    ("1/(2*s - 1)", "[0, oo]", "wrong", "0"),
]
HALVES = [
    ("[0.75, 0.19]", "1/2"),
    ("[0.25, 0.1875]", "1/2"),
    ("[0.6, 0.24]", "1/2"),
    ("['3/5', '6/25']", "1/2"),
    ("[0.75, 0.1875]", "1"),
    ("[2, -2]", "0"),  # no value of the sigmoid
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome", NEAR),
    *table("slope_in_s steepest outcome points", FOLLOWS, item="steepest"),
    *table("answer points", HALVES, item="values_at_log"),
]
