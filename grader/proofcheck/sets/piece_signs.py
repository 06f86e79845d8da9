"""The sign that a formula of one variable has on a whole piece of the line: by intervals, factors, and derivatives."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

from flint import arb, fmpq

from grader.algebra.syntax.proof import Kernels, Ranges
from grader.algebra.syntax.tree import (
    ZERO,
    Add,
    Call,
    Mul,
    Node,
    Num,
    Pow,
    Sym,
    neg,
    num,
    rebuild,
    sub,
    symbols,
    walk,
)
from grader.proofcheck.sets.pieces import Piece, as_fraction, beside, middle
from grader.proofcheck.sets.set_check import of_one
from grader.proofcheck.terms.line import Sturm
from grader.proofcheck.terms.plain_terms import common_factors, is_power, logarithm, negated, terms
from grader.proofcheck.terms.ring import Ring
from grader.proofcheck.terms.slopes import slope
from grader.proofcheck.values.constants import FINE, NARROW, rounded
from grader.proofcheck.values.evaluator import NoRealValue, NoValue, Value, exactly, precise, value
from grader.proofcheck.values.findings import NotCheckable
from grader.proofcheck.values.power_rule import certainly_broken, is_positive
from grader.proofcheck.values.spans import Run, Span, sign_of, span

BENDS = 4  # derivatives
BENT = frozenset(["abs", "sign", "step", "relu", "max", "min", "floor", "ceiling"])
WITHIN = [fmpq(137, 1000), fmpq(613, 1000), fmpq(411, 1000), fmpq(887, 1000)]


class PieceSigns:
    """Signs of formulas of one variable; what was worked out for a formula is kept."""

    def __init__(self, name: str, ranges: Ranges) -> None:
        self.name, self.ranges = name, ranges
        self.runs: dict[int, tuple[Node, Run]] = {}  # by id: the node is kept, so no other can have it
        self.slopes: dict[tuple[int, int], tuple[Node, Node]] = {}

    def sign(self, f: Node, here: Piece) -> int | None:
        """The one sign of a formula on a piece; None if it cannot be told. Raises NoRealValue if it has no value there."""
        if here.is_number():
            return self.sign_at(f, here.low)
        try:
            found = self.span(f, here)
            known = 1 if is_positive(f, self.ranges) else sign_of(found)
        except NoRealValue:
            raise
        except NoValue:
            return None  # perhaps it has no value somewhere
        if known is not None or self.name not in symbols(f):
            return known
        match f:
            case Mul(args):
                return self.product(args, here)
            case Pow(base, Num(n)) if n.denominator == 1:
                return self.product((base,) * (2 - n.numerator % 2), here)
            case Add():
                common, rest = common_factors(f)
                if common:
                    return self.product((*common, rest), here)
                powers = self.two_powers(f)
                if powers is not None:
                    return self.sign(powers, here)
        plain = self.settled(f, here)
        if plain != f:
            return self.sign(plain, here)
        if any(isinstance(part, Call) and part.name in BENT and self.name in symbols(part) for part in walk(f)):
            return None
        known = self.by_slope(f, here)
        return self.sign_of_fraction(f, here) if known is None else known

    def two_powers(self, f: Add) -> Node | None:
        """ln a - ln b, which has the sign of a - b, for positive a and b with powers in them."""
        both = list(terms(f))
        if len(both) != 2 or not any((isinstance(part, Call) and part.name == "exp") or is_power(part) for part in walk(f)):
            return None
        for a, b in (both, both[::-1]):
            other = negated(b)
            if is_positive(a, self.ranges) and other is not None and is_positive(other, self.ranges):
                return sub(logarithm(a), logarithm(other))
        return None

    def product(self, factors: Iterable[Node], here: Piece) -> int | None:
        result = 1
        for factor in factors:
            found = self.sign(factor, here)
            if found is None:
                return None
            result *= found
        return result

    def settled(self, f: Node, here: Piece) -> Node:
        """The formula without |u|, sign u, max …, where it is known on the piece which case they are."""

        def change(part: Node) -> Node:
            part = rebuild(part, change)
            match part:
                case Call("max" | "min" as name, (u, v)):
                    sign = self.sign(sub(u, v), here)
                    return part if sign is None else u if (sign >= 0) == (name == "max") else v
                case Call("abs" | "sign" | "relu" | "step" as name, (u,)) if self.name in symbols(u):
                    sign = self.sign(u, here)
                    if sign is None:
                        return part
                    cases = {"abs": neg(u) if sign < 0 else u, "relu": u if sign > 0 else ZERO, "sign": num(sign)}
                    return cases.get(name, num(Fraction(1 + sign, 2)))
            return part

        return change(f)

    def undefined(self, f: Node, here: Piece) -> bool:
        """Has it certainly no value anywhere on a piece that ends where a root or logarithm begins?"""
        for part in walk(f):
            match part:
                case Call("log" | "log2" | "log10" | "sqrt", (u, *_)) if self.name in symbols(u):
                    inner = u
                case Pow(base, exponent) if self.name in symbols(base) and certainly_broken(exponent):
                    inner = base
                case Call("asin" | "acos", (u,)) if self.name in symbols(u):
                    inner = sub(num(1), Mul((u, u)))
                case _:
                    continue
            try:
                if self.sign(inner, here) == -1:
                    return True
            except NoRealValue:
                return True
        return False

    def vanishes(self, f: Node, here: Piece) -> bool:
        """Is it 0 to 300 digits at some points of a piece, and so everywhere where it has values?"""
        low, high = here.low, here.high
        start = as_fraction(low) if arb(low).is_finite() else None
        end = as_fraction(high) if arb(high).is_finite() else None
        with precise(FINE):
            for part in WITHIN:
                if start is not None and end is not None:
                    point = start + (end - start) * part
                else:
                    point = start + 3 * part if start is not None else end - 3 * part if end is not None else part
                try:
                    if self.sign_at(f, point) != 0:
                        return False
                except NoRealValue:
                    return False
        return True

    def by_slope(self, f: Node, here: Piece) -> int | None:
        """By the derivatives: f moves away from zero, from a cut where it is zero or towards an end where nothing is known."""
        low, high, first, last = here
        cuts = (low is first and arb(low).is_finite(), high is last and arb(high).is_finite())
        ends = ((low, high, 1, cuts[0]), (high, low, -1, cuts[1]))
        for order in range(1, BENDS + 1):
            try:
                steep = self.steepness(self.slope(f, order), here)
            except (NoValue, NotCheckable):
                return None
            for near, _, way, cut in ends if steep else ():
                if cut and all(self.is_zero(self.slope(f, n), near) for n in range(order)):
                    return int(steep * way**order)
            if order == 1 and steep:
                below, above = self.span(f, here)
                if below >= 0 or above <= 0:  # it grows or falls all the time, so it only meets 0 at an end
                    at = [self.sign_at(f, end) for end, _, _, cut in ends if not cut and arb(end).is_finite()]
                    if 0 not in at and None not in at:
                        return 1 if below >= 0 else -1
                for _, far, way, _ in ends:
                    there = self.sign_at(f, far) if arb(far).is_finite() else None
                    if there == -steep * way:
                        return there  # towards `near` it moves away from zero
                at = [self.sign_at(f, end) if arb(end).is_finite() else None for end in (low, high)]
                if at[0] and at[0] == at[1]:
                    return at[0]
            if steep:
                return None
        return None

    def steepness(self, f: Node, here: Piece) -> int:
        """The sign of a derivative on a piece, 0 if it is not known."""
        return self.sign_plain(f, here) or 0

    def sign_plain(self, f: Node, here: Piece) -> int | None:
        """By intervals alone, factor by factor, or as a fraction of polynomials."""
        if is_positive(f, self.ranges):
            return 1
        found = sign_of(self.span(f, here))
        if found is not None:
            return found
        factors: tuple[Node, ...] = f.args if isinstance(f, Mul) else ()
        if isinstance(f, Add):
            common, rest = common_factors(f)
            factors = (*common, rest) if common else ()
        signs = [self.sign_plain(factor, here) for factor in factors]
        if signs and None not in signs:
            return int(prod(sign or 0 for sign in signs))
        return self.sign_of_fraction(f, here)

    def sign_of_fraction(self, f: Node, here: Piece) -> int | None:
        """The sign of a quotient of polynomials without roots on the piece, by Sturm's theorem."""
        try:
            top, bottom = Ring(Kernels((Sym(self.name),), (), ())).ratio(f)
        except NotCheckable:
            return None
        poly = of_one(top * bottom, 0)
        start, end = (None if not arb(x).is_finite() else beside(x, way) for x, way in ((here.low, -1), (here.high, 1)))
        inside = Sturm(poly).roots(start, end) if poly.degree() > 0 else 0
        if inside and end is not None and poly(exactly(end)) == 0:
            inside -= 1
        there = poly(as_fraction(middle(here.low, here.high)))
        return None if inside else sign_of((there, there))

    def span(self, f: Node, here: Piece) -> Span:
        known = self.runs.get(id(f))
        if known is None:
            known = self.runs[id(f)] = (f, span(f, self.name))
        return known[1]((here.low, here.high))

    def slope(self, f: Node, order: int) -> Node:
        if order == 0:
            return f
        known = self.slopes.get((id(f), order))
        if known is None:
            known = self.slopes[id(f), order] = (f, slope(self.slope(f, order - 1), self.name))
        return known[1]

    def is_zero(self, f: Node, number: Value) -> bool:
        with precise(FINE):
            try:
                return self.sign_at(f, number) == 0
            except NoRealValue:
                return False

    def sign_at(self, f: Node, number: Value) -> int | None:
        """The sign at a number; what is 0 to 300 digits counts as 0."""
        at = {self.name: number}
        try:
            found = value(f, at)
        except NoRealValue:
            raise
        except NoValue:
            try:
                found = rounded(f, at)
            except NoRealValue:
                raise
            except NoValue:
                return None
        if found > 0 or found < 0:
            return 1 if found > 0 else -1
        if found == 0:
            return 0
        return 0 if isinstance(found, arb) and abs(found) < NARROW else None
