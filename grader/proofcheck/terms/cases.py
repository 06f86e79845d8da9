"""Proofs by cases of |u| and sign(u): all cases are there, each is the pair that it says, and what is left out cannot be."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from grader.algebra.syntax.proof import Kernels, Ranges, SameByCases, SameFormula
from grader.algebra.syntax.tree import MINUS_ONE, ONE, ZERO, Call, Mul, Node, Num, Sym, rebuild, symbols, walk
from grader.proofcheck.terms.ring import GENS, WIDTH, Poly, Relations, Ring
from grader.proofcheck.values.budget import Budget
from grader.proofcheck.values.findings import NotCheckable, need

Row = tuple[Poly, bool]  # a linear form that is >= 0, or > 0 if strict


def check_cases(proof: SameByCases, ranges: Ranges, check: Callable[[SameFormula], None], budget: Budget) -> None:
    """NotCheckable unless every case holds or cannot occur."""
    same = [(proof.left, proof.plain_left), (proof.right, proof.plain_right)]
    Relations(Kernels((), (), ()), ranges, same, budget).run()
    both = (*walk(proof.plain_left), *walk(proof.plain_right))
    # |u| is continuous, so where nothing jumps its cases need only hold where u is not 0.
    jumps = any(isinstance(part, Call) and part.name in ("sign", "floor", "ceiling") for part in both)
    names = sorted(symbols(proof.plain_left) | symbols(proof.plain_right))
    _CaseCheck(names, jumps, check).go(proof, _bounds(ranges, names))


def _bounds(ranges: Ranges, names: list[str]) -> list[Row]:
    rows: list[Row] = []
    for name, span, _ in ranges:
        if name not in names:
            continue
        x = GENS[names.index(name)]
        if isinstance(span.low, Num):
            rows.append((x - fmpq(span.low.value.numerator, span.low.value.denominator), span.low_open))
        if isinstance(span.high, Num):
            rows.append((fmpq(span.high.value.numerator, span.high.value.denominator) - x, span.high_open))
    return rows


class _CaseCheck:
    def __init__(self, names: list[str], jumps: bool, check: Callable[[SameFormula], None]) -> None:
        self.ring, self.jumps, self.check = Ring(Kernels(tuple(Sym(name) for name in names), (), ())), jumps, check

    def go(self, proof: SameByCases, known: list[Row]) -> None:
        split, u = proof.split, proof.split.args[0]
        need(split.name in ("abs", "sign"), "a split of something else")
        minus = Num(-u.value) if isinstance(u, Num) else Mul((MINUS_ONE, u))
        wanted: dict[int, Node] = {1: u, -1: minus} if split.name == "abs" else {1: ONE, -1: MINUS_ONE, 0: ZERO}
        need({case.sign: case.value for case in proof.cases} == wanted, "a case is missing or has another value")
        # |x - x| has no case with an interior: leaving out all of them would prove anything.
        need(any(case.why is not None for case in proof.cases), "no case is left")
        for case in proof.cases:
            rows = [*known, *self.rows(u, case.sign, strict=split.name == "sign" or not self.jumps)]
            why = case.why
            if why is None:
                need(contradict(rows), "a case that may occur is left out")
                continue
            sides = tuple(_put(side, split, case.value) for side in (proof.plain_left, proof.plain_right))
            need(sides == (why.plain_left, why.plain_right), "the proof of another case")
            if isinstance(why, SameByCases):
                self.go(why, rows)
            else:
                self.check(why)

    def rows(self, u: Node, sign: int, *, strict: bool) -> list[Row]:
        """The sign of a linear argument; of another nothing is used."""
        try:
            top, bottom = self.ring.ratio(u)
        except NotCheckable:
            return []
        if not bottom.is_constant() or top.total_degree() > 1:
            return []
        line = top / bottom.leading_coefficient()
        return [(line, False), (-line, False)] if sign == 0 else [(line * sign, strict)]


def _put(node: Node, old: Node, new: Node) -> Node:
    return new if node == old else rebuild(node, lambda part: _put(part, old, new))


def contradict(rows: list[Row]) -> bool:
    """Is there certainly no point in all rows? Elimination of one unknown after the other."""
    for place in range(WIDTH):
        up: list[tuple[Poly, bool]] = []
        down: list[tuple[Poly, bool]] = []
        rest: list[tuple[Poly, bool]] = []
        for poly, strict in rows:
            slope = poly.to_dict().get(tuple(int(i == place) for i in range(WIDTH)), 0)
            (up if slope > 0 else down if slope < 0 else rest).append((poly / abs(slope) if slope else poly, strict))
        if len(up) * len(down) > 2000:
            return False
        rows = rest + [(a + b, s or t) for a, s in up for b, t in down]
    return any((poly.is_zero() and strict) or (not poly.is_zero() and poly.leading_coefficient() < 0) for poly, strict in rows)
