"""Fractions of polynomials over Q in kernels: symbols, π, exponentials, logarithms, roots, signs …

A kernel is a function value that is treated as one more variable. Some obey a rule g^n = r (a root, a sign, a sine),
and every fraction is kept reduced by these rules. All kernels of a comparison live in one table, so equal things have
equal names on both sides. Each step is bounded before it is taken: flint's C code cannot be interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import comb, gcd
from typing import Any, Literal

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from grader.algebra.kernels.factors import Factors, factored
from grader.algebra.kernels.terms import Term, Terms, degrees_of, generators_in, key, terms_of
from grader.algebra.values.domain import REAL, Domain

Poly = Any  # flint.fmpq_mpoly; flint has no types for mypy

GENERATORS = 24
RING = fmpq_mpoly_ctx.get([f"k{i}" for i in range(GENERATORS)], Ordering.degrevlex)
GENS = RING.gens()
ZERO, ONE = RING.constant(0), RING.constant(1)
TERMS, BITS = 4000, 60_000  # the most terms of a polynomial, and bits of a coefficient, that a step may lead to
STEPS = 9_000  # sums, products and factorings of one comparison
WORK = 25_000  # terms that rules are applied to in one comparison: about a quarter of a second

KernelKind = Literal[
    "symbol", "pi", "exp", "log", "root", "sign", "lambert", "factorial", "power", "parity", "whole", "opaque", "cos", "sin"
]


class NoProof(Exception):
    """The normal form does not cover this, or it would cost too much."""


class Finer(Exception):
    """Start again: a kernel must be divided more finely (e^x when e^(x/2) turns up)."""


@dataclass(frozen=True, slots=True)
class Frac:
    top: Poly
    bottom: Poly = field(default_factory=lambda: ONE)


@dataclass(frozen=True, slots=True)
class Kernel:
    """One generator: what it stands for. `parts` is n in exp(arg/n) and in |arg|^(1/n)."""

    kind: KernelKind
    arg: Any = None
    parts: int = 1
    positive: bool = False
    more: Any = None


@dataclass(frozen=True, slots=True)
class Rule:
    """generator^degree may be replaced by `value`."""

    generator: int
    degree: int
    value: Poly


NOTHING, UNIT = Frac(ZERO), Frac(ONE)


def q(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def fraction(value: Any) -> Fraction:
    value = fmpq(value)
    return _lowest(int(value.p), int(value.q))


@lru_cache(maxsize=1000)
def _lowest(top: int, bottom: int) -> Fraction:
    return Fraction(top, bottom)


def constant(value: Fraction | int) -> Frac:
    return Frac(RING.constant(q(value)))


def monic(poly: Poly) -> tuple[Poly, fmpq]:
    lead = poly.leading_coefficient()
    return poly / lead, lead


def frac_key(value: Frac) -> tuple[str, str]:
    return (key(value.top), key(value.bottom))


class Field:
    """The table of kernels of one comparison and exact arithmetic in them."""

    def __init__(self, domain: Domain, parts: dict[Any, Any]) -> None:
        self.domain, self.parts = domain, parts  # parts are shared by all starts of a comparison
        self.kernels: list[Kernel] = []
        self.index: dict[Any, int] = {}
        self.rules: list[Rule] = []
        self.allowed: dict[int, set[int]] = {}  # sign kernel -> the signs that it can have on the common domain
        self.assuming: set[str] = set()
        self.work = 0
        self.steps_taken: list[int] = parts.setdefault("steps taken", [0])  # in all starts together
        self.known_factors: dict[str, Factors] = {}  # of long polynomials
        self.known_terms: dict[int, tuple[Poly, Terms]] = {}  # by the polynomial's id
        self.known_parts: dict[Any, Frac] = {}  # powers and functions in formulas
        self.known_names: dict[int, frozenset[str] | None] = {}
        self.known_positive: dict[str, bool] = {}
        self.known_atoms: dict[Any, Any] = {}  # the simplest regions of conditions
        self.known_zeros: dict[Any, list[Any]] = {}  # of functions, between two numbers of which each is known exactly
        self.signs_and_roots: list[int] = []  # generators of these kinds
        self.known_angles: dict[Fraction, tuple[Frac, Frac]] = {}  # cosine and sine of parts of π
        self.steps: list[tuple[Any, Frac]] = []  # parts of formulas and their fractions, for whoever checks the proof

    # ------------------------------------------------------------ kernels

    def kernel(self, name: Any, kernel: Kernel, degree: int = 0, value: Poly = None) -> Poly:
        """The generator of that name, made on first use; with a degree it obeys generator^degree = value."""
        if name not in self.index:
            if len(self.kernels) >= GENERATORS:
                raise NoProof("too many kernels")
            self.index[name] = len(self.kernels)
            self.kernels.append(kernel)
            if kernel.kind in ("sign", "root"):
                self.signs_and_roots.append(self.index[name])
            if degree:
                self.rules.append(Rule(self.index[name], degree, value))
        return GENS[self.index[name]]

    def symbol(self, name: str) -> Frac:
        within = self.domain.get(name, REAL)
        return Frac(self.kernel(("symbol", name), Kernel("symbol", name, positive=within.positive)))

    def finer(self, name: Any, denominator: int) -> int:
        """Into how many parts a kernel is divided; asks for a new start if that is not enough for `denominator`."""
        have: int = self.parts.get(name, 1)
        if have % denominator:
            wanted = have * denominator // gcd(have, denominator)
            if wanted > (10**6 if name[0] == "exp" else 240):  # e^(x/n) obeys no rule, a root one of degree n
                raise NoProof("a root of a high degree")
            self.parts[name] = have = wanted
            if name in self.index:  # it is in use already
                raise Finer
        return have

    def unit(self, name: Any, coefficient: Fraction) -> Fraction:
        """What all coefficients of an angle are multiples of; asks for a new start if it was larger so far."""
        have = self.parts.setdefault(name, abs(coefficient))
        if (coefficient / have).denominator == 1:
            return Fraction(have)
        a, b = coefficient, Fraction(have)
        self.parts[name] = Fraction(
            gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
        )
        raise Finer

    def generator(self, place: int) -> Poly:
        return GENS[place]

    def noted(self, node: Any, value: Frac) -> Frac:
        self.steps.append((node, value))
        return value

    def alone(self, poly: Poly) -> Kernel | None:
        """The kernel, if the polynomial is one generator and nothing else."""
        if len(poly) != 1 or poly.total_degree() != 1 or poly.leading_coefficient() != 1:
            return None
        return self.kernels[generators_in(poly)[0]]

    # ------------------------------------------------------------ arithmetic

    def reduced(self, poly: Poly) -> Poly:
        """The polynomial with every rule applied until none fits."""
        if poly.total_degree() < 2:  # no rule has degree 1
            return poly
        if all(poly.derivative(rule.generator).is_zero() for rule in self.rules):
            return poly
        for _ in range(40):
            highest = degrees_of(poly)
            rule = next((rule for rule in self.rules if highest.get(rule.generator, 0) >= rule.degree), None)
            if rule is None:
                return poly
            self.work += len(poly)
            if self.work > WORK:
                raise NoProof("too much work")
            poly = _apply(rule, poly)
        raise NoProof("the rules do not end")

    def spend(self, steps: int) -> None:
        """Raises NoProof once a comparison has taken too many steps, so that none takes seconds."""
        self.steps_taken[0] += steps
        if self.steps_taken[0] > STEPS:
            raise NoProof("too many steps")

    def frac(self, top: Poly, bottom: Poly = ONE) -> Frac:
        self.spend(1)
        top = self.reduced(top)
        if bottom.is_one():
            return NOTHING if top.is_zero() else Frac(top)
        bottom = self.reduced(bottom)
        if bottom.is_zero():
            raise NoProof("division by zero")
        if top.is_zero():
            return NOTHING
        if bottom.is_constant():
            return Frac(top / bottom.leading_coefficient())
        common = top.gcd(bottom)
        if not common.is_constant():
            top, bottom = top / common, bottom / common
        lead = bottom.leading_coefficient()
        return Frac(top / lead, bottom / lead)

    def add(self, a: Frac, b: Frac) -> Frac:
        if a is NOTHING or b is NOTHING:
            return a if b is NOTHING else b
        if a.bottom == b.bottom:
            return self.frac(a.top + b.top, a.bottom)
        return self.frac(product(a.top, b.bottom) + product(b.top, a.bottom), product(a.bottom, b.bottom))

    def mul(self, a: Frac, b: Frac) -> Frac:
        if a is UNIT or b is UNIT:
            return a if b is UNIT else b
        if a.bottom is ONE and b.bottom is ONE:
            return self.frac(product(a.top, b.top))
        return self.frac(product(a.top, b.top), product(a.bottom, b.bottom))

    def scale(self, a: Frac, by: Fraction | int) -> Frac:
        return Frac(a.top * q(by), a.bottom) if by else NOTHING

    def inverse(self, a: Frac) -> Frac:
        return self.frac(a.bottom, a.top)

    def whole_power(self, a: Frac, n: int) -> Frac:
        if n < 0:
            return self.whole_power(self.inverse(a), -n)
        if cheap_power(a.top, n) and cheap_power(a.bottom, n):
            return self.frac(a.top**n, a.bottom**n)
        return self.power_of_factors(a, n)

    def power_of_factors(self, a: Frac, n: int) -> Frac:
        """A huge power without expanding it: each factor of several terms becomes a kernel of its own."""
        lead, factors = self.factors(a)
        size = abs(lead.numerator).bit_length() + lead.denominator.bit_length()
        if size * n > BITS and abs(lead) != 1:
            raise NoProof("a huge power")
        result = constant(lead**n)
        for poly, exponent in factors:
            generator = poly if len(poly) == 1 else self.kernel(("power", key(poly)), Kernel("power", poly))
            if abs(exponent * n) > 10**6:
                raise NoProof("a huge power")
            whole = generator ** abs(exponent * n)
            result = self.mul(result, Frac(whole) if exponent > 0 else Frac(ONE, whole))
        return result

    def factors(self, a: Frac) -> tuple[Fraction, list[tuple[Poly, int]]]:
        """a = c · Π p^n with monic irreducible p."""
        self.spend(2)
        lead, found = fmpq(1), []
        for side, direction in ((a.top, 1), (a.bottom, -1)):
            if side.is_constant():
                if side != 1:
                    lead *= side.leading_coefficient() ** direction
                continue
            if len(side) > 400 or (side.total_degree() > 200 and len(side) > 1):
                raise NoProof("too large to factor")
            scalar, parts = factored(side, self.known_factors)
            lead = lead * scalar if direction > 0 else lead / scalar
            found += parts if direction > 0 else [(poly, -n) for poly, n in parts]
        return self._with_sines(fraction(lead), found)

    def _with_sines(self, lead: Fraction, found: list[tuple[Poly, int]]) -> tuple[Fraction, list[tuple[Poly, int]]]:
        """(cos - 1)(cos + 1) is -sin², which is a square."""
        for place, kernel in enumerate(self.kernels):
            if len(found) < 2:
                break
            if kernel.kind != "sin":
                continue
            cosine = GENS[place - 1]  # both are made together
            less, more = (next((n for poly, n in found if poly == cosine + c), 0) for c in (-1, 1))
            n = min(less, more) if less > 0 and more > 0 else max(less, more) if less < 0 and more < 0 else 0
            if n:
                lead *= Fraction(-1) ** n
                left = [(poly, m - n if poly in (cosine - 1, cosine + 1) else m) for poly, m in found]
                found = [(poly, m) for poly, m in left if m] + [(GENS[place], 2 * n)]
        return lead, found

    # ------------------------------------------------------------ signs

    def positive(self, poly: Poly) -> bool:
        """Is it certainly > 0 wherever both sides are defined? Asked for once in each field."""
        name = key(poly)
        if name not in self.known_positive:
            self.known_positive[name] = self._positive(poly)
        return self.known_positive[name]

    def negative(self, poly: Poly) -> bool:
        """Is it certainly < 0 wherever both sides are defined?"""
        if (not self.domain or poly.total_degree() > 1) and any(coefficient > 0 for coefficient, _ in terms_of(poly)):
            return False
        return self.positive(-poly)

    def _positive(self, poly: Poly) -> bool:
        if any(coefficient < 0 for coefficient, _ in terms_of(poly)):
            return self._positive_on_box(poly)
        strict = False
        for _, powers in terms_of(poly):
            used = [(self.kernels[i], e) for i, e in powers]
            never_negative = all(e % 2 == 0 or kernel.positive or kernel.kind == "root" for kernel, e in used)
            if not never_negative:
                return self._positive_on_box(poly)
            strict = strict or all(kernel.positive for kernel, _ in used)
        return strict

    def _positive_on_box(self, poly: Poly) -> bool:
        low = self._lowest_on_box(poly)
        return low is not None and (low[0] > 0 or (low[0] == 0 and not low[1]))

    def _lowest_on_box(self, poly: Poly) -> tuple[Fraction, bool] | None:
        """The smallest value of a linear form over the declared ranges (in a corner), and whether it is taken."""
        if not self.domain or poly.total_degree() > 1:
            return None
        low, attained = Fraction(0), True
        for raw, powers in terms_of(poly):
            c = fraction(raw)
            if not powers:
                low += c
                continue
            kernel = self.kernels[powers[0][0]]
            within = self.domain.get(kernel.arg, REAL) if kernel.kind == "symbol" else REAL
            end, opened = (within.low, within.low_open) if c > 0 else (within.high, within.high_open)
            if end is None:
                return None
            low, attained = low + c * end, attained and not opened
        return low, attained

    def sign(self, poly: Poly) -> Poly:
        """The sign of a monic polynomial as a generator s with s^3 = s."""
        if self.positive(poly):
            return ONE
        if self.negative(poly):
            return -ONE
        name = ("sign", key(poly))
        if name not in self.index:
            generator = self.kernel(name, Kernel("sign", poly))
            self.rules.append(Rule(self.index[name], 3, generator))
            low = self._lowest_on_box(poly)
            if low is not None and low[0] >= 0:
                self.allowed[self.index[name]] = {0, 1}
        return GENS[self.index[name]]

    def require(self, lead: Fraction, factors: list[tuple[Poly, int]]) -> None:
        """Note that lead · Π p^n ≥ 0 on the common domain (it stands under a root or logarithm)."""
        odd = [poly for poly, n in factors if n % 2 and not self.positive(poly)]
        if len(odd) == 2 and lead < 0:
            self._between(odd)
        if len(odd) == 1:
            self.sign(odd[0])
            name = ("sign", key(odd[0]))
            if name in self.index:
                place, sign = self.index[name], 1 if lead > 0 else -1
                self.allowed[place] = self.allowed.get(place, {-1, 0, 1}) & {0, sign}

    def _between(self, odd: list[Poly]) -> None:
        """(x-a)(x-b) ≤ 0 says that x lies between: the two signs are known one by one."""
        gap = odd[0] - odd[1]
        if gap.is_constant() and not gap.is_zero():
            larger, smaller = (0, 1) if gap.leading_coefficient() > 0 else (1, 0)
            for poly, sign in ((odd[larger], 1), (odd[smaller], -1)):
                self.sign(poly)
                place = self.index.get(("sign", key(poly)), -1)
                if place >= 0:
                    self.allowed[place] = self.allowed.get(place, {-1, 0, 1}) & {0, sign}


def polynomial(terms: Iterable[Term]) -> Poly:
    """The sum of the terms."""
    total = ZERO
    for coefficient, powers in terms:
        term = coefficient
        for place, e in powers:
            term = GENS[place] ** e * term if e > 1 else GENS[place] * term if e else term
        total = total + term
    return total


def product(a: Poly, b: Poly) -> Poly:
    if len(a) * len(b) > TERMS * 20:
        raise NoProof("a large product")
    return a * b


def cheap_power(poly: Poly, n: int) -> bool:
    """May poly^n be written out?"""
    if n <= 1:
        return True
    terms = len(poly)
    if terms > 1 and (n > 60 or comb(terms - 1 + n, n) > TERMS // 2):
        return False
    if poly.total_degree() * n > 10**6:
        return False
    bits = max((fraction(c).numerator.bit_length() + fraction(c).denominator.bit_length() for c in poly.coeffs()), default=1)
    return bits <= 2 or bits * n <= BITS


def _apply(rule: Rule, poly: Poly) -> Poly:
    if len(poly) > TERMS:
        raise NoProof("too many terms")
    total, powers = ZERO, [ONE]
    for coefficient, beside in terms_of(poly):
        times, rest = divmod(dict(beside).get(rule.generator, 0), rule.degree)
        if (times > 200 and len(rule.value) > 1) or times > 5000:
            raise NoProof("a high power of a root")
        left = [(place, rest if place == rule.generator else e) for place, e in beside]
        term = polynomial([(coefficient, tuple(left))])
        if times and len(rule.value) <= 1:
            total += term * rule.value**times
            continue
        while len(powers) <= times:
            powers.append(product(powers[-1], rule.value))
        total += product(term, powers[times])
    return total
