"""Exercise 9 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("distance_factor", "1 - 2*eta"),
    ("distance_factor", "'1 - 2η'"),
    ("distance_factor", r"r'1-2\eta'"),
    ("distance_factor", "-2*(eta - 0.5)"),
    ("good_rates", "Interval.open(0, 1)"),
    ("good_rates", "'(0, 1)'"),
    ("good_rates", "']0; 1['"),
    ("good_rates", "'0 < eta < 1'"),
    ("good_rates", "'0 < η < 1'"),
    ("good_rates", "(eta > 0) & (eta < 1)"),
    ("edge_path", "[6, 0, 6, 0]"),
    ("edge_path", "'6; 0; 6; 0'"),
    ("beyond_path", "[6.6, -1.32, 8.184]"),
    ("beyond_path", "[Rational(33, 5), Rational(-33, 25), Rational(1023, 125)]"),
    ("beyond_path", "['6,6', '-1,32', '8,184']"),
    ("after_hundred", "3*(1 - Rational(499, 500)**100)"),
    ("after_hundred", "0.5443"),
    ("after_hundred", "3 - 3*0.998**100"),
    ("causes", "['small', 'large', 'local']"),
    ("causes", "('klein', 'groß', 'lokal')"),
    ("causes", "'small, large, local'"),
]
MISTAKES = [
    ("good_rates", "Interval.Lopen(0, 1)", "M1"),
    ("good_rates", "'0 < eta <= 1'", "M1"),
    ("good_rates", "'(0, 1/2)'", "M2"),
    ("good_rates", "Interval.open(0, 2)", "M3"),
    ("distance_factor", "1 - eta", "M4"),
    ("after_hundred", "0.6", "M5"),
    ("edge_path", "[6, 12, 18, 24]", "M6"),
    ("beyond_path", "[6.6, 14.52, 39.864]", "M7"),
    ("distance_factor", "2*eta", "M8"),
    ("distance_factor", "1 + 2*eta", "M9"),
    ("distance_factor", "2*eta - 1", "M10"),
    ("good_rates", "'eta < 1'", "M11"),
    ("good_rates", "'eta > 0'", "M12"),
    ("good_rates", "'0 < eta <= 0,5'", "M13"),
    ("edge_path", "[0, 6, 0, 6]", "M14"),
    ("edge_path", "[3, 3, 3, 3]", "M15"),
    ("edge_path", "[-6, -24, -78, -240]", "M16"),
    ("beyond_path", "[6.6, 13.2, 19.8]", "M17"),
    ("beyond_path", "[0, 6.6, -1.32]", "M18"),
    ("beyond_path", "[3.3, 2.97, 3.003]", "M19"),
    ("after_hundred", "'2,4557'", "M20"),
    ("after_hundred", "5.4557", "M21"),
    ("after_hundred", "3", "M22"),
    ("causes", "['large', 'small', 'local']", "M23"),
    ("causes", "'K1: lokal, K2: zu groß, K3: zu klein'", "M24"),
    ("causes", "['small', 'local', 'large']", "M25"),
]
OTHERS = [
    ({"distance_factor": "2*eta - 1"}, "distance_factor", "wrong", "0"),
    ({"distance_factor": "S(1)/2"}, "distance_factor", "wrong", "0"),
    ({"distance_factor": "'1 - 2x'"}, "distance_factor", "invalid", "0"),
    ({"good_rates": "'[0, 1]'"}, "good_rates", "partial", "1"),  # the ends are right, the boundary is not
    ({"good_rates": "{0, 1}"}, "good_rates", "wrong", "0"),
    ({"good_rates": "'eta < 1'"}, "good_rates", "wrong", "0"),
    ({"good_rates": "S(1)"}, "good_rates", "invalid", "0"),
    ({"edge_path": "[6, 0, 0, 6]"}, "edge_path", "partial", "3/4"),  # 6 from 0 is right again
    ({"edge_path": "[0, 6, 0, 6]"}, "edge_path", "partial", "3/4"),
    ({"edge_path": "[3, 3, 3, 3]"}, "edge_path", "wrong", "0"),
    ({"edge_path": "[6, 0]"}, "edge_path", "wrong", "0"),
    ({"beyond_path": "[3.3, 2.64, 3.432]"}, "beyond_path", "partial", "2/3"),
    ({"beyond_path": "[3, 3, 3]"}, "beyond_path", "wrong", "0"),
    ({"after_hundred": "0.55"}, "after_hundred", "wrong", "0"),
    ({"after_hundred": "3"}, "after_hundred", "wrong", "0"),
    ({"causes": "['large', 'small', 'local']"}, "causes", "partial", "2/3"),
    ({"causes": "['small', 'small', 'local']"}, "causes", "partial", "4/3"),
    ({"causes": "['large', 'local', 'small']"}, "causes", "wrong", "0"),
    ({"causes": "['small', 'large', 'bad']"}, "causes", "invalid", "0"),
    ({"another_danger": "'Sattelpunkt'"}, "another_danger", "pending", "0"),
]
FOLLOWS = [
    ({"distance_factor": "1 - eta", "good_rates": "'(0, 2)'"}, "good_rates", "follow_through", "2"),
    ({"distance_factor": "1 - eta", "good_rates": "'(0, 2]'"}, "good_rates", "follow_through", "1"),
    ({"distance_factor": "1 + 2*eta", "good_rates": "'(-1, 0)'"}, "good_rates", "wrong", "0"),  # nothing positive is good
    ({"distance_factor": "2*eta", "good_rates": "'(0, 1/2)'"}, "good_rates", "follow_through", "2"),
    ({"distance_factor": "1 - eta**2", "good_rates": "'(0, sqrt(2))'"}, "good_rates", "wrong", "0"),
    ({"distance_factor": "S(1)/2", "good_rates": "'eta > 0'"}, "good_rates", "wrong", "0"),
    ({"distance_factor": "1 - eta", "after_hundred": "0.2857"}, "after_hundred", "follow_through", "1"),
    ({"distance_factor": "S(1)/2", "after_hundred": "3"}, "after_hundred", "wrong", "0"),
    ({"distance_factor": "1 - 2*eta", "after_hundred": "0.2857"}, "after_hundred", "wrong", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
]
