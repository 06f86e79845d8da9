"""A generator replaced by a fraction, also inside the kernels: what a formula is where y = e^x, or at x = ln 2."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.algebra.kernels import elementary as el
from grader.algebra.kernels import special
from grader.algebra.kernels.field import (
    GENS,
    NOTHING,
    ONE,
    RING,
    ZERO,
    Field,
    Frac,
    NoProof,
    Poly,
    cheap_power,
    polynomial,
    product,
)
from grader.algebra.kernels.normal import inverse_angle
from grader.algebra.kernels.terms import degrees_of, terms_of
from grader.algebra.kernels.trigonometry import cosine_and_sine


class Replaced:
    """Polynomials and fractions of a field with some generators replaced."""

    def __init__(self, field: Field, values: Mapping[int, Frac]) -> None:
        self.field, self.known = field, dict(values)

    def frac(self, value: Frac) -> Frac:
        """The fraction with the replacements made.

        Raises:
            NoProof: a kernel has no value there (ln 0), or none that is known.
            Finer: a kernel must be divided more finely.
        """
        return self.field.mul(self.poly(value.top), self.field.inverse(self.poly(value.bottom)))

    def poly(self, poly: Poly) -> Frac:
        moving = {place: e for place, e in degrees_of(poly).items() if self.moves(place)}
        if not moving:
            return Frac(poly)
        values = {place: self.generator(place) for place in moving}
        if all(cheap_power(side, e) for place, e in moving.items() for side in (values[place].top, values[place].bottom)):
            return self.over_one_bottom(poly, moving)
        total = NOTHING
        for c, powers in terms_of(poly):
            term = Frac(RING.constant(c))
            for place, e in powers:
                term = self.field.mul(term, self.field.whole_power(self.generator(place), e))
            total = self.field.add(total, term)
        return total

    def over_one_bottom(self, poly: Poly, moving: Mapping[int, int]) -> Frac:
        """With all terms over one denominator, so that only one fraction is made lowest."""
        tops, bottom = dict[tuple[int, int], Poly](), ONE
        for place, highest in moving.items():
            value = self.generator(place)
            bottom = product(bottom, value.bottom**highest)
            for e in range(highest + 1):
                tops[place, e] = product(value.top**e, value.bottom ** (highest - e))
        total = ZERO
        for c, powers in terms_of(poly):
            term = polynomial([(c, tuple((place, e) for place, e in powers if place not in moving))])
            of = dict(powers)
            for place in moving:
                term = product(term, tops[place, of.get(place, 0)])
            total = total + term
        return self.field.frac(total, bottom)

    def moves(self, place: int) -> bool:
        value = self.generator(place)
        return value.bottom is not ONE or bool(value.top != GENS[place])

    def generator(self, place: int) -> Frac:
        if place not in self.known:
            self.known[place] = self._kernel(place)
        return self.known[place]

    def _kernel(self, place: int) -> Frac:
        field, kernel = self.field, self.field.kernels[place]
        arg, part = kernel.arg, Fraction(1, kernel.parts)
        match kernel.kind:
            case "symbol" | "pi":
                return Frac(field.generator(place))
            case "log" if isinstance(arg, int):
                return Frac(field.generator(place))
            case "root" if isinstance(arg, int):
                return Frac(field.generator(place))
            case "exp":
                return el.exp(field, field.scale(self.frac(arg), part))
            case "log":
                return el.log(field, el.absolute(field, self.poly(arg)))
            case "root":
                return el.rational_power(field, el.absolute(field, self.poly(arg)), part)
            case "sign":
                return el.sign(field, self.poly(arg))
            case "lambert":
                return special.lambert(field, self.frac(arg))
            case "factorial":
                return special.factorial(field, self.frac(arg))
            case "cos" | "sin":
                both = cosine_and_sine(field, field.scale(self.frac(arg), part))
                return both[0] if kernel.kind == "cos" else both[1]
            case "power":
                return self.poly(arg)
            case "opaque" if kernel.more in ("atan", "asin"):
                return inverse_angle(field, kernel.more, self.frac(arg))
        raise NoProof(f"nothing can be put into {kernel.kind}")
