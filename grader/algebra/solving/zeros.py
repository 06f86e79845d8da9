"""All zeros of an elementary function on an open piece of the line, in certified balls.

Towards an end of the piece a function keeps its sign if it moves away from zero, which its derivative tells; it may be
divided by powers of e and of the variable first: x·e^x - 1 has the zeros of x - e^(-x), which only grows. What remains is
bounded: halved until the function or its derivative has no zero on a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from grader.algebra.conditions.injective import unwrapped
from grader.algebra.conditions.monotone import in_functions
from grader.algebra.kernels.balls import frac_ball, poly_ball
from grader.algebra.kernels.derivative import Derivative
from grader.algebra.kernels.field import (
    Field,
    Frac,
    NoProof,
    Poly,
    constant,
    frac_key,
    polynomial,
    product,
    q,
)
from grader.algebra.kernels.substitution import Replaced
from grader.algebra.kernels.terms import degree_in, generators_in, key, terms_of
from grader.algebra.solving.polynomial_roots import coefficient, rational_roots

DEPTH = 6  # derivatives of derivatives
STEPS = 600  # function values of one comparison; the tables need 106
TERMS = 3000  # and terms of the derivatives that are followed towards an end; (x - 1)^x has ever longer ones
FAR = [Fraction(n) for n in (2, 8, 40)]
WIDE = [Fraction(1), Fraction(1, 4)]  # how far a function may leave an end: cos x - 1 + x²/2 is tiny for long
NEAR = [Fraction(1, 2**n) for n in (5, 10, 20, 40)]
NARROW = Fraction(1, 2**70)
PART = Fraction(617, 1260)  # "half", so that no simple fraction is hit


@dataclass(frozen=True, slots=True)
class End:
    """An end of a piece: a ball around it (None at infinity) and its exact value in kernels, if that is known."""

    ball: Any = None
    value: Frac | None = None


class Zeros:
    """Zeros of functions of one symbol; no kernel may jump or lack a value inside a piece."""

    def __init__(self, field: Field, variable: int) -> None:
        self.field, self.variable, self.left = field, variable, STEPS
        self.terms_left = TERMS
        self.slopes = Derivative(field, variable)
        self.known_at: dict[Any, bool] = {}  # whether a function is zero at a value: asked on both sides of it, step by step
        self.replaced: dict[Any, Replaced] = {}

    def of(self, poly: Poly, low: End, high: End) -> list[Any]:
        """Balls around all zeros strictly between two ends, from left to right.

        Raises:
            NoProof: they could not be told for certain.
        """
        if (low.ball is not None and low.value is None) or (high.ball is not None and high.value is None):
            return self._found(poly, low, high)
        name = (self.variable, key(poly), *(end.value and frac_key(end.value) for end in (low, high)))
        if name not in self.field.known_zeros:
            self.field.known_zeros[name] = self._found(poly, low, high)
        return self.field.known_zeros[name]

    def _found(self, poly: Poly, low: End, high: End) -> list[Any]:
        form = Frac(poly)
        a, b = self._cleared(form, low, 1, high), self._cleared(form, high, -1, low)
        return self._halved(form, self.slopes.frac(form), a, b) if a < b else []

    def value(self, form: Frac, at: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise NoProof("too many steps")
        return frac_ball(self.field, form, {self.variable: arb(q(at)) if isinstance(at, Fraction) else at})

    def sign(self, form: Frac, at: Any) -> int:
        try:
            return sign(self.value(form, at))
        except NoProof:
            if self.left < 0:  # else whoever halves would never end
                raise
            return 0

    # ------------------------------------------------------------ the ends

    def _cleared(self, form: Frac, end: End, side: int, other: End) -> Fraction:
        """A point inside such that there is no zero between the end and it."""
        if self._apart_from_zero(form.top):
            return Fraction(0) if other.ball is None else _inside(other.ball, -side)
        if end.ball is None:
            start = Fraction(0) if other.ball is None else _inside(other.ball, -side)
            for far in FAR:
                point = start - side * far
                if self.kept(form.top, point, -side, end):
                    return point
            raise NoProof("a function that may come close to zero far out")
        for near in [*WIDE, *NEAR]:
            point = _inside(end.ball, side) + side * near
            if other.ball is not None and not (other.ball - q(point)) * side > 0:
                continue
            if self._leaves(form, end, point) or (near in NEAR and self.kept(form.top, point, -side, end)):
                return point
        raise NoProof("a function that may come close to zero at an end")

    def _apart_from_zero(self, poly: Poly) -> bool:
        """Is it not zero whatever the values of its sines and cosines are?"""
        waves = [i for i in in_functions(self.field, poly) if self.field.kernels[i].kind in ("cos", "sin")]
        try:
            return bool(waves) and sign(poly_ball(self.field, poly, dict.fromkeys(waves, arb(0, 1)))) != 0
        except NoProof:
            return False

    def _leading_term(self, poly: Poly, point: Fraction) -> bool:
        """Does the highest power outweigh all others from the point on, sines and cosines being anything in [-1, 1]?"""
        inside = in_functions(self.field, poly)
        waves = [i for i in inside if self.field.kernels[i].kind in ("cos", "sin")]
        if not waves or set(inside) != {*waves, self.variable}:
            return False
        free: dict[int, Any] = dict.fromkeys(waves, arb(0, 1))
        powers = [coefficient(poly, self.variable, n) for n in range(degree_in(poly, self.variable) + 1)]
        try:
            sizes = [abs(poly_ball(self.field, c, free)) * arb(q(abs(point))) ** n for n, c in enumerate(powers)]
        except NoProof:
            return False
        return bool(sizes[-1] > sum(sizes[:-1], arb(0)))

    def touching(self, poly: Poly) -> list[Frac]:
        """Exact points where it may touch zero: 0, ±1, and where its derivative is zero for a simple reason."""
        found = [constant(0), constant(1), constant(-1)]
        for factor, _ in self.field.factors(Frac(self.slopes.frac(Frac(poly)).top))[1]:
            simple = unwrapped(self.field, factor) or factor
            if degree_in(simple, self.variable) == 1 and in_functions(self.field, simple) == [self.variable]:
                found.append(self.field.frac(-coefficient(simple, self.variable, 0), coefficient(simple, self.variable, 1)))
        return [value for value in {frac_key(value): value for value in found}.values() if self.zero_at(Frac(poly), value)]

    def _leaves(self, form: Frac, end: End, point: Fraction) -> bool:
        """Is it not zero between, for certain: by its value, or since it is zero at the end and a derivative is not?"""
        between = end.ball.union(arb(q(point)))
        for _ in range(DEPTH):
            if self.sign(form, between):
                return True
            if end.value is None or not self.zero_at(form, end.value):
                return False
            form = self.slopes.frac(form)
        return False

    def zero_at(self, form: Frac, value: Frac) -> bool:
        """Is it zero at an exact value?"""
        name = (frac_key(form), frac_key(value))
        if name not in self.known_at:
            self.known_at[name] = not self._clearly_not_zero(form, value) and self._is_zero(form, value)
        return self.known_at[name]

    def _is_zero(self, form: Frac, value: Frac) -> bool:
        there = self.replaced.setdefault(frac_key(value), Replaced(self.field, {self.variable: value}))
        try:
            return bool(there.frac(form).top.is_zero())
        except NoProof:
            return False

    def _clearly_not_zero(self, form: Frac, value: Frac) -> bool:
        try:
            return sign(frac_ball(self.field, form, {self.variable: frac_ball(self.field, value, {})})) != 0
        except NoProof:
            return False

    def kept(self, poly: Poly, point: Fraction, way: int, end: End, depth: int = DEPTH) -> int:
        """The sign that it keeps from a point on all the way to an end, 0 if that is not known."""
        if poly.is_zero():
            return 0
        lead, factors = self.field.factors(Frac(poly))
        total = 1 if lead > 0 else -1
        for factor, n in factors:
            total *= self._kept(factor, point, way, end, depth) ** int(n)
        return total

    def _kept(self, factor: Poly, point: Fraction, way: int, end: End, depth: int) -> int:
        self.terms_left -= len(factor)
        if self.terms_left < 0:
            raise NoProof("derivatives that only get longer")
        if self.field.positive(factor):
            return 1
        here = self.sign(Frac(factor), point)
        inside = in_functions(self.field, factor)
        if not here or not inside:
            return here
        if generators_in(factor) == [self.variable]:  # no π either, nor any other constant
            beyond = [ball for ball in rational_roots(factor, self.variable) if not (q(point) - ball) * way > 0]
            return here if all(end.ball is not None and (ball - end.ball) * way >= 0 for ball in beyond) else 0
        if depth == 0:
            return 0
        if end.ball is None and point * way > 0 and self._leading_term(factor, point):
            return here
        for divisor in self._divisors(factor, point, way, end):
            form = self.field.frac(factor, divisor)
            slope = self.slopes.frac(form)
            grows = self.kept(product(slope.top, slope.bottom), point, way, end, depth - 1)
            if grows and grows * way == self.sign(form, point):
                return here  # it moves away from zero
        return 0

    def _divisors(self, poly: Poly, point: Fraction, way: int, end: End) -> Iterator[Poly]:
        """Products of powers of e, and of the variable where it is not zero, that make a term simpler."""
        allowed = [i for i, kernel in enumerate(self.field.kernels) if kernel.kind == "exp"]
        free = point * way > 0 if end.ball is None else point != 0 and not end.ball * (1 if point > 0 else -1) < 0
        seen = []
        for kinds in ([*allowed, self.variable] if free else allowed, allowed):
            for powers in [(), *(powers for _, powers in terms_of(poly))]:
                divisor = tuple((i, e) for i, e in powers if i in kinds)
                if divisor not in seen:
                    seen.append(divisor)
                    yield polynomial([(1, divisor)])

    # ------------------------------------------------------------ the middle

    def _halved(self, form: Frac, slope: Frac, a: Fraction, b: Fraction) -> list[Any]:
        found, todo = [], [(a, b)]
        while todo:
            low, high = todo.pop()
            part = arb(q(low)).union(arb(q(high)))
            if self.sign(form, part):
                continue
            if self.sign(slope, part):
                signs = [self.sign(form, end) for end in (low, high)]
                if 0 in signs:
                    raise NoProof("a zero where the piece was cut")
                if signs[0] != signs[1]:
                    found.append(self._narrowed(form, slope, low, high, signs[0]))
                continue
            middle = low + (high - low) * PART
            todo += [(middle, high), (low, middle)]
        return found

    def _narrowed(self, form: Frac, slope: Frac, a: Fraction, b: Fraction, left: int) -> Any:
        """A small ball around the one zero between two points: Newton's steps in balls, halves where they gain little."""
        while b - a > NARROW:
            low, high = self._newton(form, slope, a, b)
            if high - low < (b - a) / 2:
                a, b = low, high
                continue
            middle = a + (b - a) * PART
            at = self.sign(form, middle)
            if not at:
                break
            a, b = (middle, b) if at == left else (a, middle)
        return arb(q(a)).union(arb(q(b)))

    def _newton(self, form: Frac, slope: Frac, a: Fraction, b: Fraction) -> tuple[Fraction, Fraction]:
        part, middle = arb(q(a)).union(arb(q(b))), (a + b) / 2
        try:
            found = arb(q(middle)) - self.value(form, middle) / self.value(slope, part)
        except NoProof:
            return a, b
        return (max(a, _rational(found.lower())), min(b, _rational(found.upper()))) if found.is_finite() else (a, b)


def sign(ball: Any) -> int:
    return 1 if ball > 0 else -1 if ball < 0 else 0


def _inside(ball: Any, side: int) -> Fraction:
    """A rational just beside a ball, on one side."""
    edge = (ball.mid() + side * 2 * ball.rad()).mid()
    return _rational(edge)


def _rational(exact: Any) -> Fraction:
    """A ball of no size as the number that it is."""
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
