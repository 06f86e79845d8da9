"""Pairs of answers with the verdict they must get, by topic: table and manual at once.

Each row is student, reference, verdict, why; a row may carry a domain and a kind. Every row is also tried with both
sides swapped. The files stand in pairs/, a topic each.
"""

from __future__ import annotations

from .pairs import (
    Pair,
    activations,
    algebra,
    constants,
    exponentials,
    integers,
    intervals,
    later,
    lists,
    mended,
    powers,
    round1_conditions,
    round1_formulas,
    round2_conditions,
    round2_formulas,
    round3_conditions,
    round3_formulas,
    round4_conditions,
    sets,
    spaces,
    trigonometry,
)

HONESTY, RATIOS = integers.HONESTY, integers.RATIOS
EXPRESSIONS = {
    "algebra": [*algebra.ALGEBRA, *algebra.MORE_ALGEBRA],
    "rationals": algebra.RATIONALS,
    "exponentials": [*exponentials.EXPONENTIALS, *exponentials.MORE_EXPONENTIALS],
    "lambert": [*exponentials.LAMBERT, *exponentials.MORE_LAMBERT],
    "activations": activations.ACTIVATIONS,
    "absolute values": activations.MORE_ABSOLUTE,
    "sigmoids": activations.MORE_SIGMOIDS,
    "trigonometry": [*trigonometry.TRIGONOMETRY, *trigonometry.MORE_TRIGONOMETRY],
    "constants": [*constants.CONSTANTS, *constants.MORE_CONSTANTS],
    "radicals": constants.RADICALS,
    "integers": integers.INTEGERS,
    "powers and undefined numbers": powers.FORMULAS,
    "formulas mended in use": mended.FORMULAS,
    "honesty": HONESTY,
    "ratios": RATIOS,
    "formulas tried later": later.FORMULAS,
    "formulas tried unseen, round 3": round3_formulas.FORMULAS,
    "formulas tried unseen, round 2": round2_formulas.FORMULAS,
    "formulas tried unseen, round 1": round1_formulas.FORMULAS,
}
SETS = {
    "finite sets": [*sets.SETS, *sets.MORE_SETS],
    "intervals": [*intervals.INTERVALS, *intervals.MORE_INTERVALS],
    "spaces": spaces.SPACES,
    "equations": spaces.EQUATIONS,
    "half-spaces": spaces.HALF_SPACES,
    "lines": spaces.LINES,
    "powers with symbols": powers.CONDITIONS,
    "powers of positive bases": powers.ASSUMED,
    "conditions mended in use": mended.CONDITIONS,
    "conditions tried later": later.CONDITIONS,
    "conditions tried unseen, round 4": round4_conditions.CONDITIONS,
    "conditions tried unseen, round 3": round3_conditions.CONDITIONS,
    "conditions tried unseen, round 2": round2_conditions.CONDITIONS,
    "conditions tried unseen, round 1": round1_conditions.CONDITIONS,
}
TABLES = {**EXPRESSIONS, **SETS, "lists and matrices": [*lists.LISTS, *lists.MATRICES]}
ALL: list[tuple[str, Pair]] = [(topic, pair) for topic, table in TABLES.items() for pair in table]

# What the judge leaves to the teacher so far; a row that gets its verdict leaves this list.
OPEN = frozenset(
    [
        ("(x-1)^3000*(x-1)", "(x-1)^3001"),
        ("(1+t; 2+t; t)", "x1-x3 = 1"),
        ("√(1+√(1-x^2)) * √(1-√(1-x^2))", "|x|"),
        ("sinh(arcosh(x))", "√(x^2-1)"),
        ("arcosh(cosh(x))", "|x|"),
        ("(-2)^(n+1)≠1", "((-2)^2)^((n+1)/2)≠1"),
        ("a*w = e^(-w)", "w = W(1/a)"),
        ("cos(x) = 1 - x^2/2", "{0}"),
        ("2x - 2 = 0 und 4y + 8 = 0", "(1; -2) = (x; y)"),
        ("W(10ln 10)", "ln 10"),
        ("arctan(√2-1)", "π/8"),
    ]
)
