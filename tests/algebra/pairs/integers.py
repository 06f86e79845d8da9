"""Formulas in whole numbers, and formulas whose domain matters."""

from __future__ import annotations

from . import P, R, rows

INTEGERS = rows(
    ("3 - 3*2^(-t)", "3*(1-(1/2)^t)", P, "negative exponent", {"t": "0..10"}),
    ("3-3*exp(-t*ln(2))", "3*(1-(1/2)^t)", P, "by e", {"t": "0..10"}),
    ("3 - 3/2^t", "3*(1-(1/2)^t)", P, "one over", {"t": "0..10"}),
    ("3 - 3/2^t", "3*(1-(1/2)^t)", P, "one over, all whole numbers", {"t": "integer"}),
    ("3 - 3*0.5^t", "3*(1-(1/2)^t)", P, "decimal base", {"t": "0..10"}),
    (r"3\left(1-\left(\frac12\right)^t\right)", "3*(1-(1/2)^t)", P, "LaTeX", {"t": "0..10"}),
    ("w_t = 3*(1-(1/2)^t)", "3*(1-(1/2)^t)", P, "with its left side", {"t": "0..10"}, "expression"),
    ("3*(1-(1/2)^(t+1))", "3*(1-(1/2)^t)", R, "index shifted", {"t": "0..10"}),
    ("3*(1-(1/2)^(t-1))", "3*(1-(1/2)^t)", R, "index shifted", {"t": "0..10"}),
    ("3*(1-1/2^t*t)", "3*(1-(1/2)^t)", R, "a factor t", {"t": "0..10"}),
    ("m+(w0-m)*(-1)^t/2^t", "m+(w0-m)*(-1/2)^t", P, "negative base", {"t": "integer"}),
    ("m+(w0-m)*(-1)^t*2^(-t)", "m+(w0-m)*(-1/2)^t", P, "negative base", {"t": "0..10"}),
    ("m-(m-w0)*(-0.5)^t", "m+(w0-m)*(-1/2)^t", P, "sign taken out", {"t": "0..10"}),
    ("m+(w0-m)*(1/2)^t", "m+(w0-m)*(-1/2)^t", R, "sign of the base lost", {"t": "0..10"}),
    ("(-1)^(2n)", "1", P, "even exponent", {"n": "integer"}),
    ("(-1)^(n^2)", "(-1)^n", P, "parity of a square", {"n": "integer"}),
    ("(-1)^(n+1)", "-(-1)^n", P, "next index", {"n": "integer"}),
    ("(-1)^n", "1", R, "odd numbers", {"n": "integer"}),
    ("c^(2n)", "(c^n)^2", P, "whole powers of any base", {"n": "integer"}),
    ("c^(n+1)", "c*c^n", P, "whole powers of any base", {"n": "integer"}),
    ("(1/4)^n", "4^(-n)", P, "bound of the factors", {"n": "1..12"}),
    ("(1/4)^n", "2^(-2n)", P, "bound of the factors", {"n": "1..12"}),
    ("n/4", "(1/4)^n", R, "product is no power", {"n": "1..12"}),
    ("3/2^t", "3*2^(-t)", P, "step length", {"t": "1..12"}),
    ("t*(t-1)*(t-2)*(t-3)", "0", P, "zero at every point of the domain", {"t": "0..3"}),
    ("t*(t-1)*(t-2)*(t-3)", "0", R, "not at 4", {"t": "0..4"}),
    ("2n+1", "n+1+n", P, "number of factors"),
    ("n!*(n+1)", "(n+1)!", P, "factorial", {"n": "natural"}),
    ("cos(n*pi)", "cos(n*π)", P, "same text", {"n": "0..5"}),
)

HONESTY = rows(
    ("x/x", "1", P, "gap at 0"),
    ("(x^2-1)/(x-1)", "x+1", P, "gap at 1"),
    ("(x-7)/(x-7)", "1", P, "gap at a break point"),
    ("sqrt(x)^2", "x", P, "not defined for negative x"),
    ("ln(x^2)", "2ln(x)", P, "not defined for negative x"),
    ("ln(-x)", "ln|x|", P, "defined for negative x only"),
    ("e^(ln x)", "x", P, "not defined for negative x"),
)

RATIOS = rows(
    ("(a^b)^c", "a^(b*c)", P, "only for a positive base"),
    ("x^a*x^b", "x^(a+b)", P, "only for a positive base"),
    ("(x*y)^a", "x^a*y^a", P, "only for positive bases"),
)
