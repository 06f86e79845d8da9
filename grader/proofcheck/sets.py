"""Do two conditions hold together? For every sign that their polynomials can have, or on every cell of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from flint import fmpq, fmpq_poly

from grader.algebra.syntax.proof import SameSet
from grader.algebra.syntax.tree import (
    And,
    Call,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    Node,
    Not,
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
from grader.proofcheck.balls import infinite
from grader.proofcheck.line import Line
from grader.proofcheck.ring import Poly, Rejected, Ring, need
from grader.proofcheck.signs import Signs

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

    def __init__(self, ring: Ring, variable: str, signs: Signs, oracle: Oracle) -> None:
        self.ring, self.variable, self.signs, self.oracle = ring, Sym(variable), signs, oracle

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
            case FiniteSet(args) if not any(infinite(arg) for arg in args):
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
        if not all(HOLDS[wanted](self.sign_of(part)) for part, wanted in self.defined(sub(left, right))):
            return False
        return HOLDS[op](self.sign_of(sub(left, right)))

    def defined(self, node: Node) -> Iterator[tuple[Node, str]]:
        """What must hold where a formula in core functions has a value."""
        for part in walk(node):
            match part:
                case Pow(base, exponent):
                    power = self.rational(exponent)
                    if power is None:
                        yield base, ">"
                    elif power < 0 or power.denominator != 1:
                        yield base, "!=" if power.denominator == 1 else ">" if power < 0 else ">="
                case Call("log", (arg,)):
                    yield arg, ">"
                case Call("asin" | "lambertw" | "factorial") if symbols(part):
                    raise Rejected("a function whose domain is not checked here")

    def rational(self, node: Node) -> Fraction | None:
        """The value of an exponent such as 1/3, or None if it is no rational number."""
        if symbols(node):
            return None
        top, bottom = self.ring.ratio(node)
        if top.is_zero() or not (top.is_constant() and bottom.is_constant()):
            return Fraction(0) if top.is_zero() else None
        value = fmpq(top.leading_coefficient()) / fmpq(bottom.leading_coefficient())
        return Fraction(int(value.p), int(value.q))

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
            opened = self.signs.opened(factor / lead)
            value = self.oracle(factor / lead) if opened is None else self.sign(opened)
            result *= ((1 if lead > 0 else -1) * value) ** int(n)
        return result


def check_by_signs(ring: Ring, proof: SameSet) -> None:
    """Rejected unless both conditions agree for every vector of signs that the polynomials can have."""
    signs, left = Signs(ring, proof.ranges), [LEAVES]

    def agree(vector: dict[str, tuple[Poly, int]]) -> None:
        def oracle(poly: Poly) -> int:
            if str(poly) not in vector:
                raise Needed(poly)
            return vector[str(poly)][1]

        left[0] -= 1
        need(left[0] > 0, "too many sign vectors")
        conditions = Conditions(ring, proof.variable, signs, oracle)
        try:
            if not all(_in_range(conditions, name, span) for name, span, _ in proof.ranges):
                return
            same = conditions.holds(proof.plain_left) == conditions.holds(proof.plain_right)
        except Needed as needed:
            split(vector, needed.poly)
            return
        if not same and not signs.contradict(list(vector.values())):
            further = signs.companion([poly for poly, _ in vector.values()])
            if further is None:
                raise Rejected("the conditions differ for some signs")
            split(vector, further)

    def split(vector: dict[str, tuple[Poly, int]], poly: Poly) -> None:
        for value in signs.possible(poly):
            agree({**vector, str(poly): (poly, value)})

    agree({})


def _in_range(conditions: Conditions, name: str, span: Interval) -> bool:
    above = Rel(">" if span.low_open else ">=", Sym(name), span.low)
    return conditions.holds(above) and conditions.holds(Rel("<" if span.high_open else "<=", Sym(name), span.high))


def check_on_line(ring: Ring, proof: SameSet) -> None:
    """Rejected unless the recorded truth of each cell is right and the same for both."""
    assert proof.cells is not None
    line, signs = Line(proof.cells), Signs(ring, proof.ranges)
    place = ring.places.get(Sym(proof.variable), -1)

    for cell, inside in enumerate(proof.cells.inside):

        def oracle(poly: Poly, cell: int = cell) -> int:
            if all(i == place for i, degree in enumerate(poly.degrees()) if degree > 0):
                return line.sign(_of_one(poly, place), cell)
            known = signs.possible(poly)
            need(len(known) == 1, "a polynomial in more than the variable")
            return known[0]

        conditions = Conditions(ring, proof.variable, signs, oracle)
        within = all(_in_range(conditions, name, span) for name, span, _ in proof.ranges)
        found = tuple(within and conditions.holds(side) for side in (proof.plain_left, proof.plain_right))
        need(found == inside and inside[0] == inside[1], f"cell {cell} is not as recorded")


def _of_one(poly: Poly, place: int) -> fmpq_poly:
    coefficients = [0] * (max(poly.degrees()[place], 0) + 1)
    for exponents, c in poly.to_dict().items():
        coefficients[exponents[place]] = c
    return fmpq_poly(coefficients)
