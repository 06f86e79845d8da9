"""Polynomials of one real variable over Q, by Sturm's theorem: how many roots lie where, and signs on the cells of a proof."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import fmpq, fmpq_poly

from grader.algebra.syntax.proof import Cells
from grader.proofcheck.values.findings import need

Poly = Any  # flint.fmpq_poly


def poly_of(coefficients: tuple[Fraction, ...]) -> Poly:
    return fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])


def at(poly: Poly, x: Fraction) -> Fraction:
    value = poly(fmpq(x.numerator, x.denominator))
    return Fraction(int(value.p), int(value.q))


def sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def square_free(poly: Poly) -> Poly:
    return poly // poly.gcd(poly.derivative()) if poly.degree() > 0 else poly


class Sturm:
    """Sturm's chain of a polynomial."""

    def __init__(self, poly: Poly) -> None:
        self.chain = [square_free(poly)]
        following = self.chain[0].derivative()
        while following != 0:
            self.chain.append(following)
            following = -(self.chain[-2] % self.chain[-1])

    def roots(self, low: Fraction | None = None, high: Fraction | None = None) -> int:
        """How many real roots lie in (low, high]; None is an infinite end."""
        return self._changes(low, -1) - self._changes(high, 1)

    def _changes(self, x: Fraction | None, side: int) -> int:
        signs = []
        for poly in self.chain:
            lead = poly.leading_coefficient()
            far = (1 if lead > 0 else -1) * (side if poly.degree() % 2 else 1)
            signs.append(far if x is None else sign(at(poly, x)))
        seen = [s for s in signs if s]
        return sum(a != b for a, b in pairwise(seen))


class Line:
    """The cells of a proof: point cells are odd, open pieces even."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        product: Poly = fmpq_poly([1])
        for coefficients in cells.polys:
            product *= poly_of(coefficients)
        need(product != 0, "a polynomial that is zero everywhere")
        self.product = square_free(product)
        chain, before = Sturm(self.product), None
        for root in cells.roots:
            need(root.low < root.high and (before is None or before < root.low), "intervals out of order")
            need(all(at(self.product, end) != 0 for end in (root.low, root.high)), "a root at the end of an interval")
            need(chain.roots(root.low, root.high) == 1, "not exactly one root in an interval")
            before = root.high
        need(chain.roots() == len(cells.roots), "not all roots are there")
        need(len(cells.samples) == len(cells.roots) + 1 and len(cells.inside) == 2 * len(cells.roots) + 1, "a missing cell")
        for i, sample in enumerate(cells.samples):
            need(i == 0 or sample > cells.roots[i - 1].high, "a sample in the wrong cell")
            need(i == len(cells.roots) or sample < cells.roots[i].low, "a sample in the wrong cell")

    def sign(self, poly: Poly, cell: int) -> int:
        """The one sign that a polynomial has on a whole cell; NotCheckable if its roots are not among the cells' ends."""
        common = poly.gcd(self.product)
        shared = Sturm(common).roots() if common.degree() > 0 else 0
        need(Sturm(poly).roots() == shared, "a root that is no cell")
        if cell % 2 == 0:
            return sign(at(poly, self.cells.samples[cell // 2]))
        root = self.cells.roots[cell // 2]
        if shared and Sturm(common).roots(root.low, root.high) == 1:
            return 0
        return sign(at(poly, root.low))
