"""Pairs that were undecided, unread or wrong when learners used the grader, and others of the same kinds."""

from __future__ import annotations

from . import Pair

WHOLE = {"k": "integer"}
FORMULAS = [
    Pair("sin(37°)*5", "5*sin(37°)", "proved", "a whole degree"),
    Pair("sin(37°)", "cos(53°)", "proved", "complementary angles"),
    Pair("sin(17°)+sin(43°)", "sin(77°)", "proved", "a sum of sines"),
    Pair("tan(89°)", "cot(1°)", "proved", ""),
    Pair("sin(37°)", "cos(52°)", "refuted", ""),
    Pair("x*sin(100°)", "x*cos(10°)", "proved", "beyond a right angle"),
    Pair("sin(0.5°)", "cos(89.5°)", "proved", "half a degree"),
    Pair("sin(200°)", "-sin(20°)", "proved", ""),
    Pair("2*sin(2π·50t)", "2*sin(100πt)", "proved", "a large multiple"),
    Pair("cos(0.123x)*3", "3*cos(0.123x)", "proved", "a decimal"),
    Pair("sin(100x)", "2sin(50x)cos(50x)", "proved", ""),
    Pair("sin(41x)", "sin(40x)*cos(x)+cos(40x)*sin(x)", "proved", "addition theorem"),
    Pair("sin(3x)", "3sin(x)", "refuted", ""),
    Pair("(-2)^n", "(-2)^(n)", "proved", "the same text"),
    Pair("|sinh(x)|", "sinh(|x|)", "proved", "an odd growing function"),
    Pair("|arctan(x)|", "arctan(|x|)", "proved", ""),
    Pair("√(sin(x)^2)", "|sin(x)|", "proved", "a square"),
    Pair("√(1-cos(x)^2)", "sin(x)", "refuted", "its sign"),
    Pair("floor(x+1)", "floor(x)+1", "proved", "a whole step"),
    Pair("floor(x+1/2)", "floor(x)+1/2", "refuted", ""),
    Pair("ceil(x)", "-floor(-x)", "proved", ""),
    Pair("ceil(x)", "floor(x)+1", "refuted", "at whole numbers"),
    Pair("(1/2)!", "√π/2", "proved", "half a factorial"),
    Pair("(5/2)!", "15√π/8", "proved", ""),
    Pair("(3/2)!", "3√π/2", "refuted", "a quarter"),
    Pair("28 Prozent", "0.28", "proved", "a hundredth in words"),
    Pair("28 Prozent", "28", "refuted", ""),
    Pair("max(a,b,c,d,g,f)", "max(f,max(g,d),c,b,a)", "proved", "in another order"),
    Pair("min(a,b,c,d,g,f)", "max(f,max(g,d),c,b,a)", "refuted", ""),
    Pair("p^y*(1-p)^(1-y)", "y*p+(1-y)*(1-p)", "proved", "zero or one", {"y": "0..1"}),
    Pair("p^y*(1-p)^(1-y)", "y*p+(1-y)*(1-p)", "refuted", "or two", {"y": "0..2"}),
]
CIRCUIT = {"R": "positive", "I": "positive", "U": "positive"}
CONDITIONS = [
    Pair("R = U/I und R > 2", "U/R = I und R > 2", "proved", "", CIRCUIT),
    Pair(r"\frac{U}{R} = I und R > 1", "U = R*I und R > 1", "proved", "", CIRCUIT),
    Pair("1/R > 2", "R < 1/2 und R > 0", "proved", "inside a formula R is no set"),
    Pair("R >= 1", "R > 0", "refuted", ""),
    Pair("{R}", "{R}", "proved", "", None, "set"),
    Pair("R \\ {0}", "x != 0", "proved", "alone it is ℝ", None, "set"),
    Pair("x in R", "IR", "proved", "", None, "set"),
    Pair("{x in R | x > 1}", "x > 1", "proved", "", None, "set"),
    Pair("{x in ]0;5[ | |x| > 1}", "1 < x < 5", "proved", "", None, "set"),
    Pair("R^+", "x > 0", "proved", "", None, "set"),
    Pair("x = 1 oder x > 2", "x > 2 oder x = 1", "proved", "an equation, no name in front of an answer"),
    Pair("y = (x+1)^2 oder y > 3", "y > 3 oder y = x^2+2x+1", "proved", ""),
    Pair("-1 oder 3", "{-1;3}", "proved", "a list beside a set"),
    Pair("-1; 3", "{-1;3}", "proved", ""),
    Pair("-1 oder 2", "{-1;3}", "refuted", ""),
    Pair("x=π/4+kπ", "tan(x)=1", "proved", "a period", WHOLE),
    Pair("x=π/4+2kπ", "tan(x)=1", "refuted", "every second one", WHOLE),
    Pair("x=kπ", "sin(x)=0", "proved", "", WHOLE),
    Pair("x=π/6+2kπ oder x=5π/6+2kπ", "sin(x)=1/2", "proved", "two families", WHOLE),
    Pair("x=π/6+2kπ", "sin(x)=1/2", "refuted", "one is missing", WHOLE),
    Pair("x=kπ/2", "sin(2x)=0", "proved", "", WHOLE),
    Pair("x=kπ", "x=2kπ", "refuted", "", WHOLE),
    Pair("x>0", "x≥1", "proved", "whole numbers", {"x": "integer"}),
    Pair("x>0", "x≥2", "refuted", "", {"x": "integer"}),
    Pair("x^2<10", "-3<=x<=3", "proved", "", {"x": "integer"}),
    Pair("2x=3", "∅", "proved", "", {"x": "integer"}),
    Pair("x>0 und y>0", "x>=1 und y>=1", "proved", "", {"x": "integer", "y": "integer"}),
    Pair("x+y<3", "x+y<=2", "proved", "", {"x": "integer", "y": "integer"}),
    Pair("x>0", "x≥1", "refuted", "not for real ones"),
    Pair("y=(x-a)^6000", "y=(x-a)^6000", "proved", "the same text"),
    Pair("x^(n+1)≠2", "x≠2^(1/(n+1))", "refuted", "n = -1; a polynomial without its powers is zero"),
    Pair("(-2)^(n+1)≠1", "((-2)^2)^((n+1)/2)≠1", "proved", "both always hold", {"n": "natural"}),
]
# Read in the light of the reference, so the sides are not swapped.
READ = [
    Pair(r"x\approx11", "11", "proved", "a name and a sign in front"),
    Pair(r"x\approx11", "12", "refuted", ""),
    Pair("U = IR", "I = U/R", "proved", "R is a resistance and IR a product", CIRCUIT),
    Pair("U = IR und R > 2", "I = U/R und 2 < R", "proved", "", CIRCUIT, "region"),
    Pair("D = (0; 1)", "0 < x < 1", "proved", "a name in front of an answer"),
]
UNREAD = [
    *("28 Promille", "5 m/s", "5 kg", r"11\pmod{3}", "log_a(b)", r"\lfloor x\rfloor", "foo", "x + hallo", "wert_neu"),
]
