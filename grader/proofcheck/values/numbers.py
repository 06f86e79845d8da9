"""Algebraic numbers: a difference that is a root of a known polynomial and smaller than all its other roots is 0."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from grader.algebra.syntax.tree import MINUS_ONE, Add, Call, Mul, Node, Num, Pow
from grader.proofcheck.values.evaluator import ball, exactly
from grader.proofcheck.values.findings import NotCheckable, need

Poly = Any
ROOTS, DEGREE = 8, 64
RING = fmpq_mpoly_ctx.get([*(f"r{i}" for i in range(ROOTS)), "z"], Ordering.lex)
*GENS, Z = RING.gens()
ONE = RING.constant(1)


def check_number(left: Node, right: Node) -> None:
    """NotCheckable unless the two are certainly one number."""
    difference = Add((left, Mul((MINUS_ONE, right))))
    roots = _RootsByName()
    top, bottom = roots.ratio(difference)
    # A resultant is a combination of its two polynomials, so it vanishes where both do.
    poly = Z * bottom - top
    for place in reversed(range(len(roots.relations))):
        poly = poly.resultant(roots.relations[place], f"r{place}")
        need(not poly.is_zero() and poly.total_degree() <= 16 * DEGREE, "no polynomial for the difference")
        _, factors = poly.factor()
        poly = ONE
        for factor, _ in factors:
            poly *= factor
    coefficients = [Fraction(0)] * (poly.degrees()[-1] + 1)
    for exponents, c in poly.to_dict().items():
        coefficients[exponents[-1]] = Fraction(int(c.p), int(c.q))
    need(coefficients[0] == 0, "0 is no root of the difference's polynomial")
    rest = coefficients[1:]  # square-free, so 0 is a simple root
    # Cauchy: every other root is at least this far from 0.
    nearest = abs(rest[0]) / (abs(rest[0]) + max(abs(c) for c in rest))
    need(bool(abs(ball(difference, {})) < exactly(nearest)), "the difference is not small enough")


class _RootsByName:
    """Formulas as fractions in their roots r_i, each with a polynomial relation in the earlier ones."""

    def __init__(self) -> None:
        self.relations: list[Poly] = []
        self.index: dict[tuple[Node, int], int] = {}

    def ratio(self, node: Node) -> tuple[Poly, Poly]:
        match node:
            case Num(value):
                return RING.constant(fmpq(value.numerator, value.denominator)), ONE
            case Add(args):
                top, bottom = RING.constant(0), ONE
                for a, b in map(self.ratio, args):
                    top, bottom = top * b + a * bottom, bottom * b
                return top, bottom
            case Mul(args):
                top, bottom = ONE, ONE
                for a, b in map(self.ratio, args):
                    top, bottom = top * a, bottom * b
                return top, bottom
            case Call("sqrt", (arg,)):
                return self.power(arg, Fraction(1, 2))
            case Call("root", (arg, Num(n))) if n > 0:
                return self.power(arg, 1 / n)
            case Pow(base, exponent):
                top, bottom = self.ratio(exponent)
                need(top.is_constant() and bottom.is_constant() and not top.is_zero(), "no rational exponent")
                ratio = fmpq(top.leading_coefficient()) / fmpq(bottom.leading_coefficient())
                return self.power(base, Fraction(int(ratio.p), int(ratio.q)))
            case _:
                raise NotCheckable(f"no algebraic number: {type(node).__name__}")

    def power(self, base: Node, exponent: Fraction) -> tuple[Poly, Poly]:
        n, degree = abs(exponent.numerator), exponent.denominator
        need(n <= 20 and degree <= 12, "a large exponent")
        top, bottom = self.ratio(base)
        if degree > 1:
            place = self.index.setdefault((base, degree), len(self.relations))
            need(place < ROOTS, "too many roots")
            if place == len(self.relations):
                self.relations.append(bottom * GENS[place] ** degree - top)
            top, bottom = GENS[place], ONE
        return (top**n, bottom**n) if exponent > 0 else (bottom**n, top**n)
