"""Lists, vectors and matrices."""

from __future__ import annotations

from . import P, R, rows

LISTS = rows(
    ("(5; 0)", "(5, 0)", P, "a vector"),
    ("5; 0", "(5; 0)", P, "without brackets"),
    ("[5, 0]", "(5; 0)", P, "square brackets"),
    ("(0,1,0,0)", "(0; 1; 0; 0)", P, "the length decides"),
    ("(1,5; 2)", "(3/2; 2)", P, "decimal comma and semicolon"),
    ("(0, 5)", "(5; 0)", R, "order"),
    ("(5; 0; 0)", "(5; 0)", R, "length"),
    ("(2x; 2y)", "(x+x; y+y)", P, "formulas"),
    ("((1; 2); (3; 4))", "((1; 2); (3; 4))", P, "a matrix"),
    ("((1; 2); (3; 5))", "((1; 2); (3; 4))", R, "one entry"),
    ("5", "(5; 0)", R, "a number is no list"),
)

MATRICES = rows(
    ("((1; 0); (0; 1))", "((2/2; 0); (x-x; 1))", P, "identity"),
    ("((1; 0); (0; 1))", "((0; 1); (1; 0))", R, "rows swapped"),
    ("((a; b); (c; d))", "((a; c); (b; d))", R, "transposed"),
    ("((2x; 0); (0; 2y))", "((x+x; 0); (0; y+y))", P, "formulas"),
    ("((2x; 0); (0; 2y))", "((2x; 0); (0; y^2))", R, "one entry"),
    ("[[1; 2]; [3; 4]]", "((1; 2); (3; 4))", P, "brackets"),
    ("[[1, 2], [3, 4]]", "((1; 2); (3; 4))", P, "commas and blanks"),
    ("((1; 2; 3); (4; 5; 6))", "((1; 2); (3; 4); (5; 6))", R, "shape"),
    ("((1; 2))", "(1; 2)", P, "brackets around a vector"),
    ("((cos(a); -sin(a)); (sin(a); cos(a)))", "((cos(-a); sin(-a)); (sin(a); sin(π/2-a)))", P, "rotation"),
    ("((cos(a); sin(a)); (sin(a); cos(a)))", "((cos(a); -sin(a)); (sin(a); cos(a)))", R, "rotation"),
    ("(2(w1-1); 2(w2-2))", "(2w1-2; 2w2-4)", P, "gradient"),
    ("(2(w1-1); 2(w2-2))", "(2w2-4; 2w1-2)", R, "gradient, order"),
    ("(w1-1; w2-2)", "(2w1-2; 2w2-4)", R, "forgot the two"),
    ("(0.5; 0.25)", "(1/2; 1/4)", P, "decimals"),
    ("(0,5; 0,25)", "(1/2; 1/4)", P, "decimal commas"),
    ("(1; 2; 3)", "(1; 2)", R, "length"),
    ("(e^a/(e^a+e^b); e^b/(e^a+e^b))", "(σ(a-b); σ(b-a))", P, "softmax"),
    ("(σ(b-a); σ(a-b))", "(e^a/(e^a+e^b); e^b/(e^a+e^b))", R, "softmax, order"),
    ("(|x|; √(x^2))", "(√(x^2); |x|)", P, "absolute value"),
    ("((2; 1); (1; 2))", "((2; 1); (1; 3))", R, "one entry"),
    ("(3; 1,5; 0,75)", "(3; 3/2; 3/4)", P, "sequence"),
    ("(3; 1,5; 0,75)", "(3; 3/2; 3/8)", R, "sequence"),
    ("1; 2; 3", "(1; 2; 3)", P, "without brackets"),
)
