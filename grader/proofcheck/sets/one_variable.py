"""Conditions on one real variable, gone through without the prover: on every piece of the line both hold or neither does.

The line is cut at the numbers that the conditions name and at simple zeros. A piece is decided by intervals; beside a cut
where a formula is zero, by the sign of its derivative, and the same far out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from flint import fmpq

from grader.algebra.syntax.proof import Claim
from grader.algebra.syntax.tree import (
    And,
    FiniteSet,
    Inf,
    Intersection,
    Interval,
    Minus,
    Node,
    Not,
    Or,
    Rel,
    Sym,
    Truth,
    Union,
    symbols,
)
from grader.proofcheck.sets.cuts import cuts
from grader.proofcheck.sets.piece_signs import PieceSigns
from grader.proofcheck.sets.pieces import Piece, as_fraction, middle
from grader.proofcheck.terms.plain_terms import difference_of
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.claim_trial import HOLDS
from grader.proofcheck.values.constants import FINE
from grader.proofcheck.values.evaluator import NoRealValue, NoValue, Value, infinite, precise
from grader.proofcheck.values.findings import NotCheckable, need
from grader.proofcheck.values.spans import INFINITE

COARSE = 96  # bits of the ends of intervals
PIECES, DEEP = 400, 40  # pieces of the line, halvings
WHOLE = 60  # whole numbers that are tried one by one


class OneVariable:
    """Both conditions of a claim, as functions of one variable."""

    def __init__(self, claim: Claim, left: Node, right: Node, name: str, budget: Budget) -> None:
        self.sides, self.name, self.budget, self.left = (left, right), name, budget, PIECES
        self.within = [And(tuple(_range(claim, name))), *claim.assuming]
        self.whole = any(other == name and whole for other, _, whole in claim.ranges)
        self.signs = PieceSigns(name, claim.ranges)
        self.differences: dict[int, tuple[Node, Node]] = {}  # by id: the node is kept, so no other can have it

    def run(self) -> bool:
        """NotCheckable unless they agree everywhere; is there a point in them?"""
        with precise(FINE):
            found = cuts((*self.sides, *self.within), self.name)
            if self.whole:
                low, high = (as_fraction(end) for end in (found[0], found[-1])) if found else (fmpq(0), fmpq(0))
                need(high - low < WHOLE, "too many whole numbers")
                first, last = int(low.floor()) - 1, int(high.ceil()) + 1
                found = [fmpq(n) for n in range(first, last + 1)]
            met = [self.at(number) for number in found]
        ends: list[Value] = [-INFINITE, *found, INFINITE]
        pieces = list(pairwise(ends))
        if self.whole:  # beyond the last whole numbers that are tried
            pieces = [pieces[0], pieces[-1]]
        with precise(COARSE):
            met += [self.piece(Piece(low, high, low, high)) for low, high in pieces]
        return any(met)

    def at(self, number: Value) -> bool:
        """Both hold here or neither does; whether they do."""
        self.budget.spend()
        with precise(FINE):
            if not all(self.holds(condition, Piece(number, number)) for condition in self.within):
                return False
            a, b = (self.holds(side, Piece(number, number)) for side in self.sides)
        need(a is not None and a == b, "the conditions differ at a number")
        return bool(a)

    def piece(self, here: Piece, depth: int = 0) -> bool:
        """The same on the piece between two ends, which lies between two cuts."""
        self.budget.spend()
        self.left -= 1
        need(self.left > 0 and depth < DEEP, "a piece of the line that cannot be decided")
        inside = [self.holds(condition, here) for condition in self.within]
        if False in inside:
            return False
        if None not in inside:
            a, b = (self.holds(side, here) for side in self.sides)
            if a is not None and b is not None:
                need(a == b, "the conditions differ on a piece")
                return a
        between = middle(here.low, here.high)
        halves = (Piece(here.low, between, here.first, here.last), Piece(between, here.high, here.first, here.last))
        met = [self.piece(half, depth + 1) for half in halves]  # both: neither may differ
        met.append(self.at(as_fraction(between)))  # what holds on both halves says nothing of the number between
        return any(met)

    def holds(self, node: Node, here: Piece) -> bool | None:
        """Is the condition true on a whole piece (or at a number)? None if that cannot be told."""
        match node:
            case Truth(truth):
                return truth
            case And(args) | Intersection(args):
                return _all(self.holds(arg, here) for arg in args)
            case Or(args) | Union(args):
                return _not(_all(_not(self.holds(arg, here)) for arg in args))
            case Not(arg):
                return _not(self.holds(arg, here))
            case Minus(left, right):
                return _all((self.holds(left, here), _not(self.holds(right, here))))
            case FiniteSet(args):
                need(all(infinite(arg) is None for arg in args), "a set that holds ∞")
                parts = [arg if isinstance(arg, Rel | And | Or) else Rel("=", Sym(self.name), arg) for arg in args]
                return self.holds(Or(tuple(parts)), here) if parts else False
            case Interval(a, b, a_open, b_open):
                above = Rel(">" if a_open else ">=", Sym(self.name), a)
                return self.holds(And((above, Rel("<" if b_open else "<=", Sym(self.name), b))), here)
            case Rel(op, left, right):
                far = [infinite(left), infinite(right)]
                if far != [None, None]:
                    return HOLDS[op]((far[0] or 0) - (far[1] or 0))
                known = self.differences.get(id(node))
                if known is None:
                    known = self.differences[id(node)] = (node, difference_of(left, right))
                return self.related(op, known[1], here)
        raise NotCheckable(f"no condition: {type(node).__name__}")

    def related(self, op: str, f: Node, here: Piece) -> bool | None:
        """f ∘ 0 on a whole piece, or at a number."""
        if not here.is_number():
            try:
                below, above = self.signs.span(f, here)
            except NoValue:  # NoRealValue, too: it may lack one at an end only, as 1/(x - 2) at 2
                return False if self.signs.undefined(f, here) else None
            signs = {-1, 0, 1} - ({-1} if below >= 0 else set()) - ({1} if above <= 0 else set())
            signs -= {0} if below > 0 or above < 0 else set()
            truths = {HOLDS[op](sign) for sign in signs}
            if len(truths) == 1:
                return truths.pop()
            if self.signs.vanishes(f, here):
                return HOLDS[op](0)
        try:
            sign = self.signs.sign(f, here)
        except NoRealValue:
            return False if here.is_number() else None
        return None if sign is None else HOLDS[op](sign)


def _range(claim: Claim, name: str) -> Iterator[Node]:
    for other, within, _ in claim.ranges:
        if other == name:
            if not isinstance(within.low, Inf):
                yield Rel(">" if within.low_open else ">=", Sym(name), within.low)
            if not isinstance(within.high, Inf):
                yield Rel("<" if within.high_open else "<=", Sym(name), within.high)


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _not(part: bool | None) -> bool | None:
    return None if part is None else not part


def check_one_variable(claim: Claim, left: Node, right: Node, budget: Budget) -> None:
    """NotCheckable unless two conditions on one variable hold together, wherever they hold at all."""
    names = sorted(symbols(left) | symbols(right))
    need(len(names) <= 1, "several variables")
    OneVariable(claim, left, right, names[0] if names else claim.variable, budget).run()
