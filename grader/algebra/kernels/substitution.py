"""A generator replaced by a fraction, also inside the kernels: what a formula is where y = e^x, or at x = ln 2."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.algebra.kernels import elementary as el
from grader.algebra.kernels import special
from grader.algebra.kernels.field import GENS, NOTHING, ONE, Field, Frac, NoProof, Poly, polynomial
from grader.algebra.kernels.normal import inverse_angle
from grader.algebra.kernels.terms import Term, terms_of
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
        stays = list[Term]()
        total = NOTHING
        for c, powers in terms_of(poly):
            moving = [(place, e) for place, e in powers if self.moves(place)]
            if not moving:
                stays.append((c, powers))
                continue
            term = Frac(polynomial([(c, tuple(each for each in powers if each not in moving))]))
            for place, e in moving:
                term = self.field.mul(term, self.field.whole_power(self.generator(place), e))
            total = self.field.add(total, term)
        return self.field.add(total, self.field.frac(polynomial(stays))) if stays else total

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
