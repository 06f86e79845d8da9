"""Do two conditions hold together? For every sign that their polynomials can have, or on every cell of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from flint import arb, fmpq_poly

from grader.algebra.checker_balls import NoValue, ball, exactly, infinite
from grader.algebra.checker_cases import impossible
from grader.algebra.checker_line import Line
from grader.algebra.checker_ring import Poly, Rejected, Ring, need
from grader.algebra.proof import SameSet
from grader.algebra.tree import (
    And,
    Call,
    Const,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    Node,
    Not,
    Num,
    Or,
    Pow,
    Rel,
    Sym,
    Truth,
    Union,
    sub,
    symbols,
    walk,
)

LEAVES = 5000  # sign vectors that are tried at most
HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda s: s == 0,
    "!=": lambda s: s != 0,
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
}
Oracle = Callable[[Poly], int]  # the sign of an irreducible polynomial


class Needed(Exception):
    """The sign of this polynomial has to be known first."""

    def __init__(self, poly: Poly) -> None:
        self.poly = poly


class Conditions:
    """Truth of conditions, given the signs of irreducible polynomials."""

    def __init__(self, ring: Ring, variable: str, oracle: Oracle) -> None:
        self.ring, self.variable, self.oracle = ring, Sym(variable), oracle

    def holds(self, node: Node) -> bool:
        match node:
            case Truth(value):
                return value
            case And(args) | Intersection(args):
                return all(self.holds(arg) for arg in args)
            case Or(args) | Union(args):
                return any(self.holds(arg) for arg in args)
            case Not(arg):
                return not self.holds(arg)
            case Minus(left, right):
                return self.holds(left) and not self.holds(right)
            case FiniteSet(args):
                return any(self.holds(arg if isinstance(arg, Rel | And | Or) else Rel("=", self.variable, arg)) for arg in args)
            case Interval(low, high, low_open, high_open):
                above = Rel(">" if low_open else ">=", self.variable, low)
                return self.holds(above) and self.holds(Rel("<" if high_open else "<=", self.variable, high))
            case Rel(op, left, right):
                return self.related(op, left, right)
            case _:
                raise Rejected(f"no condition: {type(node).__name__}")

    def related(self, op: str, left: Node, right: Node) -> bool:
        far = [infinite(left), infinite(right)]
        if any(far):
            return HOLDS[op]((far[0] or 0) - (far[1] or 0))
        if not all(HOLDS[wanted](self.sign_of(part)) for part, wanted in _defined(sub(left, right))):
            return False
        return HOLDS[op](self.sign_of(sub(left, right)))

    def sign_of(self, node: Node) -> int:
        top, bottom = self.ring.ratio(node)
        return self.sign(top) * self.sign(bottom)

    def sign(self, poly: Poly) -> int:
        """The sign of a polynomial: that of its factors, sign generators being replaced by their values first."""
        poly = self.ring.reduced(poly)
        if (found := self.ring.sign_place(poly)) is not None:
            place, inner = found
            return self.sign(self.ring.put(poly, place, self.sign(inner)))
        if poly.is_zero():
            return 0
        scalar, factors = poly.factor()
        result = 1 if scalar > 0 else -1
        for factor, n in factors:
            lead = factor.leading_coefficient()
            result *= ((1 if lead > 0 else -1) * self.oracle(factor / lead)) ** int(n)
        return result


def _defined(node: Node) -> Iterator[tuple[Node, str]]:
    """What must hold where a formula in core functions has a value."""
    for part in walk(node):
        match part:
            case Pow(base, Num(power)) if power < 0 or power.denominator != 1:
                yield base, "!=" if power.denominator == 1 else ">" if power < 0 else ">="
            case Pow(base, exponent) if not isinstance(exponent, Num):
                yield base, ">"
            case Call("log", (arg,)):
                yield arg, ">"
            case Call("asin" | "lambertw" | "factorial") if symbols(part):
                raise Rejected("a function whose domain is not checked here")


class Signs:
    """Which signs an irreducible polynomial can have in the declared ranges."""

    def __init__(self, ring: Ring, proof: SameSet) -> None:
        self.ring = ring
        self.ranges = {name: span for name, span, _ in proof.ranges}
        self.meanings = ring.kernels.meanings

    def constant(self, poly: Poly) -> int | None:
        """The sign of a polynomial without symbols."""
        env: dict[str, arb] = {}
        for place, meaning in enumerate(self.meanings):
            try:
                env[f"#{place}"] = ball(meaning, env)
            except NoValue:
                continue
        total = exactly(0)
        for exponents, c in poly.to_dict().items():
            term = exactly(Fraction(int(c.p), int(c.q)))
            for place, e in enumerate(exponents):
                if e:
                    if f"#{place}" not in env:
                        return None
                    term *= env[f"#{place}"] ** int(e)
            total += term
        return 1 if total > 0 else -1 if total < 0 else None

    def possible(self, poly: Poly) -> tuple[int, ...]:
        known = self.constant(poly)
        if known is not None:
            return (known,)
        strict = False
        for exponents, c in poly.to_dict().items():
            used = [(self._least(self.meanings[i]), e) for i, e in enumerate(exponents) if e]
            if c < 0 or any(least is None and e % 2 for least, e in used):
                return (1, 0, -1)
            strict = strict or all(least == 1 for least, _ in used)
        return (1,) if strict else (1, 0)

    def _least(self, meaning: Node) -> int | None:
        """1 if always positive, 0 if never negative, None if unknown."""
        match meaning:
            case Call("exp") | Const("pi"):
                return 1
            case Pow(Call("abs"), _):
                return 0
            case Sym(name) if name in self.ranges and isinstance(low := self.ranges[name].low, Num):
                return 1 if low.value > 0 or (low.value == 0 and self.ranges[name].low_open) else 0 if low.value == 0 else None
            case _:
                return None


def check_by_signs(ring: Ring, proof: SameSet) -> None:
    """Rejected unless both conditions agree for every vector of signs that the polynomials can have."""
    signs, left = Signs(ring, proof), [LEAVES]

    def agree(vector: dict[str, tuple[Poly, int]]) -> None:
        def oracle(poly: Poly) -> int:
            if str(poly) not in vector:
                raise Needed(poly)
            return vector[str(poly)][1]

        left[0] -= 1
        need(left[0] > 0, "too many sign vectors")
        conditions = Conditions(ring, proof.variable, oracle)
        try:
            if not all(_in_range(conditions, name, span) for name, span, _ in proof.ranges):
                return
            same = conditions.holds(proof.plain_left) == conditions.holds(proof.plain_right)
        except Needed as needed:
            for value in signs.possible(needed.poly):
                agree({**vector, str(needed.poly): (needed.poly, value)})
            return
        need(same or impossible(list(vector.values())), "the conditions differ for some signs")

    agree({})


def _in_range(conditions: Conditions, name: str, span: Interval) -> bool:
    above = Rel(">" if span.low_open else ">=", Sym(name), span.low)
    return conditions.holds(above) and conditions.holds(Rel("<" if span.high_open else "<=", Sym(name), span.high))


def check_on_line(ring: Ring, proof: SameSet) -> None:
    """Rejected unless the recorded truth of each cell is right and the same for both."""
    assert proof.cells is not None
    line, signs = Line(proof.cells), Signs(ring, proof)
    place = ring.places.get(Sym(proof.variable), -1)

    for cell, inside in enumerate(proof.cells.inside):

        def oracle(poly: Poly, cell: int = cell) -> int:
            if all(i == place for i, degree in enumerate(poly.degrees()) if degree > 0):
                return line.sign(_of_one(poly, place), cell)
            known = signs.possible(poly)
            need(len(known) == 1, "a polynomial in more than the variable")
            return known[0]

        conditions = Conditions(ring, proof.variable, oracle)
        within = all(_in_range(conditions, name, span) for name, span, _ in proof.ranges)
        found = tuple(within and conditions.holds(side) for side in (proof.plain_left, proof.plain_right))
        need(found == inside and inside[0] == inside[1], f"cell {cell} is not as recorded")


def _of_one(poly: Poly, place: int) -> fmpq_poly:
    coefficients = [0] * (max(poly.degrees()[place], 0) + 1)
    for exponents, c in poly.to_dict().items():
        coefficients[exponents[place]] = c
    return fmpq_poly(coefficients)
