"""Conditions on one floor: ⌊u⌋ ≥ 5/2 says u ≥ 3, and ⌊u⌋ = 2 says 2 ≤ u < 3."""

from __future__ import annotations

from math import ceil, floor

from grader.algebra.conditions.monotone import numerator, parts
from grader.algebra.conditions.regions import MIRROR
from grader.algebra.kernels.field import Field, Frac, Poly, constant, fraction
from grader.algebra.kernels.terms import generators_in
from grader.algebra.syntax.tree import Operator

Bound = tuple[Operator, Poly]


def without_floor(field: Field, op: Operator, poly: Poly) -> list[Bound] | None:
    """Conditions that together say c·⌊u⌋ + r ∘ 0 with numbers c and r, [] if it never is; None for any other."""
    places = generators_in(poly)
    kernel = field.kernels[places[0]] if len(places) == 1 else None
    if kernel is None or kernel.kind != "opaque" or kernel.more != "floor":
        return None
    slope, rest = parts(poly, places[0])
    if not slope.is_constant():
        return None
    c = fraction(slope.leading_coefficient())
    level = fraction(0 if rest.is_zero() else -rest.leading_coefficient()) / c
    arg: Frac = kernel.arg

    def bound(op: Operator, n: int) -> Bound:
        return op, numerator(field.add(arg, constant(-n)))

    match op if c > 0 else MIRROR[op]:
        case ">":
            return [bound(">=", floor(level) + 1)]
        case ">=":
            return [bound(">=", ceil(level))]
        case "<":
            return [bound("<", ceil(level))]
        case "<=":
            return [bound("<", floor(level) + 1)]
        case _:
            return [bound(">=", int(level)), bound("<", int(level) + 1)] if level.denominator == 1 else []
