"""Equations solved for one symbol: what it is, and where."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from grader.algebra.conditions.conditions import make_atom
from grader.algebra.conditions.monotone import numerator
from grader.algebra.conditions.regions import Always, Atom, Region
from grader.algebra.kernels.balls import kernel_depends
from grader.algebra.kernels.elementary import log, rational_power
from grader.algebra.kernels.field import GENS, ONE, Field, Frac, Poly, monic
from grader.algebra.kernels.terms import degree_in, degrees_of
from grader.algebra.solving.polynomial_roots import coefficient


@dataclass(frozen=True, slots=True)
class Solution:
    """generator = value, where the condition holds."""

    place: int
    value: Frac
    condition: Region


class Equations:
    """Equations of one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.places = {i: str(kernel.arg) for i, kernel in enumerate(field.kernels) if kernel.kind == "symbol"}

    def solvable(self, atom: Atom) -> list[int]:
        """The symbols that an equation can be solved for: linear, or quadratic with a constant before the square, or alone
        in a power of e."""
        found = []
        for place, name in self.places.items():
            degree = degree_in(atom.poly, place) if place in atom.used else 0
            others = [i for i in atom.used if i != place]
            inside = [i for i in others if kernel_depends(self.field, i, {name})]
            if degree == 0 and len(inside) == 1 and self._power_of(place, inside[0]) and degree_in(atom.poly, inside[0]) == 1:
                found.append(place)
            if degree not in (1, 2) or inside:
                continue
            if degree == 1 or coefficient(atom.poly, place, 2).is_constant():
                found.append(place)
        return found

    def _power_of(self, place: int, i: int) -> bool:
        """Is a generator e^x, or a root of it, of nothing but this symbol x?"""
        kernel = self.field.kernels[i]
        return kernel.kind == "exp" and bool(kernel.arg.top == GENS[place] and kernel.arg.bottom == ONE)

    def _carrier(self, poly: Poly, place: int) -> int:
        """The generator in which a solvable equation holds the symbol."""
        used = degrees_of(poly)
        return place if place in used else next(i for i in used if self._power_of(place, i))

    def solutions(self, poly: Poly, place: int, known: list[Atom]) -> list[Solution]:
        """All of them, where the slope is not zero."""
        carrier = self._carrier(poly, place)
        if carrier != place:
            power = self.field.frac(-coefficient(poly, carrier, 0), coefficient(poly, carrier, 1))
            value = self.field.scale(log(self.field, power), self.field.kernels[carrier].parts)
            return [Solution(place, value, make_atom(self.field, ">", numerator(power)))]
        c, b = coefficient(poly, place, 0), coefficient(poly, place, 1)
        if degree_in(poly, place) == 1:
            condition: Region = Always(True) if self.never_zero(b, known) else make_atom(self.field, "!=", b)
            return [Solution(place, self.field.frac(-c, b), condition)]
        a = coefficient(poly, place, 2)
        discriminant = self.field.reduced(b * b - 4 * a * c)
        root = rational_power(self.field, Frac(discriminant), Fraction(1, 2))
        real = make_atom(self.field, ">=", discriminant)
        half = Fraction(1, 2) / Fraction(int(a.leading_coefficient().p), int(a.leading_coefficient().q))
        return [
            Solution(place, self.field.scale(self.field.add(Frac(-b), self.field.scale(root, side)), half), real)
            for side in (1, -1)
        ]

    def slope(self, poly: Poly, place: int) -> tuple[Poly, Poly]:
        """What stands before the highest power of the symbol (or the power of e that holds it), and what stands alone."""
        carrier = self._carrier(poly, place)
        return coefficient(poly, carrier, degree_in(poly, carrier)), coefficient(poly, carrier, 0)

    def cost(self, atom: Atom, place: int) -> tuple[int, bool, int]:
        """What it takes to go on with the solutions: the least comes first."""
        degree = degree_in(atom.poly, place) if place in atom.used else 2
        return (degree, not self.slope(atom.poly, place)[0].is_constant(), len(atom.poly))

    def never_zero(self, poly: Poly, known: list[Atom]) -> bool:
        """Is it known not to be zero where the conditions hold?"""
        if poly.is_constant() or self.field.positive(poly) or self.field.negative(poly):
            return True
        return any(atom.op in ("!=", "<", ">") and atom.poly == monic(poly)[0] for atom in known)
