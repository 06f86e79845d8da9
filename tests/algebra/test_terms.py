"""Terms and factors of polynomials, remembered by their text, are flint's own."""

from __future__ import annotations

import random
from fractions import Fraction

from grader.algebra.kernels.factors import factored
from grader.algebra.kernels.field import GENERATORS, GENS, ONE, RING, ZERO, Poly, polynomial, q
from grader.algebra.kernels.terms import degree_in, degrees_of, generators_in, terms_of


def some(dice: random.Random, terms: int, powers: int, generators: int = GENERATORS) -> Poly:
    total = ZERO
    for _ in range(dice.randint(0, terms)):
        term = RING.constant(q(Fraction(dice.randint(-12, 12), dice.randint(1, 12))))
        for _ in range(dice.randint(0, powers)):
            term = term * GENS[dice.randrange(generators)] ** dice.randint(1, 12)
        total = total + term
    return total


def test_terms_are_those_of_flint() -> None:
    dice = random.Random(2024)
    for _ in range(500):
        poly = some(dice, 6, 4)
        wanted = [(c, tuple((i, int(e)) for i, e in enumerate(exponents) if e)) for exponents, c in poly.to_dict().items()]
        highest = [int(e) for e in poly.degrees()]
        for _ in range(2):  # read, then remembered
            assert list(terms_of(poly)) == wanted
            assert generators_in(poly) == [i for i, e in enumerate(highest) if e > 0]
            assert [degree_in(poly, i) for i in range(GENERATORS)] == [max(e, 0) for e in highest]
            assert all(highest[i] == e for i, e in degrees_of(poly).items())
        assert polynomial(terms_of(poly)) == poly


def test_factors_multiply_to_the_polynomial_and_are_those_of_flint() -> None:
    dice = random.Random(2025)
    for step in range(400):
        few = 1 + step % 4
        poly = some(dice, 2, 1, few) * some(dice, 3, 1, few) * dice.choice([ONE, some(dice, 2, 1, few)])
        if poly.is_constant():
            continue
        lead, factors = factored(poly)
        total = RING.constant(lead)
        for factor, n in factors:
            total = total * factor**n
        assert total == poly
        _, wanted = poly.factor()
        assert sorted((str(p), n) for p, n in factors) == sorted((str(p / p.leading_coefficient()), int(n)) for p, n in wanted)
