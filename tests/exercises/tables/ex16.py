"""Exercise 16 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("grad_formula", "[2*x + y, 3*y**2 + x]"),
    ("grad_formula", "[diff(x**2 + y**3 + x*y, v) for v in (x, y)]"),
    ("grad_formula", "Matrix([x**2 + y**3 + x*y]).jacobian([x, y])"),
    ("grad_formula", "('2x + y', '3y² + x')"),
    ("grad_formula", "'(2x+y; 3y^2+x)'"),
    ("grad_at_start", "[3, 4]"),
    ("grad_at_start", "Matrix([3, 4])"),
    ("grad_at_start", "__import__('numpy').array([3., 4.])"),
    ("grad_length", "5"),
    ("grad_length", "sqrt(9 + 16)"),
    ("next_point", "[0.7, 0.6]"),
    ("next_point", "['7/10', '3/5']"),
    ("next_point", "'0,7; 0,6'"),
    ("next_point", "[1 - 0.1*3, 1 - 0.1*4]"),
    ("value_there", "1.126"),
    ("value_there", "0.7**2 + 0.6**3 + 0.7*0.6"),
    ("value_there", "'563/500'"),
    ("critical_points", "{(0, 0), (-1/12, 1/6)}"),
    ("critical_points", "FiniteSet((0, 0), (-Rational(1, 12), Rational(1, 6)))"),
    ("critical_points", "[(-0.083, 0.167), (0, 0)]"),
    ("critical_points", "[[0, 0], [-1/12, 1/6]]"),
    ("critical_points", "solve([2*x + y, 3*y**2 + x], [x, y])"),
    ("critical_points", "'{(0; 0), (-1/12; 1/6)}'"),
    ("critical_points", "'{(0, 0), (-1/12, 1/6)}'"),
    ("kinds_of_points", "['saddle', 'min']"),
    ("kinds_of_points", "'Sattelpunkt, Minimum'"),
    ("far_down", "-oo"),
    ("far_down", "float('-inf')"),
    ("far_down", "'-∞'"),
    ("far_down", "limit(y**3, y, -oo)"),
]
MISTAKES = [
    ("grad_formula", "[2*x, 3*y**2]", "M1"),
    ("grad_formula", "'(2x; 3y²)'", "M1"),
    ("grad_at_start", "[4, 3]", "M2"),
    ("grad_at_start", "7", "M3"),
    ("grad_at_start", "3 + 4.0", "M3"),
    ("next_point", "[1.3, 1.4]", "M4"),
    ("next_point", "[-2, -3]", "M5"),
    ("critical_points", "{(-1/12, 1/6)}", "M6"),
    ("critical_points", "(-1/12, 1/6)", "M6"),
    ("critical_points", "{(-0.083, 0.167)}", "M6"),
    ("kinds_of_points", "['min', 'min']", "M7"),
    ("grad_formula", "[2*x, 3*y**2 + x]", "M8"),
    ("grad_formula", "[2*x + y, 3*y**2]", "M9"),
    ("grad_formula", "[3*y**2 + x, 2*x + y]", "M10"),
    ("grad_formula", "[2*x + x, 3*y**2 + y]", "M11"),
    ("grad_length", "7", "M12"),
    ("grad_length", "25", "M13"),
    ("next_point", "[-0.3, -0.4]", "M14"),
    ("value_there", "3", "M15"),
    ("critical_points", "{(0, 0)}", "M16"),
    ("critical_points", "'{(0|0), (1/12|1/6)}'", "M17"),
    ("critical_points", "{(0, 0), (-1/12, -1/6)}", "M18"),
    ("kinds_of_points", "['min', 'saddle']", "M19"),
    ("kinds_of_points", "['saddle', 'saddle']", "M20"),
    ("far_down", "0", "M21"),
    ("far_down", "oo", "M22"),
]
OTHERS = [
    ({"grad_formula": "[3*y**2 + x, 2*x + y]"}, "grad_formula", "wrong", "0"),
    ({"grad_formula": "[2*x, 3*y**2]"}, "grad_formula", "wrong", "0"),
    ({"grad_formula": "[3, 4]"}, "grad_formula", "wrong", "0"),
    ({"grad_formula": "['2u + v', '3v']"}, "grad_formula", "invalid", "0"),
    ({"grad_at_start": "5"}, "grad_at_start", "wrong", "0"),  # a number is read, and is wrong
    ({"grad_at_start": "{3, 4}"}, "grad_at_start", "invalid", "0"),
    ({"next_point": "0.7"}, "next_point", "invalid", "0"),
    ({"next_point": "[0.7, 0.602]"}, "next_point", "wrong", "0"),
    ({"value_there": "1.128"}, "value_there", "wrong", "0"),
    ({"critical_points": "{(0, 0), (-0.08, 0.17)}"}, "critical_points", "wrong", "0"),
    ({"critical_points": "{(0, 0), (1/6, -1/12)}"}, "critical_points", "wrong", "0"),
    ({"critical_points": "{(0, 0), (-1/12, 1/6), (1, 1)}"}, "critical_points", "wrong", "0"),
    ({"critical_points": "{0, -1/12, 1/6}"}, "critical_points", "invalid", "0"),
    ({"critical_points": "{(0, 0, 0)}"}, "critical_points", "invalid", "0"),
    ({"kinds_of_points": "['min', 'saddle']"}, "kinds_of_points", "wrong", "0"),
    ({"kinds_of_points": "['saddle', 'valley']"}, "kinds_of_points", "invalid", "0"),
    ({"far_down": "oo"}, "far_down", "wrong", "0"),
    ({"far_down": "-10**9"}, "far_down", "wrong", "0"),
]
FOLLOWS = [
    ({"grad_formula": "[2*x, 3*y**2]", "grad_at_start": "[2, 3]"}, "grad_at_start", "follow_through", "1"),
    ({"grad_formula": "[2, 3]", "grad_at_start": "[2, 3]"}, "grad_at_start", "wrong", "0"),  # only copied
    ({"grad_at_start": "[2, 3]", "grad_length": "sqrt(13)"}, "grad_length", "follow_through", "1"),
    ({"grad_at_start": "[0, -3]", "grad_length": "3"}, "grad_length", "wrong", "0"),  # nothing to compute
    ({"grad_at_start": "7", "grad_length": "7"}, "grad_length", "wrong", "0"),  # only copied
    ({"grad_formula": "[2*x, 3*y**2]", "next_point": "[0.8, 0.7]"}, "next_point", "follow_through", "1"),
    ({"grad_at_start": "[2, 3]", "next_point": "[0.8, 0.7]"}, "next_point", "follow_through", "1"),
    ({"grad_at_start": "[0, 0]", "next_point": "[1, 1]"}, "next_point", "wrong", "0"),  # stays where it is
    ({"grad_at_start": "7", "next_point": "[0.3, 0.3]"}, "next_point", "wrong", "0"),
    ({"next_point": "[1.3, 1.4]", "value_there": "6.254"}, "value_there", "follow_through", "1"),
    ({"next_point": "[1, 1]", "value_there": "3"}, "value_there", "wrong", "0"),  # never left
    # one zero only: half of the work
    ({"grad_formula": "[2*x + y, 2*y + x]", "critical_points": "{(0, 0)}"}, "critical_points", "follow_through", "1"),
    ({"grad_formula": "[2*x, 3*y**2]", "critical_points": "{(0, 0)}"}, "critical_points", "follow_through", "1"),
    (
        {"grad_formula": "[2*x - y, 3*y**2 + x]", "critical_points": "{(0, 0), (-1/12, -1/6)}"},
        "critical_points",
        "follow_through",
        "2",
    ),
    ({"grad_formula": "[x + y, x + y]", "critical_points": "{(0, 0)}"}, "critical_points", "wrong", "0"),  # a whole line
    ({"grad_formula": "[x**3, y]", "critical_points": "{(0, 0)}"}, "critical_points", "wrong", "0"),  # degree 3
    ({"grad_formula": "[x**2 + 1, y]", "critical_points": "set()"}, "critical_points", "wrong", "0"),  # no real zero
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
