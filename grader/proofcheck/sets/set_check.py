"""Do two conditions hold together? For every sign that their polynomials can have, or on every cell of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import fmpq_poly

from grader.algebra.syntax.proof import Claim, SameSet
from grader.algebra.syntax.tree import (
    ONE,
    And,
    Call,
    FiniteSet,
    Intersection,
    Interval,
    Minus,
    Mul,
    Node,
    Not,
    Or,
    Pow,
    Rel,
    Sym,
    Truth,
    Union,
    num,
    rebuild,
    sub,
    symbols,
    walk,
)
from grader.proofcheck.terms.line import Line
from grader.proofcheck.terms.possible_signs import Signs
from grader.proofcheck.terms.ring import Poly, Ring
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.claim_trial import HOLDS
from grader.proofcheck.values.evaluator import infinite
from grader.proofcheck.values.findings import NotCheckable, need
from grader.proofcheck.values.power_rule import certainly_broken, is_positive, rational

LEAVES = 5000  # sign vectors that are tried at most
Oracle = Callable[[Poly], int]  # the sign of an irreducible polynomial


class Needed(Exception):
    """The sign of this polynomial has to be known first."""

    def __init__(self, poly: Poly) -> None:
        self.poly = poly


class Conditions:
    """Truth of conditions, given the signs of irreducible polynomials."""

    def __init__(self, ring: Ring, claim: Claim, signs: Signs, oracle: Oracle) -> None:
        self.ring, self.claim, self.signs, self.oracle = ring, claim, signs, oracle
        self.variable = Sym(claim.variable)

    def supposed(self) -> bool:
        """Are we in the declared ranges, and where all that is assumed holds?"""
        for name, span, _ in self.claim.ranges:
            above = self.holds(Rel(">" if span.low_open else ">=", Sym(name), span.low))
            if not (above and self.holds(Rel("<" if span.high_open else "<=", Sym(name), span.high))):
                return False
        return all(self.holds(condition) for condition in self.claim.assuming)

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
                raise NotCheckable(f"no condition: {type(node).__name__}")

    def related(self, op: str, left: Node, right: Node) -> bool:
        far = [infinite(left), infinite(right)]
        if any(far):
            return HOLDS[op]((far[0] or 0) - (far[1] or 0))
        difference = self.settled(sub(left, right))
        if difference is None or not all(HOLDS[wanted](self.sign_of(part)) for part, wanted in self.defined(difference)):
            return False
        return HOLDS[op](self.sign_of(difference))

    def settled(self, node: Node) -> Node | None:
        """The formula with powers of 0 replaced by their values where exponents may be broken; None where one has none."""
        missing = False

        def change(part: Node) -> Node:
            nonlocal missing
            part = rebuild(part, change)
            if not isinstance(part, Pow) or rational(part.exponent) is not None or is_positive(part.base, self.claim.ranges):
                return part
            sign = self.sign_of(part.base)
            if sign > 0:
                return part
            if sign < 0:
                need(certainly_broken(part.exponent), "a power whose base may be negative")
                missing = True
                return num(0)
            up = self.sign_of(part.exponent)
            missing = missing or up < 0
            return num(0 if up else 1)

        settled = change(node)
        return None if missing else settled

    def defined(self, node: Node) -> Iterator[tuple[Node, str]]:
        """What must hold where a formula in core functions has a value."""
        for part in walk(node):
            match part:
                case Pow(base, exponent):
                    power = rational(exponent)
                    if power is not None and (power < 0 or power.denominator != 1):
                        yield base, "!=" if power.denominator == 1 else ">" if power < 0 else ">="
                case Call("log", (arg,)):
                    yield arg, ">"
                case Call("asin", (arg,)) if symbols(part):
                    yield sub(ONE, Mul((arg, arg))), ">="
                case Call("lambertw" | "factorial") if symbols(part):
                    raise NotCheckable("a function whose domain is not checked here")

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


def check_by_signs(ring: Ring, claim: Claim, proof: SameSet, budget: Budget) -> None:
    """NotCheckable unless both conditions agree for every vector of signs that the polynomials can have."""
    signs, left = Signs(ring, claim.ranges), [LEAVES]

    def agree(vector: dict[str, tuple[Poly, int]]) -> None:
        def oracle(poly: Poly) -> int:
            if str(poly) not in vector:
                raise Needed(poly)
            return vector[str(poly)][1]

        budget.spend()
        left[0] -= 1
        need(left[0] > 0, "too many sign vectors")
        conditions = Conditions(ring, claim, signs, oracle)
        try:
            if not conditions.supposed():
                return
            same = conditions.holds(proof.plain_left) == conditions.holds(proof.plain_right)
        except Needed as needed:
            split(vector, needed.poly)
            return
        if not same and not signs.contradict(list(vector.values())):
            further = signs.companion([poly for poly, _ in vector.values()])
            if further is None:
                raise NotCheckable("the conditions differ for some signs")
            split(vector, further)

    def split(vector: dict[str, tuple[Poly, int]], poly: Poly) -> None:
        for value in signs.possible(poly):
            agree({**vector, str(poly): (poly, value)})

    agree({})


def check_on_line(ring: Ring, claim: Claim, proof: SameSet, budget: Budget) -> None:
    """NotCheckable unless the recorded truth of each cell is right and the same for both."""
    assert proof.cells is not None
    line, signs = Line(proof.cells), Signs(ring, claim.ranges)
    place = ring.places.get(Sym(claim.variable), -1)

    for cell, inside in enumerate(proof.cells.inside):
        budget.spend()

        def oracle(poly: Poly, cell: int = cell) -> int:
            if all(i == place for i, degree in enumerate(poly.degrees()) if degree > 0):
                return line.sign(of_one(poly, place), cell)
            known = signs.possible(poly)
            need(len(known) == 1, "a polynomial in more than the variable")
            return known[0]

        conditions = Conditions(ring, claim, signs, oracle)
        within = conditions.supposed()
        found = tuple(within and conditions.holds(side) for side in (proof.plain_left, proof.plain_right))
        need(found == inside and inside[0] == inside[1], f"cell {cell} is not as recorded")


def of_one(poly: Poly, place: int) -> fmpq_poly:
    coefficients = [0] * (max(poly.degrees()[place], 0) + 1)
    for exponents, c in poly.to_dict().items():
        coefficients[exponents[place]] = c
    return fmpq_poly(coefficients)
