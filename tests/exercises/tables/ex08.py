"""Exercise 8 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("displacement", "-eta*g"),
    ("displacement", "'-eta·g'"),
    ("displacement", "'−η g'"),
    ("displacement", r"r'-\eta g'"),
    ("displacement", "g*(-eta)"),
    ("rests_on_parabola", "{3}"),
    ("rests_on_parabola", "FiniteSet(3)"),
    ("rests_on_parabola", "[3]"),
    ("rests_on_parabola", "'w = 3'"),
    ("rests_on_parabola", "solveset(diff((w - 3)**2, w), w)"),
    ("rests_on_parabola", "solve(diff((w - 3)**2, w), w)"),
    ("step_length", "3/2**t"),
    ("step_length", "3*Rational(1, 2)**t"),
    ("step_length", "'3·0,5^t'"),
    ("step_length", "1.5*0.5**(t - 1)"),
    ("step_length", "3*2**(-t)"),
    ("step_length", "Abs(3*(1 - 2**(-t)) - 3*(1 - 2**(1 - t)))"),
    ("step_length", r"r'\frac{3}{2^t}'"),
    ("first_short_step", "12"),
    ("first_short_step", "12.0"),
    ("first_short_step", "ceiling(log(3000, 2))"),
    ("first_short_step", "'t = 12'"),
    ("rests_on_cubic", "{-1, 1}"),
    ("rests_on_cubic", "'{1; -1}'"),
    ("rests_on_cubic", "'w = 1 oder w = -1'"),
    ("rests_on_cubic", "'±1'"),
    ("rests_on_cubic", "solveset(3*w**2 - 3, w, Reals)"),
    ("minima_of_cubic", "{1}"),
    ("minima_of_cubic", "(1,)"),
    ("loss_at_rest", "7"),
    ("loss_at_rest", "'7,0'"),
    ("why_shorter", "'C'"),
]
MISTAKES = [
    ("displacement", "eta*g", "M1"),
    ("rests_on_parabola", "{0}", "M2"),
    ("loss_at_rest", "0", "M3"),
    ("minima_of_cubic", "{-1, 1}", "M4"),
    ("first_short_step", "10", "M5"),
    ("step_length", "6/2**t", "M6"),
    ("step_length", "3*0.5**(t - 1)", "M6"),
    ("why_shorter", "'b'", "M7"),
]
OTHERS = [
    ({"displacement": "-g"}, "displacement", "wrong", "0"),
    ({"displacement": "'-alpha*g'"}, "displacement", "invalid", "0"),
    ({"rests_on_parabola": "3"}, "rests_on_parabola", "invalid", "0"),
    ({"rests_on_parabola": "'2(w - 3) = 0'"}, "rests_on_parabola", "wrong", "0"),
    ({"rests_on_parabola": "{3, 0}"}, "rests_on_parabola", "wrong", "0"),
    ({"rests_on_cubic": "{1}"}, "rests_on_cubic", "wrong", "0"),
    ({"rests_on_cubic": "{-1, 0, 1}"}, "rests_on_cubic", "wrong", "0"),
    ({"minima_of_cubic": "{-1}"}, "minima_of_cubic", "wrong", "0"),
    ({"step_length": "-3/2**t"}, "step_length", "wrong", "0"),
    ({"step_length": "3/2**(t + 1)"}, "step_length", "wrong", "0"),
    ({"step_length": "S(3)/2"}, "step_length", "wrong", "0"),
    ({"first_short_step": "11"}, "first_short_step", "wrong", "0"),
    ({"first_short_step": "13"}, "first_short_step", "wrong", "0"),
    ({"first_short_step": "log(3000, 2)"}, "first_short_step", "wrong", "0"),
    ({"loss_at_rest": "3"}, "loss_at_rest", "wrong", "0"),
    ({"explain_rest": "'Der Gradient wird 0.'"}, "explain_rest", "pending", "0"),
]
FOLLOWS = [
    ({"step_length": "6/2**t", "first_short_step": "13"}, "first_short_step", "follow_through", "1"),
    ({"step_length": "2.0**(-t)", "first_short_step": "10"}, "first_short_step", "follow_through", "1"),
    ({"step_length": "3*exp(-t)", "first_short_step": "9"}, "first_short_step", "follow_through", "1"),
    ({"step_length": "3*exp(-t)", "first_short_step": "8"}, "first_short_step", "wrong", "0"),
    ({"step_length": "3/2**t", "first_short_step": "10"}, "first_short_step", "wrong", "0"),
    ({"step_length": "0.0005/2**t", "first_short_step": "1"}, "first_short_step", "wrong", "0"),  # nothing to find
    ({"step_length": "2**t", "first_short_step": "1"}, "first_short_step", "wrong", "0"),  # does not shrink
    ({"step_length": "-1/2**t", "first_short_step": "1"}, "first_short_step", "wrong", "0"),
    ({"step_length": "1/(t - 5)", "first_short_step": "1"}, "first_short_step", "wrong", "0"),
    ({"step_length": "1 + 1/t", "first_short_step": "1000"}, "first_short_step", "wrong", "0"),  # never short
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
