"""Answers to exercises 1 to 15 as learners of 16 to 19 type them, written down before their author had seen the reader.

A line is what stands behind `name =` in the cell, with what has to become of it: R right, W wrong, A asked back, C rounded
rightly but too coarse, which is told.
"""

from __future__ import annotations

TYPED: dict[str, dict[str, str]] = {
    "ex01": {
        "without_minus": r"""
R -log(2)
R "-ln2 ≈ -0,693"
R log(1/2)
R 0*log(0.25) + 1*log(0.5) + 0*log(0.25)
W 0.693
R r"\ln\left(\tfrac{1}{2}\right)"
""",
        "loss": r"""
R "0,6931"
A -math.log(0.5)
R "L = ln(2)"
W "-0,693"
A 0,693
""",
        "range_of_log": r"""
R "]-oo; 0]"
R "(-∞,0]"
R "x ≤ 0"
R Interval(-oo, 0)
W "]-oo;0["
R "ℝ₀⁻"
R "kleiner gleich 0"
R "{x ∈ R | x <= 0}"
A None
""",
        "range_of_loss": r"""
R "[0; ∞["
R "x>=0"
R r"[0,\infty)"
W "R+"
R Interval(0, oo)
R "ℓ(p) >= 0"
""",
        "slope_of_loss": r"""
R -1/p
R "l'(p) = -1/p"
R "-p^-1"
R "-p⁻¹"
R diff(-log(p), p)
W "1/p"
R r"\ell'(p)=-\frac{1}{p}"
""",
        "log_near_zero": r"""
R -oo
R "minus unendlich"
R "-inf"
R float("-inf")
W "unendlich"
""",
        "signs_in_the_bce": r"""
R ["negative", "negative", "positive"]
""",
    },
    "ex02": {
        "zeros_for_one": r"""
R {1}
R "yhat = 1"
R "ŷ = 1"
R 1
W "{0;1}"
""",
        "zeros_for_zero": r"""
R "L={0}"
R [0]
""",
        "certain_prediction": r"""
R "(0 | 1 | 0 | 0)"
R "0;1;0;0"
A np.array([0, 1, 0, 0])
W [0, 0, 1, 0]
""",
        "lowest_bce": r"""
R -y*log(y) - (1-y)*log(1-y)
R "-(y·ln(y) + (1-y)·ln(1-y))"
R "-[y ln y + (1-y) ln(1-y)]"
R r"-y\cdot\ln y-(1-y)\cdot\ln(1-y)"
W "y*ln(y)+(1-y)*ln(1-y)"
""",
        "lowest_for_soft": r"""
R "0,562"
R -0.25*log(0.25)-0.75*log(0.75)
C "0,56"
A 0,5623
""",
        "zeros_for_soft": r"""
R "{}"
R "∅"
R "leere Menge"
R EmptySet
R set()
R []
A None
R "keine Lösung"
R "es gibt keine"
W {0.25}
A None  # keine
""",
    },
    "ex03": {
        "probabilities": r"""
R [1/8, 2/8, 5/8]
R "(0,125; 0,25; 0,625)"
R "12,5%; 25%; 62,5%"
R "1/8, 1/4, 5/8"
R Matrix([1, 2, 5])/8
R [Rational(1,8), Rational(1,4), Rational(5,8)]
R "0,125, 0,25, 0,625"
A 0,125; 0,25; 0,625
""",
        "output_range": r"""
R "]0;1["
R "0<x<1"
R Interval.open(0, 1)
W "[0;1]"
R "zwischen 0 und 1 (ohne 0 und 1)"
""",
        "log_range": r"""
R "x < 0"
R "(-oo, 0)"
R "R-"
R "alle negativen Zahlen"
W "x<=0"
""",
        "log_of_first": r"""
R "z1 - ln(e^z1 + e^z2 + e^z3)"
R log(exp(z1)/(exp(z1)+exp(z2)+exp(z3)))
R r"\ln\frac{e^{z_1}}{e^{z_1}+e^{z_2}+e^{z_3}}"
R "z₁ − ln(e^(z₁)+e^(z₂)+e^(z₃))"
W "z1 - (z1+z2+z3)"
""",
        "first_vanished": r"""
R 746
R "n = 746"
""",
    },
    "ex04": {
        "gradient_of_loss": r"""
R [8*(4*w1+7*w2-20), 14*(4*w1+7*w2-20)]
R "(32w1+56w2-160 | 56w1+98w2-280)"
R "∇L = (4w1+7w2-20)·(8; 14)"
R r"\begin{pmatrix}8(4w_1+7w_2-20)\\14(4w_1+7w_2-20)\end{pmatrix}"
R "8(4w1+7w2-20); 14(4w1+7w2-20)"
""",
        "one_minimiser": r"""
R "(5|0)"
R "w1 = 5, w2 = 0"
R "M(5/0)"
R "⟨5; 0⟩"
W (4, 7)
""",
        "all_minimisers": r"""
R "w2 = (20-4w1)/7"
R "4w1+7w2-20=0"
R "X = (5; 0) + t*(7; -4)"
R (5+7*t, -4*t)
R Eq(4*w1 + 7*w2, 20)
W "4w1+7w2=0"
R "w1=5-1,75t; w2=t"
""",
        "second_derivatives": r"""
R "((32; 56); (56; 98))"
R Matrix([[32, 56], [56, 98]])
""",
        "closest_minimiser": r"""
R "(16/13 | 28/13)"
R "1,231 / 2,154"
A 1,231; 2,154
""",
    },
    "ex05": {
        "value_at_point": r"""
R "5²"
""",
        "gradient_at_point": r"""
R "10·(2; 3; -4)"
R "<20, 30, -40>"
""",
        "gradient_inside": r"""
R "(0/0/0)"
R "Nullvektor"
""",
        "all_minimisers": r"""
R "2w1 + 3w2 ≤ 4w3"
R 2*w1+3*w2-4*w3 <= 0
W "2w1+3w2-4w3=0"
""",
        "which_are_minimisers": r"""
R "wahr, falsch, wahr, wahr, falsch, wahr"
R "T F T T F T"
""",
        "moving_start": r"""
R "w = (1, 1, 0)"
""",
    },
    "ex06": {
        "minimiser": r"""
R "w ≈ 0,5671"
R LambertW(1)
""",
        "slope_of_g": r"""
R "1+e^-w"
R "1+1/e^w"
R "g´(w)=1+exp(-w)"
""",
        "zeros_of_slope": r"""
R "{ }"
A None
""",
        "one_sided_slopes": r"""
R "-1,567 und 1,567"
""",
        "g_at_ends": r"""
R "g(0) = -1, g(1) = 1 - 1/e"
R [-1, 1-exp(-1)]
""",
    },
    "ex07": {
        "downhill": r"""
R "(-3; -4)"
R "-(3|4)"
""",
        "unit_downhill": r"""
R "1/5 * (-3; -4)"
R r"\left(-\tfrac35;\,-\tfrac45\right)"
""",
        "steepest_slope": r"""
R "-√(3²+4²)"
W 5
""",
        "slope_by_angle": r"""
R "3cos(φ)+4sin(φ)"
R "3 cos phi + 4 sin phi"
""",
        "level_direction": r"""
R "(4;-3)"
""",
        "cosine_to_minimum": r"""
R "11/√202"
""",
    },
    "ex08": {
        "displacement": r"""
R "-η·g"
R "w_t - w_(t-1) = -eta*g"
""",
        "rests_on_parabola": r"""
R "w=3"
""",
        "step_length": r"""
R "3·0,5^t"
R "3/2^t"
R "1,5 * (1/2)^(t-1)"
""",
        "first_short_step": r"""
R "t=12"
""",
        "rests_on_cubic": r"""
R "±1"
R solve(3*w**2-3, w)
R "w1=-1, w2=1"
R "1 und -1"
""",
        "minima_of_cubic": r"""
R "{1}"
""",
    },
    "ex09": {
        "distance_factor": r"""
R "1-2η"
""",
        "good_rates": r"""
R "0 < η < 1"
R "]0,1["
R And(0 < eta, eta < 1)
W "η<=1"
""",
        "edge_path": r"""
R "6; 0; 6; 0"
R "w1=6, w2=0, w3=6, w4=0"
R 6, 0, 6, 0
""",
        "beyond_path": r"""
R "6,6; -1,32; 8,184"
R [6.6, -1.32, 8.184]
A 6,6; -1,32; 8,184
""",
        "after_hundred": r"""
R "3-3*0,998^100"
R "0,544"
""",
    },
    "ex10": {
        "derivative": r"""
R "2(w-3)"
R "df/dw = 2·w − 6"
""",
        "steps": r"""
R "1,5; 2,25; 2,625"
R "w_1 = 1.5, w_2 = 2.25, w_3 = 2.625"
R "1½; 2¼; 2⅝"
R "3/2 ; 9/4 ; 21/8"
A 1,5; 2,25; 2,625
""",
        "losses": r"""
R "9/4, 9/16, 9/64"
R [2.25, 0.5625, 0.140625]
A 2,25;0,5625;0,140625
""",
        "closed_form": r"""
R "3-3*(1/2)^t"
R "3(1-0,5^t)"
R r"3-3\cdot\left(\frac12\right)^t"
W "3*0,5^t"
""",
        "first_close": r"""
R "nach 9 Updates"
""",
        "limit_value": r"""
R "→ 3"
""",
    },
    "ex11": {
        "shrink_factor": r"""
R "1-130η"
R "q = 1 - 130*eta"
""",
        "convergent_rates": r"""
R "0<eta<1/65"
R "η ∈ ]0; 1/65["
""",
        "end_point": r"""
R "(1,231 | 2,154)"
C "(1,23 | 2,15)"
""",
        "s_after_one_step": r"""
R "5-14,5"
""",
        "true_loss": r"""
R "0,75²"
""",
    },
    "ex12": {
        "first_iterates": r"""
R "SGD: 1,5; Adam: 0,25; Adagrad: 0,25"
R [1.5, 0.25, 0.25]
""",
        "adagrad_second": r"""
R "0,419"
""",
        "same_first_step": r"""
R "Adam und Adagrad"
R ["Adam", "Adagrad"]
""",
    },
    "ex13": {
        "loss_of_probabilities": r"""
R "-ln(p2)"
R "-log p_2"
R "ln(1/p2)"
""",
        "loss_of_logits": r"""
R "ln(e^z0+e^z1+e^z2)-z2"
R r"-\log\left(\frac{e^{z_2}}{\sum_{k=0}^{2} e^{z_k}}\right)"
""",
        "loss_value": r"""
R "ln(8/5)"
R "ln 8 - ln 5"
""",
        "soft_target": r"""
R "(0,5 | 0,5 | 0)"
R "50%, 50%, 0%"
W [1, 0, 0]
""",
        "numbers_saved": r"""
R "49 000"
R "50·1000-1000"
""",
    },
    "ex14": {
        "local_slopes": r"""
R "4, 6, 3"
""",
        "total_slope": r"""
R "4·6·3 = 72"
""",
        "slope_formula": r"""
R "36w(9w²-7)"
R 2*(9*w**2-7)*18*w
R "2*((3w)^2-7)*2*3w*3"
""",
        "number_of_factors": r"""
R "2n+1"
""",
        "slope_of_net": r"""
R "0,295"
""",
    },
    "ex15": {
        "total_factor": r"""
R "c^n"
R "cⁿ"
""",
        "long_run": r"""
R "0; 1; ∞"
R [0, 1, oo]
R "0, 1, unendlich"
""",
        "smallest_depth": r"""
R ceiling(log(10**6, 2))
""",
        "new_weight": r"""
R "-10484,76"
R "-1,048476·10^4"
""",
        "jumps": r"""
R "-9; 81; -729"
R [(-9)**k for k in (1, 2, 3)]
""",
        "first_overflow": r"""
R "2^7"
""",
        "clipped": r"""
R "(3/5; 4/5)"
R "(0.6, 0.8)"
R "(3000;4000)/5000"
""",
    },
}
