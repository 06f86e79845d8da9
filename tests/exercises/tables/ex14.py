"""Exercise 14 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("name_of_rule", "'C'"),
    ("name_of_rule", "'Antwort c'"),
    ("local_slopes", "(4, 6, 3)"),
    ("local_slopes", "[4.0, Rational(6), '3']"),
    ("local_slopes", "Matrix([4, 6, 3])"),
    ("local_slopes", "'4; 6; 3'"),
    ("local_slopes", "__import__('numpy').array([4., 6., 3.])"),
    ("total_slope", "72"),
    ("total_slope", "4*6*3"),
    ("total_slope", "diff(((3*w)**2 - 7)**2, w).subs(w, 1)"),
    ("slope_formula", "36*w*(9*w**2 - 7)"),
    ("slope_formula", "324*w**3 - 252*w"),
    ("slope_formula", "'2(9w² − 7)·6w·3'"),
    ("slope_formula", "diff(((3*w)**2 - 7)**2, w)"),
    ("slope_formula", r"r'36w\left(9w^{2}-7\right)'"),
    ("number_of_factors", "2*n + 1"),
    ("number_of_factors", "'1 + n + (n - 1) + 1'"),
    ("number_of_factors", "'2n+1'"),
    ("slope_of_net", "exp(-1)/(1 + exp(-1))**2*3/2"),
    ("slope_of_net", "0.295"),
    ("slope_of_net", "0.2949178996"),
    ("slope_of_net", "'0,29492'"),
    ("slope_of_net", "3/(4 + 4*cosh(1))"),
    ("slope_of_net", "'1,5 e/(1+e)^2'"),
]
MISTAKES = [
    ("total_slope", "13", "M1"),
    ("total_slope", "4*6", "M2"),
    ("total_slope", "18", "M3"),
    ("number_of_factors", "n", "M4"),
    ("number_of_factors", "'2n'", "M5"),
    ("slope_of_net", "0.3094", "M6"),
    ("slope_of_net", "3*exp(-1)/(4*(1 + exp(-1))**2)", "M7"),
    ("slope_of_net", "0.14746", "M7"),
    ("name_of_rule", "'A'", "M8"),
    ("name_of_rule", "'B'", "M9"),
    ("name_of_rule", "'D'", "M10"),
    ("local_slopes", "[2, 6, 3]", "M11"),
    ("local_slopes", "[4, 2, 3]", "M12"),
    ("local_slopes", "[-12, 6, 3]", "M13"),
    ("local_slopes", "[-8, 6, 3]", "M14"),
    ("slope_formula", "'2(9w²-7)'", "M15"),
    ("slope_formula", "2*(9*w**2 - 7)*6*w", "M16"),
    ("slope_formula", "6*(9*w**2 - 7)", "M17"),
    ("slope_formula", "36*w*(w**2 - 7)", "M18"),
    ("slope_formula", "72", "M19"),
    ("slope_of_net", "0.1966", "M20"),  # the commonest mistake with the chain rule
    ("slope_of_net", "0.0983", "M21"),
    ("slope_of_net", "1.1797", "M22"),
    ("slope_of_net", "0.375", "M23"),
    ("slope_of_net", "0.7311", "M24"),
]
OTHERS = [
    ({"name_of_rule": "'D'"}, "name_of_rule", "wrong", "0"),
    ({"local_slopes": "[3, 6, 4]"}, "local_slopes", "wrong", "0"),
    ({"local_slopes": "[4, 6]"}, "local_slopes", "wrong", "0"),
    ({"local_slopes": "{4, 6, 3}"}, "local_slopes", "invalid", "0"),
    ({"total_slope": "36*w*(9*w**2 - 7)"}, "total_slope", "invalid", "0"),
    ({"total_slope": "72.001"}, "total_slope", "wrong", "0"),
    ({"slope_formula": "S(72)"}, "slope_formula", "wrong", "0"),
    ({"slope_formula": "12*w*(9*w**2 - 7)"}, "slope_formula", "wrong", "0"),
    ({"slope_formula": "36*w*(9*w^2 - 7)"}, "slope_formula", "crashed", "0"),
    ({"number_of_factors": "2*n + 2"}, "number_of_factors", "wrong", "0"),
    ({"number_of_factors": "'2k+1'"}, "number_of_factors", "invalid", "0"),
    ({"slope_of_net": "0.2958"}, "slope_of_net", "wrong", "0"),
    ({"slope_of_net": "0"}, "slope_of_net", "wrong", "0"),
]
FOLLOWS = [
    ({"local_slopes": "[4, 6, 1]", "total_slope": "24"}, "total_slope", "follow_through", "1"),
    ({"local_slopes": "[-4, 6, 3]", "total_slope": "-72"}, "total_slope", "follow_through", "1"),
    ({"local_slopes": "[4, 6, 1]", "total_slope": "11"}, "total_slope", "wrong", "0"),
    ({"local_slopes": "[4, 6, 3]", "total_slope": "13"}, "total_slope", "wrong", "0"),
    ({"local_slopes": "[0, 6, 3]", "total_slope": "0"}, "total_slope", "wrong", "0"),  # nothing to multiply
    ({"local_slopes": "[4, 6]", "total_slope": "24"}, "total_slope", "wrong", "0"),
    ({"local_slopes": "[4, 6, 1]", "total_slope": "72"}, "total_slope", "correct", "1"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
