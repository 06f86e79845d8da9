"""The derivative of a fraction in kernels."""

from __future__ import annotations

from fractions import Fraction

from grader.algebra.kernels.elementary import rational_power
from grader.algebra.kernels.field import GENS, NOTHING, UNIT, Field, Frac, NoProof, Poly, frac_key
from grader.algebra.kernels.terms import generators_in


class Derivative:
    """Derivatives in one symbol; signs count as constants, so between their jumps."""

    def __init__(self, field: Field, variable: int) -> None:
        self.field, self.known = field, {variable: UNIT}
        self.known_fracs: dict[tuple[str, str], Frac] = {}

    def frac(self, value: Frac) -> Frac:
        """(t/b)' = (t' - t/b·b')/b."""
        name = frac_key(value)
        if name not in self.known_fracs:
            field = self.field
            change = field.add(self.poly(value.top), field.scale(field.mul(value, self.poly(value.bottom)), -1))
            self.known_fracs[name] = field.mul(change, field.inverse(Frac(value.bottom)))
        return self.known_fracs[name]

    def poly(self, poly: Poly) -> Frac:
        total = NOTHING
        for place in generators_in(poly):
            total = self.field.add(total, self.field.mul(Frac(poly.derivative(place)), self.generator(place)))
        return total

    def generator(self, place: int) -> Frac:
        if place not in self.known:
            self.known[place] = self._kernel(place)
        return self.known[place]

    def _kernel(self, place: int) -> Frac:
        field, kernel, own = self.field, self.field.kernels[place], Frac(GENS[place])
        arg, part = kernel.arg, Fraction(1, kernel.parts)
        match kernel.kind:
            case "symbol" | "pi" | "sign":
                return NOTHING
            case "log" | "root" if isinstance(arg, int):
                return NOTHING
            case "exp":
                return field.scale(field.mul(own, self.frac(arg)), part)
            case "log":
                return field.mul(self.poly(arg), field.inverse(Frac(arg)))
            case "root":
                return field.scale(field.mul(own, field.mul(self.poly(arg), field.inverse(Frac(arg)))), part)
            case "lambert":
                inner = self.frac(arg)
                bottom = field.mul(arg, field.add(UNIT, own))
                return NOTHING if inner.top.is_zero() else field.mul(inner, field.mul(own, field.inverse(bottom)))
            case "cos" | "sin":
                inner = field.scale(self.frac(arg), part)
                other = ("sin" if kernel.kind == "cos" else "cos", *self._name(place)[1:])
                return field.scale(field.mul(inner, Frac(GENS[field.index[other]])), -1 if kernel.kind == "cos" else 1)
            case "opaque" if kernel.more in ("atan", "asin"):
                square = field.mul(arg, arg)
                if kernel.more == "atan":
                    return field.mul(self.frac(arg), field.inverse(field.add(UNIT, square)))
                bottom = rational_power(field, field.add(UNIT, field.scale(square, -1)), Fraction(-1, 2))
                return field.mul(self.frac(arg), bottom)
        raise NoProof(f"no derivative of {kernel.kind}")

    def _name(self, place: int) -> tuple[object, ...]:
        return next(name for name, found in self.field.index.items() if found == place)
