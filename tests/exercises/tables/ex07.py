"""Exercise 7 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("downhill", "(-3, -4)"),
    ("downhill", "[-0.6, -0.8]"),
    ("downhill", "[-6, -8]"),
    ("downhill", "(-Rational(3, 4), -1)"),
    ("downhill", "Matrix([-3, -4])/1000"),
    ("downhill", "'(-3; -4)'"),
    ("downhill", "-7*__import__('numpy').array([3, 4])"),
    ("unit_downhill", "[Rational(-3, 5), Rational(-4, 5)]"),
    ("unit_downhill", "(-0.6, -0.8)"),
    ("unit_downhill", "-Matrix([3, 4]).normalized()"),
    ("unit_downhill", "'-3/5; -4/5'"),
    ("steepest_slope", "-5"),
    ("steepest_slope", "-sqrt(3**2 + 4**2)"),
    ("steepest_slope", "3*(-0.6) + 4*(-0.8)"),
    ("slope_by_angle", "3*cos(phi) + 4*sin(phi)"),
    ("slope_by_angle", "5*cos(phi - atan(Rational(4, 3)))"),
    ("slope_by_angle", "5*sin(phi + atan(Rational(3, 4)))"),
    ("slope_by_angle", "'3 cos φ + 4 sin φ'"),
    ("slope_by_angle", r"r'3\cos\varphi+4\sin\varphi'"),
    ("level_direction", "(4, -3)"),
    ("level_direction", "[-4, 3]"),
    ("level_direction", "(0.8, -0.6)"),
    ("level_direction", "(-1, Rational(3, 4))"),
    ("cosine_to_minimum", "22/sqrt(808)"),
    ("cosine_to_minimum", "0.7740"),
    ("cosine_to_minimum", "11/sqrt(202)"),
    ("cosine_to_minimum", "cos(atan2(1, 1) - atan2(1, 10))"),
    ("at_the_minimum", "'B'"),
]
MISTAKES = [
    ("downhill", "(3, 4)", "M1"),
    ("downhill", "(-4, -3)", "M2"),
    ("downhill", "(4, -3)", "M3"),
    ("unit_downhill", "(-3/7, -4/7)", "M4"),
    ("unit_downhill", "(-3, -4)", "M5"),
    ("steepest_slope", "5", "M6"),
    ("steepest_slope", "-7", "M7"),
    ("steepest_slope", "-25", "M8"),
]
OTHERS = [
    ({"downhill": "(0, 0)"}, "downhill", "wrong", "0"),
    ({"downhill": "(-3, -4.01)"}, "downhill", "wrong", "0"),
    ({"downhill": "(-3, 4)"}, "downhill", "wrong", "0"),
    ({"downhill": "{-3, -4}"}, "downhill", "invalid", "0"),
    ({"downhill": "-5"}, "downhill", "invalid", "0"),
    ({"downhill": "(-oo, -oo)"}, "downhill", "wrong", "0"),
    ({"unit_downhill": "(-0.6, -0.79)"}, "unit_downhill", "wrong", "0"),
    ({"unit_downhill": "(-0.8, -0.6)"}, "unit_downhill", "wrong", "0"),
    ({"steepest_slope": "-4.999"}, "steepest_slope", "wrong", "0"),
    ({"slope_by_angle": "4*cos(phi) + 3*sin(phi)"}, "slope_by_angle", "wrong", "0"),
    ({"slope_by_angle": "5*cos(phi)"}, "slope_by_angle", "wrong", "0"),
    ({"level_direction": "(0, 0)"}, "level_direction", "wrong", "0"),
    ({"level_direction": "(4, 3)"}, "level_direction", "wrong", "0"),
    ({"level_direction": "(-3, -4)"}, "level_direction", "wrong", "0"),
    ({"cosine_to_minimum": "1"}, "cosine_to_minimum", "wrong", "0"),
    ({"cosine_to_minimum": "-0.774"}, "cosine_to_minimum", "wrong", "0"),
    ({"at_the_minimum": "'A'"}, "at_the_minimum", "wrong", "0"),
    ({"how_to_find": "'Minus Gradient.'"}, "how_to_find", "pending", "0"),
]
FOLLOWS = [
    ({"downhill": "(3, 4)", "unit_downhill": "(0.6, 0.8)"}, "unit_downhill", "follow_through", "1"),
    ({"downhill": "(-4, -3)", "unit_downhill": "(-0.8, -0.6)"}, "unit_downhill", "follow_through", "1"),
    ({"downhill": "(-1, -1)", "unit_downhill": "(-0.707, -0.707)"}, "unit_downhill", "follow_through", "1"),
    ({"downhill": "(0, 0)", "unit_downhill": "(0, 0)"}, "unit_downhill", "wrong", "0"),
    ({"downhill": "(-6, -8)", "unit_downhill": "(0.6, 0.8)"}, "unit_downhill", "wrong", "0"),
    ({"unit_downhill": "(0.6, 0.8)", "steepest_slope": "5"}, "steepest_slope", "follow_through", "1"),
    ({"unit_downhill": "(-0.8, -0.6)", "steepest_slope": "-4.8"}, "steepest_slope", "follow_through", "1"),
    ({"unit_downhill": "(-3, -4)", "steepest_slope": "-25"}, "steepest_slope", "wrong", "0"),  # length 5
    ({"unit_downhill": "(0, 0)", "steepest_slope": "0"}, "steepest_slope", "wrong", "0"),
    ({"unit_downhill": "(-0.6, -0.8)", "steepest_slope": "5"}, "steepest_slope", "wrong", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
